//! Input that means harm: it gets an answer, soon, and no more than its share of requests and memory.
use crate::support::signer::{Signer, gzip};
use crate::support::{Browser, Graph, bytes, fixtures, learner};
use preau_verify::browser::NotCanonical;
use preau_verify::verification::{Outcome, Question, Setting};
use serde_json::{Value, json};

fn outcome(bytes: impl AsRef<[u8]>) -> Outcome {
    Browser::default().report(bytes, &Setting::default()).outcome
}

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in chunks {
        bytes.extend(u32::try_from(data.len()).expect("a length").to_be_bytes());
        bytes.extend([kind.as_slice(), data, &[0; 4]].concat());
    }
    bytes
}

#[test]
fn what_is_no_badge_is_said_to_be_none() {
    for source in [
        "",
        " ",
        "\u{feff}",
        "hello",
        "a.b.c",
        "{}",
        "[]",
        "[1,null,\"x\"]",
        "<",
        "<svg",
        "<a b=c>",
        "<!DOCTYPE",
        "ftp://a.example",
    ] {
        assert_eq!(outcome(source), Outcome::NoBadgeData, "{source}");
    }
    assert_eq!(outcome([0xff, 0xfe, 0]), Outcome::NoBadgeData);
    assert_eq!(outcome(png(&[])), Outcome::NoBadgeData);
    assert_eq!(outcome(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt"), Outcome::NoBadgeData);
    assert_eq!(outcome(png(&[(b"iTXt", b"openbadges")])), Outcome::NoBadgeData);
    assert_eq!(outcome(png(&[(b"iTXt", b"openbadges\0\0\0\0\0nothing")])), Outcome::Malformed);
    assert_eq!(outcome(png(&[(b"iTXt", b"openbadgecredential\0\0\0\0\0\xff\xff")])), Outcome::Malformed);
}

#[test]
fn deep_doubled_and_endless_json_is_refused() {
    assert_eq!(outcome("[".repeat(10_000)), Outcome::Malformed);
    assert_eq!(outcome("{\"a\":".repeat(10_000)), Outcome::Malformed);
    assert_eq!(outcome(r#"{"type":"Assertion","type":"Assertion"}"#), Outcome::Malformed);
    assert_eq!(outcome(format!("[{}1]", "1,".repeat(2_000))), Outcome::Malformed);
    assert_eq!(outcome(vec![b' '; 2 << 20]), Outcome::Malformed, "a document has 1 MiB at most");
    assert_eq!(outcome(vec![b'{'; 6 << 20]), Outcome::Malformed, "a file has 5 MiB at most");
}

#[test]
fn compressed_bombs_do_not_go_off() {
    let zeros = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 8 << 20], 9);
    let chunk = [b"openbadges\0\x01\0\0\0".as_slice(), &zeros].concat();
    assert_eq!(outcome(png(&[(b"iTXt", &chunk)])), Outcome::Malformed);

    let signer = Signer::new(1);
    let entry = json!({ "credentialStatus": {
        "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": 1,
        "statusListCredential": "https://status.example/1",
    } });
    let bomb = vec![0; 17 << 20];
    assert!(gzip(&bomb).len() < 20_000);
    let browser = Browser::default().with("https://status.example/1", 200, signer.status_list("revocation", &bomb));
    assert_eq!(browser.report(signer.signed(&entry), &Setting::default()).outcome, Outcome::StatusUnknown);
}

#[test]
fn svg_that_declares_entities_or_namespaces_without_end() {
    let bomb = "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><s>&b;</s>";
    assert_eq!(outcome(bomb), Outcome::NoBadgeData);
    let names: String = (0..20_000).map(|at| format!(" xmlns:n{at}='x'")).collect();
    assert_eq!(outcome(format!("<s{names}>{}</s>", "<a/>".repeat(20_000))), Outcome::NoBadgeData);
    assert_eq!(outcome("<a>".repeat(300_000)), Outcome::NoBadgeData);
    assert_eq!(outcome("<!--".repeat(200_000)), Outcome::NoBadgeData);
    assert_eq!(outcome(format!("<s a='{}", "&".repeat(900_000))), Outcome::NoBadgeData);
}

#[test]
fn redirects_may_not_leave_https_and_answers_may_not_be_big() {
    if fixtures().is_none() {
        return;
    }
    let url = "https://badges.example.edu/ob2/assertions/valid.json";
    let mut browser = Browser::of_fixtures();
    let body = browser.replies[url].clone();
    browser.replies.insert("http://badges.example.edu/plain".into(), body);
    browser.redirects.insert(url.into(), "http://badges.example.edu/plain".into());
    assert_eq!(browser.report(url, &learner()).outcome, Outcome::Unverifiable);
    let browser = Browser::of_fixtures().with(url, 200, vec![b' '; 6 << 20]);
    assert_eq!(browser.report(url, &learner()).outcome, Outcome::Unverifiable);
    assert_eq!(Browser::of_fixtures().report(url.replace("https", "http"), &learner()).outcome, Outcome::Unverifiable);
}

#[test]
fn an_address_that_leads_to_an_address_is_not_followed_for_ever() {
    let browser = Browser::default().with("https://a.example/1", 200, "https://a.example/1");
    assert_eq!(browser.report("https://a.example/1", &Setting::default()).outcome, Outcome::Unverifiable);
    assert_eq!(browser.asked.borrow().len(), 1);
}

#[test]
fn requests_have_an_end() {
    let signer = Signer::new(1);
    let endorsement = |at: usize| {
        let issuer = format!("https://issuer.example/{at}");
        let endorsement =
            signer.badge(&json!({ "type": ["VerifiableCredential", "EndorsementCredential"], "issuer": issuer }));
        signer.sign(endorsement, &json!({ "verificationMethod": format!("{issuer}#{}", signer.multikey()) }))
    };
    let status = |at: usize| json!({ "type": "1EdTechRevocationList", "id": format!("https://status.example/{at}") });
    let badge = signer.signed(&json!({
        "endorsement": (0..100).map(endorsement).collect::<Vec<_>>(),
        "credentialStatus": (0..100).map(status).collect::<Vec<_>>(),
    }));
    let browser = Browser::default();
    let report = browser.report(badge, &Setting::default());
    assert_eq!(report.outcome, Outcome::StatusUnknown);
    assert_eq!(report.endorsements.len(), 100, "those that were not checked are there, unconfirmed");
    assert!(report.requests.len() <= 20 && browser.asked.borrow().len() <= 20, "{}", report.requests.len());
}

#[test]
fn badges_of_a_presentation_have_an_end() {
    let badge: Value = serde_json::from_str(&Signer::new(1).signed(&json!({}))).expect("JSON");
    let source = json!({ "verifiableCredential": vec![badge; 30] }).to_string();
    let reports = Browser::default().reports(source.as_bytes(), &Setting::default());
    let unchecked = reports.iter().filter(|report| report.outcome == Outcome::Unverifiable).count();
    assert_eq!((reports.len(), unchecked), (30, 10));
}

#[test]
fn what_the_canonicalizer_says_is_told_apart() {
    if fixtures().is_none() {
        return;
    }
    let says = |graph: Graph| {
        let browser = Browser { graph: Some(graph), ..Browser::of_fixtures() };
        let report = browser.report(bytes("ob3/di/valid-https.json"), &learner());
        let check = report.checks.into_iter().find(|check| check.question == Question::Intact).expect("a check");
        (report.outcome, check.why)
    };
    assert_eq!(says(|_| Err(NotCanonical::TooMuchWork)), (Outcome::Unverifiable, "too-much-work".into()));
    assert_eq!(says(|_| Err(NotCanonical::Missing)), (Outcome::Unverifiable, "no-canonicalizer".into()));
    let unknown = says(|_| Err(NotCanonical::UnknownContext("x".into())));
    assert_eq!(unknown, (Outcome::Unverifiable, "unknown-context".into()));
    assert_eq!(says(|_| Err(NotCanonical::Undefined("x".into()))).0, Outcome::UnsignedData);
    assert_eq!(says(|_| Err(NotCanonical::Bad("x".into()))).0, Outcome::Malformed);
    assert_eq!(says(|_| Ok(String::new())).0, Outcome::SignatureInvalid);
}

#[test]
fn old_forms_of_a_proof_get_no_further() {
    let signer = Signer::new(1);
    let changed = |name: &str, value: Value| {
        let mut badge = signer.sign(signer.badge(&json!({})), &json!({}));
        badge["proof"][name] = value;
        outcome(badge.to_string())
    };
    assert_eq!(changed("cryptosuite", "eddsa-rdf-2022".into()), Outcome::Unverifiable);
    assert_eq!(changed("proofPurpose", "authentication".into()), Outcome::SignatureInvalid);
    assert_eq!(changed("proofValue", "z".repeat(10_000).into()), Outcome::SignatureInvalid);
    assert_eq!(changed("proofValue", "u00".into()), Outcome::SignatureInvalid);
    assert_eq!(changed("verificationMethod", Value::Null), Outcome::Malformed);
    assert_eq!(changed("verificationMethod", "did:key:z6Mk".into()), Outcome::NotAuthentic);
}
