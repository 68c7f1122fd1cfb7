//! The W3C suite of RDFC-1.0, by its manifest.
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::{Tally, fixtures};
use crate::rdfc::{Canonical, canonical, nquads, sha256, sha384};
use crate::{Error, Limits};

fn run(entry: &Value) -> (Result<Canonical, Error>, Vec<String>) {
    let action = entry["action"].as_str().unwrap();
    let (quads, names) = nquads::read(&fixtures::text(&format!("vectors/{action}")));
    let hash = if entry["hashAlgorithm"] == "SHA384" { sha384 } else { sha256 };
    (canonical(&quads, Limits::default(), hash), names)
}

/// Names in the input to canonical names.
fn map(form: &Canonical, names: &[String]) -> BTreeMap<String, Rc<str>> {
    form.labels.iter().map(|(number, label)| (names[*number].clone(), Rc::clone(label))).collect()
}

#[test]
fn the_w3c_suite_passes() {
    if fixtures::folder().is_none() {
        return;
    }
    let (mut forms, mut maps, mut refused) = (Tally::default(), Tally::default(), Tally::default());
    let manifest = fixtures::json("vectors/rdfc10/manifest.jsonld");
    for entry in manifest["entries"].as_array().unwrap() {
        let name = entry["id"].as_str().unwrap();
        let (form, names) = run(entry);
        let result = || fixtures::text(&format!("vectors/{}", entry["result"].as_str().unwrap()));
        match entry["type"].as_str().unwrap() {
            "rdfc:RDFC10EvalTest" => forms.count(name, form.is_ok_and(|form| form.text == result())),
            "rdfc:RDFC10MapTest" => {
                let expected: BTreeMap<String, String> = serde_json::from_str(&result()).unwrap();
                let found = map(&form.unwrap_or_else(|error| panic!("{name}: {error}")), &names);
                let agrees = expected.len() == found.len()
                    && expected.iter().all(|(from, to)| found.get(from).is_some_and(|label| **label == **to));
                maps.count(name, agrees);
            }
            _ => refused.count(name, form.err() == Some(Error::TooMuchWork)),
        }
    }
    forms.finish("RDFC-1.0, canonical forms", 64);
    maps.finish("RDFC-1.0, names", 21);
    refused.finish("RDFC-1.0, poison refused", 1);
}
