//! Addresses that are named once, `[name]: https://…`, and used by name.
use super::markdown::{fence, indent};
use crate::i18n::lowercase;
use std::cell::Cell;

/// Longest address of a link, in bytes.
pub(super) const ADDRESS: usize = 1000;
/// Longest name, in bytes.
const NAME: usize = 200;
/// Names that one text may give: each use is compared with each.
const MOST: usize = 100;
/// Bytes that names may stand for in one text: a long address, named again and again, would fill the memory.
const WHOLE: usize = 100_000;

/// What is named in a text.
#[derive(Debug, Default)]
pub(super) struct References {
    all: Vec<(String, String)>,
    used: Cell<usize>,
}

impl References {
    /// Those of a text, and its other lines. In code they are code.
    pub(super) fn of(text: &str) -> (Self, Vec<&str>) {
        let mut all = Vec::new();
        let mut lines = Vec::new();
        let mut open: Option<(char, usize)> = None;
        for line in text.split('\n') {
            let mark = fence(line);
            open = match (open, mark) {
                (None, mark) => mark,
                (Some((sign, count)), Some((other, length))) if sign == other && length >= count => None,
                (open, _) => open,
            };
            match definition(line).filter(|_| open.is_none()) {
                Some(definition) if all.len() < MOST => all.push(definition),
                _ => lines.push(line),
            }
        }
        (Self { all, used: Cell::new(0) }, lines)
    }

    /// The address for `[name]` after the words, or for the words themselves; and how long that is.
    pub(super) fn find(&self, words: &str, after: &str) -> Option<(String, usize)> {
        if self.all.is_empty() {
            return None;
        }
        let explicit = after.strip_prefix('[').and_then(|rest| within(rest).split_once(']')).map(|(name, _)| name);
        let (name, length) = match explicit {
            Some("") => (words, 2),
            Some(name) => (name, name.len().saturating_add(2)),
            None => (words, 0),
        };
        if let Some(address) = self.address(name) {
            return Some((address, length));
        }
        Some((self.address(words)?, 0))
    }

    fn address(&self, name: &str) -> Option<String> {
        if name.len() > NAME {
            return None;
        }
        let name = named(name);
        let (_, address) = self.all.iter().find(|(known, _)| *known == name)?;
        let used = self.used.get().saturating_add(address.len());
        self.used.set(used);
        (used <= WHOLE).then(|| address.clone())
    }
}

/// The beginning of a text, as long as a name may be.
fn within(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= NAME).last().unwrap_or_default();
    text.get(..=end).unwrap_or(text)
}

/// Names differ neither by capitals nor by spaces.
fn named(name: &str) -> String {
    lowercase(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The name that a line gives, and to what: an address, perhaps with a title, and no other words. Notes are none.
fn definition(line: &str) -> Option<(String, String)> {
    let (name, rest) = line.trim_start_matches(' ').strip_prefix('[')?.split_once("]:")?;
    if indent(line) > 3 || name.contains(['[', ']']) || name.starts_with('^') || name.len() > NAME {
        return None;
    }
    let (address, title) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    let title = title.trim();
    let is_title = title.is_empty()
        || [('"', '"'), ('\'', '\''), ('(', ')')]
            .iter()
            .any(|(open, close)| title.len() > 1 && title.starts_with(*open) && title.ends_with(*close));
    let address = address.strip_prefix('<').and_then(|address| address.strip_suffix('>')).unwrap_or(address);
    let name = named(name);
    let is_one = is_title && !name.is_empty() && !address.is_empty() && address.len() < ADDRESS;
    is_one.then(|| (name, address.to_owned()))
}
