//! Requests as a browser would make them, and what came back.
use std::{io::Read, sync::Arc, time::Duration};
use ureq::{
    Agent, http,
    tls::{RootCerts, TlsConfig},
};

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// No file of the site is larger, in bytes.
const LARGEST: u64 = 16 << 20;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    headers: http::HeaderMap,
    /// Its body, as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty without one.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Seconds for which it may be kept, as far as it says so.
    pub fn max_age(&self) -> Option<u64> {
        max_age(self.header("cache-control"))
    }

    /// Whether browsers ask for it each time.
    pub fn is_asked_each_time(&self) -> bool {
        let has = |word| directives(self.header("cache-control")).any(|(name, _)| name == word);
        has("no-cache") || has("no-store") || self.max_age() == Some(0)
    }

    /// All cookies that it sets.
    pub fn cookies(&self) -> impl Iterator<Item = &str> {
        self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok())
    }

    /// As text.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
    }

    /// As JSON.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Asks servers.
#[derive(Debug)]
pub struct Web {
    agent: Agent,
}

impl Default for Web {
    fn default() -> Self {
        // those that this system trusts, which an institution's own authority may be among
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).timeout_global(Some(PATIENCE));
        let agent = agent.tls_config(tls);
        Self { agent: agent.build().into() }
    }
}

impl Web {
    /// Asks, without following redirects.
    ///
    /// # Errors
    /// A sentence, when there is no answer at all.
    pub fn ask(&self, method: &str, url: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
        let failed = |error: &dyn std::fmt::Display| format!("{url} cannot be asked: {error}");
        let mut request = http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer =
            self.agent.run(request.body(()).map_err(|error| failed(&error))?).map_err(|error| failed(&error))?;
        let (parts, body) = answer.into_parts();
        let mut bytes = Vec::new();
        body.into_reader().take(LARGEST).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body: bytes })
    }

    /// Reads an address.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub fn get(&self, url: &str) -> Result<Answer, String> {
        self.ask("GET", url, &[])
    }
}

/// `max-age` of a Cache-Control or Strict-Transport-Security.
pub fn max_age(header: &str) -> Option<u64> {
    directives(header).find(|(name, _)| name == "max-age").and_then(|(_, value)| value.parse().ok())
}

/// Names in small letters, and their values.
fn directives(header: &str) -> impl Iterator<Item = (String, &str)> {
    header.split([',', ';']).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"'))
    })
}

/// Scheme, host and port of an address: `https://mooc.example`.
pub fn origin(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    url.get(..scheme.len() + 3 + host.len())
}

/// The host alone: `mooc.example`.
pub fn host(url: &str) -> Option<&str> {
    let (_, host) = origin(url)?.split_once("://")?;
    host.split(':').next()
}

#[cfg(test)]
mod tests {
    use super::{Answer, host, http, max_age, origin};

    #[test]
    fn what_is_kept_for_no_time_is_asked_for_each_time() {
        let answer = |cache: &str| {
            let headers = http::HeaderMap::from_iter([(http::header::CACHE_CONTROL, cache.parse().unwrap())]);
            Answer { status: 200, headers, body: Vec::new() }
        };
        for cache in
            ["no-cache", "private, No-Cache", "no-store", "max-age=0, must-revalidate", "public, max-age=\"0\""]
        {
            assert!(answer(cache).is_asked_each_time(), "{cache}");
        }
        for cache in ["", "max-age=60", "s-maxage=0", "x-no-cache"] {
            assert!(!answer(cache).is_asked_each_time(), "{cache}");
        }
        assert_eq!(max_age("max-age=31536000; includeSubDomains"), Some(31_536_000));
    }

    #[test]
    fn an_origin_ends_before_the_path() {
        assert_eq!(origin("https://mooc.example:8443/a?b"), Some("https://mooc.example:8443"));
        assert_eq!(origin("https://mooc.example"), Some("https://mooc.example"));
        assert_eq!(origin("/a"), None);
        assert_eq!(host("https://mooc.example:8443/a"), Some("mooc.example"));
    }
}
