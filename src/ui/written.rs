//! Texts that people wrote in the forum, shown from what the forum stores: Markdown, or the HTML of a rich editor.
//!
//! Not from the server's own rendering, which is not safe, loses the backslashes of formulas and mangles code. Both ways end in
//! [`super::rich_text`], the only one by which HTML reaches the page.
mod inline;
mod markdown;
mod markup;
mod plain;
mod reference;
mod source;
mod table;
#[cfg(test)]
mod tests;

use super::rich_text::{Author, written};
use leptos::prelude::*;

/// The text as elements of the page; `level` (2 to 6) is that of its first headings.
pub fn written_text(raw: &str, level: u8) -> AnyView {
    written(&source::html(raw), level, Author::Learner)
}

/// A text of nobody known, in Markdown: HTML in it shows as it is written, pictures as their names, and each link with its host.
pub fn written_by_stranger(raw: &str, level: u8) -> AnyView {
    written(&source::html(&raw.replace('<', "\\<")), level, Author::Stranger)
}

/// The HTML of a text in Markdown, for other programs, which make it safe as they do; it begins with a block.
pub fn written_html(raw: &str) -> String {
    source::html(raw)
}

/// Whether a text is HTML, as rich editors write it.
pub fn is_html(raw: &str) -> bool {
    source::is_html(raw)
}

/// The same in one line of words, for summaries and names.
pub fn written_plain(raw: &str) -> String {
    plain::plain(raw)
}
