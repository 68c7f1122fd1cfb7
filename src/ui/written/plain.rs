//! A text in one line of words.
use super::{markup, source};
use crate::ui::formula;

/// Elements whose content nobody sees.
const UNSEEN: [&str; 5] = ["script", "style", "template", "iframe", "svg"];
/// Elements within a line; between others there is a space.
const WITHIN: [&str; 26] = [
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
];

/// The words; formulas as TeX without marks.
pub(super) fn plain(raw: &str) -> String {
    let html = source::html(raw);
    let mut words = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        push_decoded(before, &mut words);
        let tag = rest.get(before.len()..).unwrap_or_default();
        let Some(name) = markup::tag_name(tag).map(str::to_ascii_lowercase).or_else(|| comment(tag)) else {
            words.push('<');
            rest = after;
            continue;
        };
        if !WITHIN.contains(&name.as_str()) {
            words.push(' ');
        }
        rest = after.split_once('>').map_or("", |(_, after)| after);
        if UNSEEN.contains(&name.as_str()) && !tag.starts_with("</") {
            // no further than its own end; without one it is all of the rest, as for a browser
            rest = rest.split_once(["</", &name].concat().as_str()).map_or("", |(_, after)| after);
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    push_decoded(rest, &mut words);
    let pieces = formula::pieces(&words);
    let words: String = pieces.into_iter().map(|piece| piece.map_or_else(|words| words, |found| found.tex)).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn comment(tag: &str) -> Option<String> {
    (tag.starts_with("<!") || tag.starts_with("<?")).then(|| "span".to_owned())
}

/// References that the renderer and rich editors write; others stay as they are.
fn push_decoded(text: &str, words: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        words.push_str(before);
        // no further than the longest name
        let end = after.bytes().take(9).position(|sign| sign == b';');
        let name = end.and_then(|end| after.get(..end));
        if let Some((name, letter)) = name.and_then(|name| Some((name, letter(name)?))) {
            words.push(letter);
            rest = after.get(name.len().saturating_add(1)..).unwrap_or_default();
        } else {
            words.push('&');
            rest = after;
        }
    }
    words.push_str(rest);
}

fn letter(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 19] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("ecirc", 'ê'),
        ("agrave", 'à'),
        ("acirc", 'â'),
        ("ccedil", 'ç'),
        ("ugrave", 'ù'),
        ("ocirc", 'ô'),
        ("icirc", 'î'),
        ("rsquo", '’'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("hellip", '…'),
    ];
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?).filter(|letter| !letter.is_control());
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}
