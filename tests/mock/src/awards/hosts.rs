//! Where the invented issuers are: two hosts, which differ in what they let pages of others read.
use serde_json::{Value, json};

/// Name of the issuer that is on both.
pub(crate) const ISSUER: &str = "Université de Valmorin";
/// Name of the issuer that is nothing but a key, and that the configuration knows.
pub(crate) const KNOWN: &str = "Institut polytechnique de Sauvelonde";

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Pages of any origin may read it.
    Open,
    /// Pages of other origins may not; a relay can.
    Closed,
}

/// See the module. Without trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hosts {
    /// Sends CORS headers.
    pub(crate) open: String,
    /// Sends none.
    pub(crate) closed: String,
}

impl Hosts {
    /// At these ports of this machine.
    pub(crate) fn at(open: u16, closed: u16) -> Self {
        Self { open: format!("http://localhost:{open}"), closed: format!("http://localhost:{closed}") }
    }

    /// Base address of one.
    pub(crate) fn base(&self, which: Which) -> &str {
        match which {
            Which::Open => &self.open,
            Which::Closed => &self.closed,
        }
    }

    /// Which of the two an address is at, and its path there.
    pub(crate) fn find<'a>(&self, url: &'a str) -> Option<(Which, &'a str)> {
        let url = url.split(['#', '?']).next().unwrap_or(url);
        [Which::Open, Which::Closed].into_iter().find_map(|which| {
            let path = url.strip_prefix(self.base(which))?;
            path.starts_with('/').then_some((which, path))
        })
    }

    /// `badges` of the configuration with which the app finds all that is here.
    /// `open` is where the first of them answers for the world that is asked.
    ///
    /// # Errors
    /// Says what is wrong with the keys.
    pub(crate) fn configuration(&self, open: &str) -> Result<Value, String> {
        let keys = super::keys::keys()?;
        let hosts: Vec<&str> =
            [&self.open, &self.closed].iter().filter_map(|base| base.strip_prefix("http://")).collect();
        let courses = super::achievements::ALL.into_iter().filter_map(|achievement| {
            let url = format!("{open}/criteria/{}", achievement.slug);
            let mut badge = json!({"course_id": achievement.course?, "title": achievement.name, "url": url});
            if let (Some(fields), Some(code)) = (badge.as_object_mut(), achievement.code) {
                fields.insert("code".into(), code.into());
            }
            Some(badge)
        });
        Ok(json!({
            "credentials_url": "/services/credentials",
            "platform_badges": true,
            "joanie_url": "/services/joanie",
            "joanie_page": "/services/joanie/{language}/certificates/{id}",
            "service_url": "/services/badges",
            "relay": super::relay::PATH,
            "known_issuers": [
                {"id": keys.known.did(), "name": KNOWN},
                {"id": keys.platform.did(), "name": "Préau"},
            ],
            "configured": [{
                "title": super::achievements::ACCESSIBILITY.name,
                "url": super::ob2::url(open, "expired"),
                "course_id": super::achievements::ACCESSIBILITY.course,
            }],
            "course_badges": courses.collect::<Vec<_>>(),
            "insecure_hosts": hosts,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_by_its_whole_host() {
        let hosts = Hosts::at(8091, 8092);
        assert_eq!(hosts.find("http://localhost:8091/a/b?c#d"), Some((Which::Open, "/a/b")));
        assert_eq!(hosts.find("http://localhost:8092/"), Some((Which::Closed, "/")));
        assert_eq!(hosts.find("http://localhost:80911/"), None);
        assert_eq!(hosts.find("http://localhost:8091.evil.example/"), None);
    }
}
