//! What the forum stores, told apart.

/// Elements that a rich editor's text begins with.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "li",
    "pre",
    "blockquote",
    "table",
    "figure",
    "hr",
    "details",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "address",
    "center",
    "form",
    "fieldset",
    "math",
];

/// Whether it is HTML: rich editors put everything into blocks, Markdown's own begins with words.
pub(super) fn is_html(raw: &str) -> bool {
    let Some(rest) = raw.trim_start().strip_prefix('<') else { return false };
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let after = rest.chars().nth(name.len());
    matches!(after, Some(' ' | '\t' | '\n' | '\r' | '>' | '/')) && BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a line begins with the tag of a block.
pub(super) fn begins_block(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('<') else { return false };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
    BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}

/// As HTML that is not safe yet.
pub(super) fn html(raw: &str) -> String {
    if is_html(raw) { raw.to_owned() } else { super::markdown::html(raw) }
}

/// As words in one line.
pub(super) fn plain(raw: &str) -> String {
    let html = html(raw);
    let mut words = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                words.push(' ');
            }
            _ if !is_tag => words.push(letter),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
