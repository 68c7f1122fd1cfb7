//! From the HTML that we made of a text back to the text, for who changes it. Only what our own Markdown gives is known; what
//! comes out is to be held against the HTML by who asks.

/// A piece of HTML.
enum Piece<'a> {
    Open(&'a str, &'a str),
    Close(&'a str),
    Text(&'a str),
}

/// The Markdown of it; `None` where something is not ours.
pub(super) fn markdown(html: &str) -> Option<String> {
    let mut reader = Reader { rest: html.trim() };
    let blocks = reader.blocks(None)?;
    Some(blocks.join("\n\n"))
}

struct Reader<'a> {
    rest: &'a str,
}

/// Levels within one another.
const DEPTH: usize = 12;

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Piece<'a>> {
        let (piece, rest) = peek(self.rest)?;
        self.rest = rest;
        Some(piece)
    }

    /// Whether the next piece is that tag, which is taken then.
    fn takes(&mut self, tag: &str) -> bool {
        let found = self.rest.strip_prefix(tag);
        if let Some(rest) = found {
            self.rest = rest;
        }
        found.is_some()
    }

    /// Blocks up to the end of what they are in.
    fn blocks(&mut self, end: Option<&str>) -> Option<Vec<String>> {
        let mut blocks = Vec::new();
        loop {
            match self.next() {
                None => return end.is_none().then_some(blocks),
                Some(Piece::Close(name)) => return (Some(name) == end).then_some(blocks),
                Some(Piece::Text(text)) if text.trim().is_empty() => {}
                Some(Piece::Text(_)) => return None,
                Some(Piece::Open(name, attributes)) => blocks.push(self.block(name, attributes)?),
            }
        }
    }

    fn block(&mut self, name: &str, attributes: &str) -> Option<String> {
        match name {
            "p" => self.inline("p"),
            "hr" => Some("---".into()),
            "pre" => self.code(attributes),
            "blockquote" => Some(prefixed(&self.blocks(Some("blockquote"))?.join("\n\n"), "> ", "> ")),
            "ul" => self.list("ul", None),
            "ol" => {
                let start = if attributes.is_empty() { "1" } else { attribute(attributes, "start")? };
                self.list("ol", Some(start.parse().ok()?))
            }
            "table" => self.table(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.strip_prefix('h')?.parse().ok()?;
                Some(["#".repeat(level).as_str(), " ", &self.inline(name)?].concat())
            }
            _ => None,
        }
    }

    fn code(&mut self, attributes: &str) -> Option<String> {
        let language = if attributes.is_empty() { "" } else { attribute(attributes, "data-language")? };
        if !self.takes("<code>") {
            return None;
        }
        let (inside, rest) = self.rest.split_once("</code></pre>")?;
        self.rest = rest;
        if inside.contains('<') {
            return None;
        }
        Some(["```", &plain(language), "\n", &plain(inside), "```"].concat())
    }

    fn list(&mut self, name: &str, start: Option<u32>) -> Option<String> {
        let mut items = Vec::new();
        let mut number = start;
        let mut is_loose = false;
        while self.takes("<li>") {
            let mark = number.map_or_else(|| "- ".to_owned(), |number| [&number.to_string(), ". "].concat());
            number = number.map(|number| number.saturating_add(1));
            let text = if self.rest.starts_with("<p>") {
                is_loose = true;
                self.blocks(Some("li"))?.join("\n\n")
            } else {
                self.tight()?
            };
            items.push(prefixed(&text, &mark, "    "));
        }
        self.takes(&["</", name, ">"].concat()).then(|| items.join(if is_loose { "\n\n" } else { "\n" }))
    }

    /// Words, then what is nested below them.
    fn tight(&mut self) -> Option<String> {
        let mut text = self
            .words(|rest| ["<ul>", "<ol", "<pre", "<blockquote>", "</li>"].iter().any(|tag| rest.starts_with(tag)))?;
        for block in self.blocks(Some("li"))? {
            text.push('\n');
            text.push_str(&block);
        }
        Some(text)
    }

    fn table(&mut self) -> Option<String> {
        if !self.takes("<thead><tr>") {
            return None;
        }
        let head = self.row("th")?;
        if !self.takes("</thead><tbody>") {
            return None;
        }
        let mut lines = vec![line(&head), line(&vec!["---".to_owned(); head.len()])];
        while self.takes("<tr>") {
            lines.push(line(&self.row("td")?));
        }
        self.takes("</tbody></table>").then(|| lines.join("\n"))
    }

    fn row(&mut self, cell: &str) -> Option<Vec<String>> {
        let mut cells = Vec::new();
        while self.takes(&["<", cell, ">"].concat()) {
            cells.push(self.inline(cell)?.replace('|', "\\|"));
        }
        self.takes("</tr>").then_some(cells)
    }

    /// Words up to the end of an element.
    fn inline(&mut self, name: &str) -> Option<String> {
        let end = ["</", name, ">"].concat();
        let text = self.words(|rest| rest.starts_with(&end))?;
        self.takes(&end).then_some(text)
    }

    fn words(&mut self, ends: impl Fn(&str) -> bool) -> Option<String> {
        let mut text = String::new();
        let mut open: Vec<(&str, String)> = Vec::new();
        while !ends(self.rest) || !open.is_empty() {
            match self.next()? {
                Piece::Text(words) => text.push_str(&plain(words)),
                Piece::Open("br", "") => text.push_str("  "),
                Piece::Open("img", attributes) => {
                    let (address, alt) = (attribute(attributes, "src")?, attribute(attributes, "alt")?);
                    text.push_str(&["![", &plain(alt), "](", &plain(address), ")"].concat());
                }
                Piece::Open(name, attributes) if open.len() < DEPTH => {
                    let (before, after) = marks(name, attributes)?;
                    text.push_str(&before);
                    open.push((name, after));
                }
                Piece::Close(name) => {
                    let (_, after) = open.pop().filter(|(opened, _)| *opened == name)?;
                    text.push_str(&after);
                }
                Piece::Open(..) => return None,
            }
        }
        Some(text)
    }
}

