//! HTML of a backend where hardly any page has some: what makes it safe comes with the first of it.
use super::{chunks::on_demand, split_point};
use crate::ui;
use leptos::prelude::*;

/// [`ui::rich_text`].
type Write = fn(&str, u8) -> AnyView;

split_point! {
    fn fetched() -> Write = written { ui::rich_text }
}

/// The HTML as elements of the page; words alone need nothing for that. `level` (2 to 6) is that of its first headings.
pub(crate) fn rich_text(html: &str, level: u8) -> AnyView {
    if !html.contains(['<', '&']) {
        return view! { <div class="preau-rich">{html.to_owned()}</div> }.into_any();
    }
    let html = html.to_owned();
    on_demand(fetched, move |write| write(&html, level))
}
