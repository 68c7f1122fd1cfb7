//! What a badge says, made fit to be shown: plain texts, safe pictures and links.
use crate::address::Address;
use crate::json::Value;
use crate::text::trim;
use preau::wire::verification::{Alignment, Criteria, Evidence, Issuer};

/// Text of a member: a text, one with its language beside it, or the first of several.
pub(crate) fn raw(value: &Value, name: &str) -> String {
    let first = value.first_at(name);
    first.and_then(|first| first.text().or_else(|| first.text_at("@value"))).unwrap_or_default().to_owned()
}

/// The same on one line, without marks that turn the direction of what follows: names cannot imitate what stands around them.
pub(crate) fn plain(value: &Value, name: &str) -> String {
    clean(&raw(value, name))
}

fn clean(text: &str) -> String {
    let is_shown = |letter: &char| !matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let mut clean = String::with_capacity(text.len());
    for letter in text.chars().filter(is_shown) {
        let is_control = letter < ' ' || ('\u{7f}'..'\u{a0}').contains(&letter);
        clean.push(if is_control { ' ' } else { letter });
    }
    // a name that nobody sees is none
    let is_seen = |letter: char| !matches!(letter, ' ' | '\u{200b}'..='\u{200d}' | '\u{2060}');
    if clean.contains(is_seen) { trim(&clean).to_owned() } else { String::new() }
}

/// A number as it was written, or a text.
pub(crate) fn number(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::Number(number)) => number.as_ref().to_owned(),
        _ => plain(value, name),
    }
}

/// An address that may become a link: of the web or for mail.
pub(crate) fn link(text: &str) -> String {
    let is_web = Address::parse(text).is_some();
    if is_web || text.starts_with("mailto:") { text.to_owned() } else { String::new() }
}

/// Address and caption of a picture; nothing when a page should not load it.
pub(crate) fn picture(value: &Value, name: &str) -> (String, String) {
    const KINDS: [&str; 4] = ["data:image/png", "data:image/svg+xml", "data:image/jpeg", "data:image/webp"];
    let Some(image) = value.first_at(name) else { return Default::default() };
    let url = image.id().unwrap_or_default();
    let is_data = KINDS.iter().any(|kind| url.strip_prefix(kind).is_some_and(|rest| rest.starts_with([';', ','])));
    let is_web = Address::parse(url).is_some_and(|address| address.is_secure);
    (if is_data || is_web { url.to_owned() } else { String::new() }, plain(image, "caption"))
}

/// An issuer, or somebody else: an id alone, or a profile. Dates of birth and identity numbers are never read.
pub(crate) fn issuer(profile: &Value) -> Issuer {
    let nothing = Value::Null;
    let address = profile.first_at("address").unwrap_or(&nothing);
    Issuer {
        id: clean(profile.id().unwrap_or_default()),
        name: plain(profile, "name"),
        url: link(&raw(profile, "url")),
        email: plain(profile, "email"),
        description: raw(profile, "description"),
        country_code: plain(address, "addressCountryCode"),
        country: plain(address, "addressCountry"),
        image: picture(profile, "image").0,
    }
}

/// What had to be done: an address, or an object that tells it.
pub(crate) fn criteria(value: &Value) -> Criteria {
    let Some(criteria) = value.first_at("criteria") else { return Criteria::default() };
    Criteria { url: link(criteria.id().unwrap_or_default()), narrative: raw(criteria, "narrative") }
}

/// Works that show what was earned.
pub(crate) fn evidence(value: &Value) -> Vec<Evidence> {
    let one = |evidence: &Value| Evidence {
        url: link(evidence.id().unwrap_or_default()),
        name: plain(evidence, "name"),
        description: raw(evidence, "description"),
        narrative: raw(evidence, "narrative"),
    };
    value.all_at("evidence").iter().map(one).collect()
}

/// Skills and places in frameworks; version 1 had shorter names for their members.
pub(crate) fn alignments(value: &Value) -> Vec<Alignment> {
    let either = |alignment: &Value, name: &str, old: &str| {
        let text = plain(alignment, name);
        if text.is_empty() { plain(alignment, old) } else { text }
    };
    let one = |alignment: &Value| Alignment {
        name: either(alignment, "targetName", "name"),
        url: link(&either(alignment, "targetUrl", "url")),
        description: either(alignment, "targetDescription", "description"),
        framework: plain(alignment, "targetFramework"),
        code: plain(alignment, "targetCode"),
        kind: plain(alignment, "targetType"),
    };
    value.all_at("alignment").iter().map(one).collect()
}

/// Texts of a list.
pub(crate) fn texts(value: &Value, name: &str) -> Vec<String> {
    value.all_at(name).iter().filter_map(Value::id).map(clean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn names_lose_marks_that_turn_directions() {
        let value =
            parse("{\"name\":\" a\\u202Eb\\u2066\\nc \",\"x\":{\"@value\":\"d\",\"@language\":\"fr\"}}").expect("JSON");
        assert_eq!(plain(&value, "name"), "ab c");
        assert_eq!(plain(&value, "x"), "d");
    }

    #[test]
    fn pictures_and_links_are_of_safe_kinds() {
        let image = |url: &str| picture(&parse(&format!("{{\"image\":\"{url}\"}}")).expect("JSON"), "image").0;
        for good in ["https://a.example/b.png", "data:image/png;base64,AA", "data:image/svg+xml,%3Csvg/%3E"] {
            assert_eq!(image(good), good);
        }
        for bad in
            ["http://a.example/b.png", "data:text/html,x", "data:image/pngx", "javascript:alert(1)", "blob:x", "b.png"]
        {
            assert_eq!(image(bad), "", "{bad}");
        }
        assert_eq!(link("http://a.example/"), "http://a.example/");
        assert_eq!(link("mailto:a@b.example"), "mailto:a@b.example");
        for bad in ["javascript:alert(1)", "data:text/html,x", "//a.example", "urn:uuid:1"] {
            assert_eq!(link(bad), "", "{bad}");
        }
    }
}
