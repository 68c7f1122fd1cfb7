//! For whom a badge is: its recipients against what the account is known by.
use crate::codec;
use crate::findings::{Finding, Findings};
use crate::json::Value;
use crate::run::Run;
use crate::text::cut;
use md5::{Digest, Md5};
use preau::wire::verification::{Outcome, Question};

/// By what somebody is named in a badge.
pub(crate) struct Recipient<'a> {
    kind: Kind,
    identity: &'a str,
    is_hashed: bool,
    salt: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Email,
    Id,
    Other,
}

/// The one recipient of a badge of version 2.
pub(crate) fn of_assertion(assertion: &Value) -> Vec<Recipient<'_>> {
    let recipients = assertion.all_at("recipient").iter();
    recipients.filter_map(|object| identity(object, "identity", object.text_at("type"))).collect()
}

/// The recipients of a badge of version 3.
pub(crate) fn of_subject(subject: &Value) -> Vec<Recipient<'_>> {
    let id = subject.text_at("id").map(|id| match id.strip_prefix("mailto:") {
        Some(email) => Recipient { kind: Kind::Email, identity: email, is_hashed: false, salt: "" },
        None => Recipient { kind: Kind::Id, identity: id, is_hashed: false, salt: "" },
    });
    let identifiers = subject.all_at("identifier").iter();
    let identifiers = identifiers.filter_map(|object| identity(object, "identityHash", object.text_at("identityType")));
    id.into_iter().chain(identifiers).collect()
}

fn identity<'a>(object: &'a Value, name: &str, kind: Option<&str>) -> Option<Recipient<'a>> {
    let kind = match kind {
        Some("email" | "emailAddress") => Kind::Email,
        Some("url" | "id" | "did") => Kind::Id,
        _ => Kind::Other,
    };
    let is_hashed = object.get("hashed").is_some_and(Value::is_true);
    Some(Recipient { kind, identity: object.text_at(name)?, is_hashed, salt: object.text_at("salt").unwrap_or("") })
}

/// Compares; nothing is said when it is not known who looks.
pub(crate) fn check(run: &Run<'_>, recipients: &[Recipient<'_>], findings: &mut Findings) {
    let learner = &run.setting.learner;
    if learner.emails.is_empty() && learner.ids.is_empty() {
        return;
    }
    let mut was_compared = false;
    for recipient in recipients.iter().take(crate::limits::TRIES) {
        match recipient.is_learner(run) {
            Some(true) => return findings.pass(Question::Recipient, ""),
            Some(false) => was_compared = true,
            None => {}
        }
    }
    let outcome = if was_compared { Outcome::RecipientMismatch } else { Outcome::RecipientUnknown };
    // the other person's address is nobody's business: no detail
    findings.add(Finding::new(outcome, Question::Recipient, "", ""));
}

impl Recipient<'_> {
    /// Whether it names the learner; `None` when that cannot be told.
    fn is_learner(&self, run: &Run<'_>) -> Option<bool> {
        let known = match self.kind {
            Kind::Email => &run.setting.learner.emails,
            Kind::Id => &run.setting.learner.ids,
            Kind::Other => return None,
        };
        let lower: Vec<String> = known.iter().map(|known| known.to_ascii_lowercase()).collect();
        let all = || known.iter().chain(lower.iter().filter(|_| self.kind == Kind::Email));
        if !self.is_hashed {
            let scheme = |id: &str| cut(id, ":").map(|(scheme, _)| scheme.to_owned());
            let is_comparable = match self.kind {
                Kind::Email => !known.is_empty(),
                // a DID is not compared with the address of a profile
                _ => known.iter().any(|known| scheme(known) == scheme(self.identity)),
            };
            let identity = self.identity.to_ascii_lowercase();
            let is_same = |known: &String| known == self.identity || (self.kind == Kind::Email && *known == identity);
            return is_comparable.then(|| all().any(is_same));
        }
        if known.is_empty() {
            return None;
        }
        let (method, hash) = cut(self.identity, "$")?;
        for known in all() {
            let salted = [known, self.salt].concat();
            let digest = match method {
                "md5" => codec::hex(&Md5::digest(salted.as_bytes())),
                "sha256" => codec::hex(&run.hash(salted.as_bytes()).ok()?),
                _ => return None,
            };
            if digest.eq_ignore_ascii_case(hash) {
                return Some(true);
            }
        }
        Some(false)
    }
}
