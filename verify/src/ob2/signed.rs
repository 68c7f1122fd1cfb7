//! An assertion that is proven by a signature.
use super::{Documents, award, conclude, verification};
use crate::award::{plain, raw};
use crate::browser::{Algorithm, Key};
use crate::findings::{Finding, Step, lesser};
use crate::json::{self, Value};
use crate::ob3::jws::Jws;
use crate::ob3::status::withdrawal;
use crate::run::Run;
use crate::source::Draft;
use crate::{keys, limits};
use preau::wire::verification::{Outcome, Question};

/// Verifies a compact JWS.
pub(crate) fn signed(run: &Run<'_>, jws: &Jws) -> Draft {
    let mut draft = Draft { document: jws.text.clone(), ..Draft::default() };
    draft.proof.kind.push_str("ob2-jws");
    draft.proof.suite = raw(&jws.header, "alg");
    let mut documents = Documents::of(jws.payload.clone(), false);
    prove(run, jws, &mut documents, &mut draft);
    draft.award = Some(award::award(&documents));
    draft
}

/// Checks the signature, and judges what it covers.
pub(super) fn prove(run: &Run<'_>, jws: &Jws, documents: &mut Documents, draft: &mut Draft) {
    match check(run, jws, documents, draft) {
        Ok(()) => {
            withdrawn(run, documents, draft);
            conclude(run, documents, draft);
        }
        Err(finding) => draft.findings.add(finding),
    }
}

fn check(run: &Run<'_>, jws: &Jws, documents: &mut Documents, draft: &mut Draft) -> Step<()> {
    if jws.header.text_at("alg") != Some("RS256") || jws.header.get("crit").is_some() {
        return Err(Finding::forged("bad-algorithm", &raw(&jws.header, "alg")));
    }
    documents.conform()?;
    let creator = verification(&jws.payload)?.first_at("creator").and_then(Value::id);
    draft.findings.pass(Question::Form, "");
    documents.read(run)?;
    let listed = documents.issuer.all_at("publicKey");
    let candidates: Vec<&Value> = match creator {
        Some(creator) => listed.iter().filter(|key| key.id() == Some(creator)).take(1).collect(),
        None => listed.iter().take(limits::TRIES).collect(),
    };
    let mut worst = None;
    for candidate in candidates {
        let id = candidate.id().unwrap_or_default();
        match try_key(run, jws, candidate, documents.issuer_id()) {
            Ok(()) => {
                id.clone_into(&mut draft.proof.key);
                draft.findings.pass(Question::Intact, "signed");
                return Ok(());
            }
            Err(finding) => worst = Some(lesser(worst, finding)),
        }
        if run.is_waiting() {
            break;
        }
    }
    Err(worst.unwrap_or_else(|| Finding::foreign("key-not-listed", creator.unwrap_or_default())))
}

/// Checks with one of the keys that the hosted issuer lists.
fn try_key(run: &Run<'_>, jws: &Jws, listed: &Value, issuer: &str) -> Step<()> {
    let id = listed.id().ok_or_else(|| Finding::foreign("key-not-listed", ""))?;
    let fetched;
    let document = if listed.get("publicKeyPem").is_some() {
        listed
    } else {
        fetched = run.document(id, Question::Intact)?;
        &fetched
    };
    if document.first_at("owner").and_then(Value::id) != Some(issuer) {
        return Err(Finding::foreign("key-of-other", id));
    }
    let key = document.text_at("publicKeyPem").and_then(keys::pem);
    let key = key.filter(|key| matches!(key, Key::Rsa(..))).ok_or_else(|| Finding::forged("key-does-not-suit", id))?;
    jws.check(run, Algorithm::Rs256, &key)
}

/// Looks into the issuer's list of withdrawn badges, where there is one.
fn withdrawn(run: &Run<'_>, documents: &Documents, draft: &mut Draft) {
    let Some(url) = documents.issuer.first_at("revocationList").and_then(Value::id) else {
        draft.findings.pass(Question::Status, "no-list");
        return;
    };
    let list = match run.object(url, true, json::parse_list) {
        Ok(list) => list,
        Err(missing) => return draft.findings.add(missing.list()),
    };
    let ids = ["id", "uid"].map(|name| documents.assertion.text_at(name));
    match withdrawal(&list, &["revokedAssertions"], &ids, url) {
        Ok(Some(entry)) => {
            draft.reason = Some(plain(entry, "revocationReason")).filter(|reason| !reason.is_empty());
            draft.findings.add(Finding::new(Outcome::Revoked, Question::Status, "", url));
        }
        Ok(None) => draft.findings.pass(Question::Status, ""),
        Err(finding) => draft.findings.add(finding),
    }
}
