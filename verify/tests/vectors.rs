//! Published vectors of others.
use crate::support::{Browser, bytes, fixtures, json, learner};
use preau_verify::verification::{Identities, Outcome, Report, Setting};
use serde_json::json;

const FOLDER: &str = "vectors/1edtech-validator";

/// Samples of 1EdTech's validator carry their key in the fragment, and their issuers' documents do not exist. With a document
/// that lists the key, they are as good as their names say; without, they are not confirmed.
fn sample(name: &str, is_listed: bool) -> Report {
    let file = format!("{FOLDER}/ob30/{name}");
    let credential = json(&file);
    let issuer = &credential["issuer"]["id"];
    let proof = credential["proof"].as_array().map_or(&credential["proof"], |proofs| &proofs[0]);
    let method = proof["verificationMethod"].as_str().expect("a method");
    let document = json!({
        "id": issuer,
        "assertionMethod": [{
            "id": method, "type": "Multikey", "controller": issuer,
            "publicKeyMultibase": method.split_once('#').expect("a fragment").1,
        }],
    });
    let mut browser = Browser::default();
    if is_listed {
        let issuer = issuer.as_str().expect("an id");
        let url = match issuer.strip_prefix("did:web:") {
            Some(name) => format!("https://{}/did.json", name.replace(':', "/")),
            None => issuer.to_owned(),
        };
        browser = browser.with(&url, 200, document.to_string());
    }
    if let Some(url) = credential["credentialStatus"]["statusListCredential"].as_str() {
        browser = browser.with(url, 200, bytes(&format!("{FOLDER}/ob30/bit-string-list/testlist.json")));
    }
    browser.report(bytes(&file), &Setting { now: learner().now, ..Setting::default() })
}

#[test]
fn samples_of_the_official_validator() {
    if fixtures().is_none() {
        return;
    }
    for (name, expected) in [
        ("simple.json", Outcome::Valid),
        ("simple-context-alias.json", Outcome::Valid),
        ("endorsement-valid.json", Outcome::Valid),
        // its list of withdrawn badges does not exist
        ("complete.json", Outcome::StatusUnknown),
        ("credential-status-revoked.json", Outcome::StatusUnknown),
        ("simple-err-expired.json", Outcome::Expired),
        ("simple-err-proof-value.json", Outcome::SignatureInvalid),
        ("bit-string-list/credential-status-revoked.json", Outcome::Revoked),
    ] {
        let report = sample(name, true);
        assert_eq!(report.outcome, expected, "{name}: {:?}", report.checks);
        assert_eq!(sample(name, false).outcome, Outcome::Unverifiable, "{name}");
    }
}

#[test]
fn a_key_that_is_another_did_than_the_issuer_proves_nothing() {
    if fixtures().is_none() {
        return;
    }
    let file = format!("{FOLDER}/ob30/simple-did-key-method.json");
    assert_eq!(Browser::default().report(bytes(&file), &learner()).outcome, Outcome::NotAuthentic);
}

#[test]
fn a_signed_badge_of_version_2() {
    if fixtures().is_none() {
        return;
    }
    let issuer = json!({
        "id": "https://example.org/organization.json", "name": "Organization",
        "publicKey": ["http://example.org/key1.json", "http://example.org/key3.json"],
    });
    let class = |id: &str| json!({ "id": id, "name": "Robotics", "issuer": issuer["id"] }).to_string();
    let classes = [
        "https://example.org/robotics-badge.json",
        "https://example.org/badge-from-organization-with-revocation-list.json",
    ];
    let key = json(&format!("{FOLDER}/ob20/assets/key1.json")).to_string();
    let browser = Browser::default()
        .with("https://example.org/organization.json", 200, issuer.to_string())
        .with(classes[0], 200, class(classes[0]))
        .with(classes[1], 200, class(classes[1]))
        .with("http://example.org/key3.json", 200, key.replace("key1", "key3"))
        .with("http://example.org/key1.json", 200, key);
    let setting = Setting { insecure_hosts: vec!["example.org".into()], ..Setting::default() };
    let of = |name: &str| browser.report(bytes(&format!("{FOLDER}/ob20/{name}")), &setting);
    assert_eq!(of("simple.jwt").outcome, Outcome::Valid);
    assert_eq!(of("simple-revoked.jwt").outcome, Outcome::SignatureInvalid, "another key signed it");
    let secure = browser.report(bytes(&format!("{FOLDER}/ob20/simple.jwt")), &Setting::default());
    assert_eq!(secure.outcome, Outcome::Unverifiable, "keys come by https alone");
}

#[test]
fn a_baked_picture_of_the_official_validator_leads_to_its_host() {
    if fixtures().is_none() {
        return;
    }
    let report = Browser::default().report(bytes(&format!("{FOLDER}/ob20/simple-badge.png")), &learner());
    assert_eq!((report.outcome, report.proof.kind.as_str()), (Outcome::Unverifiable, "ob2-hosted"));
    assert_eq!(report.requests.len(), 1);
}

#[test]
fn published_hashes_of_recipients() {
    if fixtures().is_none() {
        return;
    }
    let signer = crate::support::signer::Signer::new(1);
    for vector in json("vectors/identity-hash/vectors.json").as_array().expect("vectors") {
        let identity = json!({
            "type": "IdentityObject", "hashed": true, "identityHash": vector["hash"], "salt": vector["salt"],
            "identityType": "emailAddress",
        });
        let mut badge = signer.badge(&json!({}));
        badge["credentialSubject"]["identifier"] = json!([identity]);
        let badge = signer.sign(badge, &json!({})).to_string();
        let outcome = |email: &str| {
            let learner = Identities { emails: vec![email.into()], ids: Vec::new() };
            Browser::default().report(&badge, &Setting { learner, ..Setting::default() }).outcome
        };
        let email = vector["identity"].as_str().expect("an identity");
        assert_eq!(outcome(email), Outcome::ValidIssuerUnproven, "{vector}");
        assert_eq!(outcome("else@example.org"), Outcome::RecipientMismatch, "{vector}");
    }
}
