use super::*;
use crate::{Edition, canonicalize};

const VC: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// The canonical text of these members under the usual contexts.
fn text(members: &str) -> Result<String, Error> {
    let json = format!(r#"{{"@context": ["{VC}", "{OB}"], "type": ["VerifiableCredential"], {members}}}"#);
    canonicalize(&json, Edition::First, Limits::default())
}

/// The last parts of the lines, but the type's.
fn objects(members: &str) -> Vec<String> {
    let text = text(members).unwrap();
    let lines = text.lines().filter(|line| !line.contains("#type>"));
    lines.map(|line| line.split_once(' ').unwrap().1.trim_end_matches(" .").to_owned()).collect()
}

fn undefined(members: &str) -> String {
    match text(members) {
        Err(Error::Undefined(path)) => path,
        other => panic!("{members}: {other:?}"),
    }
}

fn is_malformed(members: &str) -> bool {
    matches!(text(members), Err(Error::Malformed(_)))
}

#[test]
fn what_no_context_defines_is_named() {
    assert_eq!(undefined(r#""colour": "red""#), "colour");
    assert_eq!(undefined(r#""colour": null"#), "colour");
    assert_eq!(undefined(r#""credentialSubject": {"achievement": {}}"#), "credentialSubject.achievement");
    let nested = r#"{"type": "AchievementSubject", "result": [{"type": "Result", "value": "1"}, {"value": "2"}]}"#;
    assert_eq!(undefined(&format!(r#""credentialSubject": {nested}"#)), "credentialSubject.result[1].value");
}

#[test]
fn a_type_brings_its_terms_for_its_own_members_only() {
    let achievement = r#"{"type": "Achievement", "criteria": {"narrative": "a", "achievementType": "Badge"}}"#;
    let subject = format!(r#""credentialSubject": {{"type": "AchievementSubject", "achievement": {achievement}}}"#);
    assert_eq!(undefined(&subject), "credentialSubject.achievement.criteria.achievementType");
}

#[test]
fn relative_names_are_not_signed() {
    assert_eq!(undefined(r#""id": "badge""#), "id");
    assert_eq!(undefined(r#""id": """#), "id");
    assert_eq!(undefined(r#""issuer": "/issuers/1""#), "issuer");
    assert_eq!(undefined(r#""issuer": {"id": "type"}"#), "issuer.id");
    assert_eq!(undefined(r#""issuer": {"type": "Colour"}"#), "issuer: type Colour");
    assert_eq!(undefined(r#""issuer": {"type": "id"}"#), "issuer: type id");
    assert_eq!(undefined(r#""name": {"@value": "a", "@type": "b"}"#), "name");
}

#[test]
fn keywords_that_hide_something_are_refused() {
    for keyword in ["@graph", "@included", "@reverse", "@nest", "@set", "@list"] {
        assert!(is_malformed(&format!(r#""issuer": {{"{keyword}": []}}"#)), "{keyword}");
    }
    for keyword in ["@index", "@language", "@direction", "@future"] {
        assert_eq!(undefined(&format!(r#""issuer": {{"{keyword}": "fr"}}"#)), format!("issuer.{keyword}"));
    }
    assert_eq!(undefined(r#""name": {"@value": "a", "@direction": "rtl"}"#), "name.@direction");
    assert_eq!(undefined(r#""name": {"@value": null}"#), "name");
}

#[test]
fn one_thing_is_said_in_one_place() {
    assert!(is_malformed(r#""@type": "VerifiableCredential""#));
    assert!(is_malformed(r#""id": "urn:a", "@id": "urn:b""#));
    assert!(is_malformed(r#""id": ["urn:a"]"#));
    assert!(is_malformed(r#""issuer": {"type": [1]}"#));
    assert!(is_malformed(r#""name": {"@value": "a", "@language": "fr", "@type": "urn:t"}"#));
    assert!(is_malformed(r#""name": {"@value": "a", "@language": "not a tag"}"#));
    assert!(is_malformed(r#""name": {"@value": ["a"]}"#));
    assert!(is_malformed(r#""name": {"@value": 1, "@language": "fr"}"#));
}

#[test]
fn values_take_the_types_of_their_members() {
    assert_eq!(objects(r#""name": {"@value": "a", "@language": "FR"}"#), ["<https://schema.org/name> \"a\"@fr"]);
    assert_eq!(objects(r#""name": [["a", null], "b"]"#).len(), 2);
    assert_eq!(objects(r#""issuer": "urn:i""#), ["<https://www.w3.org/2018/credentials#issuer> <urn:i>"]);
    assert_eq!(
        objects(r#""validFrom": "2026""#),
        ["<https://www.w3.org/2018/credentials#validFrom> \"2026\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"]
    );
    // the context's own slip: a prefix that it does not declare
    assert!(objects(r#""awardedDate": "2026""#).concat().ends_with("\"2026\"^^<xsd:dateTime>"));
}

#[test]
fn only_short_names_are_members_and_types() {
    for name in ["https://example.org/p", "https://www.w3.org/2018/credentials#credentialStatus", "urn:p"] {
        assert_eq!(undefined(&format!(r#""{name}": "urn:a""#)), name);
    }
    let old = |member: &str| {
        let json = format!(
            r#"{{"@context": "https://www.w3.org/2018/credentials/v1", "type": "VerifiableCredential", {member}}}"#
        );
        canonicalize(&json, Edition::First, Limits::default())
    };
    assert!(old(r#""expirationDate": "2026""#).is_ok());
    for name in ["cred:expirationDate", "cred", "xsd"] {
        let error = Error::Undefined(name.to_owned());
        assert_eq!(old(&format!(r#""{name}": {{"@value": "2026", "@type": "xsd:dateTime"}}"#)), Err(error));
    }
    assert_eq!(old(r#""id": "cred:a""#), Err(Error::Undefined("id".to_owned())));
    assert_eq!(old(r#""issuer": "cred:a""#), Err(Error::Undefined("issuer".to_owned())));
    // a type that no context names has only its full name
    assert!(text(r#""evidence": {"type": ["Evidence", "https://w3id.org/openbadges#Assertion"]}"#).is_ok());
    let full = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence";
    assert_eq!(undefined(&format!(r#""evidence": {{"type": "{full}"}}"#)), format!("evidence: type {full}"));
}

#[test]
fn all_that_is_said_of_the_document_stands_at_its_top() {
    let deeper = |node: &str| text(&format!(r#""id": "urn:top", "evidence": {node}"#));
    assert!(deeper(r#"{"id": "urn:top", "type": "Evidence"}"#).is_ok());
    assert!(deeper(r#"{"id": "urn:top", "type": "EndorsementSubject", "endorsementComment": "Good"}"#).is_ok());
    for member in
        [r#""name": "a""#, r#""validUntil": "2026""#, r#""credentialStatus": {"id": "urn:s"}"#, r#""name": null"#]
    {
        let node = |id: &str| format!(r#"{{"id": "{id}", "type": ["Evidence", "VerifiableCredential"], {member}}}"#);
        assert!(deeper(&node("urn:other")).is_ok(), "{member}");
        assert!(matches!(deeper(&node("urn:top")), Err(Error::Malformed(_))), "{member}");
    }
    assert!(is_malformed(r#""id": "_:t", "evidence": {"id": "_:t", "type": "Evidence", "name": "a"}"#));
}

#[test]
fn lists_keep_their_order() {
    let list = |values: &str| {
        let description = format!(r#"{{"id": "urn:d", "type": "ResultDescription", "allowedValue": {values}}}"#);
        let achievement = format!(r#"{{"type": "Achievement", "resultDescription": {description}}}"#);
        text(&format!(r#""credentialSubject": {{"type": "AchievementSubject", "achievement": {achievement}}}"#))
            .unwrap()
    };
    assert!(list("[]").contains("#allowedValue> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> ."));
    assert_ne!(list(r#"["A", "B"]"#), list(r#"["B", "A"]"#));
    assert_eq!(list(r#"["A", ["A"]]"#).matches("#first>").count(), 3);
    assert_eq!(list(r#""A""#), list(r#"["A"]"#));
}

#[test]
fn a_proof_is_said_apart() {
    let proof = r#"{"type": "DataIntegrityProof", "proofPurpose": "assertionMethod"}"#;
    let text = text(&format!(r#""proof": [{proof}, {proof}]"#)).unwrap();
    assert_eq!(text.matches("<https://w3id.org/security#assertionMethod> _:c14n").count(), 2);
    assert_eq!(undefined(r#""proof": "urn:p""#), "proof");
    assert_eq!(undefined(r#""proof": {"id": "urn:p"}"#), "proof");
    assert_eq!(undefined(r#""proof": {"@value": "p"}"#), "proof");
}

#[test]
fn json_is_kept_as_json() {
    let schema = r#"{"type": "JsonSchema", "jsonSchema": {"b": [1.50, null], "a": "é"}}"#;
    let objects = objects(&format!(r#""credentialSchema": {schema}"#)).concat();
    assert!(objects.contains(r#""{\"a\":\"é\",\"b\":[1.5,null]}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"#));
}

#[test]
fn names_within_the_document_are_one_thing() {
    let text = text(r#""issuer": "_:i", "evidence": {"id": "_:i", "type": "Evidence"}"#).unwrap();
    let object =
        |member: &str| text.split_once(member).and_then(|(_, rest)| rest.split_once(' ')).map(|(object, _)| object);
    assert_eq!(object("#issuer> ").unwrap(), object("#evidence> ").unwrap());
}

#[test]
fn protected_terms_are_not_redefined() {
    let json = format!(
        r#"{{"@context": ["{VC}", "{OB}"], "type": "VerifiableCredential",
            "endorsement": {{"@context": "https://www.w3.org/2018/credentials/v1", "type": "VerifiableCredential"}}}}"#
    );
    let result = canonicalize(&json, Edition::First, Limits::default());
    assert!(matches!(result, Err(Error::Malformed(_))), "{result:?}");
}

#[test]
fn an_object_is_needed_and_work_is_limited() {
    assert!(matches!(canonicalize("[]", Edition::First, Limits::default()), Err(Error::Malformed(_))));
    let limits = Limits { quads: 2, ..Limits::default() };
    let json = format!(r#"{{"@context": "{VC}", "name": ["a", "b", "c"]}}"#);
    assert_eq!(canonicalize(&json, Edition::First, limits), Err(Error::TooMuchWork));
    let limits = Limits { contexts: 1, ..Limits::default() };
    let json = format!(r#"{{"@context": ["{VC}", "{OB}"], "name": "a"}}"#);
    assert_eq!(canonicalize(&json, Edition::First, limits), Err(Error::TooMuchWork));
}

#[test]
fn nothing_is_defined_without_a_context() {
    let result = canonicalize(r#"{"name": "a"}"#, Edition::First, Limits::default());
    assert_eq!(result, Err(Error::Undefined("name".to_owned())));
}
