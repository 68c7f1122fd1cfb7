//! Addresses, read strictly.
//!
//! A browser repairs what it is given (backslashes, spaces, dots, numbers as hosts). What it would repair is refused here,
//! so that an address that passes means the same to a browser as to us, and its host can be compared.

use crate::text::{cut, decimal, digits, until};

/// An address of the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// As it was written, without its fragment.
    pub(crate) url: &'a str,
    /// What follows `#`; empty without one.
    pub(crate) fragment: &'a str,
    /// Whether it is `https:`.
    pub(crate) is_secure: bool,
    /// Host in lower case, with the port where it is not the usual one.
    pub(crate) host: String,
    /// From the slash after the host; empty without one.
    pub(crate) path: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address; `None` for what is not one, or is odd.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        if text.len() > 4_000 || text.bytes().any(|letter| letter <= b' ' || matches!(letter, b'\\' | 0x7f)) {
            return None;
        }
        let (url, fragment) = cut(text, "#").unwrap_or((text, ""));
        let (is_secure, rest) = match url.strip_prefix("https://") {
            Some(rest) => (true, rest),
            None => (false, url.strip_prefix("http://")?),
        };
        let (host, path) = until(rest, b"/?");
        let dots = [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"];
        let is_dots = |step: &[u8]| dots.iter().any(|dots| step.eq_ignore_ascii_case(dots.as_bytes()));
        let has_dots = path.as_bytes().split(|byte| matches!(byte, b'/' | b'?')).any(is_dots);
        (!has_dots).then_some(())?;
        Some(Self { url, fragment, is_secure, host: host_and_port(host, is_secure)?, path })
    }

    /// Host without its port.
    pub(crate) fn name(&self) -> &str {
        cut(&self.host, ":").map_or(&self.host, |(name, _)| name)
    }

    /// Whether both are of one origin.
    pub(crate) fn is_beside(&self, other: &Address<'_>) -> bool {
        self.is_secure == other.is_secure && self.host == other.host
    }
}

fn host_and_port(text: &str, is_secure: bool) -> Option<String> {
    let (name, port) = cut(text, ":").unwrap_or((text, ""));
    let mut host = host_name(name)?;
    if text.ends_with(':') || port.len() > 5 || !port.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    if !port.is_empty() {
        let number = digits(port).filter(|number| *number < 65_536)?;
        if number != if is_secure { 443 } else { 80 } {
            host.push(':');
            host.push_str(&decimal(number, 0));
        }
    }
    Some(host)
}

/// A host as a browser would write it: letters, digits, hyphens; names beyond ASCII must come in their `xn--` form.
pub(crate) fn host_name(text: &str) -> Option<String> {
    let host = text.to_ascii_lowercase();
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && label.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_'))
    };
    let is_plain = |number: &str| digits(number).is_some_and(|value| value < 256 && decimal(value, 0) == number);
    let (mut rest, mut labels, mut is_number) = (host.as_str(), 0, true);
    let last = loop {
        let (label, after) = until(rest, b".");
        is_label(label).then_some(())?;
        labels += 1;
        is_number &= is_plain(label);
        match after.get(1..) {
            Some(after) => rest = after,
            None => break label,
        }
    };
    // a last label that begins with a digit makes a browser read a number: four plain ones, or nothing
    let begins_as_number = last.as_bytes().first().is_some_and(u8::is_ascii_digit);
    (host.len() < 254 && (!begins_as_number || (is_number && labels == 4))).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_what_a_browser_says() {
        let host = |text: &str| Address::parse(text).map(|address| address.host);
        assert_eq!(host("https://Badges.Example.EDU/a?b#c").as_deref(), Some("badges.example.edu"));
        assert_eq!(host("https://example.edu:443").as_deref(), Some("example.edu"));
        assert_eq!(host("https://example.edu:8443/").as_deref(), Some("example.edu:8443"));
        assert_eq!(host("http://127.0.0.1:8000/x").as_deref(), Some("127.0.0.1:8000"));
        assert_eq!(host("https://example.edu?u=https://evil.example").as_deref(), Some("example.edu"));
    }

    #[test]
    fn what_a_browser_would_repair_is_refused() {
        for text in [
            "https://",
            "https:///x",
            "https:/example.edu",
            "//example.edu",
            "ftp://example.edu",
            "javascript:alert(1)",
            "https://good.example\\@evil.example",
            "https://good.example@evil.example/",
            "https://a b/",
            "https://ex\tample.edu",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://127.1/",
            "https://01.2.3.4/",
            "https://[::1]/",
            "https://é.example/",
            "https://a..b/",
            "https://a.b./",
            "https://a.b:/",
            "https://a.b:99999/",
            "https://a.b/c/../d",
            "https://a.b/c/%2E%2e/d",
            "https://a.b/./c",
            "HTTPS://a.b/",
            " https://a.b/",
            "https://%61.b/",
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn origins_are_compared_whole() {
        let of = |text: &'static str| Address::parse(text).expect(text);
        assert!(of("https://a.b/c").is_beside(&of("https://A.b:443/d")));
        assert!(!of("https://a.b/c").is_beside(&of("http://a.b/c")));
        assert!(!of("https://a.b:1/c").is_beside(&of("https://a.b/c")));
        assert_eq!((of("https://a.b:1/c#d").name(), of("https://a.b:1/c#d").fragment), ("a.b", "d"));
    }
}
