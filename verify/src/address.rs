//! Addresses, read strictly.
//!
//! A browser repairs what it is given (backslashes, spaces, dots, numbers as hosts). What it would repair is refused here,
//! so that an address that passes means the same to a browser as to us, and its host can be compared.

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
        if text.len() > 4_000 || text.contains(|letter: char| letter <= ' ' || matches!(letter, '\\' | '\u{7f}')) {
            return None;
        }
        let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
        let (is_secure, rest) = match url.strip_prefix("https://") {
            Some(rest) => (true, rest),
            None => (false, url.strip_prefix("http://")?),
        };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end)?;
        let has_dots = path.split(['/', '?']).any(|step| {
            let step = step.to_ascii_lowercase().replace("%2e", ".");
            step == "." || step == ".."
        });
        (!has_dots).then_some(())?;
        Some(Self { url, fragment, is_secure, host: host_and_port(host, is_secure)?, path })
    }

    /// Host without its port.
    pub(crate) fn name(&self) -> &str {
        self.host.split_once(':').map_or(&self.host, |(name, _)| name)
    }

    /// Whether both are of one origin.
    pub(crate) fn is_beside(&self, other: &Address<'_>) -> bool {
        self.is_secure == other.is_secure && self.host == other.host
    }
}

fn host_and_port(text: &str, is_secure: bool) -> Option<String> {
    let (name, port) = text.split_once(':').unwrap_or((text, ""));
    let mut host = host_name(name)?;
    if text.ends_with(':') || port.len() > 5 || !port.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    if !port.is_empty() {
        let number: u16 = port.parse().ok()?;
        if number != if is_secure { 443 } else { 80 } {
            host.push(':');
            host.push_str(&number.to_string());
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
    if host.len() > 253 || !host.split('.').all(is_label) {
        return None;
    }
    // a last label that begins with a digit makes a browser read a number: four plain ones, or nothing
    if host.rsplit('.').next()?.starts_with(|letter: char| letter.is_ascii_digit()) {
        let numbers: Vec<&str> = host.split('.').collect();
        let is_plain = |number: &&str| number.parse::<u8>().is_ok_and(|value| value.to_string() == **number);
        (numbers.len() == 4 && numbers.iter().all(is_plain)).then_some(())?;
    }
    Some(host)
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
