//! Every signed document of the fixtures: the signature, made by somebody else, is the oracle.
use std::collections::BTreeMap;

use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use super::{Tally, fixtures};
use crate::{Edition, Error, Limits, canonicalize};

/// Keys by the address of their verification method, as the documents of `ob3/http` have them.
fn keys() -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for file in fixtures::files("ob3/http") {
        let methods = fixtures::json(&file)["verificationMethod"].clone();
        for method in methods.as_array().into_iter().flatten() {
            if let (Some(id), Some(key)) = (method["id"].as_str(), method["publicKeyMultibase"].as_str()) {
                keys.insert(id.to_owned(), key.to_owned());
            }
        }
    }
    keys
}

/// The key of a method, whoever it belongs to: that of the table, else that in the fragment.
fn key(method: &str, keys: &BTreeMap<String, String>) -> Option<VerifyingKey> {
    let fragment = method.rsplit(['#', ':']).next()?;
    let bytes = fixtures::base58(keys.get(method).map_or(fragment, String::as_str))?;
    VerifyingKey::from_bytes(bytes.strip_prefix(&[0xed, 0x01])?.try_into().ok()?).ok()
}

/// Whether some proof of a document is good with one edition of the context.
fn is_good(signed: &Value, edition: Edition, keys: &BTreeMap<String, String>) -> Result<bool, Error> {
    let canon = |json: &Value| canonicalize(&json.to_string(), edition, Limits::default());
    let (document, proofs) = fixtures::parts(signed);
    let text = canon(&document)?;
    for proof in proofs {
        let mut hashes = digest(&canon(&fixtures::options(&proof, &document))?);
        hashes.extend(digest(&text));
        let signature = proof["proofValue"].as_str().and_then(fixtures::base58);
        let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
        let key = proof["verificationMethod"].as_str().and_then(|method| key(method, keys));
        if let (Some(key), Some(signature)) = (key, signature)
            && key.verify_strict(&hashes, &signature).is_ok()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn digest(text: &str) -> Vec<u8> {
    use sha2::Digest;
    sha2::Sha256::digest(text.as_bytes()).to_vec()
}

/// What must be found of each document with the first edition, then with the later; others are good with both.
fn expected(file: &str) -> [Result<bool, Error>; 2] {
    let both = |result: Result<bool, Error>| [result.clone(), result];
    let undefined = |path: &str| Err(Error::Undefined(path.to_owned()));
    match file.rsplit('/').next().unwrap() {
        // altered, signed by another, or for another purpose
        "tampered.json" | "bad-proof-value.json" | "wrong-purpose.json" | "status-forged.json"
        | "simple-err-proof-value.json"
        // no proof that this crate is for, or a key that nobody publishes
        | "no-proof.json" | "eddsa-jcs-2022.json" | "issuer-unreachable.json" => both(Ok(false)),
        "context-injection.json" => both(Err(Error::InlineContext)),
        "unknown-context.json" => {
            both(Err(Error::UnknownContext("https://www.w3.org/ns/credentials/examples/v2".to_owned())))
        }
        "extra-undefined-terms.json" => both(undefined("credentialSubject.grade")),
        "later-context-edition.json" => [undefined("endorsementJwt"), Ok(true)],
        "first-context-edition-endorsementjwt.json" => [undefined("endorsementJwt"), Ok(false)],
        _ => both(Ok(true)),
    }
}

#[test]
fn signatures_of_the_fixtures_are_good() {
    if fixtures::folder().is_none() {
        return;
    }
    let keys = keys();
    let folders = [
        "ob3/di",
        "ob3/http",
        "openedx",
        "vectors/1edtech-validator/ob30",
        "vectors/1edtech-validator/ob30/bit-string-list",
    ];
    let mut tally = Tally::default();
    for file in folders.map(fixtures::files).concat() {
        let signed = fixtures::json(&file);
        if signed.get("proof").is_some() || file.ends_with("no-proof.json") {
            let found = [Edition::First, Edition::Later].map(|edition| is_good(&signed, edition, &keys));
            tally.count(&format!("{file} {found:?}"), found == expected(&file));
        }
    }
    tally.finish("signed documents", 55);
}

#[test]
fn embedded_endorsements_are_good_by_themselves() {
    if fixtures::folder().is_none() {
        return;
    }
    let badge = fixtures::json("ob3/di/with-endorsements.json");
    let found = badge["endorsement"].as_array().unwrap().iter().map(|one| is_good(one, Edition::First, &keys()));
    assert_eq!(found.collect::<Vec<_>>(), [Ok(true), Ok(false)]);
}
