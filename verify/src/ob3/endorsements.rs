//! Endorsements that are credentials, with a proof inside or as tokens.
use super::{Credential, Kind, conclude, jws::Jws};
use crate::endorsement::{self, Said};
use crate::findings::Finding;
use crate::json::{self, Value};
use crate::run::Run;
use crate::source::Draft;
use preau::wire::verification::Endorsement;

/// Those of a badge, its achievement and its issuer.
pub(super) fn all(run: &Run<'_>, badge: &Value) -> Vec<Endorsement> {
    let nothing = Value::Null;
    let issuer = badge.first_at("issuer").unwrap_or(&nothing);
    let subject = badge.first_at("credentialSubject").unwrap_or(&nothing);
    let achievement = subject.first_at("achievement").unwrap_or(&nothing);
    endorsement::all(run, [badge, achievement, issuer], &["endorsement", "endorsementJwt"], judge)
}

fn judge(run: &Run<'_>, value: &Value) -> Said {
    let credential = match value.text().map(Jws::parse) {
        Some(Ok(jws)) => Credential::of_token(jws),
        Some(Err(_)) => return Said::unread(Finding::malformed("not-a-token", "")),
        None => Credential::embedded(value.clone(), json::write(value)),
    };
    let mut draft = Draft::default();
    let proof = if credential.json.is_a("EndorsementCredential") {
        credential.prove(run, Kind::Endorsement)
    } else {
        Err(Finding::malformed("missing", "type"))
    };
    match proof {
        Ok(_) => conclude(run, &credential, &mut draft),
        Err(finding) => draft.findings.add(finding),
    }
    let member = |name| credential.json.first_at(name).cloned().unwrap_or(Value::Null);
    Said { draft, by: member("issuer"), claim: member("credentialSubject") }
}
