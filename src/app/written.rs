//! HTML of a backend where hardly any page has some: what makes it safe comes with the first of it.
use super::{chunks::on_demand_or, split_point};
use crate::ui;
use leptos::prelude::*;

/// Makes elements of a text and the level of its first headings: [`ui::rich_text`].
type Write = fn(&str, u8) -> AnyView;

split_point! {
    fn fetched() -> Write = written { ui::rich_text }
}

/// The HTML as elements of the page; words alone need nothing for that, and are what there is of it where its code cannot be fetched.
/// `level` (2 to 6) is that of its first headings.
pub(crate) fn rich_text_on_demand(html: &str, level: u8) -> AnyView {
    if !html.contains('<') {
        return words_alone(html);
    }
    let (html, same) = (html.to_owned(), html.to_owned());
    on_demand_or(fetched, move |write| write(&html, level), move || words_alone(&same))
}

/// The words of a text, without what markup would make of them.
pub(crate) fn words_alone(html: &str) -> AnyView {
    view! { <div class="preau-rich">{ui::words_of(html)}</div> }.into_any()
}
