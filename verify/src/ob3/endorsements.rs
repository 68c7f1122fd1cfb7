//! What others say of a badge, its achievement or its issuer.
use super::{Credential, Kind, conclude, jws::Jws};
use crate::award;
use crate::findings::Finding;
use crate::json::{self, Value};
use crate::limits;
use crate::run::Run;
use crate::source::Draft;
use preau::wire::verification::{Endorsement, Outcome, Question};

/// Verifies each on its own, however the badge itself fares; only what verifies and speaks of this badge is to be shown.
pub(super) fn all(run: &Run<'_>, badge: &Value) -> Vec<Endorsement> {
    let nothing = Value::Null;
    let issuer = badge.first_at("issuer").unwrap_or(&nothing);
    let subject = badge.first_at("credentialSubject").unwrap_or(&nothing);
    let achievement = subject.first_at("achievement").unwrap_or(&nothing);
    let endorsed = [("credential", badge), ("achievement", achievement), ("issuer", issuer)];
    let ids = endorsed.map(|(about, node)| (about, node.id()));
    let embedded = endorsed.iter().flat_map(|(_, node)| node.all_at("endorsement"));
    let tokens = endorsed.iter().flat_map(|(_, node)| node.all_at("endorsementJwt"));
    let mut found = Vec::new();
    for value in embedded.chain(tokens) {
        let draft = Draft::default();
        found.push(if found.len() < limits::ENDORSEMENTS {
            one(run, read(value), draft, &ids)
        } else {
            told(Draft::ended(Finding::unchecked(Question::Form, "too-many", "")), None, &ids)
        });
    }
    found
}

fn read(value: &Value) -> Option<Credential> {
    match value.text() {
        Some(text) => Jws::parse(text).ok().map(Credential::of_token),
        None => Some(Credential::embedded(value.clone(), json::write(value))),
    }
}

fn one(run: &Run<'_>, credential: Option<Credential>, mut draft: Draft, ids: &[(&str, Option<&str>)]) -> Endorsement {
    let Some(credential) = credential else {
        return told(Draft::ended(Finding::malformed("not-a-token", "")), None, ids);
    };
    let proof = if credential.json.is_a("EndorsementCredential") {
        credential.prove(run, Kind::Endorsement)
    } else {
        Err(Finding::malformed("missing", "type"))
    };
    match proof {
        Ok(_) => conclude(run, &credential, &mut draft),
        Err(finding) => draft.findings.add(finding),
    }
    told(draft, Some(&credential.json), ids)
}

fn told(draft: Draft, json: Option<&Value>, ids: &[(&str, Option<&str>)]) -> Endorsement {
    let outcome = draft.findings.outcome();
    let nothing = Value::Null;
    let subject = json.and_then(|json| json.first_at("credentialSubject")).unwrap_or(&nothing);
    let about = ids.iter().find(|(_, id)| id.is_some() && *id == subject.id()).map(|(about, _)| *about);
    Endorsement {
        outcome,
        shown: about.is_some() && matches!(outcome, Outcome::Valid | Outcome::ValidIssuerUnproven),
        about: about.unwrap_or_default().to_owned(),
        by: json.and_then(|json| json.first_at("issuer")).map(award::issuer),
        proven_host: draft.proven.host,
        comment: award::raw(subject, "endorsementComment"),
    }
}
