//! Credentials as tokens (VC-JWT): the signature is around the document.
use super::jws::Jws;
use super::{Credential, Kind, form};
use crate::address::Address;
use crate::browser::Key;
use crate::findings::{Finding, Step};
use crate::issuer::{self, Document, Place};
use crate::json::{self, Value};
use crate::run::Run;
use crate::text::until;
use crate::{award::raw, keys, time};
use preau::wire::verification::{Proof, Question};

/// The credential in a payload. Version 1.1 of the data model lets a token leave out what its claims say already.
pub(super) fn credential(payload: &Value) -> Value {
    let mut credential = payload.get("vc").filter(|inner| inner.is_object()).unwrap_or(payload).clone();
    let mut fill = |names: &[&str], value: Option<Value>| {
        if let (Some(value), Some(name), true) =
            (value, names.last(), names.iter().all(|name| credential.get(name).is_none()))
        {
            credential = credential.with(name, value);
        }
    };
    let date = |name| claim_seconds(payload, name).map(|seconds| Value::Text(time::write(seconds)));
    fill(&["id"], payload.get("jti").cloned());
    fill(&["issuer"], payload.get("iss").cloned());
    fill(&form::FROM, date("nbf"));
    fill(&form::UNTIL, date("exp"));
    if let (Some(subject), Some(id)) = (credential.first_at("credentialSubject"), payload.get("sub"))
        && subject.is_object()
        && subject.get("id").is_none()
        && payload.get("vc").is_some()
    {
        let subject = subject.with("id", id.clone());
        credential = credential.with("credentialSubject", subject);
    }
    credential
}

/// Checks the signature, then the claims.
pub(super) fn prove(run: &Run<'_>, jws: &Jws, credential: &Credential, kind: Kind) -> Step<Proof> {
    let name = raw(&jws.header, "alg");
    let algorithm = keys::algorithm(&name).filter(|_| jws.header.get("crit").is_none());
    let algorithm = algorithm.ok_or_else(|| Finding::forged("bad-algorithm", &name))?;
    if jws.header.get("jwk").is_some_and(keys::is_private) {
        return Err(Finding::malformed("private-key-public", "jwk"));
    }
    let (key, id) = find_key(run, &jws.header, credential.issuer())?;
    if !keys::suits(&key, algorithm) {
        return Err(Finding::forged("key-does-not-suit", &id));
    }
    jws.check(run, algorithm, &key)?;
    claims(&jws.payload, credential, kind)?;
    Ok(Proof { kind: "ob3-jwt".to_owned(), suite: name, key: id, context_edition: String::new() })
}

fn find_key(run: &Run<'_>, header: &Value, issuer: &str) -> Step<(Key, String)> {
    if let Some(kid) = header.text_at("kid") {
        let is_own = until(kid, b"#").0 == issuer;
        let key = if is_own || kid.starts_with("did:") {
            issuer::key(run, issuer, kid)?
        } else {
            published(run, header, kid, issuer)?
        };
        return Ok((key, kid.to_owned()));
    }
    let carried = header
        .get("jwk")
        .map(|jwk| keys::jwk(jwk).ok_or_else(|| Finding::unchecked(Question::Intact, "unknown-key", "jwk")));
    match (issuer::place(run, issuer)?, carried.transpose()?) {
        (Place::Key(name), carried) => {
            let key = issuer::own_key(&name)?;
            if carried.is_some_and(|carried| carried != key) {
                return Err(Finding::foreign("key-not-listed", "jwk"));
            }
            Ok((key, issuer.to_owned()))
        }
        (Place::Web { url, .. }, Some(key)) => {
            let document = Document::read(run, issuer, &url)?;
            let id = document.lists(&key, run.now).ok_or_else(|| Finding::foreign("key-not-listed", "jwk"))?;
            Ok((key, id))
        }
        (Place::Web { .. }, None) => Err(Finding::unchecked(Question::Intact, "no-key-named", "")),
    }
}

/// A key on the issuer's own origin: alone, or in a set.
fn published(run: &Run<'_>, header: &Value, kid: &str, issuer: &str) -> Step<Key> {
    let address = Address::parse(kid);
    let address = address.ok_or_else(|| Finding::unchecked(Question::Intact, "unknown-key", kid))?;
    let is_beside = match issuer::place(run, issuer)? {
        // the document of a DID is the one place for its keys; what else its host publishes may be its users'
        Place::Web { url, .. } if issuer.starts_with("did:") => {
            return Document::read(run, issuer, &url)?.key(kid, run.now);
        }
        Place::Web { url, .. } => Address::parse(&url).is_some_and(|own| own.is_beside(&address)),
        Place::Key(_) => false,
    };
    if !is_beside {
        return Err(Finding::foreign("key-of-other", kid));
    }
    let answer = run.object(kid, false, json::parse).map_err(|missing| missing.about(Question::Intact))?;
    let jwk = if answer.get("keys").is_some() {
        let is_named = |jwk: &&Value| {
            jwk.text_at("kid").is_some_and(|name| name == kid || (!name.is_empty() && name == address.fragment))
        };
        answer.all_at("keys").iter().find(is_named).ok_or_else(|| Finding::foreign("key-not-listed", kid))?
    } else {
        &answer
    };
    if keys::is_private(jwk) {
        return Err(Finding::foreign("private-key-public", kid));
    }
    if jwk.get("alg").is_some_and(|alg| Some(alg) != header.get("alg")) {
        return Err(Finding::forged("key-does-not-suit", kid));
    }
    keys::jwk(jwk).ok_or_else(|| Finding::unchecked(Question::Intact, "unknown-key", kid))
}

/// The claims say the same as the credential; those of lists of status may be absent.
fn claims(payload: &Value, credential: &Credential, kind: Kind) -> Step<()> {
    let json = &credential.json;
    let must = kind != Kind::StatusList;
    let same = |claim: &str, own: Option<&str>, may_lack_both: bool| match payload.get(claim) {
        None => !must || (may_lack_both && own.is_none()),
        Some(value) => value.text().is_some() && value.text() == own,
    };
    let subject = json.first_at("credentialSubject").and_then(|subject| subject.text_at("id"));
    let time_of = |names: [&str; 2]| {
        let text = names.into_iter().find_map(|name| json.text_at(name))?;
        Some(time::parse(text)?.div_euclid(1_000))
    };
    let same_time = |claim: &str, own: Option<i64>, may_lack: bool| match payload.get(claim) {
        None => !must || may_lack,
        Some(_) => claim_seconds(payload, claim).is_some_and(|seconds| own == Some(seconds)),
    };
    let checks = [
        ("iss", same("iss", Some(credential.issuer()), false)),
        ("jti", same("jti", json.text_at("id"), false)),
        ("sub", same("sub", subject, true)),
        ("nbf", same_time("nbf", time_of(form::FROM), false)),
        ("exp", same_time("exp", time_of(form::UNTIL), true)),
    ];
    let differs = checks.into_iter().find(|(_, is_same)| !is_same);
    differs.map_or(Ok(()), |(claim, _)| Err(Finding::malformed("claim-differs", claim)))
}

fn claim_seconds(payload: &Value, name: &str) -> Option<i64> {
    match payload.get(name) {
        Some(Value::Number(number)) => time::seconds(number),
        _ => None,
    }
}
