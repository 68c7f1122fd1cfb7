//! A table of data that may be wider than the window.
//!
//! Criteria:
//! - `caption`, `th scope`; the box around it scrolls, is named by the caption and can be focused, so that arrow keys
//!   scroll it; the page itself never scrolls sideways.
use super::dom::unique_id;
use leptos::prelude::*;

/// A table with its caption.
#[component]
pub fn TableRegion(
    /// What the table is about.
    #[prop(into)]
    caption: String,
    /// Each column is one of the things compared, and keeps a readable width.
    #[prop(optional)]
    columns: bool,
    /// `thead` and `tbody`.
    children: Children,
) -> impl IntoView {
    let id = unique_id("caption");
    let labelled_by = id.clone();
    view! {
        <div
            class=if columns { "preau-table preau-table--columns" } else { "preau-table" }
            role="region"
            tabindex="0"
            aria-labelledby=labelled_by
        >
            <table><caption id=id.clone()>{caption}</caption>{children()}</table>
        </div>
    }
}
