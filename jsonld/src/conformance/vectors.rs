//! Published canonical forms.
use serde_json::Value;

use super::{Tally, fixtures};
use crate::rdfc::sha256;

fn canon(json: &Value) -> String {
    fixtures::with_examples(&json.to_string()).unwrap_or_else(|error| error.to_string())
}

#[test]
fn published_forms_come_out() {
    if fixtures::folder().is_none() {
        return;
    }
    let mut tally = Tally::default();
    for folder in ["w3c-eddsa-rdfc-2022", "w3c-ed25519signature2020", "ob3-spec-eddsa-rdfc-2022"] {
        let file = |name: &str| format!("vectors/{folder}/{name}");
        let (document, proofs) = fixtures::parts(&fixtures::json(&file("signed.json")));
        let options = fixtures::options(&proofs[0], &document);
        for (name, json) in [("canonical-document.nq", document), ("canonical-proof.nq", options)] {
            let (found, expected) = (canon(&json), fixtures::text(&file(name)));
            tally.count(&format!("{folder}/{name}:\n{found}"), found == expected);
        }
    }
    tally.finish("published canonical forms", 6);
}

#[test]
fn published_hashes_come_out() {
    if fixtures::folder().is_none() {
        return;
    }
    let mut tally = Tally::default();
    let hash = |json: &Value| sha256(&canon(json)).to_string();
    let folder = "vectors/w3c-eddsa-rdfc-2022";
    for (json, expected) in [("unsigned", "document-hash"), ("proofConfig", "proof-hash")] {
        let found = hash(&fixtures::json(&format!("{folder}/{json}.json")));
        tally.count(json, found == fixtures::text(&format!("{folder}/{expected}.hex")).trim());
    }
    let values = fixtures::json("vectors/ob3-spec-eddsa-rdfc-2022/values.json");
    let (document, proofs) = fixtures::parts(&fixtures::json("vectors/ob3-spec-eddsa-rdfc-2022/signed.json"));
    tally.count("documentHash", hash(&document) == values["documentHash"].as_str().unwrap());
    tally.count("proofHash", hash(&fixtures::options(&proofs[0], &document)) == values["proofHash"].as_str().unwrap());
    tally.finish("published hashes", 4);
}
