//! Whether a document is a proper credential: members that must be there, and contexts that say what its words mean.
use super::Kind;
use crate::findings::{Finding, Step};
use crate::json::Value;
use crate::text::has;
use crate::time;
use preau::wire::verification::Question;

/// Members that say from when it is in force: now, and in version 1.1 of the data model.
pub(super) const FROM: [&str; 2] = ["validFrom", "issuanceDate"];
/// Until when.
pub(super) const UNTIL: [&str; 2] = ["validUntil", "expirationDate"];
/// The context that exists in two editions.
pub(super) const TWO_EDITIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

const MODELS: [&str; 2] = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"];
const BADGES: [&str; 4] = [
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    TWO_EDITIONS,
];
/// What else is pinned. None of them defines every word (`@vocab`): then nothing would be outside a signature.
const OTHERS: [&str; 9] = [
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    "https://w3id.org/security/data-integrity/v1",
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/suites/ed25519-2020/v1",
    "https://w3id.org/vc/status-list/2021/v1",
    "https://www.w3.org/ns/credentials/status/v1",
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/openbadges/v2",
];

/// Checks the form. `is_pinned`: whether the meaning of words depends on contexts, as with proofs inside; tokens sign the
/// words themselves.
pub(super) fn check(json: &Value, kind: Kind, is_pinned: bool) -> Step<()> {
    members(json, kind)?;
    let contexts = json.get("@context").ok_or_else(|| missing("@context"))?;
    contexts_of(contexts, kind, is_pinned)?;
    if is_pinned { nested(json, Part::Credential) } else { Ok(()) }
}

fn missing(name: &str) -> Finding {
    Finding::malformed("missing", name)
}

fn members(json: &Value, kind: Kind) -> Step<()> {
    let has_text = |node: &Value, name: &str| node.text_at(name).is_some_and(|text| !text.is_empty());
    let require = |node: &Value, path: &str, names: &[&str]| {
        let absent = names.iter().find(|name| !has_text(node, name));
        absent.map_or(Ok(()), |name| Err(missing(&[path, name].concat())))
    };
    if kind != Kind::StatusList {
        require(json, "", &["id"])?;
    }
    if !json.is_a("VerifiableCredential") {
        return Err(missing("type"));
    }
    json.first_at("issuer").and_then(Value::id).ok_or_else(|| missing("issuer"))?;
    let is_date = |name: &&str| json.get(name).is_some();
    let from = FROM.into_iter().find(is_date).ok_or_else(|| missing("validFrom"))?;
    for name in [Some(from), UNTIL.into_iter().find(is_date)].into_iter().flatten() {
        let date = json.text_at(name).and_then(time::parse);
        date.ok_or_else(|| Finding::malformed("bad-date", name))?;
    }
    let [subject] = json.all_at("credentialSubject") else { return Err(missing("credentialSubject")) };
    match kind {
        Kind::StatusList => return Ok(()),
        Kind::Endorsement => return require(subject, "credentialSubject.", &["id"]),
        Kind::Badge => {}
    }
    if !has_text(subject, "id") && subject.all_at("identifier").is_empty() {
        return Err(missing("credentialSubject.id"));
    }
    let [achievement] = subject.all_at("achievement") else { return Err(missing("achievement")) };
    require(achievement, "achievement.", &["id"])?;
    for name in ["name", "description"] {
        let is_there = !crate::award::raw(achievement, name).is_empty();
        is_there.then_some(()).ok_or_else(|| missing(&["achievement.", name].concat()))?;
    }
    let has_criteria = achievement.first_at("criteria").is_some_and(Value::is_object);
    if !achievement.is_a("Achievement") || !has_criteria {
        return Err(missing(if has_criteria { "achievement.type" } else { "achievement.criteria" }));
    }
    Ok(())
}

/// Only addresses, the first of the data model, one of Open Badges, and no unknown one where the meaning depends on it.
fn contexts_of(contexts: &Value, kind: Kind, is_pinned: bool) -> Step<()> {
    let mut names = Vec::new();
    for context in contexts.all() {
        names.push(context.text().ok_or_else(|| Finding::malformed("inline-context", ""))?);
    }
    let is_model = names.first().is_some_and(|name| MODELS.contains(name));
    let is_badge = kind == Kind::StatusList || names.iter().any(|name| BADGES.contains(name));
    if is_pinned {
        let is_known = |name: &&&str| MODELS.contains(name) || BADGES.contains(name) || OTHERS.contains(name);
        if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
            return Err(Finding::unchecked(Question::Intact, "unknown-context", unknown));
        }
    }
    if is_model && is_badge { Ok(()) } else { Err(Finding::malformed("wrong-contexts", "")) }
}

/// What only a credential says, of itself. To RDF, a thing of the same id could say it from anywhere.
const OWN: [&str; 7] =
    ["credentialSubject", "credentialStatus", "issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate"];
/// What only an entry of status says.
const ENTRY: [&str; 4] = ["statusListIndex", "statusListCredential", "statusSize", "statusMessage"];

/// Which part of a document is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Credential,
    Status,
    Proof,
    Other,
}

/// No context deeper in the document, save those of embedded endorsements, which follow the same rule; and nothing by which
/// the same statements could be put in another shape than the one that is read: no keywords, no names in full, no names for
/// the nameless, and what a credential says of itself in no other place.
fn nested(node: &Value, part: Part) -> Step<()> {
    match node {
        Value::List(values) => values.iter().try_for_each(|value| nested(value, part)),
        Value::Object(members) => members.iter().try_for_each(|(name, value)| member(node, part, name, value)),
        _ => Ok(()),
    }
}

fn member(node: &Value, part: Part, name: &str, value: &Value) -> Step<()> {
    let is_credential = part == Part::Credential;
    let is_own = |names: &[&str]| names.contains(&name);
    let is_refused = match name {
        "@context" => return if is_credential || part == Part::Proof { Ok(()) } else { Err(reshaped(name)) },
        "@language" | "@value" | "@direction" => false,
        "@type" => node.get("@value").is_none(),
        "id" => value.text().is_some_and(|id| id.starts_with("_:")),
        _ => has(name, b"@:") || (is_own(&OWN) && !is_credential) || (is_own(&ENTRY) && part != Part::Status),
    };
    if is_refused {
        return Err(reshaped(name));
    }
    let part = match name {
        "endorsement" => {
            let mut contexts = value.all().iter().filter_map(|endorsement| endorsement.get("@context"));
            contexts.try_for_each(|contexts| contexts_of(contexts, Kind::Endorsement, true))?;
            Part::Credential
        }
        // the JCS suite has the contexts once more in its proof
        "proof" => Part::Proof,
        "credentialStatus" => Part::Status,
        _ => Part::Other,
    };
    nested(value, part)
}

fn reshaped(name: &str) -> Finding {
    Finding::malformed("another-shape", name)
}
