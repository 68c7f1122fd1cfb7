//! Rules that the fixtures do not reach.
use crate::support::signer::{Signer, base64url};
use crate::support::{Browser, NOW, bytes, fixtures, learner};
use preau_verify::verification::{KnownIssuer, Outcome, Question, Report, Setting, Verdict};
use serde_json::{Value, json};

fn verified(browser: &Browser, badge: impl AsRef<[u8]>) -> Report {
    browser.report(badge, &Setting::default())
}

fn why(report: &Report, question: Question) -> &str {
    report.checks.iter().find(|check| check.question == question).map_or("", |check| &check.why)
}

#[test]
fn an_issuer_whom_the_institution_knows_is_proven_by_its_key() {
    let signer = Signer::new(1);
    let badge = signer.signed(&json!({}));
    assert_eq!(verified(&Browser::default(), &badge).outcome, Outcome::ValidIssuerUnproven);
    let known = KnownIssuer { id: signer.did(), name: "Platform".into() };
    let report = Browser::default().report(&badge, &Setting { known_issuers: vec![known], ..Setting::default() });
    assert_eq!((report.outcome, report.known_as.as_deref()), (Outcome::Valid, Some("Platform")));
    assert_eq!(report.findings, [Outcome::Valid]);
}

#[test]
fn where_nobody_is_known_to_look_the_recipient_is_not_checked() {
    let report = verified(&Browser::default(), Signer::new(1).signed(&json!({})));
    let check = report.checks.iter().find(|check| check.question == Question::Recipient).expect("a check");
    assert_eq!(check.verdict, Verdict::Skipped);
}

#[test]
fn an_old_browser_says_that_it_cannot_check() {
    let browser = Browser { is_old: true, ..Browser::default() };
    let report = verified(&browser, Signer::new(1).signed(&json!({})));
    assert_eq!((report.outcome, why(&report, Question::Intact)), (Outcome::Unverifiable, "browser-cannot"));
}

#[test]
fn what_is_added_to_a_signed_badge_is_noticed() {
    let signer = Signer::new(1);
    let mut badge = signer.sign(signer.badge(&json!({})), &json!({}));
    badge["credentialSubject"]["role"] = "Head".into();
    assert_eq!(verified(&Browser::default(), badge.to_string()).outcome, Outcome::SignatureInvalid);
}

#[test]
fn one_good_proof_of_several_is_enough() {
    let signer = Signer::new(1);
    let badge = signer.badge(&json!({}));
    let good = signer.sign(badge.clone(), &json!({}))["proof"].clone();
    let unknown = json!({ "type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023" });
    let ended = signer.sign(badge.clone(), &json!({ "expires": "2020-01-01T00:00:00Z" }))["proof"].clone();
    let outcome = |proofs: Value| {
        let mut badge = badge.clone();
        badge["proof"] = proofs;
        verified(&Browser::default(), badge.to_string()).outcome
    };
    assert_eq!(outcome(json!([unknown, ended, good])), Outcome::ValidIssuerUnproven);
    assert_eq!(outcome(json!([ended, unknown])), Outcome::Unverifiable, "unknown speaks less against it");
    assert_eq!(outcome(json!([ended])), Outcome::SignatureInvalid);
    let mut chained = good.clone();
    chained["previousProof"] = "urn:uuid:0".into();
    assert_eq!(outcome(chained), Outcome::Unverifiable);
}

