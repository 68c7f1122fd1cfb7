//! Markdown to HTML, as the forum's server understands Markdown, and what people write although it does not: fences, tables,
//! struck words, bare addresses, lists right below a line.
//!
//! Our own, since no library speaks the server's dialect (lists nest by four spaces, one line break is none), and the ones that
//! speak another weigh as much as all the rest of the forum (pulldown-cmark 0.13, HTML only: 64 KiB after Brotli; this, weighed
//! in the same way with its parts of Rust's library: 27). Each line is looked at once for each level it lies in, and there are
//! [`DEPTH`] levels at most: time grows with the length of the text, whatever is in it. What comes out is not safe yet.
use super::{inline, reference::References, source::begins_block, table};

/// Levels of quotes and lists; what lies deeper is plain text.
const DEPTH: u8 = 10;

/// The HTML of a text.
pub(super) fn html(raw: &str) -> String {
    let text = raw.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    let (references, lines) = References::of(&text);
    let mut writer = Writer { references, html: String::with_capacity(raw.len().saturating_add(raw.len() / 4)) };
    writer.blocks(&lines, 0);
    writer.html
}

pub(super) struct Writer {
    references: References,
    html: String,
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

pub(super) fn indent(line: &str) -> usize {
    line.len().saturating_sub(line.trim_start_matches(' ').len())
}

/// A line without so many spaces at its beginning.
fn dedent(line: &str, most: usize) -> &str {
    line.get(indent(line).min(most)..).unwrap_or_default()
}

/// Level and words of a heading with number signs.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.len().saturating_sub(line.trim_start_matches('#').len());
    let words = line.trim_start_matches('#').trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !words.is_empty()).then_some((level, words))
}

/// A line across.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first @ ('-' | '*' | '_')) = marks.next() else { return false };
    let mut count = 1_usize;
    for mark in marks {
        if mark != first {
            return false;
        }
        count = count.saturating_add(1);
    }
    count >= 3 && indent(line) < 4
}

/// The mark of a fence: its sign and how often it stands there.
pub(super) fn fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start_matches(' ');
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let count = line.len().saturating_sub(rest.len());
    (count >= 3 && !rest.contains(sign)).then_some((sign, count))
}

