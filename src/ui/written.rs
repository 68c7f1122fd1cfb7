//! Texts that people wrote in the forum, shown from what the forum stores: Markdown, or the HTML of a rich editor.
//!
//! Not from the server's own rendering, which is not safe, loses the backslashes of formulas and mangles code. Both ways end in
//! [`super::rich_text`], the only one by which HTML reaches the page.
mod source;

use super::rich_text;
use leptos::prelude::*;

/// The text as elements of the page; `level` (2 to 6) is that of its first headings.
pub fn written_text(raw: &str, level: u8) -> AnyView {
    rich_text(&source::html(raw), level)
}

/// The same in one line of words, for summaries and names.
pub fn written_plain(raw: &str) -> String {
    source::plain(raw)
}
