//! Open Badges 2.0, and what is left of version 1.
mod award;
mod endorsements;
mod hosted;
mod signed;

pub(crate) use hosted::{hosted, named};
pub(crate) use signed::signed;

use crate::address::Address;
use crate::findings::{Finding, Step};
use crate::json::Value;
use crate::run::Run;
use crate::source::Draft;
use crate::{award::raw, issuer, limits, recipient, time};
use preau::wire::verification::{Outcome, Question};

/// The documents of a badge, or of an endorsement. Copies that an assertion embeds are shown at most while nothing better is
/// known: hosted ones replace them as they are read.
pub(crate) struct Documents {
    pub(crate) assertion: Value,
    pub(crate) class: Value,
    pub(crate) issuer: Value,
    is_endorsement: bool,
}

impl Documents {
    fn of(assertion: Value, is_endorsement: bool) -> Self {
        // an endorsement names its issuer itself; older ones have a class, as badges do
        let own = assertion.get("issuer").filter(|_| is_endorsement);
        let class = assertion.get("badge").filter(|_| own.is_none()).cloned().unwrap_or(Value::Null);
        let issuer = own.or_else(|| class.get("issuer")).cloned().unwrap_or(Value::Null);
        Self { assertion, class, issuer, is_endorsement }
    }

    /// Reads badge class and issuer where they are published, whatever is embedded.
    fn read(&mut self, run: &Run<'_>) -> Step<()> {
        if !self.names_issuer() {
            let id = self.class.id().ok_or_else(|| Finding::unchecked(Question::Issuer, "no-id", "badge"))?.to_owned();
            self.class = run.document(&id, Question::Issuer)?;
            require(&self.class, &["name", "issuer"])?;
            self.issuer = self.class.get("issuer").cloned().unwrap_or(Value::Null);
        }
        let id = self.issuer.id().ok_or_else(|| Finding::unchecked(Question::Issuer, "no-id", "issuer"))?.to_owned();
        self.issuer = run.document(&id, Question::Issuer)?;
        require(&self.issuer, &["name"])
    }

    /// Whether it needs no class to say from whom it is.
    fn names_issuer(&self) -> bool {
        self.is_endorsement && self.class == Value::Null
    }

    /// Whether the assertion has what it needs; members of version 1 are good too.
    fn conform(&self) -> Step<()> {
        let origin = if self.names_issuer() { "issuer" } else { "badge" };
        let subject = if self.is_endorsement { "claim" } else { "recipient" };
        require(&self.assertion, &[subject, origin, "issuedOn"])?;
        if self.is_endorsement {
            let is_one = ["Endorsement", "Assertion"].iter().any(|kind| self.assertion.is_a(kind));
            is_one.then_some(()).ok_or_else(|| Finding::malformed("missing", "type"))?;
            let [claim] = self.assertion.all_at("claim") else { return Err(Finding::malformed("missing", "claim")) };
            claim.id().ok_or_else(|| Finding::malformed("missing", "claim.id"))?;
        }
        verification(&self.assertion).map(|_| ())
    }

    /// Id of the issuer, once read.
    fn issuer_id(&self) -> &str {
        self.issuer.id().unwrap_or_default()
    }
}

fn require(document: &Value, names: &[&str]) -> Step<()> {
    let missing = names.iter().find(|name| matches!(document.get(name), None | Some(Value::Null)));
    missing.map_or(Ok(()), |name| Err(Finding::malformed("missing", name)))
}

fn verification(assertion: &Value) -> Step<&Value> {
    let found = assertion.first_at("verification").or_else(|| assertion.first_at("verify"));
    found.filter(|value| value.is_object()).ok_or_else(|| Finding::malformed("missing", "verification"))
}

/// What is left once it is proven: from whom, dates; and of a badge, for whom and what others say of it.
fn conclude(run: &Run<'_>, documents: &Documents, draft: &mut Draft) {
    draft.proven = issuer::prove(run, documents.issuer_id(), &mut draft.findings);
    draft.findings.settle(Question::Dates, dates(&documents.assertion, run.now));
    if !documents.is_endorsement {
        let recipients = recipient::of_assertion(&documents.assertion);
        recipient::check(run, &recipients, &mut draft.findings);
        draft.endorsements = endorsements::all(run, documents);
    }
}

/// A date of an assertion, also as version 1 wrote them; `None` without one.
pub(crate) fn date(assertion: &Value, name: &str) -> Step<Option<i64>> {
    let date = match assertion.get(name) {
        None => return Ok(None),
        Some(Value::Number(number)) => time::parse_old(number),
        Some(value) => value.text().and_then(time::parse_old),
    };
    date.map(Some).ok_or_else(|| Finding::malformed("bad-date", name))
}

fn dates(assertion: &Value, now: i64) -> Step<()> {
    date(assertion, "issuedOn")?;
    match date(assertion, "expires")? {
        Some(expires) if expires < now - limits::CLOCK => {
            Err(Finding::new(Outcome::Expired, Question::Dates, "", &raw(assertion, "expires")))
        }
        _ => Ok(()),
    }
}

/// Whether an issuer lets that address host its assertions.
fn may_host(issuer: &Value, address: &Address<'_>) -> Step<()> {
    let refused = |why| Err(Finding::foreign(why, address.url));
    let nothing = Value::Null;
    let policy = issuer.first_at("verification").unwrap_or(&nothing);
    let prefixes = policy.all_at("startsWith");
    // a prefix without a path could go on to be another host
    let begins = |prefix: &Value| {
        let prefix = prefix.text().and_then(Address::parse);
        prefix.is_some_and(|prefix| !prefix.path.is_empty() && address.url.starts_with(prefix.url))
    };
    if !prefixes.is_empty() && !prefixes.iter().any(begins) {
        return refused("not-delegated");
    }
    let origins = policy.all_at("allowedOrigins");
    let is_host = |host: &str| {
        let host = Address::parse(host).map_or_else(|| host.to_ascii_lowercase(), |origin| origin.host);
        host == address.host || host == address.name()
    };
    let is_allowed = if origins.is_empty() {
        issuer.id().and_then(Address::parse).is_some_and(|own| own.host == address.host)
    } else {
        origins.iter().filter_map(Value::text).any(is_host)
    };
    if is_allowed { Ok(()) } else { refused("foreign-host") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn prefixes_and_origins_are_read_as_addresses() {
        let at = Address::parse("https://host.example.evil.example/a/b").expect("an address");
        let may = |verification: &str| {
            let text = format!(r#"{{"id":"https://issuer.example/1","verification":{verification}}}"#);
            may_host(&parse(&text).expect("JSON"), &at).is_ok()
        };
        assert!(may(r#"{"allowedOrigins":"HOST.example.evil.example"}"#));
        assert!(may(
            r#"{"allowedOrigins":["x","https://host.example.evil.example"],"startsWith":"https://host.example.evil.example/a/"}"#
        ));
        assert!(!may("{}"), "the issuer's own host by default");
        assert!(!may(r#"{"allowedOrigins":"evil.example"}"#), "a host is no ending of another");
        let delegated = r#""allowedOrigins":"host.example.evil.example""#;
        assert!(!may(&format!(r#"{{{delegated},"startsWith":"https://host.example"}}"#)), "a prefix has a path");
        assert!(!may(&format!(r#"{{{delegated},"startsWith":["https://host.example.evil.example/c"]}}"#)));
    }
}
