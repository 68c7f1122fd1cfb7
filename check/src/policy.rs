//! A Content-Security-Policy, read.

/// What a policy says of one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy<'a>(&'a str);

impl<'a> Policy<'a> {
    /// The policy of that header.
    pub fn new(header: &'a str) -> Self {
        Self(header)
    }

    /// Sources of a directive, with what stands in for it where it is missing.
    pub fn sources(&self, directive: &str) -> Option<Vec<&'a str>> {
        let find = |name: &str| {
            self.0.split(';').find_map(|part| {
                let mut words = part.split_whitespace();
                (words.next()? == name).then(|| words.collect::<Vec<_>>())
            })
        };
        let has_default = !matches!(directive, "frame-ancestors" | "base-uri" | "form-action");
        find(directive).or_else(|| has_default.then(|| find("default-src")).flatten())
    }

    /// Whether a directive lets an origin through; `own` is the site's.
    pub fn allows(&self, directive: &str, origin: &str, own: &str) -> bool {
        let Some(sources) = self.sources(directive) else { return true };
        sources.iter().any(|source| {
            *source == "*"
                || (*source == "'self'" && origin == own)
                || source.trim_end_matches('/') == origin
                || (source.ends_with(':') && origin.starts_with(source))
                || is_below(source, origin)
        })
    }
}

/// `https://*.example` and `https://lms.example`.
fn is_below(source: &str, origin: &str) -> bool {
    let Some((scheme, domain)) = source.split_once("://*.") else { return false };
    origin.split_once("://").is_some_and(|(other, host)| {
        other == scheme && host.strip_suffix(domain).is_some_and(|start| start.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn says_who_is_let_through() {
        let policy = Policy::new("default-src 'none'; connect-src 'self' https://*.example.org; frame-src https:");
        let own = "https://mooc.example";
        assert!(policy.allows("connect-src", own, own));
        assert!(policy.allows("connect-src", "https://lms.example.org", own));
        assert!(!policy.allows("connect-src", "https://example.org", own));
        assert!(!policy.allows("connect-src", "https://evilexample.org", own));
        assert!(policy.allows("frame-src", "https://lms.example", own));
        assert!(!policy.allows("media-src", own, own), "the default stands in");
        assert!(policy.allows("frame-ancestors", own, own), "nothing stands in");
    }
}
