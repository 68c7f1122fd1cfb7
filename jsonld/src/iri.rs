//! What counts as the full name of a thing.

/// The prefix of names that hold within one document only.
pub(crate) const BLANK: &str = "_:";

/// Whether a text is an absolute IRI, as the signers' libraries judge: a scheme and nothing that could end it in N-Quads.
///
/// Deliberately no stricter: `{` in an address is wrong, but signed and shown alike.
pub(crate) fn is_absolute(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
        && !rest.contains(|char: char| char.is_whitespace() || char.is_control() || "<>\"\u{feff}".contains(char))
}

/// `@` and letters: keywords of JSON-LD, of today or to come.
pub(crate) fn is_keyword(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|word| !word.is_empty() && word.chars().all(|char| char.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_or_not() {
        for name in
            ["https://example.org/a", "urn:uuid:1", "did:key:z6Mk#a", "xsd:dateTime", "data:image/png;base64,AA=="]
        {
            assert!(is_absolute(name), "{name}");
        }
        for name in ["", "a", "/a", "//a", "#a", ":a", "1a:b", "_:b", "a b:c", "a:b c", "a:<b>", "a:\"", "a:\n", "é:a"]
        {
            assert!(!is_absolute(name), "{name}");
        }
    }

    #[test]
    fn keywords_look_like_keywords() {
        assert!(is_keyword("@id") && is_keyword("@future"));
        assert!(!is_keyword("@") && !is_keyword("id") && !is_keyword("@a1") && !is_keyword("a@id"));
    }
}
