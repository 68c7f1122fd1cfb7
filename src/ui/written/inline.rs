//! Words within a line of Markdown.
//!
//! One pass from left to right; openers wait on stacks, and what is looked for ahead in vain is not looked for again. So time
//! grows with the length of the text, whatever is in it.
mod brackets;

use super::{markup, reference::References};
use crate::{letter::is_of_word, ui::formula};
use brackets::Bracket;

/// Openers that wait at most: deeper ones are plain signs.
const OPEN: usize = 64;

/// Signs of a text as text of HTML.
pub(super) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

/// Adds the HTML of some words.
pub(super) fn write(text: &str, references: &References, html: &mut String) {
    let mut scanner = Scanner {
        text,
        at: 0,
        pieces: Vec::new(),
        marks: Vec::new(),
        brackets: Vec::new(),
        no_ticks: Vec::new(),
        addresses: Vec::new(),
        no_comment: false,
        no_paren_before: 0,
        formulas: formula::Finder::default(),
        references,
    };
    scanner.run();
    for piece in &scanner.pieces {
        html.push_str(piece);
    }
}

/// An opener of stressed, strong or struck words that waits for its closer.
struct Mark {
    sign: char,
    count: usize,
    /// Its piece, plain signs until it is closed.
    piece: usize,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<String>,
    marks: Vec<Mark>,
    brackets: Vec<Bracket>,
    /// Lengths of runs of backticks that have no partner further on.
    no_ticks: Vec<usize>,
    /// Bare addresses and their pieces: within a link they are words.
    addresses: Vec<(usize, String)>,
    /// No comment ends further on.
    no_comment: bool,
    no_paren_before: usize,
    formulas: formula::Finder,
    references: &'a References,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at).and_then(|text| text.chars().next_back())
    }

    fn literal(&mut self, length: usize) {
        let part = self.rest().get(..length).unwrap_or_default();
        self.at = self.at.saturating_add(length.max(1));
        self.pieces.push(escaped(part));
    }

    fn run(&mut self) {
        while let Some(sign) = self.rest().chars().next() {
            match sign {
                '\\' | '$' | '[' if self.formula() => {}
                '\\' => self.backslash(),
                '`' => self.ticks(),
                '*' | '_' | '~' => self.marks(sign),
                '!' if self.rest().starts_with("![") => self.bracket(true),
                '[' => self.bracket(false),
                ']' => self.close_bracket(),
                '<' => self.tag(),
                '&' => self.entity(),
                ' ' => self.space(),
                'h' if self.address() => {}
                _ => self.words(),
            }
        }
    }

    /// Plain words up to the next sign that may mean something.
    fn words(&mut self) {
        let rest = self.rest();
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, '\\' | '$' | '[' | ']' | '`' | '*' | '_' | '~' | '!' | '<' | '&' | ' ' | 'h'))
            .map_or(rest.len(), |(at, _)| at);
        self.literal(end.max(first));
    }

    /// Two spaces before the end of a line break it.
    fn space(&mut self) {
        let rest = self.rest();
        let spaces = rest.len().saturating_sub(rest.trim_start_matches(' ').len());
        if spaces >= 2 && rest.get(spaces..).is_some_and(|after| after.starts_with('\n')) {
            self.pieces.push("<br>\n".into());
            self.at = self.at.saturating_add(spaces).saturating_add(1);
        } else {
            self.literal(spaces);
        }
    }

    fn backslash(&mut self) {
        match self.rest().chars().nth(1) {
            // next to other words it could begin a formula
            Some(c @ ('$' | '\\')) => {
                self.pieces.push(["<span>", c.encode_utf8(&mut [0; 4]), "</span>"].concat());
                self.at = self.at.saturating_add(2);
            }
            Some(c) if c.is_ascii_punctuation() => {
                self.at = self.at.saturating_add(1);
                self.literal(1);
            }
            _ => self.literal(1),
        }
    }

    /// A formula stays as it is, with its marks, for who shows it.
    fn formula(&mut self) -> bool {
        let Some(length) = self.formulas.at(self.text, self.at) else { return false };
        self.literal(length);
        true
    }

    fn ticks(&mut self) {
        let rest = self.rest();
        let count = rest.len().saturating_sub(rest.trim_start_matches('`').len());
        if self.no_ticks.contains(&count) {
            return self.literal(count);
        }
        let inside = rest.get(count..).unwrap_or_default();
        let mut from = 0_usize;
        while let Some(found) = inside.get(from..).and_then(|text| text.find('`')) {
            let start = from.saturating_add(found);
            let run = inside.get(start..).unwrap_or_default();
            let length = run.len().saturating_sub(run.trim_start_matches('`').len());
            if length == count {
                let code = inside.get(..start).unwrap_or_default();
                let is_padded = code.len() > 2 && code.starts_with(' ') && code.ends_with(' ');
                let code = if is_padded { code.trim() } else { code };
                self.pieces.push(["<code>", &escaped(code), "</code>"].concat());
                self.at = self.at.saturating_add(count).saturating_add(start).saturating_add(length);
                return;
            }
            from = start.saturating_add(length);
        }
        if self.no_ticks.len() < OPEN {
            self.no_ticks.push(count);
        }
        self.literal(count);
    }

    fn marks(&mut self, sign: char) {
        let rest = self.rest();
        let run = rest.len().saturating_sub(rest.trim_start_matches(sign).len());
        if run > 3 || (sign == '~' && run != 2) {
            return self.literal(run);
        }
        let before = self.before();
        let after = rest.get(run..).and_then(|text| text.chars().next());
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(is_of_word);
        // an underscore within a word is part of it
        let opens = !is_space(after) && (sign != '_' || !is_word(before));
        let closes = !is_space(before) && (sign != '_' || !is_word(after));
        let mut left = run;
        while closes && left > 0 {
            match self.close(sign, left) {
                Some(count) => left = left.saturating_sub(count),
                None => break,
            }
        }
        if left > 0 {
            let parts: &[usize] = if left == 3 { &[2, 1] } else { std::slice::from_ref(&left) };
            for count in parts {
                self.pieces.push(sign.to_string().repeat(*count));
                if opens && self.marks.len() < OPEN {
                    let piece = self.pieces.len().saturating_sub(1);
                    self.marks.push(Mark { sign, count: *count, piece });
                }
            }
        }
        self.at = self.at.saturating_add(run);
    }

    /// Closes the last opener of that sign that so many signs can close, and says how many it took; what opened in between was
    /// none.
    fn close(&mut self, sign: char, most: usize) -> Option<usize> {
        let open = self.marks.iter().rposition(|mark| mark.sign == sign && mark.count <= most)?;
        // nothing stands between them
        let Mark { piece, count, .. } = *self.marks.get(open)?;
        if piece.saturating_add(1) == self.pieces.len() {
            return None;
        }
        self.marks.truncate(open);
        // brackets in between are plain, as in `[0, 1[`
        while self.brackets.last().is_some_and(|bracket| bracket.marks > open) {
            self.brackets.pop();
        }
        let tag = match (sign, count) {
            ('~', _) => "del",
            (_, 2) => "strong",
            _ => "em",
        };
        if let Some(opener) = self.pieces.get_mut(piece) {
            *opener = ["<", tag, ">"].concat();
        }
        self.pieces.push(["</", tag, ">"].concat());
        Some(count)
    }

    /// HTML that the sanitiser keeps goes through; an address in angle brackets is a link; anything else is words.
    fn tag(&mut self) {
        let rest = self.rest();
        if !self.no_comment && rest.starts_with("<!--") {
            match rest.find("-->") {
                Some(end) => return self.at = self.at.saturating_add(end).saturating_add(3),
                None => self.no_comment = true,
            }
        }
        if let Some(address) = markup::address(rest) {
            self.pieces.push(link(address, markup::is_mail(address)));
            self.at = self.at.saturating_add(address.len()).saturating_add(2);
        } else if let Some(length) = markup::tag(rest) {
            self.pieces.push(rest.get(..length).unwrap_or_default().to_owned());
            self.at = self.at.saturating_add(length);
        } else {
            self.literal(1);
        }
    }

    fn entity(&mut self) {
        let rest = self.rest();
        let name = rest.get(1..).unwrap_or_default();
        let end = name.char_indices().take(32).find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '#'));
        match end {
            Some((at, ';')) if at > 0 => {
                self.pieces.push(rest.get(..at.saturating_add(2)).unwrap_or_default().to_owned());
                self.at = self.at.saturating_add(at).saturating_add(2);
            }
            _ => self.literal(1),
        }
    }

    /// A bare address is a link.
    fn address(&mut self) -> bool {
        let rest = self.rest();
        if self.before().is_some_and(is_of_word) {
            return false;
        }
        let Some(address) = markup::bare_address(rest) else { return false };
        self.addresses.push((self.pieces.len(), address.to_owned()));
        self.pieces.push(link(address, false));
        self.at = self.at.saturating_add(address.len());
        true
    }
}

fn link(address: &str, is_mail: bool) -> String {
    let scheme = if is_mail { "mailto:" } else { "" };
    let address = escaped(address);
    ["<a href=\"", scheme, &address, "\">", &address, "</a>"].concat()
}
