//! The invented issuers: what their hosts answer, to whom, and whether what they sign holds.

use crate::support::{Answer, Mock};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, VerifyingKey};
use preau_jsonld::{Edition, Limits, canonicalize};
use preau_mock::{Options, serve};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const OPEN: &str = "http://localhost:8091";
const CLOSED: &str = "http://localhost:8092";

async fn ask(mock: &Mock, url: &str) -> Answer {
    let url: String = form_urlencoded::byte_serialize(url.as_bytes()).collect();
    mock.get(&format!("/__mock__/relay?url={url}")).await
}

async fn assertion(mock: &Mock, name: &str) -> Answer {
    ask(mock, &format!("{OPEN}/ob2/assertions/{name}.json")).await
}

async fn sample(mock: &Mock, name: &str) -> Vec<u8> {
    let answer = mock.get(&format!("/__mock__/badges/{name}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{name}");
    answer.body.unwrap()
}

/// Bytes of base 58, for want of a decoder.
fn base58(text: &str) -> Vec<u8> {
    let alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut bytes: Vec<u32> = Vec::new();
    for letter in text.chars() {
        let mut carry = u32::try_from(alphabet.find(letter).unwrap()).unwrap();
        for byte in &mut bytes {
            carry += *byte * 58;
            *byte = carry & 255;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push(carry & 255);
            carry >>= 8;
        }
    }
    bytes.iter().rev().map(|byte| u8::try_from(*byte).unwrap()).collect()
}

fn edwards(multibase: &str) -> VerifyingKey {
    let bytes = base58(multibase.strip_prefix('z').unwrap());
    VerifyingKey::from_bytes(bytes[2..].try_into().unwrap()).unwrap()
}

/// Whether the proof of a document holds under a key.
fn is_proven(document: &Value, key: &VerifyingKey) -> bool {
    let mut bare = document.clone();
    let mut proof = bare.as_object_mut().unwrap().remove("proof").unwrap();
    let value = proof.as_object_mut().unwrap().remove("proofValue").unwrap();
    proof["@context"] = bare["@context"].clone();
    let hash = |value: &Value| {
        let text = canonicalize(&value.to_string(), Edition::First, Limits::default()).unwrap();
        Sha256::digest(text).to_vec()
    };
    let message = [hash(&proof), hash(&bare)].concat();
    let signature = base58(value.as_str().unwrap().strip_prefix('z').unwrap());
    key.verify_strict(&message, &Signature::from_slice(&signature).unwrap()).is_ok()
}

fn payload(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// Whether a token holds under a key for Ed25519.
fn is_signed(token: &str, key: &VerifyingKey) -> bool {
    let (message, signature) = token.rsplit_once('.').unwrap();
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    key.verify_strict(message.as_bytes(), &signature).is_ok()
}

async fn issuer_key(mock: &Mock) -> VerifyingKey {
    let issuer = ask(mock, &format!("{OPEN}/ob3/issuer")).await.json();
    edwards(issuer["verificationMethod"][0]["publicKeyMultibase"].as_str().unwrap())
}

#[tokio::test]
async fn a_hosted_badge_leads_to_its_class_and_issuer_each_under_its_own_address() {
    let mock = Mock::start();
    for base in [OPEN, CLOSED] {
        let mut url = format!("{base}/ob2/assertions/valid.json");
        for next in ["badge", "issuer", "publicKey"] {
            let document = ask(&mock, &url).await.json();
            assert_eq!(document["id"], url);
            url = document[next].as_str().unwrap().to_owned();
            assert!(url.starts_with(base));
        }
        assert!(ask(&mock, &url).await.json()["publicKeyPem"].as_str().unwrap().starts_with("-----BEGIN PUBLIC KEY"));
    }
}

#[tokio::test]
async fn a_host_has_every_way_of_not_answering() {
    let mock = Mock::start();
    for (name, status, kind) in [
        ("valid", 200, "application/ld+json"),
        ("expired", 200, "application/ld+json"),
        ("revoked", 410, "application/ld+json"),
        ("revoked-200", 200, "application/ld+json"),
        ("revoked-quiet", 410, "text/plain"),
        ("missing", 404, "application/json"),
        ("broken", 500, "text/plain"),
        ("page", 200, "text/html; charset=utf-8"),
        ("moved", 200, "application/ld+json"),
    ] {
        let answer = assertion(&mock, name).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (status, Some(kind)), "{name}");
    }
    assert!(assertion(&mock, "silent").await.dropped);
    let revoked = assertion(&mock, "revoked").await.json();
    assert_eq!((&revoked["revoked"], revoked.get("badge")), (&json!(true), None));
    let forged = assertion(&mock, "forged").await.json();
    assert_eq!(forged["id"], format!("{OPEN}/ob2/assertions/valid.json"));
    let moved = assertion(&mock, "moved").await.json();
    assert_eq!(
        moved["id"],
        format!("{OPEN}/ob2/assertions/moved.json"),
        "it is where it says, by way of another place"
    );
    let endless = assertion(&mock, "endless").await;
    assert!(endless.body.unwrap().len() > 5 << 20, "more than anybody should read");
}

#[tokio::test(start_paused = true)]
async fn a_slow_host_answers_when_nobody_waits_any_more() {
    let mock = Mock::start();
    let answer = assertion(&mock, "slow");
    assert!(tokio::time::timeout(Duration::from_secs(30), answer).await.is_err());
    assert_eq!(assertion(&mock, "slow").await.status, StatusCode::OK);
}

#[tokio::test]
async fn badges_name_the_learner_and_one_names_somebody_else() {
    let mock = Mock::start();
    for (name, email) in [("valid", "learner@example.org"), ("other", "newcomer@example.org")] {
        let recipient = assertion(&mock, name).await.json()["recipient"].clone();
        let salted = [email, recipient["salt"].as_str().unwrap()].concat();
        assert_eq!(recipient["identity"], format!("sha256${:x}", Sha256::digest(salted)));
    }
}

#[tokio::test]
async fn documents_are_proven_by_keys_that_their_issuer_lists() {
    let mock = Mock::start();
    let key = issuer_key(&mock).await;
    let micro: Value = serde_json::from_slice(&sample(&mock, "genuine-micro-credential.json").await).unwrap();
    assert_eq!(micro["proof"]["verificationMethod"], format!("{OPEN}/ob3/issuer#key-ed-1"));
    assert!(is_proven(&micro, &key));
    let forged: Value = serde_json::from_slice(&sample(&mock, "forged-proof.json").await).unwrap();
    assert_ne!(forged, micro);
    assert!(!is_proven(&forged, &key));
    for (name, is_known) in [("genuine-known-issuer.json", true), ("unknown-issuer.json", false)] {
        let document: Value = serde_json::from_slice(&sample(&mock, name).await).unwrap();
        let did = document["issuer"]["id"].as_str().unwrap();
        assert!(is_proven(&document, &edwards(did.strip_prefix("did:key:").unwrap())), "{name}");
        let known = configuration("badges-known").await["known_issuers"].clone();
        assert_eq!(known.as_array().unwrap().iter().any(|issuer| issuer["id"] == did), is_known, "{name}");
    }
}

/// `badges` of the configuration that a site is served with.
async fn configuration(name: &str) -> Value {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
    let site = Mock::new(&Options { site: Some(folder), ..Options::default() });
    site.get("/config.json").await.json()["badges"].clone()
}

#[tokio::test]
async fn tokens_are_signed_by_keys_that_their_issuer_lists_and_repeat_what_they_say() {
    let mock = Mock::start();
    let key = issuer_key(&mock).await;
    for name in ["expired.jwt", "revoked.jwt", "somebody-elses.jwt"] {
        let token = String::from_utf8(sample(&mock, name).await).unwrap();
        assert!(is_signed(&token, &key), "{name}");
        let claims = payload(&token);
        assert_eq!((&claims["iss"], &claims["jti"]), (&claims["issuer"]["id"], &claims["id"]));
    }
    let list = ask(&mock, &format!("{OPEN}/ob3/status")).await.text();
    assert!(is_signed(&list, &key));
    let bits = payload(&list)["credentialSubject"]["encodedList"].as_str().unwrap().to_owned();
    let packed = URL_SAFE_NO_PAD.decode(bits.strip_prefix('u').unwrap()).unwrap();
    let bits = miniz_oxide::inflate::decompress_to_vec(&packed[10..packed.len() - 8]).unwrap();
    assert_eq!((bits.len() * 8, bits[500 / 8]), (131_072, 0b0000_0100), "place 501 is set, not 500");
    let revoked = ask(&mock, &format!("{OPEN}/ob3/revocations")).await.json();
    let token = String::from_utf8(sample(&mock, "revoked.jwt").await).unwrap();
    assert_eq!(revoked["revokedCredential"][0]["id"], payload(&token)["id"]);
}

#[tokio::test]
async fn tokens_of_rs256_hold_and_a_changed_one_does_not() {
    use rsa::pkcs8::DecodePublicKey;
    use rsa::signature::Verifier;
    let mock = Mock::start();
    let pem = ask(&mock, &format!("{OPEN}/ob2/key.json")).await.json()["publicKeyPem"].as_str().unwrap().to_owned();
    let key = rsa::pkcs1v15::VerifyingKey::<Sha256>::new(rsa::RsaPublicKey::from_public_key_pem(&pem).unwrap());
    let holds = |token: &str| {
        let (message, signature) = token.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        key.verify(message.as_bytes(), &signature.as_slice().try_into().unwrap()).is_ok()
    };
    let genuine = String::from_utf8(sample(&mock, "genuine-token.jwt").await).unwrap();
    assert!(holds(&genuine));
    let forged = String::from_utf8(sample(&mock, "forged-token.jwt").await).unwrap();
    assert_eq!(payload(&forged)["name"], "Écrire un article médical");
    assert!(!holds(&forged));
    let withdrawn = String::from_utf8(sample(&mock, "revoked-signed.jws").await).unwrap();
    assert!(holds(&withdrawn));
    let list = ask(&mock, &format!("{OPEN}/ob2/revocations.json")).await.json();
    assert_eq!(list["revokedAssertions"][0]["id"], payload(&withdrawn)["id"]);
    let picture = String::from_utf8(sample(&mock, "genuine-signed.svg").await).unwrap();
    let (_, rest) = picture.split_once("verify=\"").unwrap();
    assert!(holds(rest.split('"').next().unwrap()));
}

#[tokio::test]
async fn every_sample_of_the_list_can_be_downloaded() {
    let mock = Mock::start();
    let list = mock.in_french().get("/__mock__/badges/").await.text();
    assert!(list.contains("<h1>Badges à essayer</h1>"));
    let names: Vec<&str> =
        list.split("href=\"/__mock__/badges/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(names.len() >= 20);
    for name in names {
        let answer = mock.get(&format!("/__mock__/badges/{name}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert_eq!(answer.header("content-disposition").unwrap(), format!("attachment; filename=\"{name}\""));
        let body = answer.body.unwrap();
        match name.rsplit('.').next().unwrap() {
            "png" => assert!(body.starts_with(b"\x89PNG")),
            "json" => assert!(serde_json::from_slice::<Value>(&body).is_ok(), "{name}"),
            "svg" => assert!(body.starts_with(b"<svg")),
            _ => assert!(body.starts_with(b"eyJ"), "{name}"),
        }
    }
    assert_eq!(mock.get("/__mock__/badges/x.png").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_world_says_how_its_own_addresses_answer() {
    let mock = Mock::with(json!({})).await;
    let other = mock.world(json!({})).await;
    let url = |mock: &Mock, path: &str| format!("{OPEN}/w/{}/{path}", mock.id());
    let valid = |mock: &Mock| url(mock, "ob2/assertions/valid.json");
    assert_eq!(ask(&mock, &valid(&mock)).await.json()["id"], valid(&mock));
    let change = |answers: Value| {
        let (mock, path) = (mock.clone(), format!("/__mock__/worlds/{}", mock.id()));
        let settings = json!({"lms": {"awards": {"answers": answers}}}).to_string();
        async move { assert_eq!(mock.send(axum::http::Method::PATCH, &path, settings).await.status, StatusCode::OK) }
    };
    change(json!({"valid": "revoked", "issuer": "broken", "status": "withdrawn"})).await;
    let revoked = ask(&mock, &valid(&mock)).await;
    assert_eq!((revoked.status, &revoked.json()["id"]), (StatusCode::GONE, &json!(valid(&mock))));
    assert_eq!(ask(&mock, &url(&mock, "ob3/issuer")).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    let list = payload(&ask(&mock, &url(&mock, "ob3/status")).await.text());
    assert_ne!(list, payload(&ask(&other, &url(&other, "ob3/status")).await.text()));
    assert_eq!(ask(&other, &valid(&other)).await.status, StatusCode::OK, "another world");
    assert_eq!(assertion(&mock, "valid").await.status, StatusCode::OK, "no world");
    change(json!({"valid": "moved"})).await;
    let moved = ask(&mock, &valid(&mock)).await.json();
    assert_eq!(
        (&moved["id"], moved["badge"].as_str()),
        (&json!(valid(&mock)), Some(url(&mock, "ob2/classes/lire-un-article.json").as_str()))
    );
    change(json!({"valid": "forged"})).await;
    assert_eq!(ask(&mock, &valid(&mock)).await.json()["id"], url(&mock, "ob2/assertions/help.json"));
    change(json!({"valid": "silent"})).await;
    assert!(ask(&mock, &valid(&mock)).await.dropped);
    assert_eq!(ask(&mock, &format!("{OPEN}/w/nowhere/ob3/issuer")).await.status, StatusCode::NOT_FOUND);
}

/// An answer's head, over the network.
async fn head(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&answer).to_lowercase();
    text.split("\r\n\r\n").next().unwrap().to_owned()
}

#[tokio::test]
async fn the_hosts_have_ports_of_their_own_and_differ_in_what_pages_may_read() {
    let running = serve(Options::default()).await.unwrap();
    let (open, closed) = running.issuers();
    assert!(head(open, "/ob2/issuer.json").await.contains("access-control-allow-origin: *"));
    let hidden = head(closed, "/ob2/issuer.json").await;
    assert!(hidden.starts_with("http/1.1 200") && !hidden.contains("access-control"));
    assert_eq!(head(open, "/ob2/assertions/silent.json").await, "");
}

#[tokio::test]
async fn the_configuration_says_where_all_of_it_is() {
    let badges = configuration("badges-all").await;
    assert_eq!(
        (&badges["relay"], &badges["insecure_hosts"]),
        (&json!("/__mock__/relay"), &json!(["localhost:8091", "localhost:8092"]))
    );
    assert_eq!(badges["configured"][0]["url"], format!("{OPEN}/ob2/assertions/expired.json"));
}
