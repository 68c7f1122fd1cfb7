//! Proofs inside the document (Data Integrity): what is signed is its canonical form.
use super::{form, jws, proof_value};
use crate::browser::{Algorithm, Edition, Key, NotCanonical};
use crate::findings::{Finding, Step, lesser};
use crate::json::{self, Value};
use crate::run::Run;
use crate::text::cut;
use crate::{issuer, keys, limits, time};
use preau::wire::verification::{Outcome, Proof, Question};
use std::rc::Rc;

/// Checks the proofs; one good one is enough.
pub(super) fn prove(run: &Run<'_>, document: &Value) -> Step<Proof> {
    let mut worst = None;
    for proof in document.all_at("proof").iter().take(limits::TRIES) {
        match one(run, document, proof) {
            Ok(proof) => return Ok(proof),
            Err(finding) => worst = Some(lesser(worst, finding)),
        }
        if run.is_waiting() {
            break;
        }
    }
    Err(worst.unwrap_or_else(|| Finding::unchecked(Question::Intact, "no-proof", "")))
}

fn one(run: &Run<'_>, document: &Value, proof: &Value) -> Step<Proof> {
    let suite = match (proof.text_at("type"), proof.text_at("cryptosuite")) {
        (Some("DataIntegrityProof"), Some(suite @ ("eddsa-rdfc-2022" | "eddsa-jcs-2022")))
        | (Some(suite @ "Ed25519Signature2020"), None) => suite,
        (_, suite) => return Err(Finding::unchecked(Question::Intact, "unknown-suite", suite.unwrap_or_default())),
    };
    if proof.get("previousProof").is_some() {
        return Err(Finding::unchecked(Question::Intact, "proof-chain", ""));
    }
    if proof.text_at("proofPurpose") != Some("assertionMethod") {
        return Err(Finding::forged("wrong-purpose", ""));
    }
    if let Some(expires) = proof.get("expires") {
        let expires = expires.text().and_then(time::parse);
        if expires.ok_or_else(|| Finding::malformed("bad-date", "proof.expires"))? < run.now - limits::CLOCK {
            return Err(Finding::forged("proof-expired", ""));
        }
    }
    let method = proof.first_at("verificationMethod").and_then(Value::id);
    let method = method.ok_or_else(|| Finding::malformed("missing", "proof.verificationMethod"))?;
    let signature = proof.text_at("proofValue").and_then(proof_value);
    let own_id = document.first_at("issuer").and_then(Value::id).unwrap_or_default();
    let key = issuer::key(run, own_id, method)?;
    if !keys::suits(&key, Algorithm::Ed25519) {
        return Err(Finding::forged("key-does-not-suit", method));
    }
    let signature = signature.ok_or_else(|| Finding::forged("bad-signature", "proofValue"))?;
    let signed = Signed { unsigned: document.without(&["proof"]), options: proof.without(&["proofValue"]) };
    let context_edition = if suite == "eddsa-jcs-2022" {
        signed.check_json(run, &key, &signature)?;
        ""
    } else {
        signed.check_graph(run, &key, &signature)?
    };
    Ok(Proof {
        kind: "ob3-di".to_owned(),
        suite: suite.to_owned(),
        key: method.to_owned(),
        context_edition: context_edition.to_owned(),
    })
}

/// What a proof signs: the document without proofs, and the proof without its value.
struct Signed {
    unsigned: Value,
    options: Value,
}

impl Signed {
    /// By the graph of statements. Gives the edition of the context that made it good.
    fn check_graph(&self, run: &Run<'_>, key: &Key, signature: &[u8]) -> Step<&'static str> {
        let contexts = self.unsigned.get("@context").cloned().unwrap_or(Value::Null);
        let options = json::write(&self.options.with("@context", contexts));
        let unsigned = json::write(&self.unsigned);
        let editions: &[_] = if cut(&unsigned, form::TWO_EDITIONS).is_some() {
            &[(Edition::First, "first"), (Edition::Later, "later")]
        } else {
            &[(Edition::First, "")]
        };
        let mut worst = None;
        for (edition, name) in editions {
            // both at once: neither depends on the other
            let forms = [graph(run, &options, *edition), graph(run, &unsigned, *edition)];
            let check = |[options, unsigned]: [Step<Rc<str>>; 2]| check(run, key, signature, [&options?, &unsigned?]);
            match check(forms) {
                Ok(()) => return Ok(name),
                Err(finding) => worst = Some(combined(worst, finding)),
            }
            if run.is_waiting() {
                break;
            }
        }
        Err(worst.unwrap_or_else(|| Finding::forged("bad-signature", "")))
    }

    /// By the JSON itself (RFC 8785).
    fn check_json(&self, run: &Run<'_>, key: &Key, signature: &[u8]) -> Step<()> {
        let own = self.options.all_at("@context");
        if !self.unsigned.all_at("@context").starts_with(own) {
            return Err(Finding::forged("other-contexts", ""));
        }
        // contexts that somebody added afterwards were not signed
        let unsigned = match self.options.get("@context") {
            Some(contexts) => self.unsigned.with("@context", contexts.clone()),
            None => self.unsigned.clone(),
        };
        let canonical =
            |value: &Value| json::canonical(value, run.number).ok_or_else(|| Finding::malformed("bad-number", ""));
        check(run, key, signature, [&canonical(&self.options)?, &canonical(&unsigned)?])
    }
}

/// Of what two editions gave: if one says that members are outside the signature, that; it explains the other failure.
fn combined(one: Option<Finding>, other: Finding) -> Finding {
    match one {
        Some(one) if one.outcome == Outcome::UnsignedData => one,
        _ if other.outcome == Outcome::UnsignedData => other,
        one => lesser(one, other),
    }
}

fn graph(run: &Run<'_>, json: &str, edition: Edition) -> Step<Rc<str>> {
    let unknown = |why| Finding::unchecked(Question::Intact, why, "");
    run.graph(json, edition).map_err(|error| match error {
        NotCanonical::Undefined(names) => Finding::new(Outcome::UnsignedData, Question::Intact, "undefined", &names),
        NotCanonical::UnknownContext(url) => Finding::unchecked(Question::Intact, "unknown-context", &url),
        NotCanonical::TooMuchWork => unknown("too-much-work"),
        NotCanonical::Bad(detail) => Finding::malformed("bad-json-ld", &detail),
        NotCanonical::Missing => unknown("no-canonicalizer"),
    })
}

/// Hash of the proof first, then that of the document.
fn check(run: &Run<'_>, key: &Key, signature: &[u8], parts: [&str; 2]) -> Step<()> {
    let [options, unsigned] = parts;
    let cannot = |why| Finding::unchecked(Question::Intact, why, "");
    let [options, unsigned] = [run.hash(options.as_bytes()), run.hash(unsigned.as_bytes())];
    let hashes = [options.map_err(cannot)?, unsigned.map_err(cannot)?].concat();
    jws::check(run, Algorithm::Ed25519, key, signature, &hashes)
}
