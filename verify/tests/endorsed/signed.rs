//! Endorsements that are signed, and those of signed badges.
use super::{CLASS, ENDORSER, ISSUER, SAID, network, one, said};
use crate::support::signer::{base64url, from_base64url};
use crate::support::{Browser, bytes, fixtures, learner};
use preau_verify::verification::Outcome;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding, Signer};
use serde_json::{Value, json};

/// A token with the key of the fixtures' issuer, and the network that lists it for the endorser.
fn signed(payload: &Value) -> (String, Browser) {
    let keys = crate::support::json("keys/test-keys.json");
    let number = |name: &str| {
        let text = keys["issuerRsa"]["privateKeyJwk"][name].as_str().expect(name);
        rsa::BoxedUint::from_be_slice_vartime(&from_base64url(text))
    };
    let key = rsa::PrivateKey::from_p_q(number("p"), number("q"), number("e")).expect("a key");
    let parts = [json!({ "alg": "RS256" }), payload.clone()].map(|part| base64url(part.to_string().as_bytes()));
    let message = parts.join(".");
    let signature = SigningKey::<sha2::Sha256>::new(key).sign(message.as_bytes()).to_vec();
    let pem = json!({ "id": "#key", "owner": ENDORSER, "publicKeyPem": keys["issuerRsa"]["publicKeyPem"] });
    let list = json!({ "id": "https://b.example/list", "revokedAssertions": ["urn:uuid:9"] });
    let endorser = json!({ "id": ENDORSER, "name": "Other", "publicKey": pem, "revocationList": list["id"] });
    let token = format!("{message}.{}", base64url(&signature));
    let browser = network([json!(null), json!(token), json!(null)]).with(ENDORSER, 200, endorser.to_string()).with(
        "https://b.example/list",
        200,
        list.to_string(),
    );
    (token, browser)
}

#[test]
fn signed_ones_are_proven_by_a_key_of_their_issuer() {
    if fixtures().is_none() {
        return;
    }
    let payload = |id: &str| said(&json!({ "id": id, "verification": { "type": "SignedBadge" } }));
    let good = one(&signed(&payload("urn:uuid:1")).1);
    assert_eq!((good.outcome, good.shown, good.comment.as_str()), (Outcome::Valid, true, "Very **good**"));
    let withdrawn = one(&signed(&payload("urn:uuid:9")).1);
    assert_eq!((withdrawn.outcome, withdrawn.shown), (Outcome::Revoked, false));

    let (token, browser) = signed(&payload("urn:uuid:1"));
    let forged = token
        .replace(token.split('.').nth(1).expect("a payload"), &base64url(payload("urn:uuid:3").to_string().as_bytes()));
    let class = json!({ "id": CLASS, "name": "Made", "issuer": ISSUER, "endorsement": forged });
    let altered = one(&browser.with(CLASS, 200, class.to_string()));
    assert_eq!((altered.outcome, altered.shown), (Outcome::SignatureInvalid, false));
    let unlisted =
        signed(&payload("urn:uuid:1")).1.with(ENDORSER, 200, json!({ "id": ENDORSER, "name": "Other" }).to_string());
    assert_eq!(one(&unlisted).outcome, Outcome::NotAuthentic);
}

#[test]
fn signed_badges_are_endorsed_too() {
    if fixtures().is_none() {
        return;
    }
    let class = "https://badges.example.edu/ob2/badgeclass.json";
    let mut document: Value = serde_json::from_slice(&bytes("ob2/badgeclass.json")).expect("JSON");
    document["endorsement"] = SAID.into();
    let browser = Browser::of_fixtures()
        .with(class, 200, document.to_string())
        .with(SAID, 200, said(&json!({ "claim": { "id": class, "endorsementComment": "Good" } })).to_string())
        .with(ENDORSER, 200, json!({ "id": ENDORSER, "name": "Other" }).to_string());
    let report = browser.report(bytes("ob2/signed/valid.jws"), &learner());
    assert_eq!(report.outcome, Outcome::Valid);
    let found: Vec<_> = report.endorsements.iter().map(|one| (one.shown, one.about.as_str())).collect();
    assert_eq!(found, [(true, "achievement")]);
}
