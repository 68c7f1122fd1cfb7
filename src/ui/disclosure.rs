//! Disclosure: a button that shows and hides what follows it.
//!
//! Criteria:
//! - a `button` with `aria-expanded` and `aria-controls`, inside a heading when it heads a part of the page;
//! - the content stays in the document, hidden, and keeps its state.
use super::{
    build::flag,
    dom::unique_id,
    icon::{Icon, icon},
};
use leptos::prelude::*;

/// A part of the page that opens and closes.
#[component]
pub fn Disclosure(
    /// Text of the button.
    #[prop(into)]
    title: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Level of the heading around the button, 2 to 4; 0 for none.
    #[prop(default = 3)]
    level: u8,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let id = unique_id("disclosure");
    let button = view! {
        <button
            type="button"
            class="preau-disclosure__button"
            aria-expanded=flag(move || open.get())
            aria-controls=id.clone()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <span>{title}</span>
            {icon(Icon::ChevronDown)}
        </button>
    }
    .into_any();
    let button = match level {
        0 => button,
        2 => view! { <h2 class="preau-disclosure__heading">{button}</h2> }.into_any(),
        4 => view! { <h4 class="preau-disclosure__heading">{button}</h4> }.into_any(),
        _ => view! { <h3 class="preau-disclosure__heading">{button}</h3> }.into_any(),
    };
    view! {
        <div class="preau-disclosure">
            {button}
            <div id=id hidden=Signal::derive(move || !open.get())>{children()}</div>
        </div>
    }
}
