//! Texts between quotes, as both canonical forms write them; they differ in what they write as a code.
use std::fmt::Write;

/// Writes a text between quotes; `code` gives the code of a character that is not written as it is.
pub(crate) fn quote(text: &str, out: &mut String, code: impl Fn(char) -> Option<String>) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            _ => match code(char) {
                // writing to a string cannot fail
                Some(code) => write!(out, "\\u{code}").unwrap_or_default(),
                None => out.push(char),
            },
        }
    }
    out.push('"');
}
