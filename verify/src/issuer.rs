//! From whom a badge is: a key counts only when the issuer's own document lists it.
use crate::address::{Address, host_name};
use crate::browser::Key;
use crate::findings::{Finding, Findings, Step};
use crate::json::{self, Value};
use crate::run::Run;
use crate::text::{cut, has, until};
use crate::{keys, limits, time};
use preau::wire::verification::{Outcome, Question};

/// How an issuer's id can be followed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A document on the web: its address, and the host that it proves.
    Web { url: String, host: String },
    /// The id is the key (`did:key`).
    Key(String),
}

impl Place {
    /// Where an issuer of that id speaks; `None` for ids that a page cannot follow.
    pub(crate) fn of(id: &str, run: &Run<'_>) -> Option<Self> {
        if let Some(key) = id.strip_prefix("did:key:") {
            return Some(Self::Key(key.to_owned()));
        }
        let url = match id.strip_prefix("did:web:") {
            Some(name) => did_web(name, &run.setting.insecure_hosts)?,
            None => id.to_owned(),
        };
        let host = Address::parse(&url).filter(|address| run.may_ask(address))?.host;
        Some(Self::Web { url, host })
    }
}

/// Address of the document of a `did:web`.
fn did_web(name: &str, insecure: &[String]) -> Option<String> {
    let (host, steps) = until(name, b":");
    let host = match cut(host, "%3A").or_else(|| cut(host, "%3a")) {
        Some((name, port)) => [name, ":", port].concat(),
        None => host.to_owned(),
    };
    host_name(until(&host, b":").0)?;
    let scheme = if insecure.contains(&host) { "http://" } else { "https://" };
    let mut url = [scheme, &host].concat();
    (!has(steps, b"/?#") && !steps.ends_with(':')).then_some(())?;
    let mut rest = steps;
    while let Some(step) = rest.strip_prefix(':') {
        (!step.starts_with(':')).then_some(())?;
        let (step, after) = until(step, b":");
        url.push('/');
        url.push_str(step);
        rest = after;
    }
    url.push_str(if steps.is_empty() { "/.well-known/did.json" } else { "/did.json" });
    Some(url)
}

/// An issuer's own document.
pub(crate) struct Document {
    json: Value,
    id: String,
}

impl Document {
    /// Reads it; its id must be the issuer's.
    pub(crate) fn read(run: &Run<'_>, id: &str, url: &str) -> Step<Self> {
        let json = run.object(url, false, json::parse).map_err(|missing| missing.about(Question::Issuer))?;
        if json.id() != Some(id) {
            return Err(Finding::foreign("other-id", url));
        }
        Ok(Self { json, id: id.to_owned() })
    }

    /// Key of that id, if it is listed for assertions, under the issuer's control, in force.
    pub(crate) fn key(&self, id: &str, now: i64) -> Step<Key> {
        let method = self.methods().find(|(name, _)| name == id).map(|(_, method)| method);
        let method = method.ok_or_else(|| Finding::foreign("key-not-listed", id))?;
        if !method.all_at("controller").iter().any(|other| other.text() == Some(&self.id)) {
            return Err(Finding::foreign("key-of-other", id));
        }
        let is_past = |name| method.text_at(name).is_some_and(|date| time::parse(date).is_none_or(|date| date < now));
        if is_past("expires") || is_past("revoked") {
            return Err(Finding::foreign("key-ended", id));
        }
        if method.get("publicKeyJwk").is_some_and(keys::is_private) {
            return Err(Finding::foreign("private-key-public", id));
        }
        keys::of_method(method).ok_or_else(|| Finding::unchecked(Question::Intact, "unknown-key", id))
    }

    /// Whether a key that a badge carries is one of those listed.
    pub(crate) fn lists(&self, key: &Key, now: i64) -> Option<String> {
        let mut ids = self.methods().map(|(id, _)| id).take(limits::TRIES * 8);
        ids.find(|id| self.key(id, now).as_ref() == Ok(key))
    }

    /// Methods under `assertionMethod`, with their full ids. Keys that are only in `verificationMethod` do not count.
    fn methods(&self) -> impl Iterator<Item = (String, &Value)> {
        let known = || self.json.all_at("verificationMethod").iter();
        self.json.all_at("assertionMethod").iter().filter_map(move |entry| {
            let id = self.full(entry.id()?);
            let method = if entry.is_object() {
                Some(entry)
            } else {
                known().find(|other| other.id().map(|other| self.full(other)).as_ref() == Some(&id))
            };
            Some((id, method?))
        })
    }

    fn full(&self, id: &str) -> String {
        if id.starts_with('#') { [&self.id, id].concat() } else { id.to_owned() }
    }
}

/// The key that an id names, as the issuer itself says.
pub(crate) fn key(run: &Run<'_>, issuer: &str, method: &str) -> Step<Key> {
    let (base, fragment) = cut(method, "#").unwrap_or((method, ""));
    if base != issuer {
        return Err(Finding::foreign("key-of-other", method));
    }
    match place(run, issuer)? {
        Place::Key(name) => {
            if !fragment.is_empty() && fragment != name {
                return Err(Finding::foreign("key-of-other", method));
            }
            own_key(&name)
        }
        Place::Web { url, .. } => Document::read(run, issuer, &url)?.key(method, run.now),
    }
}

/// The key that a `did:key` is.
pub(crate) fn own_key(name: &str) -> Step<Key> {
    keys::multikey(name).ok_or_else(|| Finding::unchecked(Question::Intact, "unknown-key", name))
}

/// Where an issuer speaks.
pub(crate) fn place(run: &Run<'_>, issuer: &str) -> Step<Place> {
    Place::of(issuer, run).ok_or_else(|| Finding::unchecked(Question::Issuer, "unknown-issuer-id", issuer))
}

/// Who is proven to have issued it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proven {
    pub(crate) host: Option<String>,
    pub(crate) known_as: Option<String>,
}

/// Says who an issuer is whose key or publication was found good.
pub(crate) fn prove(run: &Run<'_>, issuer: &str, findings: &mut Findings) -> Proven {
    let known = run.setting.known_issuers.iter().find(|known| known.id == issuer);
    let host = match Place::of(issuer, run) {
        Some(Place::Web { host, .. }) => Some(host),
        _ => None,
    };
    if host.is_some() || known.is_some() {
        findings.pass(Question::Issuer, "");
    } else {
        findings.add(Finding::new(Outcome::ValidIssuerUnproven, Question::Issuer, "only-a-key", issuer));
    }
    Proven { host, known_as: known.map(|known| known.name.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn did_web_becomes_an_address() {
        let of = |name: &str| did_web(name, &["localhost:8000".to_owned()]);
        assert_eq!(of("a.example:b:c").as_deref(), Some("https://a.example/b/c/did.json"));
        assert_eq!(of("a.example").as_deref(), Some("https://a.example/.well-known/did.json"));
        assert_eq!(of("localhost%3A8000:x").as_deref(), Some("http://localhost:8000/x/did.json"));
        for wrong in ["", "a.example:", "a.example/x", "a@b.example", "a.example:b/c", "a.example:b#c", "a.example::c"]
        {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
