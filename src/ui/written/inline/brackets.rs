//! Links and pictures.
use super::{OPEN, Scanner, escaped};
use crate::ui::written::reference::ADDRESS;

/// A bracket that may begin a link or picture.
pub(super) struct Bracket {
    pub(super) is_picture: bool,
    pub(super) piece: usize,
    /// Where its words begin.
    pub(super) from: usize,
    /// How many marks were open then.
    pub(super) marks: usize,
    /// A link ended within: there is none around it.
    pub(super) has_link: bool,
}

impl Scanner<'_> {
    pub(super) fn bracket(&mut self, is_picture: bool) {
        let length = if is_picture { 2 } else { 1 };
        let marks = self.marks.len();
        self.literal(length);
        if self.brackets.len() < OPEN {
            let piece = self.pieces.len().saturating_sub(1);
            self.brackets.push(Bracket { is_picture, piece, from: self.at, marks, has_link: false });
        }
    }

    pub(super) fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.literal(1) };
        let words = self.text.get(bracket.from..self.at).unwrap_or_default();
        let after = self.rest().get(1..).unwrap_or_default();
        let is_link = !bracket.is_picture;
        let found = if is_link && bracket.has_link { None } else { self.target(after) };
        let found =
            found.or_else(|| self.references.find(words, after).filter(|_| bracket.is_picture || !bracket.has_link));
        let Some((address, length)) = found else { return self.literal(1) };
        // marks that opened within and did not close are plain
        self.marks.truncate(bracket.marks);
        let address = escaped(&address);
        if bracket.is_picture {
            self.pieces.truncate(bracket.piece);
            self.addresses.retain(|(piece, _)| *piece < bracket.piece);
            self.pieces.push(["<img src=\"", &address, "\" alt=\"", &escaped(words), "\">"].concat());
        } else {
            if let Some(piece) = self.pieces.get_mut(bracket.piece) {
                *piece = ["<a href=\"", &address, "\">"].concat();
            }
            self.pieces.push("</a>".into());
            while let Some((piece, address)) = self.addresses.pop_if(|(piece, _)| *piece > bracket.piece) {
                if let Some(link) = self.pieces.get_mut(piece) {
                    *link = escaped(&address);
                }
            }
            for around in &mut self.brackets {
                around.has_link = true;
            }
        }
        self.at = self.at.saturating_add(1).saturating_add(length);
    }

    /// `(address)` or `(address "title")`: the address, and how long that is.
    fn target(&mut self, after: &str) -> Option<(String, usize)> {
        let inside = after.strip_prefix('(')?;
        if self.at < self.no_paren_before {
            return None;
        }
        let most = inside.char_indices().map(|(at, _)| at).take_while(|at| *at <= ADDRESS).last().unwrap_or(0);
        let near = inside.get(..most.saturating_add(1)).unwrap_or(inside);
        if !near.contains(')') {
            self.no_paren_before = self.at.saturating_add(near.len());
            return None;
        }
        let mut depth = 0_usize;
        let mut end = None;
        for (at, c) in near.char_indices() {
            match c {
                '(' => depth = depth.saturating_add(1),
                ')' if depth == 0 => {
                    end = Some(at);
                    break;
                }
                ')' => depth = depth.saturating_sub(1),
                '\n' => break,
                _ => {}
            }
        }
        let whole = near.get(..end?)?;
        let trimmed = whole.trim();
        let address = trimmed.split_once([' ', '\t']).map_or(trimmed, |(address, _)| address);
        let address = address.strip_prefix('<').and_then(|address| address.strip_suffix('>')).unwrap_or(address);
        Some((address.trim().to_owned(), whole.len().saturating_add(2)))
    }
}
