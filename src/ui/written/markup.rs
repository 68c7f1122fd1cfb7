//! HTML and addresses within words.
use super::reference::ADDRESS;
use crate::{letter::is_of_word, ui::rich_text};

/// Name of the tag that begins here.
pub(super) fn tag_name(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let length = inside.find(|c: char| !is_name(c)).unwrap_or(inside.len());
    inside.get(..length).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= 20)
}

/// Length of the tag that begins here, if the sanitiser keeps it. What it would drop, perhaps with all that follows, was meant as
/// words: `List<String>`, `<title>`; and so were letters between signs, `a<b et c>d`.
pub(super) fn tag(rest: &str) -> Option<usize> {
    let name = tag_name(rest)?;
    if !rich_text::keeps(&name.to_ascii_lowercase()) {
        return None;
    }
    let begin = name.len().saturating_add(if rest.starts_with("</") { 2 } else { 1 });
    let mut quote = None;
    let mut before = '<';
    // no further than the next tag: so each letter is looked at once
    for (at, c) in rest.char_indices().skip(1) {
        match (quote, c) {
            (_, '<') => return None,
            (Some(open), c) if c == open => quote = None,
            (None, '>') => {
                let attributes = rest.get(begin..at).unwrap_or_default().trim_matches([' ', '/', '\n']);
                let is_tag =
                    attributes.is_empty() || attributes.contains('=') || ["open", "reversed"].contains(&attributes);
                return is_tag.then_some(at.saturating_add(1));
            }
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    None
}

/// The address in angle brackets that begins here.
pub(super) fn address(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('<')?;
    let end = inside.find(['<', '>', ' ', '\n'])?;
    let address = inside.get(..end).filter(|_| inside.get(end..).is_some_and(|rest| rest.starts_with('>')))?;
    let is_one =
        ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) || is_mail(address);
    (is_one && address.len() <= ADDRESS).then_some(address)
}

pub(super) fn is_mail(address: &str) -> bool {
    let is_letter = |c: char| is_of_word(c) || matches!(c, '.' | '-' | '_' | '+');
    address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && name.chars().all(is_letter) && host.chars().all(is_letter)
    })
}

/// The address that stands here among words, without the punctuation after it.
pub(super) fn bare_address(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    if !after.starts_with(is_of_word) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || "<>[]\"`*|\\«»“”".contains(c);
    let most = rest.char_indices().take(ADDRESS).take_while(|(_, c)| !ends(*c)).last();
    let mut address = most.and_then(|(at, c)| rest.get(..at.saturating_add(c.len_utf8())))?;
    let mut closes = address.matches(')').count().saturating_sub(address.matches('(').count());
    loop {
        address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '_', '~', '\'', '’', '…']);
        match address.strip_suffix(')').filter(|_| closes > 0) {
            Some(shorter) => address = shorter,
            None => break,
        }
        closes = closes.saturating_sub(1);
    }
    (address.len() > "https://a".len()).then_some(address)
}