#[test]
fn a_newer_edition_of_the_same_award_is_taken() {
    let (signer, other) = (Signer::new(1), Signer::new(2));
    let service = json!({ "refreshService": { "id": "https://new.example/1", "type": "1EdTechCredentialRefresh" } });
    let newer = |signer: &Signer, change: Value| {
        let mut badge = signer.badge(&json!({ "validFrom": "2026-05-01T00:00:00Z" }));
        badge["credentialSubject"]["achievement"]["name"] = "Newer".into();
        for (name, value) in change.as_object().expect("members") {
            badge[name] = value.clone();
        }
        signer.sign(badge, &json!({})).to_string()
    };
    let title = |answer: String| {
        let browser = Browser::default().with("https://new.example/1", 200, answer);
        let report = verified(&browser, signer.signed(&service));
        assert_eq!(report.outcome, Outcome::ValidIssuerUnproven);
        report.award.expect("an award").title
    };
    assert_eq!(title(newer(&signer, json!({}))), "Newer");
    assert_eq!(title(newer(&other, json!({}))), "Made", "another issuer's");
    assert_eq!(title(newer(&signer, json!({ "id": "urn:uuid:9" }))), "Made", "another award");
    assert_eq!(title(newer(&signer, json!({ "validFrom": "2025-05-01T00:00:00Z" }))), "Made", "an older one");
    assert_eq!(title(newer(&signer, json!({})).replace("Newer", "Forged")), "Made", "a forged one");
    assert_eq!(title(String::new()), "Made");
}

fn entry(purpose: &str, more: &Value) -> Value {
    let mut entry = json!({
        "type": "BitstringStatusListEntry", "statusPurpose": purpose, "statusListIndex": 9,
        "statusListCredential": "https://status.example/1",
    });
    for (name, value) in more.as_object().expect("members") {
        entry[name] = value.clone();
    }
    json!({ "credentialStatus": entry })
}

#[test]
fn lists_of_status() {
    let (signer, other) = (Signer::new(1), Signer::new(2));
    let mut list = vec![0; 65_536];
    list[1] = 0b0100_0000;
    let report = |signer_of_list: &Signer, listed: &str, entry: Value| {
        let browser =
            Browser::default().with("https://status.example/1", 200, signer_of_list.status_list(listed, &list));
        verified(&browser, signer.signed(&entry))
    };
    let outcome = |listed: &str, purpose: &str| report(&signer, listed, entry(purpose, &json!({}))).outcome;
    assert_eq!(outcome("revocation", "revocation"), Outcome::Revoked);
    assert_eq!(outcome("suspension", "suspension"), Outcome::Suspended);
    assert_eq!(outcome("suspension", "revocation"), Outcome::StatusUnknown, "a list for something else");
    assert_eq!(outcome("unheard-of", "unheard-of"), Outcome::StatusUnknown);
    let foreign = report(&other, "revocation", entry("revocation", &json!({})));
    assert_eq!((foreign.outcome, why(&foreign, Question::Status)), (Outcome::StatusUnknown, "list-of-other"));

    let messages = json!({
        "statusSize": 2, "statusListIndex": "4",
        "statusMessage": [{ "status": "0x0", "message": "fine" }, { "status": "0x1", "message": "late" }],
    });
    let told = report(&signer, "message", entry("message", &messages));
    assert_eq!((told.outcome, told.messages), (Outcome::ValidIssuerUnproven, vec!["late".to_owned()]));
    let newer = report(&signer, "refresh", entry("refresh", &json!({})));
    assert_eq!(newer.outcome, Outcome::ValidIssuerUnproven);
}

#[test]
fn endorsements_of_something_else_are_not_shown() {
    let (signer, other) = (Signer::new(1), Signer::new(2));
    let endorsement = |about: &str| {
        let endorsement = other.badge(&json!({
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "credentialSubject": { "id": about, "type": "EndorsementSubject", "endorsementComment": "Good" },
        }));
        other.sign(endorsement, &json!({}))
    };
    let badge = signer.signed(&json!({ "endorsement": [endorsement("urn:uuid:3"), endorsement("urn:uuid:7")] }));
    let report = verified(&Browser::default(), badge);
    let found: Vec<_> = report.endorsements.iter().map(|one| (one.outcome, one.shown, one.about.as_str())).collect();
    let outcome = Outcome::ValidIssuerUnproven;
    assert_eq!(found, [(outcome, true, "achievement"), (outcome, false, "")]);
    assert_eq!(report.outcome, outcome);
}