/// What begins a list item: whether the list has numbers, the number, and how wide the mark is with what is before it.
fn item(line: &str) -> Option<(bool, u32, usize)> {
    let before = indent(line);
    if before > 3 {
        return None;
    }
    let rest = line.trim_start_matches(' ');
    if let Some(after) = rest.strip_prefix(['-', '*', '+']) {
        return after.starts_with(' ').then(|| (false, 1, before.saturating_add(2)));
    }
    let digits = rest.len().saturating_sub(rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    let after = rest.get(digits..)?;
    let is_item = (1..=9).contains(&digits) && (after.starts_with(". ") || after.starts_with(") "));
    let number = rest.get(..digits)?.parse().ok()?;
    is_item.then(|| (true, number, before.saturating_add(digits).saturating_add(2)))
}

impl Writer {
    pub(super) fn put(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.html.push_str(piece);
        }
    }

    fn inline(&mut self, text: &str) {
        inline::write(text, &self.references, &mut self.html);
    }

    pub(super) fn wrapped(&mut self, tag: &str, text: &str) {
        self.put(&["<", tag, ">"]);
        self.inline(text);
        self.put(&["</", tag, ">"]);
    }

    fn blocks(&mut self, lines: &[&str], depth: u8) {
        if depth >= DEPTH {
            self.wrapped("p", &lines.join("\n"));
            return;
        }
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            rest = if is_blank(line) {
                after
            } else if let Some(mark) = fence(line) {
                self.fenced(line, after, mark)
            } else if indent(line) >= 4 {
                self.indented(rest)
            } else if is_rule(line) {
                self.put(&["<hr>"]);
                after
            } else if let Some((level, words)) = heading(line) {
                self.wrapped(&["h", &level.to_string()].concat(), words);
                after
            } else if line.trim_start().starts_with('>') {
                self.quote(rest, depth)
            } else if let Some((has_numbers, number, _)) = item(line) {
                self.list(rest, has_numbers, number, depth)
            } else if begins_block(line) {
                self.markup(rest)
            } else if table::begins(rest) {
                table::table(self, rest)
            } else {
                self.paragraph(rest)
            };
        }
    }

    fn code(&mut self, language: &str, lines: &[&str]) {
        if language.is_empty() {
            self.put(&["<pre><code>"]);
        } else {
            self.put(&["<pre data-language=\""]);
            inline::escape(language, &mut self.html);
            self.put(&["\"><code>"]);
        }
        for line in lines {
            inline::escape(line, &mut self.html);
            self.put(&["\n"]);
        }
        self.put(&["</code></pre>"]);
    }

    fn fenced<'a, 'b>(&mut self, first: &str, lines: &'b [&'a str], (sign, count): (char, usize)) -> &'b [&'a str] {
        let is_end = |line: &&str| fence(line).is_some_and(|(other, length)| other == sign && length >= count);
        let end = lines.iter().position(is_end).unwrap_or(lines.len());
        let (inside, rest) = lines.split_at(end);
        let before = indent(first);
        let inside: Vec<&str> = inside.iter().map(|line| dedent(line, before)).collect();
        let language = first.trim().trim_start_matches(sign).split_whitespace().next().unwrap_or_default();
        self.code(language, &inside);
        rest.split_first().map_or(rest, |(_, rest)| rest)
    }

    fn indented<'a, 'b>(&mut self, lines: &'b [&'a str]) -> &'b [&'a str] {
        let mut end = lines.iter().position(|line| !is_blank(line) && indent(line) < 4).unwrap_or(lines.len());
        while end > 0 && lines.get(end.saturating_sub(1)).is_some_and(|line| is_blank(line)) {
            end = end.saturating_sub(1);
        }
        let (inside, rest) = lines.split_at(end);
        let inside: Vec<&str> = inside.iter().map(|line| dedent(line, 4)).collect();
        self.code("", &inside);
        rest
    }

    fn quote<'a, 'b>(&mut self, lines: &'b [&'a str], depth: u8) -> &'b [&'a str] {
        // lines that go on without a mark belong to it, and so does a quote after an empty line
        let is_end = |(at, line): (usize, &&str)| {
            is_blank(line) && !lines.get(at.saturating_add(1)).is_some_and(|next| next.trim_start().starts_with('>'))
        };
        let end = lines.iter().enumerate().position(is_end).unwrap_or(lines.len());
        let (inside, rest) = lines.split_at(end);
        let inside: Vec<&str> = inside
            .iter()
            .map(|line| {
                let line = line.trim_start();
                let words = line.strip_prefix('>').unwrap_or(line);
                words.strip_prefix(' ').unwrap_or(words)
            })
            .collect();
        self.put(&["<blockquote>"]);
        self.blocks(&inside, depth.saturating_add(1));
        self.put(&["</blockquote>"]);
        rest
    }

    fn list<'a, 'b>(&mut self, lines: &'b [&'a str], has_numbers: bool, number: u32, depth: u8) -> &'b [&'a str] {
        let tag = if has_numbers { "ol" } else { "ul" };
        if has_numbers && number != 1 {
            self.put(&["<ol start=\"", &number.to_string(), "\">"]);
        } else {
            self.put(&["<", tag, ">"]);
        }
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            let Some((_, _, width)) = item(line).filter(|(numbers, ..)| *numbers == has_numbers) else { break };
            let end = item_end(after, width);
            let (inside, next) = after.split_at(end);
            let is_loose = inside.iter().any(|line| is_blank(line)) && inside.iter().any(|line| !is_blank(line));
            let mut content: Vec<&str> = vec![line.get(width..).unwrap_or_default()];
            content
                .extend(inside.iter().map(|line| dedent(line, width.max(if indent(line) >= 4 { 4 } else { width }))));
            self.put(&["<li>"]);
            if is_loose {
                self.blocks(&content, depth.saturating_add(1));
            } else {
                self.tight(&content, depth);
            }
            self.put(&["</li>"]);
            // an empty line between items is none between lists
            let blank = next.iter().take_while(|line| is_blank(line)).count();
            let (_, behind) = next.split_at(blank);
            let goes_on =
                behind.first().is_some_and(|line| item(line).is_some_and(|(numbers, ..)| numbers == has_numbers));
            rest = if goes_on { behind } else { next };
            if !goes_on {
                break;
            }
        }
        self.put(&["</", tag, ">"]);
        rest
    }

    /// An item without empty lines: words, then what is nested in it.
    fn tight(&mut self, content: &[&str], depth: u8) {
        let begins = |line: &&str| item(line).is_some() || fence(line).is_some() || line.trim_start().starts_with('>');
        let end = content.iter().skip(1).position(begins).map_or(content.len(), |at| at.saturating_add(1));
        let (words, nested) = content.split_at(end);
        self.inline(&words.join("\n"));
        if !nested.is_empty() {
            self.blocks(nested, depth.saturating_add(1));
        }
    }

    /// HTML that somebody wrote: up to an empty line, as it is.
    fn markup<'a, 'b>(&mut self, lines: &'b [&'a str]) -> &'b [&'a str] {
        let is_code = lines.first().is_some_and(|line| line.trim_start().to_ascii_lowercase().starts_with("<pre"));
        let end = if is_code {
            lines.iter().position(|line| line.to_ascii_lowercase().contains("</pre")).map(|at| at.saturating_add(1))
        } else {
            lines.iter().position(|line| is_blank(line))
        };
        let (inside, rest) = lines.split_at(end.unwrap_or(lines.len()));
        self.put(&[&inside.join("\n"), "\n"]);
        rest
    }

    fn paragraph<'a, 'b>(&mut self, lines: &'b [&'a str]) -> &'b [&'a str] {
        let ends = |(at, line): (usize, &&str)| {
            is_blank(line)
                || begins_block(line)
                || lines.get(at.saturating_add(1)..).is_some_and(table::begins)
                || fence(line).is_some()
                || heading(line).is_some()
                || line.trim_start().starts_with('>')
                || is_rule(line)
                || item(line).is_some_and(|(has_numbers, number, _)| !has_numbers || number == 1)
        };
        let end = lines.iter().skip(1).enumerate().position(ends).map_or(lines.len(), |at| at.saturating_add(1));
        let (inside, rest) = lines.split_at(end);
        let text = inside.join("\n");
        // a line below makes a heading of it
        let is_line = |line: &str, sign: char| !line.trim().is_empty() && line.trim().chars().all(|c| c == sign);
        match rest.split_first() {
            Some((line, rest)) if is_line(line, '-') && line.trim().len() >= 2 => {
                self.wrapped("h2", text.trim());
                rest
            }
            _ => {
                if let [words @ .., last] = inside
                    && !words.is_empty()
                    && is_line(last, '=')
                {
                    self.wrapped("h1", words.join("\n").trim());
                } else {
                    self.wrapped("p", text.trim_start());
                }
                rest
            }
        }
    }
}

/// Where an item ends: at the next one, or at words that are not indented after an empty line.
fn item_end(lines: &[&str], width: usize) -> usize {
    let mut was_blank = false;
    let mut end = 0_usize;
    for (at, line) in lines.iter().enumerate() {
        if is_blank(line) {
            was_blank = true;
            continue;
        }
        let is_inside = indent(line) >= width.min(4) && (indent(line) >= 2 || width < 2);
        if !is_inside
            && (was_blank || item(line).is_some() || is_rule(line) || heading(line).is_some() || fence(line).is_some())
        {
            break;
        }
        was_blank = false;
        end = at.saturating_add(1);
    }
    end
}

#[cfg(test)]
mod tests;
