use std::path::Path;

use super::*;
use crate::rdfc::sha256;

/// Digests of the published texts.
const DIGESTS: [(&str, &str); 16] = [
    ("bitstring-status-list-v1.json", "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7"),
    ("data-integrity-v1.json", "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554"),
    ("data-integrity-v2.json", "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"),
    ("did-v1.json", "adefa50311393eb1bd788a38ac9fe2696c65367928f6996812cd54577394f4da"),
    ("ed25519-2020-v1.json", "67646fbc0d6582ad7fbf08ccf0d3a4bedbb4177fd2d63385de52dc1b092ed6c5"),
    ("multikey-v1.json", "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597"),
    ("ob-v2p0.json", "3c0c25a0e581c64cbe632197377c4f334c6c0b95f0d90e3b74449781612b153d"),
    ("ob-v3p0-context-3.0.1.json", "d582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355"),
    ("ob-v3p0-context-3.0.2.json", "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53"),
    ("ob-v3p0-context-3.0.3.json", "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
    (
        "ob-v3p0-context-3.0.3.validator-2026-07.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
    ("ob-v3p0-context.json", "b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10"),
    ("ob-v3p0-extensions.json", "146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3"),
    ("status-list-2021-v1.json", "6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4"),
    ("vc-v1.json", "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc"),
    ("vc-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
];

const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("contexts");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_texts_are_as_published() {
    for (name, digest) in DIGESTS {
        assert_eq!(*sha256(&file(name)), *digest, "{name}");
    }
}

/// Keywords of definitions, with their values where these matter, that `context` understands.
fn understands(name: &str, value: &Json) -> bool {
    match (name, value) {
        ("@context" | "@id" | "@protected" | "@version", _) => true,
        ("@type", Json::String(kind)) => !kind.starts_with('@') || ["@id", "@json", "@vocab"].contains(&kind.as_str()),
        ("@container", Json::String(kind)) => ["@graph", "@list", "@set"].contains(&kind.as_str()),
        _ => false,
    }
}

fn check(file: &str, value: &Json) {
    let Json::Object(members) = value else { return };
    for (name, value) in members.iter() {
        assert!(!name.starts_with('@') || understands(name, value), "{file}: {name} {value:?}");
        check(file, value);
    }
}

#[test]
fn the_texts_use_only_what_is_understood() {
    for (name, _) in DIGESTS {
        check(name, &json::read(&file(name)).unwrap());
    }
}

fn of(document: &str) -> Result<Library, Error> {
    Library::of(&json::read(document).unwrap(), &|url| pinned(url, Edition::First))
}

#[test]
fn one_address_has_two_editions() {
    let text = |edition| pinned(OB, edition).unwrap();
    assert!(!text(Edition::First).contains("endorsementJwt"));
    assert!(text(Edition::Later).contains("endorsementJwt"));
}

#[test]
fn only_exact_pinned_addresses_are_read() {
    assert!(of(&format!(r#"{{"@context": "{OB}"}}"#)).is_ok());
    assert!(of(&format!(r#"{{"@context": ["{OB}", "{OB}"]}}"#)).is_ok());
    for other in [&format!("{OB}#"), &OB.replace("https:", "http:"), "https://example.org/context", ""] {
        let library = of(&format!(r#"{{"@context": ["{OB}", "{other}"]}}"#));
        assert_eq!(library.err(), Some(Error::UnknownContext(other.to_owned())));
    }
}

#[test]
fn documents_bring_no_definitions() {
    for context in ["{}", r#"[{"name": "https://schema.org/name"}]"#, "null", "1", "[[]]"] {
        assert_eq!(of(&format!(r#"{{"@context": {context}}}"#)).err(), Some(Error::InlineContext), "{context}");
    }
}

#[test]
fn contexts_stand_deeper_only_in_embedded_credentials() {
    let inner = format!(r#"{{"@context": "{OB}"}}"#);
    for (document, may) in [
        (format!(r#"{{"endorsement": [{inner}]}}"#), true),
        (format!(r#"{{"credentialSubject": {{"achievement": {{"endorsement": {inner}}}}}}}"#), true),
        (format!(r#"{{"verifiableCredential": {inner}}}"#), true),
        (format!(r#"{{"credentialSubject": {inner}}}"#), false),
        (format!(r#"{{"endorsement": {{"issuer": {inner}}}}}"#), false),
        (format!(r#"{{"proof": [{inner}]}}"#), false),
    ] {
        assert_eq!(of(&document).err(), (!may).then_some(Error::InlineContext), "{document}");
    }
}
