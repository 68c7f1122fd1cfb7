//! What people paste as a link: as mails and chats quote it, as it reads on paper, or the link to a verification of this page.
use super::URL;
use crate::app::Query;

/// The address of a badge in a text, where the text is a link and nothing else. `here` is this page's own address without parameters.
pub(super) fn link(text: &str, here: &str) -> Option<String> {
    let is_around = |c: char| c <= ' ' || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '\u{a0}' | '\u{202f}');
    let text = text.trim_matches(is_around);
    if text.bytes().any(|byte| byte <= b' ') {
        return None;
    }
    let is_in_front = |known: &&str| text.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known));
    let address = match ["https://", "http://"].into_iter().find(is_in_front) {
        Some(scheme) => [scheme, text.get(scheme.len()..).unwrap_or_default()].concat(),
        None if begins_with_host(text) => ["https://", text].concat(),
        None => return None,
    };
    // what this page gives for sharing leads to the badge
    let own = address.strip_prefix(here).and_then(|rest| rest.strip_prefix('?'));
    let named =
        own.and_then(|query| Query::parse(query.split('#').next().unwrap_or_default()).get(URL).map(str::to_owned));
    Some(named.unwrap_or(address))
}

/// Whether it reads `badges.example.edu/…`; a token has no slash, and JSON begins otherwise.
fn begins_with_host(text: &str) -> bool {
    let Some((host, _)) = text.split_once('/') else { return false };
    let is_of_host = |byte: u8| byte.is_ascii_alphanumeric() || byte > 127 || b".-:".contains(&byte);
    host.contains('.') && !host.starts_with('.') && host.bytes().all(is_of_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://mooc.example/verify";

    #[test]
    fn a_link_is_found_however_it_is_written() {
        for text in [
            "https://b.example/a.json",
            " HTTPS://b.example/a.json\n",
            "<https://b.example/a.json>",
            "« https://b.example/a.json »",
            "b.example/a.json",
            "https://mooc.example/verify?url=https%3A%2F%2Fb.example%2Fa.json",
            "mooc.example/verify?lang=en&url=https%3A%2F%2Fb.example%2Fa.json",
        ] {
            assert_eq!(link(text, HERE).as_deref(), Some("https://b.example/a.json"), "{text}");
        }
        assert_eq!(link("Http://localhost:8901/a", HERE).as_deref(), Some("http://localhost:8901/a"));
        assert_eq!(link("https://mooc.example/verify", HERE).as_deref(), Some("https://mooc.example/verify"));
    }

    #[test]
    fn what_is_no_link_is_left_as_it_is() {
        for text in [
            "",
            "bonjour",
            "eyJhbGciOiJSUzI1NiJ9.eyJ9.c2ln",
            "{\"a.b/c\": 1}",
            "https://b.example/a https://b.example/b",
            "javascript:alert(1)",
            "ftp://b.example/a",
            "./a.json",
            "et/ou",
        ] {
            assert_eq!(link(text, HERE), None, "{text}");
        }
    }
}
