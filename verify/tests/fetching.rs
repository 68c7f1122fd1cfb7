//! What comes over the network: from where, how fresh, and in which shape.
use crate::support::signer::{Signer, base64url};
use crate::support::{Browser, bytes, fixtures, learner};
use preau_verify::verification::{Outcome, Question, Report, Setting};
use serde_json::{Value, json};

fn why(report: &Report, question: Question) -> &str {
    report.checks.iter().find(|check| check.question == question).map_or("", |check| &check.why)
}

/// The network of the fixtures, where one address leads elsewhere to the same answer.
fn led_away(url: &str, end: &str) -> Browser {
    let mut browser = Browser::of_fixtures();
    let reply = browser.replies.get(url).cloned().expect(url);
    browser.replies.insert(end.to_owned(), reply);
    browser.redirects.insert(url.to_owned(), end.to_owned());
    browser
}

#[test]
fn what_an_issuer_says_is_said_on_its_own_origin() {
    if fixtures().is_none() {
        return;
    }
    let host = "https://badges.example.edu";
    for (file, path) in [
        ("ob3/di/valid-https.json", "/ob3/issuers/1"),
        ("ob3/jwt/rs256-kid-valid.jwt", "/ob3/issuers/1"),
        ("ob3/jwt/rs256-kid-jwk-url.jwt", "/keys/rsa-1"),
        ("ob2/assertions/valid.json", "/ob2/assertions/valid.json"),
        ("ob2/assertions/valid.json", "/ob2/badgeclass.json"),
        ("ob2/assertions/valid.json", "/ob2/issuer.json"),
        ("ob2/signed/valid.jws", "/ob2/key.json"),
    ] {
        let url = format!("{host}{path}");
        for (end, expected) in
            [("https://evil.example/x", Outcome::Unverifiable), ("https://badges.example.edu/x", Outcome::Valid)]
        {
            let report = led_away(&url, end).report(bytes(file), &learner());
            assert_eq!(report.outcome, expected, "{file}: {url} to {end}");
            let codes: Vec<&str> = report.checks.iter().map(|check| check.why.as_str()).collect();
            assert_eq!(codes.contains(&"redirected"), expected == Outcome::Unverifiable, "{file}: {codes:?}");
        }
    }
}

#[test]
fn a_badge_by_its_address_is_not_another_hosts() {
    if fixtures().is_none() {
        return;
    }
    let url = "https://badges.example.edu/ob2/assertions/valid.json";
    let report = led_away(url, "https://evil.example/x").report(url, &learner());
    assert_eq!((report.outcome, why(&report, Question::Intact)), (Outcome::Unverifiable, "redirected"));
    // a credential is as good wherever it is found
    let mut browser = Browser::of_fixtures().with("https://b.example/1", 200, bytes("ob3/di/valid-https.json"));
    browser.redirects.insert("https://a.example/1".into(), "https://b.example/1".into());
    assert_eq!(browser.report("https://a.example/1", &learner()).outcome, Outcome::Valid);
}

#[test]
fn lists_of_withdrawn_badges_are_read_where_they_belong() {
    let (badge, browser) = listed(&json!({ "revokedCredential": [] }));
    let mut browser = browser.with("https://evil.example/r", 200, json!({ "revokedCredential": [] }).to_string());
    browser.redirects.insert(LIST.into(), "https://evil.example/r".into());
    let report = browser.report(badge, &Setting::default());
    assert_eq!((report.outcome, why(&report, Question::Status)), (Outcome::StatusUnknown, "redirected"));
}

#[test]
fn a_newer_edition_is_good_wherever_it_is_found() {
    let signer = Signer::new(1);
    let service = json!({ "refreshService": { "id": "https://new.example/1", "type": "1EdTechCredentialRefresh" } });
    let newer = signer.signed(&json!({ "validFrom": "2026-05-01T00:00:00Z" }));
    let mut browser = Browser::default().with("https://other.example/1", 200, newer);
    browser.redirects.insert("https://new.example/1".into(), "https://other.example/1".into());
    let award = browser.report(signer.signed(&service), &Setting::default()).award.expect("an award");
    assert_eq!(award.valid_from, "2026-05-01T00:00:00Z");
}

const LIST: &str = "https://status.example/r";

fn listed(list: &Value) -> (String, Browser) {
    let badge = Signer::new(1).signed(&json!({ "credentialStatus": { "id": LIST, "type": "1EdTechRevocationList" } }));
    (badge, Browser::default().with(LIST, 200, list.to_string()))
}

