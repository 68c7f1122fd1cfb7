//! A newer edition of a credential, where its issuer offers one.
use super::{Credential, Kind};
use crate::json::Value;
use crate::run::Run;
use crate::time;
use preau::wire::verification::Proof;

/// Asks once; `None` when there is nothing better than what is at hand: no offer, no answer, another award, a bad proof.
pub(super) fn newer(run: &Run<'_>, old: &Credential, kind: Kind) -> Option<(Credential, Proof)> {
    let services = old.json.all_at("refreshService");
    let service = services.iter().find(|service| service.is_a("1EdTechCredentialRefresh"))?;
    let text = run.text_from_anywhere(service.text_at("id")?).ok()?;
    let new = Credential::read(&text).ok()?;
    let start = |credential: &Credential| {
        let text = super::form::FROM.into_iter().find_map(|name| credential.json.text_at(name));
        text.and_then(time::parse)
    };
    let is_same = new.issuer() == old.issuer() && new.json.get("id") == old.json.get("id") && new.kind() == kind;
    let subject =
        |credential: &Credential| credential.json.first_at("credentialSubject").and_then(Value::id).map(str::to_owned);
    if !is_same || subject(&new) != subject(old) || start(&new) < start(old) {
        return None;
    }
    let proof = new.prove(run, kind).ok()?;
    Some((new, proof))
}
