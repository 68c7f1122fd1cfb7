//! Words within a line of Markdown.
//!
//! One pass from left to right; openers wait on stacks, and what is looked for ahead in vain is not looked for again. So time
//! grows with the length of the text, whatever is in it.
use crate::ui::formula;

/// Longest address of a link, in bytes.
const ADDRESS: usize = 1000;
/// Openers that wait at most: deeper ones are plain signs.
const OPEN: usize = 64;

/// `[name]: address`, for links that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    name: String,
    address: String,
}

/// Reads a definition, if the line is one.
pub(super) fn reference(line: &str) -> Option<Reference> {
    let rest = line.trim_start_matches(' ').strip_prefix('[')?;
    let (name, rest) = rest.split_once("]:")?;
    let address = rest.split_whitespace().next()?;
    let address = address.strip_prefix('<').and_then(|address| address.strip_suffix('>')).unwrap_or(address);
    let is_one = !name.is_empty() && name.len() < 200 && !name.contains(['[', ']']) && address.len() < ADDRESS;
    is_one.then(|| Reference { name: name.to_lowercase(), address: address.to_owned() })
}

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
pub(super) fn write(text: &str, references: &[Reference], html: &mut String) {
    let mut scanner = Scanner {
        text,
        at: 0,
        pieces: Vec::new(),
        marks: Vec::new(),
        brackets: Vec::new(),
        no_ticks: Vec::new(),
        no_tag_before: 0,
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

/// A bracket that may begin a link or picture.
struct Bracket {
    is_picture: bool,
    piece: usize,
    /// Where its words begin.
    from: usize,
    /// How many marks were open then.
    marks: usize,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<String>,
    marks: Vec<Mark>,
    brackets: Vec<Bracket>,
    /// Lengths of runs of backticks that have no partner further on.
    no_ticks: Vec<usize>,
    no_tag_before: usize,
    no_paren_before: usize,
    formulas: formula::Finder,
    references: &'a [Reference],
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
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
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
        let least = self.brackets.last().map_or(0, |bracket| bracket.marks);
        let open = self.marks.iter().rposition(|mark| mark.sign == sign && mark.count <= most)?;
        if open < least {
            return None;
        }
        // nothing stands between them
        let Mark { piece, count, .. } = *self.marks.get(open)?;
        if piece.saturating_add(1) == self.pieces.len() {
            return None;
        }
        self.marks.truncate(open);
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

    fn bracket(&mut self, is_picture: bool) {
        let length = if is_picture { 2 } else { 1 };
        let marks = self.marks.len();
        self.literal(length);
        if self.brackets.len() < OPEN {
            let piece = self.pieces.len().saturating_sub(1);
            self.brackets.push(Bracket { is_picture, piece, from: self.at, marks });
        }
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.literal(1) };
        let words = self.text.get(bracket.from..self.at).unwrap_or_default();
        let after = self.rest().get(1..).unwrap_or_default();
        let found = self.target(after).or_else(|| self.named(words, after));
        let Some((address, length)) = found else { return self.literal(1) };
        // marks that opened within and did not close are plain
        self.marks.truncate(bracket.marks);
        let address = escaped(&address);
        if bracket.is_picture {
            self.pieces.truncate(bracket.piece);
            self.pieces.push(["<img src=\"", &address, "\" alt=\"", &escaped(words), "\">"].concat());
        } else {
            if let Some(piece) = self.pieces.get_mut(bracket.piece) {
                *piece = ["<a href=\"", &address, "\">"].concat();
            }
            self.pieces.push("</a>".into());
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
        let address = whole.split_once([' ', '\t']).map_or(whole, |(address, _)| address);
        let address = address.strip_prefix('<').and_then(|address| address.strip_suffix('>')).unwrap_or(address);
        Some((address.trim().to_owned(), whole.len().saturating_add(2)))
    }

    /// `[name]` after the words, or the words themselves, where a definition has that name.
    fn named(&self, words: &str, after: &str) -> Option<(String, usize)> {
        if self.references.is_empty() || words.len() > 200 {
            return None;
        }
        let explicit = after.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
        let (name, length) = match explicit {
            Some(name) if !name.is_empty() && name.len() < 200 => (name, name.len().saturating_add(2)),
            Some("") => (words, 2),
            _ => (words, 0),
        };
        let name = name.to_lowercase();
        let reference = self.references.iter().find(|reference| reference.name == name)?;
        Some((reference.address.clone(), length))
    }

    /// HTML within the line goes through as it is; an address in angle brackets is a link.
    fn tag(&mut self) {
        let rest = self.rest();
        let second = rest.chars().nth(1);
        let is_tag = second.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        if !is_tag || self.at < self.no_tag_before {
            return self.literal(1);
        }
        let Some(end) = rest.find('>') else {
            self.no_tag_before = self.text.len();
            return self.literal(1);
        };
        let whole = rest.get(..=end).unwrap_or_default();
        let inside = rest.get(1..end).unwrap_or_default();
        self.at = self.at.saturating_add(whole.len());
        let is_address = inside.starts_with("http://") || inside.starts_with("https://");
        self.pieces.push(if is_address { link(inside) } else { whole.to_owned() });
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
        let is_address = rest.starts_with("https://") || rest.starts_with("http://");
        if !is_address || self.before().is_some_and(char::is_alphanumeric) || !self.brackets.is_empty() {
            return false;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '*')).unwrap_or(rest.len());
        let address = rest.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        if address.len() < 10 || address.len() > ADDRESS {
            return false;
        }
        self.pieces.push(link(address));
        self.at = self.at.saturating_add(address.len());
        true
    }
}

fn link(address: &str) -> String {
    let address = escaped(address);
    ["<a href=\"", &address, "\">", &address, "</a>"].concat()
}
