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
                words.next()?.eq_ignore_ascii_case(name).then(|| words.collect::<Vec<_>>())
            })
        };
        let has_default = directive.ends_with("-src");
        find(directive).or_else(|| has_default.then(|| find("default-src")).flatten())
    }

    /// Whether a directive lets an origin through; `own` is the site's.
    pub fn allows(&self, directive: &str, origin: &str, own: &str) -> bool {
        let Some(sources) = self.sources(directive) else { return true };
        sources.iter().any(|source| (*source == "'self'" && origin == own) || is_let_through(source, origin, own))
    }
}

/// By a source that names schemes, hosts or ports: `https:`, `lms.example`, `https://*.example:8443`, `*`.
fn is_let_through(source: &str, origin: &str, own: &str) -> bool {
    let Some((scheme, there)) = origin.split_once("://") else { return false };
    if source == "*" {
        return true;
    }
    if let Some(wanted) = source.strip_suffix(':') {
        return is_scheme(wanted, scheme);
    }
    let own_scheme = own.split_once("://").map_or("https", |(scheme, _)| scheme);
    // without a scheme the page's own is meant
    let (wanted, place) = source.split_once("://").unwrap_or((own_scheme, source));
    // with a path only some addresses are let through
    let place = place.trim_end_matches('/');
    if !is_scheme(wanted, scheme) || place.contains('/') {
        return false;
    }
    let ((wanted_host, wanted_port), (host, port)) = (host_and_port(place), host_and_port(there));
    let is_host = match wanted_host.strip_prefix("*.") {
        Some(domain) => host.strip_suffix(domain).is_some_and(|start| start.ends_with('.')),
        None => wanted_host == "*" || wanted_host.eq_ignore_ascii_case(host),
    };
    let usual = if scheme == "https" { "443" } else { "80" };
    is_host && (wanted_port == Some("*") || wanted_port.unwrap_or(usual) == port.unwrap_or(usual))
}

/// What lets `http` through lets its safe form through too.
fn is_scheme(wanted: &str, scheme: &str) -> bool {
    wanted.eq_ignore_ascii_case(scheme) || (wanted.eq_ignore_ascii_case("http") && scheme == "https")
}

/// `lms.example:8443`, `[::1]`.
fn host_and_port(place: &str) -> (&str, Option<&str>) {
    match place.rsplit_once(':').filter(|(_, port)| !port.contains(']')) {
        Some((host, port)) => (host, Some(port)),
        None => (place, None),
    }
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

    #[test]
    fn sources_may_lack_a_scheme_and_have_a_port() {
        let policy = Policy::new(
            "Connect-Src lms.example *.univ.example:* http://a.example https://b.example:8443/ c.example/x",
        );
        let own = "https://mooc.example";
        for there in [
            "https://lms.example",
            "https://lms.example:443",
            "https://a.univ.example:9000",
            "https://a.univ.example",
            "https://a.example",
            "https://b.example:8443",
        ] {
            assert!(policy.allows("connect-src", there, own), "{there}");
        }
        for there in [
            "http://lms.example",
            "https://lms.example:8443",
            "https://univ.example",
            "https://b.example",
            "https://c.example",
        ] {
            assert!(!policy.allows("connect-src", there, own), "{there}");
        }
        assert!(policy.allows("connect-src", "http://lms.example", "http://mooc.example"), "the page's own scheme");
    }
}
