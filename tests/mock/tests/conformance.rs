//! Every answer recorded from a real Richie (`fixtures/richie/`), asked of the mock over the same data.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::support::Mock;
use axum::http::Method;
use preau::wire::richie as wire;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// File and request; the file's name ends with the language.
const ANSWERS: &[(&str, &str)] = &[
    ("courses-search.page1.fr", "courses/?limit=21&offset=0"),
    ("courses-search.page2.fr", "courses/?limit=21&offset=21"),
    ("courses-search.page1.en", "courses/?limit=6&offset=0"),
    (
        "courses-search.filtered.en",
        "courses/?availability=open&languages=fr&levels=50&levels=52&limit=21&offset=0&subjects=20",
    ),
    ("courses-search.query.fr", "courses/?limit=21&offset=0&query=climat"),
    ("courses-search.empty.en", "courses/?limit=21&offset=0&query=xyzzyplugh"),
    ("courses-search.offset-beyond-end.scope-objects.en", "courses/?limit=21&offset=42&scope=objects"),
    ("courses-search.scope-objects.en", "courses/?limit=2&offset=0&scope=objects"),
    (
        "courses-search.more-options.scope-filters.en",
        "courses/?facet_sorting=name&limit=21&offset=0&organizations_aggs=68&organizations_aggs=66&organizations_aggs=58\
         &organizations_aggs=74&organizations_aggs=70&organizations_aggs=72&organizations_aggs=60&organizations_aggs=76\
         &organizations_aggs=78&organizations_aggs=62&organizations_aggs=64&organizations_aggs=56&organizations_aggs=80\
         &scope=filters",
    ),
    ("courses-search.children.scope-filters.fr", "courses/?limit=21&offset=0&scope=filters&subjects_children_aggs=20"),
    ("organizations-list.fr", "organizations/?limit=21&offset=0"),
    ("organizations-list.query.en", "organizations/?limit=21&offset=0&query=university"),
    ("organization-detail.en", "organizations/56/"),
    ("subjects-list.fr", "subjects/?limit=21&offset=0"),
    ("levels-list.en", "levels/?limit=21&offset=0"),
    ("category-detail.fr", "subjects/20/"),
    ("persons-list.en", "persons/?limit=10&offset=0"),
    ("person-detail.en", "persons/82/"),
    ("licences-list.fr", "licences/?limit=21&offset=0"),
    ("licence-detail.en", "licences/2/"),
    ("autocomplete.courses.fr", "courses/autocomplete/?query=les"),
    ("autocomplete.subjects.en", "subjects/autocomplete/?query=art"),
    ("autocomplete.levels.fr", "levels/autocomplete/?query=d%C3%A9b"),
    ("autocomplete.organizations.fr", "organizations/autocomplete/?query=univ"),
    ("autocomplete.persons.en", "persons/autocomplete/?query=ber"),
    ("autocomplete.licences.en", "licences/autocomplete/?query=att"),
    ("autocomplete.empty.en", "courses/autocomplete/?query=zzz"),
    ("filter-definitions.en", "filter-definitions/"),
    ("filter-definitions.fr", "filter-definitions/"),
    ("course-run-detail.en", "course-runs/3/"),
    ("course-run-detail.paid.fr", "course-runs/6/"),
];

/// Files that no request of this API answers.
const OTHERS: &[&str] = &["course-states", "course-page-props.en", "errors", "lms-session-enrollment"];

/// The recorded answers' folder, as the mock looks for it; says so when it is absent.
fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures")), PathBuf::from);
    let folder = shared.join("richie");
    if folder.join("dataset").is_dir() {
        return Some(folder);
    }
    // The test harness shows what a test wrote to standard error.
    eprintln!("skipped: no recorded answers in {} (set PREAU_FIXTURES)", folder.display());
    None
}

fn read(name: &str) -> Option<Value> {
    let text = std::fs::read_to_string(folder()?.join(format!("{name}.json"))).expect("a recorded answer");
    Some(serde_json::from_str(&text).expect("JSON"))
}

async fn recorded_site() -> Mock {
    Mock::with(json!({"dataset": "fixtures", "now": "2026-09-15T09:00:00Z", "languages": ["en", "fr"]})).await
}

