//! Signatures of badges: compact tokens, and proofs inside the document.
use preau_jsonld::{Edition, Limits, canonicalize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::keys::{Edwards, Rsa, base64url, multibase};

/// When proofs were made.
const CREATED: &str = "2026-06-15T09:31:00Z";

/// A compact token signed with RS256.
pub(crate) fn rs256(key: &Rsa, kid: Option<&str>, payload: &Value) -> String {
    let mut header = json!({"alg": "RS256", "typ": "JWT"});
    if let (Some(kid), Some(header)) = (kid, header.as_object_mut()) {
        header.insert("kid".to_owned(), json!(kid));
    }
    token(&header, payload, |message| key.sign(message))
}

/// A compact token signed with Ed25519.
pub(crate) fn eddsa(key: &Edwards, kid: &str, payload: &Value) -> String {
    token(&json!({"alg": "EdDSA", "typ": "JWT", "kid": kid}), payload, |message| key.sign(message))
}

fn token(header: &Value, payload: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| base64url(value.to_string().as_bytes());
    let message = format!("{}.{}", part(header), part(payload));
    let signature = base64url(&sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// A credential of Open Badges 3.0 as a token: its claims repeat what the credential says.
pub(crate) fn claims(credential: &Value) -> Value {
    let text = |pointer: &str| credential.pointer(pointer).cloned();
    let seconds = |pointer: &str| {
        let date = credential.pointer(pointer)?.as_str()?;
        crate::clock::parse(date).ok().map(Value::from)
    };
    let mut claims = credential.clone();
    let said = [
        ("iss", text("/issuer/id")),
        ("jti", text("/id")),
        ("sub", text("/credentialSubject/id")),
        ("nbf", seconds("/validFrom")),
        ("exp", seconds("/validUntil")),
    ];
    if let Some(claims) = claims.as_object_mut() {
        claims.extend(said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    }
    claims
}

/// The suite of a proof inside a document.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Suite {
    /// `eddsa-rdfc-2022`
    Rdfc,
    /// `Ed25519Signature2020`, as Open edX signs.
    Signature2020,
}

/// The document with a proof.
///
/// # Errors
/// Says why the document has no canonical form.
pub(crate) fn proven(mut document: Value, suite: Suite, key: &Edwards, method: &str) -> Result<Value, String> {
    let mut proof = match suite {
        Suite::Rdfc => json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}),
        Suite::Signature2020 => json!({"type": "Ed25519Signature2020"}),
    };
    let fields = json!({"created": CREATED, "verificationMethod": method, "proofPurpose": "assertionMethod"});
    if let (Some(proof), Value::Object(fields)) = (proof.as_object_mut(), fields) {
        proof.extend(fields);
    }
    let mut options = proof.clone();
    if let (Some(options), Some(context)) = (options.as_object_mut(), document.get("@context")) {
        options.insert("@context".to_owned(), context.clone());
    }
    let mut message = hashed(&options)?;
    message.extend(hashed(&document)?);
    if let Some(proof) = proof.as_object_mut() {
        proof.insert("proofValue".to_owned(), json!(multibase(&key.sign(&message))));
    }
    if let Some(document) = document.as_object_mut() {
        document.insert("proof".to_owned(), proof);
    }
    Ok(document)
}

fn hashed(document: &Value) -> Result<Vec<u8>, String> {
    let text =
        canonicalize(&document.to_string(), Edition::First, Limits::default()).map_err(|error| error.to_string())?;
    Ok(Sha256::digest(text).to_vec())
}

/// The hash by which a badge names somebody.
pub(crate) fn identity(email: &str, salt: &str) -> String {
    let digest = Sha256::digest([email, salt].concat());
    format!("sha256${digest:x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_somebody_is_the_standards() {
        assert_eq!(identity("", ""), "sha256$e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn claims_repeat_the_credential() {
        let claims = claims(&json!({"id": "urn:x", "issuer": {"id": "https://i.example"}, "credentialSubject": {},
            "validFrom": "2026-06-15T07:30:00Z"}));
        assert_eq!((&claims["iss"], &claims["jti"]), (&json!("https://i.example"), &json!("urn:x")));
        assert_eq!((&claims["nbf"], claims.get("exp"), claims.get("sub")), (&json!(1_781_508_600), None, None));
    }
}
