//! Signed badges put into another shape that means the same to RDF: the signature holds, the reader must not be deceived.
use crate::support::signer::Signer;
use crate::support::{Browser, bytes, fixtures, json, learner};
use preau_verify::verification::{Outcome, Setting};
use serde_json::{Value, json};

const LIST: &str = "https://status.example/r";

/// A signed badge; its contexts know 1EdTech's own services too.
fn signed(signer: &Signer, more: &Value) -> Value {
    let mut badge = signer.badge(more);
    let contexts = badge["@context"].as_array_mut().expect("contexts");
    contexts.push("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json".into());
    signer.sign_graph(badge, &json!({}))
}

fn network(signer: &Signer) -> Browser {
    let list = json!({ "id": LIST, "issuer": signer.did(), "revokedCredential": [{ "id": "urn:uuid:1" }] });
    Browser::default().with(LIST, 200, list.to_string())
}

/// A badge that is withdrawn and out of date, and a network that says so.
fn withdrawn() -> (Value, Browser) {
    let signer = Signer::new(1);
    let more = json!({
        "validUntil": "2026-02-01T00:00:00Z",
        "credentialStatus": { "id": LIST, "type": "1EdTechRevocationList" },
        "refreshService": { "id": "urn:uuid:1", "type": "1EdTechCredentialRefresh" },
    });
    (signed(&signer, &more), network(&signer))
}

fn outcome(browser: &Browser, badge: &Value) -> Outcome {
    browser.report(badge.to_string(), &Setting::default()).outcome
}

fn take(node: &mut Value, name: &str) -> Value {
    node.as_object_mut().and_then(|members| members.remove(name)).expect(name)
}

#[test]
fn the_badge_of_these_attacks_is_withdrawn() {
    let (badge, browser) = withdrawn();
    let report = browser.report(badge.to_string(), &Setting::default());
    assert_eq!(report.findings, [Outcome::Revoked, Outcome::Expired, Outcome::ValidIssuerUnproven]);
}

#[test]
fn members_under_their_full_names_are_refused() {
    let (mut badge, browser) = withdrawn();
    for name in ["credentialStatus", "validUntil"] {
        badge[full(name)] = take(&mut badge, name);
    }
    let date = &mut badge[full("validUntil")];
    *date = dated(date);
    assert_eq!(outcome(&browser, &badge), Outcome::Malformed);
}

fn full(name: &str) -> String {
    format!("https://www.w3.org/2018/credentials#{name}")
}

/// A date that says its own type, where no term does.
fn dated(date: &Value) -> Value {
    json!({ "@value": date, "@type": "http://www.w3.org/2001/XMLSchema#dateTime" })
}

#[test]
fn members_of_the_badge_are_not_read_off_another_node_of_its_id() {
    for names in [&["credentialStatus"][..], &["validUntil"], &["credentialStatus", "validUntil"]] {
        let (mut badge, browser) = withdrawn();
        for name in names {
            badge["refreshService"][*name] = take(&mut badge, name);
        }
        // the scope of the type brings the terms, and the type is the root's own
        badge["refreshService"]["type"] = json!(["1EdTechCredentialRefresh", "VerifiableCredential"]);
        assert_eq!(outcome(&browser, &badge), Outcome::Malformed, "{names:?}");
    }
}

#[test]
fn an_endorsement_lends_its_subject_to_nothing_else() {
    let (signer, other) = (Signer::new(1), Signer::new(2));
    let endorsement = signed(
        &other,
        &json!({
            "id": "urn:uuid:8",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "credentialSubject": { "id": "urn:uuid:1", "type": "EndorsementSubject", "endorsementComment": "Good" },
        }),
    );
    let status = json!({ "id": LIST, "type": "1EdTechRevocationList" });
    let mut badge = signed(&signer, &json!({ "credentialStatus": status, "endorsement": [endorsement] }));
    let browser = network(&signer);
    let report = browser.report(badge.to_string(), &Setting::default());
    assert_eq!((report.outcome, report.endorsements[0].shown), (Outcome::Revoked, true));
    let status = take(&mut badge, "credentialStatus");
    let subject = &mut badge["endorsement"][0]["credentialSubject"];
    subject["type"] = json!(["EndorsementSubject", "VerifiableCredential"]);
    subject["credentialStatus"] = status;
    assert_eq!(outcome(&browser, &badge), Outcome::Malformed);
}