#[test]
fn tokens_say_the_same_in_claims_and_credential() {
    let signer = Signer::new(1);
    let header = json!({ "alg": "EdDSA", "kid": format!("{}#{}", signer.did(), signer.multikey()) });
    let claims = json!({ "iss": signer.did(), "jti": "urn:uuid:1", "sub": "urn:uuid:2", "nbf": 1_767_225_600 });
    let outcome = |header: &Value, change: Value| {
        let mut payload = signer.badge(&claims);
        for (name, value) in change.as_object().expect("members") {
            payload[name] = value.clone();
        }
        verified(&Browser::default(), signer.token(header, &payload)).outcome
    };
    assert_eq!(outcome(&header, json!({})), Outcome::ValidIssuerUnproven);
    assert_eq!(outcome(&json!({ "alg": "EdDSA" }), json!({})), Outcome::ValidIssuerUnproven, "the issuer is its key");
    assert_eq!(outcome(&header, json!({ "exp": NOW / 1_000 - 3_600 })), Outcome::Expired, "the expiry may be a claim");
    assert_eq!(outcome(&header, json!({ "exp": "soon" })), Outcome::Malformed);
    for claim in ["iss", "jti", "sub"] {
        assert_eq!(outcome(&header, json!({ claim: "urn:uuid:9" })), Outcome::Malformed, "{claim}");
        assert_eq!(outcome(&header, json!({ claim: null })), Outcome::Malformed, "{claim}");
    }
    for algorithm in ["none", "HS256", "ES256K", "RS512"] {
        assert_eq!(outcome(&json!({ "alg": algorithm }), json!({})), Outcome::SignatureInvalid, "{algorithm}");
    }
}

#[test]
fn clocks_may_differ_by_five_minutes() {
    let signer = Signer::new(1);
    let outcome = |from: &str, until: &str| {
        verified(&Browser::default(), signer.signed(&json!({ "validFrom": from, "validUntil": until }))).outcome
    };
    let good = Outcome::ValidIssuerUnproven;
    assert_eq!(outcome("2026-11-23T12:04:00Z", "2026-11-24T00:00:00Z"), good);
    assert_eq!(outcome("2026-11-23T12:06:00Z", "2026-11-24T00:00:00Z"), Outcome::NotYetValid);
    assert_eq!(outcome("2026-01-01T00:00:00Z", "2026-11-23T11:56:00Z"), good);
    assert_eq!(outcome("2026-01-01T00:00:00Z", "2026-11-23T11:54:00Z"), Outcome::Expired);
    assert_eq!(outcome("2026-01-01", "2026-11-24T00:00:00Z"), Outcome::Malformed);
}

#[test]
fn several_badges_give_several_reports() {
    let signer = Signer::new(1);
    let badge = signer.sign(signer.badge(&json!({})), &json!({}));
    let token = signer.token(&json!({ "alg": "EdDSA" }), &json!({ "credentialSubject": {} }));
    let presentation = json!({ "type": "VerifiablePresentation", "verifiableCredential": [
        badge,
        { "id": format!("data:application/vc+jwt,{token}"), "type": "EnvelopedVerifiableCredential" },
    ] });
    let answer = json!({ "credential": [badge], "compactJwsString": [token] });
    for source in [presentation, answer, json!([badge, token])] {
        let reports = Browser::default().reports(source.to_string().as_bytes(), &Setting::default());
        let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
        assert_eq!(outcomes, [Outcome::ValidIssuerUnproven, Outcome::Malformed]);
    }
}

#[test]
fn a_european_credential_is_recognised_and_not_judged() {
    let credential = json!({
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "displayParameter": { "title": { "fr": "Certificat" } },
        "issuer": { "id": "urn:epass:org:1", "legalName": { "fr": ["Université"] } },
    });
    let report = verified(&Browser::default(), credential.to_string());
    assert_eq!((report.outcome, why(&report, Question::Intact)), (Outcome::Unverifiable, "europass"));
    let award = report.award.expect("an award");
    assert_eq!((award.title.as_str(), award.issuer.name.as_str()), ("Certificat", "Université"));
}

