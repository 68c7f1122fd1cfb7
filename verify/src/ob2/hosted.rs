//! An assertion that is proven by where it is published.
use super::{Documents, award, conclude, may_host};
use crate::address::Address;
use crate::award::plain;
use crate::findings::{Finding, Step};
use crate::json::{self, Value};
use crate::run::{Missing, Run};
use crate::source::Draft;
use crate::{codec, limits};
use preau::wire::verification::{Outcome, Question};

/// An assertion of which only the address is known.
pub(crate) fn named(url: &str) -> Value {
    Value::Object(vec![("id".to_owned(), Value::Text(url.to_owned()))])
}

/// Verifies; the document that was brought serves only to know where the real one is.
pub(crate) fn hosted(run: &Run<'_>, brought: Value, address: Option<&str>) -> Draft {
    let mut draft = Draft { document: json::write(&brought), ..Draft::default() };
    draft.proof.kind.push_str("ob2-hosted");
    let mut documents = Documents::of(brought, false);
    prove(run, &mut documents, address, &mut draft);
    draft.award = Some(award::award(&documents));
    draft
}

/// Reads the real documents, and judges them.
pub(super) fn prove(run: &Run<'_>, documents: &mut Documents, address: Option<&str>, draft: &mut Draft) {
    match check(run, documents, address, draft) {
        Ok(()) => conclude(run, documents, draft),
        Err(finding) => draft.findings.add(finding),
    }
}

fn check(run: &Run<'_>, documents: &mut Documents, address: Option<&str>, draft: &mut Draft) -> Step<()> {
    let url = match address {
        Some(address) => address.to_owned(),
        None => place(&documents.assertion)?,
    };
    draft.proof.key.clone_from(&url);
    let unknown = |missing: Missing| missing.about(Question::Intact);
    let answer = run.own(&url, true, limits::FILE).map_err(unknown)?;
    let withdrawn = || Finding::new(Outcome::Revoked, Question::Status, "", &url);
    let json = codec::utf8(&answer.body).map_or(Err("not-json"), |text| json::parse(text).map(|json| (json, text)));
    if answer.status == 410 {
        draft.reason = json.ok().and_then(|(json, _)| reason(&json));
        return Err(withdrawn());
    }
    if answer.status != 200 {
        return Err(unknown(Missing::status(&url, answer.status)));
    }
    let (assertion, text) = json.map_err(|why| unknown(Missing::new(why, &url)))?;
    if !assertion.is_object() {
        return Err(unknown(Missing::new("no-badge-there", &url)));
    }
    let own = assertion.text_at("id").or_else(|| assertion.first_at("verify")?.text_at("url"));
    if own != Some(&url) {
        return Err(Finding::foreign("other-id", &url));
    }
    let is_withdrawn = assertion.get("revoked").is_some_and(Value::is_true);
    if is_withdrawn {
        draft.reason = reason(&assertion);
        draft.findings.add(withdrawn());
    }
    let rest = publish(run, documents, assertion, &url, draft);
    if is_withdrawn {
        // what it was is told as far as it can be read, but nothing more is needed to know that it is withdrawn
        return rest.map_err(|_unread| withdrawn());
    }
    rest?;
    text.clone_into(&mut draft.document);
    draft.findings.pass(Question::Status, "hosted");
    Ok(())
}

/// Reads what belongs to an assertion, and whether its issuer lets that address host it.
fn publish(run: &Run<'_>, documents: &mut Documents, assertion: Value, url: &str, draft: &mut Draft) -> Step<()> {
    let hosted = Documents::of(assertion, documents.is_endorsement);
    hosted.conform()?;
    *documents = hosted;
    draft.findings.pass(Question::Form, "");
    documents.read(run)?;
    may_host(&documents.issuer, &Address::parse(url).ok_or_else(|| Finding::foreign("bad-address", url))?)?;
    draft.findings.pass(Question::Intact, "hosted");
    Ok(())
}

/// Where an assertion says that it is published.
fn place(assertion: &Value) -> Step<String> {
    let verification = assertion.first_at("verification").or_else(|| assertion.first_at("verify"));
    let is_signed = |value: &Value| ["signed", "SignedBadge"].iter().any(|kind| value.is_a(kind));
    if verification.is_some_and(is_signed) {
        return Err(Finding::unchecked(Question::Intact, "no-proof", ""));
    }
    let url = verification.and_then(|value| value.text_at("url")).or_else(|| assertion.text_at("id"));
    url.map(str::to_owned).ok_or_else(|| Finding::unchecked(Question::Intact, "no-id", ""))
}

/// Why it was withdrawn, in the issuer's words.
fn reason(assertion: &Value) -> Option<String> {
    Some(plain(assertion, "revocationReason")).filter(|reason| !reason.is_empty())
}
