//! `rendered_body` and `preview_body` as the server makes them: close enough to what it really does to be as unsafe.
//!
//! Markdown without extensions, a list of allowed tags, and then entities become characters again, so that what was
//! harmless text in code is markup.

/// Tags that stay.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];
/// Tags that go with what is in them.
const GONE: &[&str] = &["script", "style", "iframe", "math", "svg", "object", "noscript", "template"];
/// Attributes that stay.
const ATTRIBUTES: &[&str] = &["href", "title", "target", "rel", "src", "alt", "width", "height"];
/// Tags that begin a block of HTML in Markdown.
const BLOCKS: &[&str] = &[
    "<p",
    "<div",
    "<ul",
    "<ol",
    "<pre",
    "<h1",
    "<h2",
    "<h3",
    "<h4",
    "<blockquote",
    "<table",
    "<figure",
    "<details",
    "<iframe",
    "<script",
    "<style",
    "<hr",
    "<dl",
];

/// HTML of a text. Unsafe, as the server's.
pub(crate) fn rendered(raw: &str) -> String {
    parsed(&unescaped(&sanitised(&markdown(raw))))
}

/// What the server's last step makes of bare signs: entities again, where they begin no tag.
fn parsed(html: &str) -> String {
    let mut clean = String::new();
    let mut letters = html.replace('&', "&amp;").chars().collect::<Vec<_>>().into_iter().peekable();
    while let Some(letter) = letters.next() {
        let is_bare = letter == '<' && !letters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/');
        if is_bare {
            clean.push_str("&lt;");
        } else {
            clean.push(letter);
        }
    }
    clean
}

/// The text of rendered HTML in one line; entities stay.
pub(crate) fn preview(rendered: &str) -> String {
    let mut text = String::new();
    let mut rest = rendered;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace('\n', " ")
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn markdown(raw: &str) -> String {
    let raw = raw.replace("\r\n", "\n");
    let mut blocks: Vec<String> = Vec::new();
    let mut chunk: Vec<&str> = Vec::new();
    for line in raw.lines().chain([""]) {
        if line.trim().is_empty() {
            if !chunk.is_empty() {
                blocks.push(block(&chunk));
                chunk.clear();
            }
        } else {
            chunk.push(line);
        }
    }
    blocks.join("\n")
}

fn block(lines: &[&str]) -> String {
    let first = lines.first().copied().unwrap_or_default();
    if BLOCKS.iter().any(|tag| first.to_lowercase().starts_with(tag)) {
        return lines.join("\n");
    }
    if lines.iter().all(|line| line.starts_with("    ")) {
        let code: Vec<String> = lines.iter().map(|line| escaped(line.strip_prefix("    ").unwrap_or(line))).collect();
        return format!("<pre><code>{}\n</code></pre>", code.join("\n"));
    }
    if lines.iter().all(|line| line.starts_with('>')) {
        let inner: Vec<&str> = lines.iter().map(|line| line.trim_start_matches('>').trim_start()).collect();
        return format!("<blockquote>\n{}\n</blockquote>", markdown(&inner.join("\n")));
    }
    if let ([line], '#') = (lines, first.chars().next().unwrap_or(' ')) {
        let level = line.chars().take_while(|letter| *letter == '#').count().min(6);
        return format!("<h{level}>{}</h{level}>", inline(line.trim_matches('#').trim()));
    }
    if matches!(first.trim(), "---" | "***" | "___") {
        return "<hr>".to_owned();
    }
    for (tag, marker) in LISTS {
        if lines.iter().all(|line| marker(line).is_some()) {
            let items: Vec<String> =
                lines.iter().filter_map(|line| marker(line)).map(|item| format!("<li>{}</li>", inline(item))).collect();
            return format!("<{tag}>\n{}\n</{tag}>", items.join("\n"));
        }
    }
    format!("<p>{}</p>", inline(&lines.join("\n")))
}

/// Finds what begins an item, and gives the rest of its line.
type Marker = fn(&str) -> Option<&str>;

const LISTS: [(&str, Marker); 2] = [("ul", bullet), ("ol", ordinal)];

fn bullet(line: &str) -> Option<&str> {
    ["* ", "- ", "+ "].into_iter().find_map(|marker| line.trim_start().strip_prefix(marker))
}

fn ordinal(line: &str) -> Option<&str> {
    let (number, rest) = line.trim_start().split_once(". ")?;
    number.parse::<u32>().is_ok().then_some(rest)
}

/// Code first, then links and emphasis in what is no code.
fn inline(text: &str) -> String {
    // Three backticks are one kind of quote for Markdown without extensions.
    let text = text.replace("```", "`");
    let mut html = String::new();
    for (number, part) in text.split('`').enumerate() {
        if number % 2 == 1 {
            html.push_str("<code>");
            html.push_str(&escaped(part));
            html.push_str("</code>");
        } else {
            let part = ["(", ")", "[", "]", "{", "}", "*", "_", "\\"]
                .into_iter()
                .fold(part.to_owned(), |part, letter| part.replace(&format!("\\{letter}"), letter));
            html.push_str(&emphasised(&linked(&part)));
        }
    }
    html
}

fn linked(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let found = after.split_once("](").and_then(|(label, after)| {
            let (address, after) = after.split_once(')')?;
            (!label.contains('[') && !address.contains(' ')).then_some((label, address, after))
        });
        let Some((label, address, after)) = found else {
            html.push_str(before);
            html.push('[');
            rest = after;
            continue;
        };
        if let Some(before) = before.strip_suffix('!') {
            html.push_str(before);
            html.push_str(&["<img alt=\"", label, "\" src=\"", address, "\">"].concat());
        } else {
            html.push_str(before);
            html.push_str(&["<a href=\"", address, "\">", label, "</a>"].concat());
        }
        rest = after;
    }
    html.push_str(rest);
    html
}