#[test]
fn both_names_of_a_list_are_read() {
    let outcome = |list: Value| {
        let (badge, browser) = listed(&list);
        browser.report(badge, &Setting::default()).outcome
    };
    let (this, other) = (json!([{ "id": "urn:uuid:1" }]), json!([{ "id": "urn:uuid:9" }]));
    let good = Outcome::ValidIssuerUnproven;
    assert_eq!(outcome(json!({ "revokedCredential": other })), good);
    assert_eq!(outcome(json!({ "revokedCredential": [] })), good);
    assert_eq!(outcome(json!({ "revokedCredential": [], "revokedCredentials": this })), Outcome::Revoked);
    assert_eq!(outcome(json!({ "revokedCredential": this, "revokedCredentials": [] })), Outcome::Revoked);
    for nothing in [json!(null), json!(false), json!("urn:uuid:9"), json!({ "urn:uuid:1": true }), json!([null])] {
        assert_eq!(outcome(json!({ "revokedCredential": nothing })), Outcome::StatusUnknown, "{nothing}");
        let both = json!({ "revokedCredential": nothing, "revokedCredentials": other });
        assert_eq!(outcome(both), Outcome::StatusUnknown, "{nothing}");
    }
    assert_eq!(outcome(json!({ "revokedCredential": "urn:uuid:1" })), Outcome::Revoked, "no list, but clear");
    assert_eq!(outcome(json!({ "revokedCredential": [null, { "id": "urn:uuid:1" }] })), Outcome::Revoked);
    assert_eq!(outcome(json!({})), Outcome::StatusUnknown);
}

#[test]
fn a_list_of_version_2_is_a_list() {
    if fixtures().is_none() {
        return;
    }
    let url = "https://badges.example.edu/ob2/revocation-list.json";
    let outcome = |listed: Value| {
        let list = json!({ "id": url, "revokedAssertions": listed }).to_string();
        Browser::of_fixtures().with(url, 200, list).report(bytes("ob2/signed/valid.jws"), &learner()).outcome
    };
    assert_eq!(outcome(json!([])), Outcome::Valid);
    for nothing in [json!(null), json!(true), json!({ "urn:uuid:1": true }), json!([7])] {
        assert_eq!(outcome(nothing.clone()), Outcome::StatusUnknown, "{nothing}");
    }
}

#[test]
fn what_must_be_fresh_is_not_taken_from_a_store() {
    let signer = Signer::new(1);
    let issuer = "https://issuer.example/1";
    // one address is the issuer's document, read as it may be stored, and its list, which must be fresh
    let badge = signer.badge(&json!({
        "issuer": issuer,
        "credentialStatus": { "id": issuer, "type": "1EdTechRevocationList" },
    }));
    let badge = signer.sign(badge, &json!({ "verificationMethod": format!("{issuer}#a") })).to_string();
    let method = json!({
        "id": "#a", "type": "Multikey", "controller": issuer, "publicKeyMultibase": signer.multikey(),
    });
    let document =
        |listed: Value| json!({ "id": issuer, "assertionMethod": [method], "revokedCredential": listed }).to_string();
    let mut browser = Browser::default().with(issuer, 200, document(json!([{ "id": "urn:uuid:1" }])));
    browser.stored.insert(issuer.into(), document(json!([])).into_bytes());
    let report = browser.report(&badge, &Setting::default());
    assert_eq!((report.outcome, report.requests.len()), (Outcome::Revoked, 2));
    assert_eq!(browser.asked.borrow().len(), 2);
    let again = badge.replace("1EdTechRevocationList", "Unheard");
    assert_eq!(browser.report(again, &Setting::default()).requests.len(), 1);
}

#[test]
fn a_did_lists_all_its_keys_itself() {
    let signer = Signer::new(1);
    let (did, kid) = ("did:web:issuer.example:1", "https://issuer.example/uploads/key.json");
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url(&signer.public()) });
    let payload = signer.badge(&json!({
        "issuer": did, "iss": did, "jti": "urn:uuid:1", "sub": "urn:uuid:2", "nbf": 1_767_225_600,
    }));
    let token = signer.token(&json!({ "alg": "EdDSA", "kid": kid }), &payload);
    let report = |methods: Value| {
        let document = json!({ "id": did, "assertionMethod": methods }).to_string();
        let browser = Browser::default().with(kid, 200, jwk.to_string());
        browser.with("https://issuer.example/1/did.json", 200, document).report(&token, &Setting::default())
    };
    let unlisted = report(json!([]));
    assert_eq!((unlisted.outcome, why(&unlisted, Question::Issuer)), (Outcome::NotAuthentic, "key-not-listed"));
    let method = json!({ "id": kid, "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk });
    assert_eq!(report(json!([method])).outcome, Outcome::Valid);
}

#[test]
fn what_does_not_depend_on_one_another_is_asked_at_once() {
    let lists: Vec<Value> =
        (0..3).map(|at| json!({ "id": format!("{LIST}/{at}"), "type": "1EdTechRevocationList" })).collect();
    let badge = Signer::new(1).signed(&json!({ "credentialStatus": lists }));
    let mut browser = Browser::default();
    for at in 0..3 {
        browser = browser.with(&format!("{LIST}/{at}"), 200, json!({ "revokedCredential": [] }).to_string());
    }
    let report = browser.report(&badge, &Setting::default());
    assert_eq!((report.outcome, browser.under_way.get()), (Outcome::ValidIssuerUnproven, [0, 3]));
    let asked: Vec<_> = report.requests.iter().map(|asked| asked.url.clone()).collect();
    assert_eq!(asked, *browser.asked.borrow());
}