#[test]
fn size_and_place_in_a_list_stay_with_the_entry() {
    let signer = Signer::new(1);
    let mut list = vec![0; 65_536];
    list[1] = 0b0100_0000;
    let entry = json!({
        "id": "urn:uuid:5", "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "4",
        "statusSize": 2, "statusListCredential": "https://status.example/1",
    });
    let evidence = json!({ "id": "urn:uuid:5", "type": "Evidence" });
    let mut badge = signed(&signer, &json!({ "credentialStatus": entry, "evidence": [evidence] }));
    let browser = Browser::default().with("https://status.example/1", 200, signer.status_list("revocation", &list));
    assert_eq!(outcome(&browser, &badge), Outcome::Revoked);
    badge["evidence"][0]["type"] = json!(["Evidence", "BitstringStatusListEntry"]);
    badge["evidence"][0]["statusSize"] = take(&mut badge["credentialStatus"], "statusSize");
    assert_eq!(outcome(&browser, &badge), Outcome::Malformed);
}

#[test]
fn a_type_by_its_full_name_is_refused_where_it_has_a_short_one() {
    let (mut badge, browser) = withdrawn();
    badge["refreshService"]["type"] =
        "https://purl.imsglobal.org/spec/vccr/v1p0/context.json#1EdTechCredentialRefresh".into();
    assert_eq!(outcome(&browser, &badge), Outcome::UnsignedData);
    let (mut badge, browser) = withdrawn();
    badge["credentialStatus"]["@type"] = take(&mut badge["credentialStatus"], "type");
    assert_eq!(outcome(&browser, &badge), Outcome::Malformed);
}

#[test]
fn nameless_things_stay_nameless() {
    let signer = Signer::new(1);
    let mut badge = signed(&signer, &json!({ "evidence": { "type": "Evidence", "name": "Essay" } }));
    assert_eq!(outcome(&Browser::default(), &badge), Outcome::ValidIssuerUnproven);
    badge["evidence"]["id"] = "_:e".into();
    assert_eq!(outcome(&Browser::default(), &badge), Outcome::Malformed);
}

#[test]
fn a_proof_does_not_hide_its_end() {
    let signer = Signer::new(1);
    let mut badge = signer.sign_graph(signer.badge(&json!({})), &json!({ "expires": "2026-02-01T00:00:00Z" }));
    assert_eq!(outcome(&Browser::default(), &badge), Outcome::SignatureInvalid);
    let date = take(&mut badge["proof"], "expires");
    badge["proof"]["https://w3id.org/security#expiration"] = dated(&date);
    assert_eq!(outcome(&Browser::default(), &badge), Outcome::Malformed);
}

#[test]
fn the_fixtures_resist_too() {
    if fixtures().is_none() {
        return;
    }
    let browser = Browser::of_fixtures();
    for (file, name, other) in [
        ("ob3/di/revoked-1edtech-list.json", "credentialStatus", full("credentialStatus")),
        ("ob3/di/revoked-bitstring.json", "credentialStatus", full("credentialStatus")),
        ("ob3/di/expired.json", "validUntil", full("validUntil")),
        ("ob3/di/vc11-expired.json", "expirationDate", full("expirationDate")),
        // a prefix that the first edition of the data model declares
        ("ob3/di/vc11-expired.json", "expirationDate", "cred:expirationDate".to_owned()),
    ] {
        let mut badge = json(file);
        let mut value = take(&mut badge, name);
        if value.is_string() {
            value = dated(&value);
        }
        badge[&other] = value;
        assert_eq!(browser.report(badge.to_string(), &learner()).outcome, Outcome::Malformed, "{file}: {other}");
    }
    assert_eq!(browser.report(bytes("ob3/di/valid-https.json"), &learner()).outcome, Outcome::Valid);
}