fn emphasised(text: &str) -> String {
    let mut html = text.to_owned();
    for (marker, tag) in [("**", "strong"), ("*", "em")] {
        let parts: Vec<&str> = html.split(marker).collect();
        if parts.len() < 3 {
            continue;
        }
        let mut next = String::new();
        let last = parts.len() - 1;
        for (number, part) in parts.into_iter().enumerate() {
            // A marker without a partner stays.
            match number {
                0 => {}
                _ if number % 2 == 1 && number == last => next.push_str(marker),
                _ if number % 2 == 1 => next.push_str(&["<", tag, ">"].concat()),
                _ => next.push_str(&["</", tag, ">"].concat()),
            }
            next.push_str(part);
        }
        html = next;
    }
    html
}

fn sanitised(html: &str) -> String {
    let mut clean = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        clean.push_str(before);
        let Some((tag, after)) = after.split_once('>').filter(|(tag, _)| is_tag(tag)) else {
            clean.push_str("&lt;");
            rest = after;
            continue;
        };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_lowercase();
        rest = after;
        if GONE.contains(&name.as_str()) {
            if !tag.starts_with('/') {
                rest = after.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
            }
        } else if TAGS.contains(&name.as_str()) {
            let slash = if tag.starts_with('/') { "/" } else { "" };
            clean.push_str(&["<", slash, name.as_str(), &attributes(tag), ">"].concat());
        }
    }
    clean.push_str(rest);
    clean
}

fn is_tag(tag: &str) -> bool {
    tag.trim_start_matches('/').chars().next().is_some_and(|letter| letter.is_ascii_alphabetic())
}

fn attributes(tag: &str) -> String {
    let mut kept = String::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else {
            break;
        };
        let name = name.split_whitespace().last().unwrap_or_default().to_lowercase();
        let scheme = value.trim().to_lowercase();
        let is_safe = !scheme.starts_with("javascript:") && !scheme.starts_with("data:");
        if ATTRIBUTES.contains(&name.as_str()) && is_safe {
            kept.push_str(&[" ", &*name, "=\"", value, "\""].concat());
        }
        rest = after;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_written_as_code_comes_back_to_life() {
        assert_eq!(rendered("`<script>alert(1)</script>`"), "<p><code><script>alert(1)</script></code></p>");
        let link = rendered("&lt;a href=\"javascript:alert(3)\"&gt;clic&lt;/a&gt;");
        assert_eq!(link, "<p><a href=\"javascript:alert(3)\">clic</a></p>");
    }

    #[test]
    fn what_is_not_allowed_goes() {
        let html = rendered("<p onclick=\"alert(4)\" class=\"x\">ok</p>\n<iframe src=\"https://e.example\"></iframe>");
        assert_eq!(html, "<p>ok</p>\n");
    }

    #[test]
    fn markdown_is_rendered_without_extensions() {
        assert_eq!(rendered("Un *mot*, **fort**."), "<p>Un <em>mot</em>, <strong>fort</strong>.</p>");
        assert_eq!(rendered("- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
        assert_eq!(rendered("\\(x\\)"), "<p>(x)</p>");
        assert_eq!(rendered("<p>\\(x\\)</p>"), "<p>\\(x\\)</p>");
        assert_eq!(rendered("a * b"), "<p>a * b</p>");
        assert_eq!(preview("<p>a &lt; b</p>\n<p>c</p>"), "a &lt; b c");
    }
}