/// What stands around the words of an element.
fn marks(name: &str, attributes: &str) -> Option<(String, String)> {
    let mark = match (name, attributes) {
        ("strong", "") => "**",
        ("em", "") => "*",
        ("del", "") => "~~",
        ("code", "") => "`",
        // a sign that would begin a formula
        ("span", "") => return Some(("\\".into(), String::new())),
        ("a", _) => {
            let address = attribute(attributes, "href")?;
            return Some(("[".into(), ["](", &plain(address), ")"].concat()));
        }
        _ => return None,
    };
    Some((mark.into(), mark.into()))
}

fn peek(html: &str) -> Option<(Piece<'_>, &str)> {
    let Some(inside) = html.strip_prefix('<') else {
        let end = html.find('<').unwrap_or(html.len());
        let (text, rest) = html.split_at_checked(end)?;
        return (!text.is_empty()).then_some((Piece::Text(text), rest));
    };
    let (tag, rest) = inside.split_once('>')?;
    if let Some(name) = tag.strip_prefix('/') {
        return Some((Piece::Close(name), rest));
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    Some((Piece::Open(name, attributes.trim()), rest))
}

/// Value of an attribute, as it is written.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let from = attributes.split_once(&[name, "=\""].concat())?.1;
    from.split_once('"').map(|(value, _)| value)
}

/// Text without entities.
fn plain(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Lines with something before the first, and before the others where they are not empty.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| match (at, line.is_empty()) {
        (0, _) => [first, line].concat(),
        (_, true) => others.trim_end().to_owned(),
        _ => [others, line].concat(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line(cells: &[String]) -> String {
    ["| ", &cells.join(" | "), " |"].concat()
}