#[test]
fn a_relay_is_asked_for_what_a_page_may_not_read() {
    if fixtures().is_none() {
        return;
    }
    let url = "https://badges.example.edu/ob2/assertions/valid.json";
    let mut browser = Browser::of_fixtures();
    let document = browser.replies.remove(url).flatten().expect("an answer").1;
    let relayed = "/relay?url=https%3A%2F%2Fbadges.example.edu%2Fob2%2Fassertions%2Fvalid.json";
    let browser = browser.with(relayed, 200, document);
    assert_eq!(browser.report(url, &learner()).outcome, Outcome::Unverifiable);
    let report = browser.report(url, &Setting { relay: Some("/relay".into()), ..learner() });
    assert_eq!(report.outcome, Outcome::Valid);
    let asked: Vec<_> = report.requests.iter().take(2).map(|asked| (asked.url.as_str(), asked.status)).collect();
    assert_eq!(asked, [(url, 0), (relayed, 200)]);
}

#[test]
fn a_micro_credential_tells_all_it_has() {
    if fixtures().is_none() {
        return;
    }
    let award =
        Browser::of_fixtures().report(bytes("ob3/di/micro-credential.json"), &learner()).award.expect("an award");
    assert_eq!((award.kind.as_str(), award.language.as_str()), ("MicroCredential", "fr"));
    assert_eq!((award.issuer.country_code.as_str(), award.credits_available.as_str()), ("FR", "5"));
    let awarding: Vec<_> = award.awarding.iter().map(|other| other.name.as_str()).collect();
    assert_eq!(awarding, ["Département de statistique"], "the creator is the issuer");
    let results: Vec<_> =
        award.results.iter().map(|line| (line.name.as_str(), line.value.as_str(), line.level.as_str())).collect();
    assert_eq!(
        results,
        [("Final mark", "82", ""), ("Project", "", "Excellent"), ("Identity verified at assessment", "", "")]
    );
    assert_eq!((award.results[0].scale.1.as_str(), award.results[1].required.as_str()), ("100", "Satisfactory"));
    let facts: Vec<_> = award.facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(facts, ["licenseNumber", "term", "specialization", "fieldOfStudy", "humanCode", "version"]);
}

#[test]
fn hostile_texts_and_links_do_not_reach_the_page_as_links() {
    if fixtures().is_none() {
        return;
    }
    let award = Browser::of_fixtures().report(bytes("ob3/di/html-and-links.json"), &learner()).award.expect("an award");
    let links: Vec<_> = award.evidence.iter().map(|evidence| evidence.url.as_str()).collect();
    assert_eq!((links, award.image.as_str()), (vec!["", "", "https://portfolio.example.org/ok"], ""));
}

#[test]
fn keys_beside_their_private_part_are_no_proof() {
    let signer = Signer::new(1);
    let issuer = "https://issuer.example/1";
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url(&[1; 32]), "d": base64url(&[2; 32]) });
    let document = json!({ "id": issuer, "assertionMethod": [
        { "id": "#a", "type": "JsonWebKey", "controller": issuer, "publicKeyJwk": jwk },
    ] });
    let browser = Browser::default().with(issuer, 200, document.to_string());
    let badge = signer.badge(&json!({ "issuer": issuer }));
    let badge = signer.sign(badge, &json!({ "verificationMethod": format!("{issuer}#a") }));
    let report = verified(&browser, badge.to_string());
    assert_eq!((report.outcome, why(&report, Question::Issuer)), (Outcome::NotAuthentic, "private-key-public"));
}

#[test]
fn what_was_withdrawn_is_still_told() {
    if fixtures().is_none() {
        return;
    }
    let report = Browser::of_fixtures().report(bytes("ob2/assertions/revoked-200.json"), &learner());
    assert_eq!((report.outcome, report.proven_host.as_deref()), (Outcome::Revoked, Some("badges.example.edu")));
    assert_eq!(report.award.expect("an award").title, "Data literacy");
    let alone = json!({ "id": "https://a.example/1", "revoked": true }).to_string();
    let browser = Browser::default().with("https://a.example/1", 200, alone.clone());
    assert_eq!(verified(&browser, alone).findings, [Outcome::Revoked]);
}
