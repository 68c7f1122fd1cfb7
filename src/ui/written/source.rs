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

/// Whether it is HTML: rich editors put everything into blocks, Markdown's own begins with words. Where it begins with a block
/// and goes on with words after an empty line, somebody wrote Markdown below HTML, which passes through that.
pub(super) fn is_html(raw: &str) -> bool {
    begins_with_block(raw) && (raw.to_ascii_lowercase().contains("<pre") || raw.split("\n\n").all(is_markup))
}

fn is_markup(part: &str) -> bool {
    let part = part.trim();
    part.is_empty() || part.starts_with('<')
}

fn begins_with_block(raw: &str) -> bool {
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
