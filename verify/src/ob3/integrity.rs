//! Proofs inside the document (Data Integrity): what is signed is its canonical form.
use super::{form, hash, jws, proof_value};
use crate::browser::{Algorithm, Browser, Edition, Key, NotCanonical};
use crate::findings::{Finding, Step, lesser};
use crate::json::{self, Value};
use crate::run::Run;
use crate::{issuer, keys, limits, time};
use preau::wire::verification::{Outcome, Proof, Question};

/// Checks the proofs; one good one is enough.
pub(super) async fn prove<B: Browser>(run: &Run<'_, B>, document: &Value) -> Step<Proof> {
    let mut worst = None;
    for proof in document.all_at("proof").iter().take(limits::TRIES) {
        match one(run, document, proof).await {
            Ok(proof) => return Ok(proof),
            Err(finding) => worst = Some(lesser(worst, finding)),
        }
    }
    Err(worst.unwrap_or_else(|| Finding::unchecked(Question::Intact, "no-proof", "")))
}

async fn one<B: Browser>(run: &Run<'_, B>, document: &Value, proof: &Value) -> Step<Proof> {
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
    let key = issuer::key(run, own_id, method).await?;
    if !keys::suits(&key, Algorithm::Ed25519) {
        return Err(Finding::forged("key-does-not-suit", method));
    }
    let signature = signature.ok_or_else(|| Finding::forged("bad-signature", "proofValue"))?;
    let signed = Signed { unsigned: document.without(&["proof"]), options: proof.without(&["proofValue"]) };
    let context_edition = if suite == "eddsa-jcs-2022" {
        signed.check_json(run, &key, &signature).await?;
        ""
    } else {
        signed.check_graph(run, &key, &signature).await?
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
    async fn check_graph<B: Browser>(&self, run: &Run<'_, B>, key: &Key, signature: &[u8]) -> Step<&'static str> {
        let contexts = self.unsigned.get("@context").cloned().unwrap_or(Value::Null);
        let options = json::write(&self.options.with("@context", contexts));
        let unsigned = json::write(&self.unsigned);
        let editions: &[_] = if unsigned.contains(form::TWO_EDITIONS) {
            &[(Edition::First, "first"), (Edition::Later, "later")]
        } else {
            &[(Edition::First, "")]
        };
        let mut worst = None;
        for (edition, name) in editions {
            let check = async {
                let options = graph(run, &options, *edition).await?;
                let unsigned = graph(run, &unsigned, *edition).await?;
                check(run, key, signature, [&options, &unsigned]).await
            };
            match check.await {
                Ok(()) => return Ok(name),
                Err(finding) => worst = Some(combined(worst, finding)),
            }
        }
        Err(worst.unwrap_or_else(|| Finding::forged("bad-signature", "")))
    }

    /// By the JSON itself (RFC 8785).
    async fn check_json<B: Browser>(&self, run: &Run<'_, B>, key: &Key, signature: &[u8]) -> Step<()> {
        let own = self.options.all_at("@context");
        if !self.unsigned.all_at("@context").starts_with(own) {
            return Err(Finding::forged("other-contexts", ""));
        }
        // contexts that somebody added afterwards were not signed
        let unsigned = match self.options.get("@context") {
            Some(contexts) => self.unsigned.with("@context", contexts.clone()),
            None => self.unsigned.clone(),
        };
        let number = |written: &str| run.browser.number(written);
        let canonical =
            |value: &Value| json::canonical(value, &number).ok_or_else(|| Finding::malformed("bad-number", ""));
        check(run, key, signature, [&canonical(&self.options)?, &canonical(&unsigned)?]).await
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

async fn graph<B: Browser>(run: &Run<'_, B>, json: &str, edition: Edition) -> Step<String> {
    let unknown = |why| Finding::unchecked(Question::Intact, why, "");
    run.browser.canonicalize(json, edition).await.map_err(|error| match error {
        NotCanonical::Undefined(names) => Finding::new(Outcome::UnsignedData, Question::Intact, "undefined", names),
        NotCanonical::TooMuchWork => unknown("too-much-work"),
        NotCanonical::Bad(detail) => Finding::malformed("bad-json-ld", detail),
        NotCanonical::Missing => unknown("no-canonicalizer"),
    })
}

/// Hash of the proof first, then that of the document.
async fn check<B: Browser>(run: &Run<'_, B>, key: &Key, signature: &[u8], parts: [&str; 2]) -> Step<()> {
    let [options, unsigned] = parts;
    let hashes = [hash(run, options).await?, hash(run, unsigned).await?].concat();
    jws::check(run, Algorithm::Ed25519, key, signature, &hashes).await
}
