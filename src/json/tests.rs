use super::{from_text, from_text_with_mistakes, json_fields, to_text};
use crate::wire::richie::{
    Category, Course, CourseSearch, FilterDefinitions, Licence, List, Meta, Organization, Person, Suggestion,
};
use serde_json::Value;
use std::{fmt::Debug, path::PathBuf};

#[derive(Debug, PartialEq)]
struct Part {
    name: String,
    size: Option<u8>,
}
json_fields! { Part { name, size } then refuse_others }

#[derive(Debug, PartialEq)]
struct Whole {
    parts: Vec<Part>,
    is_done: bool,
    last: Option<Part>,
}
json_fields! { Whole { parts } default { is_done } lenient { last } }

#[derive(Debug, PartialEq)]
struct Strict {
    parts: Vec<Part>,
    is_done: bool,
}
json_fields! { Strict { parts } default { is_done } then refuse_others }

fn mistake(text: &str) -> String {
    from_text::<Whole>(text).unwrap_err()
}

#[test]
fn a_mistake_names_the_place_and_what_was_expected() {
    assert_eq!(mistake(r#"{"parts": [{"name": "a"}, {"name": 3}]}"#), "parts[1].name: a text was expected");
    assert_eq!(mistake(r#"{"parts": [{"size": 1}]}"#), "parts[0].name: missing");
    assert_eq!(
        mistake(r#"{"parts": [{"name": "a", "size": 256}]}"#),
        "parts[0].size: a whole number within bounds was expected"
    );
    assert_eq!(
        mistake(r#"{"parts": [{"name": "a", "size": 1.5}]}"#),
        "parts[0].size: a whole number within bounds was expected"
    );
    assert_eq!(mistake(r#"{"parts": [{"name": "a", "colour": 1}]}"#), "parts[0].colour: there is no such key");
    assert_eq!(mistake(r#"{"parts": {}}"#), "parts: a list was expected");
    assert_eq!(mistake(r#"{"parts": [], "is_done": null}"#), "is_done: true or false was expected");
    assert_eq!(mistake("[]"), "an object was expected");
}

#[test]
fn all_mistakes_are_told_each_place_once() {
    let text =
        r#"{"parts": [{"name": 3, "colour": 1, "colours": 2}, 7, {"size": "x"}], "is_done": 0, "is_done_now": 1}"#;
    let (_, mistakes) = from_text_with_mistakes::<Strict>(text).unwrap();
    assert_eq!(
        mistakes,
        [
            "parts[0].name: a text was expected",
            "parts[0].colours: there is no such key",
            "parts[0].colour: there is no such key",
            "parts[1]: an object was expected",
            "parts[2].name: missing",
            "parts[2].size: a number was expected",
            "is_done: true or false was expected",
            "is_done_now: there is no such key",
        ]
    );
    assert_eq!(from_text_with_mistakes::<Strict>("[]").unwrap().1, ["an object was expected"]);
}

#[test]
fn absent_null_and_unreadable_parts_are_told_apart() {
    let read = |text| from_text::<Whole>(text).unwrap();
    assert_eq!(read(r#"{"parts": [{"name": "", "size": null}]}"#).parts, [Part { name: String::new(), size: None }]);
    assert!(!read(r#"{"parts": []}"#).is_done);
    assert_eq!(read(r#"{"parts": [], "last": {"name": 1}}"#).last, None);
    assert!(read(r#"{"parts": [], "last": {"name": "x"}, "other": 1}"#).last.is_some());
}

#[test]
fn what_is_written_is_read_again() {
    let whole = Whole {
        parts: vec![Part { name: "« é\" »\n".into(), size: Some(255) }, Part { name: String::new(), size: None }],
        is_done: true,
        last: None,
    };
    let text = to_text(&whole).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["parts"][1], serde_json::json!({"name": ""}));
    assert_eq!(from_text::<Whole>(&text).unwrap(), whole);
    assert_eq!(to_text(&f64::NAN), None);
}

#[test]
fn hostile_nesting_is_refused() {
    let text = ["[".repeat(100), "]".repeat(100)].concat();
    assert_eq!(from_text::<Vec<u8>>(&text).unwrap_err(), "nested too deeply");
}

fn same<T: super::FromJson + serde::de::DeserializeOwned + PartialEq + Debug>(name: &str, text: &str) {
    assert_eq!(from_text::<T>(text).unwrap(), serde_json::from_str::<T>(text).unwrap(), "{name}");
}

/// Against the definition that the mock server shares: recorded answers, where they are at hand.
#[test]
fn recorded_answers_are_read_as_serde_reads_them() {
    let folder = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures")), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(folder.join("richie")) else { return };
    let mut read = 0;
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some((kind, _)) = name.split_once('.').filter(|_| path.extension().is_some_and(|end| end == "json")) else {
            continue;
        };
        let text = std::fs::read_to_string(&path).unwrap();
        match kind {
            "courses-search" => same::<CourseSearch>(&name, &text),
            "organizations-list" => same::<List<Organization>>(&name, &text),
            "organization-detail" => same::<Organization>(&name, &text),
            "subjects-list" | "levels-list" => same::<List<Category>>(&name, &text),
            "category-detail" => same::<Category>(&name, &text),
            "persons-list" => same::<List<Person>>(&name, &text),
            "person-detail" => same::<Person>(&name, &text),
            "licences-list" => same::<List<Licence>>(&name, &text),
            "licence-detail" => same::<Licence>(&name, &text),
            "autocomplete" => same::<Vec<Suggestion>>(&name, &text),
            "filter-definitions" => same::<FilterDefinitions>(&name, &text),
            _ => continue,
        }
        read += 1;
    }
    assert!(read > 20, "only {read} answers");
}

#[test]
fn a_kind_of_offer_that_a_newer_server_knows_is_no_mistake() {
    let course = crate::catalogue::known::tests::a_course("1", None, "Sols");
    let text = to_text(&course).unwrap().replace(r#""id":"1""#, r#""id":"1","offer":"barter""#);
    same::<Course>("barter", &text);
    assert_eq!(from_text::<Meta>(r#"{"count": 1, "offset": 0}"#).unwrap_err(), "total_count: missing");
}

#[test]
fn a_catalogue_without_prices_is_read() {
    let course = crate::catalogue::known::tests::a_course("1", None, "Sols");
    let run = r#""course_runs":[{"start": "2026-01-01T00:00:00+00:00", "end": "2026-02-01T00:00:00+00:00",
        "enrollment_start": "2026-01-01T00:00:00+00:00", "enrollment_end": "2026-02-01T00:00:00+00:00", "languages": ["fr"]}]"#;
    let text = to_text(&course).unwrap().replace(r#""course_runs":[]"#, run);
    same::<Course>("without prices", &text);
    assert_eq!(from_text::<Course>(&text).unwrap().course_runs.len(), 1);
}
