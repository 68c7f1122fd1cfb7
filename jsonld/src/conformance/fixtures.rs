//! Finds and reads the fixtures.
use std::path::PathBuf;

use serde_json::Value;

use crate::{Edition, Error, Limits};

/// The folder of badge fixtures: `PREAU_FIXTURES`, else beside the workspace.
pub(super) fn folder() -> Option<PathBuf> {
    let fixtures = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/fixtures")), PathBuf::from);
    let folder = fixtures.join("badges");
    folder.is_dir().then_some(folder)
}

pub(super) fn text(path: &str) -> String {
    let path = folder().expect("asked for when there").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(super) fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).expect("fixtures are JSON")
}

/// JSON files directly in a folder, by path from the fixtures' folder.
pub(super) fn files(under: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder().expect("asked for when there").join(under)).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| format!("{under}/{}", path.file_name().unwrap().to_str().unwrap()))
        .collect();
    names.sort();
    names
}

/// As [`crate::canonicalize`], with the context that makes everything defined, which the W3C examples name.
pub(super) fn with_examples(json: &str) -> Result<String, Error> {
    let pinned = |url: &str| match url {
        "https://www.w3.org/ns/credentials/examples/v2" => {
            Some(r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#)
        }
        _ => crate::contexts::pinned(url, Edition::First),
    };
    crate::text_of(json, &pinned, Limits::default())
}

/// A signed document as the two things that are signed, and each proof.
pub(super) fn parts(signed: &Value) -> (Value, Vec<Value>) {
    let mut document = signed.clone();
    let proof = document.as_object_mut().and_then(|members| members.remove("proof"));
    let proofs = match proof {
        Some(Value::Array(proofs)) => proofs,
        other => other.into_iter().collect(),
    };
    (document, proofs)
}

/// What of a proof is signed.
pub(super) fn options(proof: &Value, document: &Value) -> Value {
    let mut options = proof.clone();
    options.as_object_mut().unwrap().remove("proofValue");
    options["@context"] = document["@context"].clone();
    options
}

/// A `z…` text.
pub(super) fn base58(text: &str) -> Option<Vec<u8>> {
    let mut bytes: Vec<u8> = Vec::new();
    for char in text.strip_prefix('z')?.chars() {
        let mut carry = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".find(char)?;
        for byte in &mut bytes {
            carry += usize::from(*byte) * 58;
            *byte = u8::try_from(carry % 256).unwrap();
            carry /= 256;
        }
        while carry > 0 {
            bytes.push(u8::try_from(carry % 256).unwrap());
            carry /= 256;
        }
    }
    bytes.extend(text.chars().skip(1).take_while(|char| *char == '1').map(|_| 0));
    bytes.reverse();
    Some(bytes)
}