#[tokio::test]
async fn every_recorded_answer_is_given() {
    if folder().is_none() {
        return;
    }
    let site = recorded_site().await;
    let mut wrong = Vec::new();
    for (name, request) in ANSWERS {
        let language = name.rsplit('.').next().expect("a language");
        let answer = site.header("accept-language", language).get(&format!("/api/v1.0/{request}")).await;
        let expected = read(name).expect("a recorded answer");
        if answer.status != 200 || answer.json() != expected {
            wrong.push(format!("{name}: {}", difference(&expected, &answer.json(), "")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where two values first differ.
fn difference(expected: &Value, found: &Value, path: &str) -> String {
    match (expected, found) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            let differing = keys.into_iter().find(|key| one.get(*key) != other.get(*key));
            differing.map_or_else(String::new, |key| {
                difference(&expected[key.as_str()], &found[key.as_str()], &format!("{path}/{key}"))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let differing = one.iter().zip(other).position(|(one, other)| one != other).expect("a difference");
            difference(&one[differing], &other[differing], &format!("{path}/{differing}"))
        }
        _ => format!("{path} is {found}, recorded {expected}"),
    }
}

#[tokio::test]
async fn facets_and_definitions_keep_the_order_of_their_keys() {
    let Some(folder) = folder() else { return };
    let site = recorded_site().await.in_french();
    for (name, request, start) in [
        ("courses-search.page1.fr", "courses/?limit=21&offset=0", "\"filters\""),
        ("filter-definitions.fr", "filter-definitions/", "{"),
    ] {
        let recorded = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let answered = site.get(&format!("/api/v1.0/{request}")).await.text();
        let order = |text: &str| {
            let text = &text[text.find(start).unwrap()..];
            let names = ["new", "availability", "subjects", "levels", "organizations", "languages", "pace"];
            let mut found: Vec<(usize, &str)> = names
                .iter()
                .map(|name| (text.replace(' ', "").find(&format!("\"{name}\":{{")).unwrap(), *name))
                .collect();
            found.sort_unstable();
            found.into_iter().map(|(_, name)| name.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(order(&answered), order(&recorded), "{name}");
    }
}

#[tokio::test]
async fn every_recorded_error_is_given() {
    let Some(errors) = read("errors") else { return };
    let site = recorded_site().await;
    let mut wrong = Vec::new();
    for error in errors.as_array().unwrap() {
        let request = &error["request"];
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let path = text(&request["path"]).unwrap();
        let method = Method::from_bytes(text(&request["method"]).unwrap().as_bytes()).unwrap();
        let language = text(&request["accept_language"]).unwrap();
        let answer = site.header("accept-language", &language).send(method.clone(), &path, String::new()).await;
        let body = if error["body"].is_null() { Value::Null } else { answer.json() };
        let found = json!({
            "status": answer.status.as_u16(),
            "content_type": answer.header("content-type"),
            "location": answer.header("location"),
            "body": body,
        });
        for key in ["status", "content_type", "location", "body"] {
            if found[key] != error[key] {
                wrong.push(format!("{method} {path} {key}: {} recorded {}", found[key], error[key]));
            }
        }
        if error["content_type"].is_null() && answer.body.as_ref().is_some_and(|body| !body.is_empty()) {
            wrong.push(format!("{path}: a body where none was recorded"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_recorded_state_is_given_for_its_dates() {
    let Some(states) = read("course-states") else {
        return;
    };
    let seconds = |date: &Value| date.as_str().map(days_after);
    for case in states.as_array().unwrap() {
        let run = &case["run"];
        // A run without dates is not in the index: a course without a run stands for it.
        let runs = match (seconds(&run["start"]), seconds(&run["enrollment_start"])) {
            (Some(start), Some(enrollment_start)) => json!([{
                "start": start, "end": seconds(&run["end"]), "enrollment_start": enrollment_start,
                "enrollment_end": seconds(&run["enrollment_end"]), "languages": ["fr"],
            }]),
            _ => json!([]),
        };
        let world = Mock::with(crate::support::only(json!([{"title": "Un cours", "runs": runs}]))).await;
        for language in ["en", "fr"] {
            let found = world.header("accept-language", language).search("").await;
            assert_eq!(found["objects"][0]["state"], case[format!("state_{language}")], "{}", case["case"]);
        }
    }
}

/// Days between the moment of recording and a date that is on a full hour.
fn days_after(date: &str) -> f64 {
    let number = |range: std::ops::Range<usize>| date[range].parse::<i64>().expect("a number");
    let days = |year: i64, month: i64, day: i64| {
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
    };
    let whole = days(number(0..4), number(5..7), number(8..10)) - days(2026, 9, 15);
    let hours = number(11..13) - 9;
    f64::from(i32::try_from(whole * 24 + hours).unwrap()) / 24.0
}

fn round_trips<T: Serialize + DeserializeOwned>(name: &str, value: &Value) {
    let decoded: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let encoded = serde_json::to_value(decoded).unwrap();
    assert!(&encoded == value, "{name}: {}", difference(value, &encoded, ""));
}

#[test]
fn every_recorded_answer_decodes_and_encodes_back() {
    let Some(folder) = folder() else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            ANSWERS.iter().any(|(known, _)| *known == name) || OTHERS.contains(&name.as_str()),
            "{name} is in no list of this test"
        );
        let value = read(&name).unwrap();
        match name.split(['.', '-']).next().unwrap() {
            "courses" => round_trips::<wire::CourseSearch>(&name, &value),
            "organizations" => round_trips::<wire::List<wire::Organization>>(&name, &value),
            "organization" => round_trips::<wire::Organization>(&name, &value),
            "subjects" | "levels" => round_trips::<wire::List<wire::Category>>(&name, &value),
            "category" => round_trips::<wire::Category>(&name, &value),
            "persons" => round_trips::<wire::List<wire::Person>>(&name, &value),
            "person" => round_trips::<wire::Person>(&name, &value),
            "licences" => round_trips::<wire::List<wire::Licence>>(&name, &value),
            "licence" => round_trips::<wire::Licence>(&name, &value),
            "autocomplete" => round_trips::<Vec<wire::Suggestion>>(&name, &value),
            "filter" => round_trips::<wire::FilterDefinitions>(&name, &value),
            "course" if name.starts_with("course-run-detail") => round_trips::<wire::CourseRunDetail>(&name, &value),
            "course" if name == "course-states" => {
                for case in value.as_array().unwrap() {
                    round_trips::<wire::State>(&name, &case["state_en"]);
                    round_trips::<wire::State>(&name, &case["state_fr"]);
                }
            }
            "course" | "lms" => round_trips::<Value>(&name, &value),
            "errors" => {
                for error in value.as_array().unwrap() {
                    let body = &error["body"];
                    if body["errors"].is_object() {
                        round_trips::<wire::ParameterErrors>(&name, body);
                    } else if body["errors"].is_array() {
                        round_trips::<wire::AutocompleteErrors>(&name, body);
                    } else if body["detail"].is_string() {
                        round_trips::<wire::Detail>(&name, body);
                    }
                }
            }
            other => panic!("no wire type for {other}"),
        }
    }
}
