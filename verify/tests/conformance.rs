//! Every case of the fixtures: the outcome, and what is shown beside it.
use crate::support::{Browser, bytes, fixtures, json, learner};
use preau_verify::verification::{Outcome, Report};
use preau_verify::{Source, verify};
use serde_json::Value;

/// What a case is given to the verifier as: the file; for what is on the web, also its address alone.
fn reports(case: &Value, browser: &Browser) -> Vec<(&'static str, Vec<Report>)> {
    let setting = learner();
    let url = case["url"].as_str();
    let mut all = Vec::new();
    if let Some(file) = case["file"].as_str() {
        let bytes = bytes(file);
        all.push(("file", pollster::block_on(verify(Source { bytes: &bytes, address: url }, &setting, browser))));
    }
    if let Some(url) = url {
        all.push(("address", browser.reports(url.as_bytes(), &setting)));
    }
    all
}

/// What is wrong with a report; empty when nothing is.
fn differences(case: &Value, report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: &Value, found: Value| {
        if !expected.is_null() && *expected != found {
            wrong.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    let code = |outcome: Outcome| serde_json::to_value(outcome).expect("a code");
    compare("outcome", &case["outcome"], code(report.outcome));
    compare("reason", &case["reason"], report.reason.clone().into());
    compare("shownName", &case["shownName"], report.award.as_ref().map(|award| award.title.clone()).into());
    compare("provenHost", &case["provenHost"], report.proven_host.clone().into());
    let outcomes: Vec<Value> = report.endorsements.iter().map(|endorsement| code(endorsement.outcome)).collect();
    compare("endorsements", &case["endorsements"], outcomes.into());
    if let Some(file) = case["contextEdition"].as_str() {
        let edition = if file.contains("validator") { "later" } else { "first" };
        compare("contextEdition", &edition.into(), report.proof.context_edition.clone().into());
    }
    if let Some(generation) = case["prefer"].as_str() {
        compare("prefer", &generation.into(), report.proof.kind.get(..3).into());
    }
    // no case names the other person
    let award = serde_json::to_string(&report.award).expect("JSON");
    compare("privacy", &false.into(), award.contains("someone.else@").into());
    wrong
}

#[test]
fn every_case_has_the_expected_outcome() {
    if fixtures().is_none() {
        return;
    }
    let table = json("expected.json");
    let cases = table["cases"].as_array().expect("cases");
    let mut failed = Vec::new();
    for case in cases {
        let name = case["file"].as_str().or_else(|| case["url"].as_str()).expect("a name");
        let mut wrong = Vec::new();
        for (way, reports) in reports(case, &Browser::of_fixtures()) {
            match reports.as_slice() {
                [report] => {
                    wrong.extend(
                        differences(case, report).into_iter().map(|what| format!("{way}: {what} {:?}", report.checks)),
                    );
                }
                other => wrong.push(format!("{way}: {} reports", other.len())),
            }
        }
        println!("{} {:<50} {}", if wrong.is_empty() { "ok " } else { "BAD" }, name, case["outcome"]);
        if !wrong.is_empty() {
            failed.push(format!("{name}: {}", wrong.join("; ")));
        }
    }
    println!("{} of {}", cases.len() - failed.len(), cases.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn what_is_written_is_what_serde_would_write() {
    if fixtures().is_none() {
        return;
    }
    for name in [
        "ob3/di/micro-credential.json",
        "ob3/di/with-endorsements.json",
        "ob2/signed/revoked-id.jws",
        "ob3/di/html-and-links.json",
    ] {
        let reports = Browser::of_fixtures().reports(&bytes(name), &learner());
        let written: Value = serde_json::from_str(&preau_verify::to_json(&reports)).expect("JSON");
        assert_eq!(written, serde_json::to_value(&reports).expect("JSON"), "{name}");
    }
}
