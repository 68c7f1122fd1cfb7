//! The published schema and the app know the same keys, and refuse the same mistakes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
use preau::app::config::Config;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const SCHEMA: &str = include_str!("../../public/config.schema.json");
const GUIDE: &str = include_str!("../../docs/configuration.md");
const SOURCES: [(&str, &str); 2] =
    [("", include_str!("../../src/app/config.rs")), ("badges", include_str!("../../src/api/awards/options.rs"))];

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// What the app itself finds wrong, badges included.
fn mistakes(text: &str) -> Vec<String> {
    match Config::parse(text) {
        Ok(config) => config.badges().1,
        Err(mistakes) => mistakes,
    }
}

/// Keys of an object of the schema.
fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

/// The part of the schema at a `$ref`, or itself.
fn resolved<'a>(root: &'a Value, part: &'a Value) -> &'a Value {
    match part["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap(),
        None => part,
    }
}

/// Keys that `read_fields!` reads into a type, as the source says: the words in its braces.
fn read_by(source: &str, kind: &str) -> BTreeSet<String> {
    let block = source.split("read_fields! {").skip(1).find_map(|block| {
        block.trim_start().strip_prefix(kind)?.strip_prefix(char::is_whitespace)?.split_once("then refuse_others")
    });
    let (block, _) = block.unwrap_or_else(|| panic!("{kind} is read by no read_fields!"));
    let lists = block.split('{').skip(1).filter_map(|list| list.split('}').next());
    lists.flat_map(|list| list.split(',')).map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_schema_has_the_keys_that_the_app_reads() {
    let root = schema();
    let badges = &root["properties"]["badges"];
    let types = [
        ("", "Config", &root),
        ("", "Institution", &root["properties"]["institution"]),
        ("", "Theme", &root["properties"]["theme"]),
        ("", "Link", &root["$defs"]["link"]),
        ("", "Accessibility", &root["properties"]["accessibility"]),
        ("", "Embed", &root["properties"]["embed"]),
        ("", "StartingPoints", &root["properties"]["starting_points"]),
        ("badges", "Options", badges),
        ("badges", "ConfiguredBadge", &badges["properties"]["configured"]["items"]),
        ("badges", "CourseBadge", &badges["properties"]["course_badges"]["items"]),
    ];
    for (part, kind, schema) in types {
        let source = SOURCES.iter().find(|(name, _)| *name == part).unwrap().1;
        assert_eq!(keys(schema), read_by(source, kind), "{kind}");
    }
}

#[test]
fn every_documented_key_is_in_the_schema() {
    let text = SCHEMA;
    let mut count = 0;
    for line in GUIDE.lines().skip_while(|line| !line.starts_with("## `config.json`")) {
        let Some(cell) = line.strip_prefix("| `").and_then(|line| line.split('|').next()) else { continue };
        for key in cell.split('`').step_by(2).map(str::trim).filter(|key| !key.is_empty() && *key != ",") {
            let name = key.rsplit('.').next().unwrap();
            assert!(text.contains(&format!("\"{name}\": {{")), "{key} is documented, and not in the schema");
            count += 1;
        }
    }
    assert!(count > 40, "only {count} keys were found in the guide");
}

#[test]
fn the_schema_is_sound_and_every_object_refuses_other_keys() {
    jsonschema::meta::validate(&schema()).unwrap();
    let root = schema();
    for (name, part) in root["properties"].as_object().unwrap() {
        let part = resolved(&root, part);
        if part["properties"].is_object() {
            assert_eq!(part["additionalProperties"], false, "{name}");
        }
    }
}

#[test]
fn what_is_right_is_right_to_both() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for config in [
        json!({}),
        json!({"site_name": "S", "languages": ["en", "fr"], "timeout_seconds": 5, "has_lms": false}),
        json!({"institution": {"name": "U", "logo": "/logo.svg", "url": "https://www.example.org"}}),
        json!({"catalogue_url": "https://richie.example", "lms_url": "http://localhost:8000", "login_url": "/login", "logout_url": "/out"}),
        json!({"theme": {"stylesheet": "/theme.css", "colors": {"accent": {"light": "#0b5cad", "dark": "#8cc2ff"}, "roof": "#0A3A6B"}}}),
        json!({"help": {"label": {"fr": "Aide"}, "url": "mailto:aide@example.org"}, "legal": [{"label": {}, "url": "/x"}]}),
        json!({"accessibility": {"state": "partial", "rate": 78.4, "issues": [{"fr": "x"}], "plan_url": "/plan"}}),
        json!({"starting_points": {"myself": ["20"], "work": []}}),
        json!({"embed": {"hosts": ["https://univ.example", "http://localhost:8093"]}}),
        json!({"badges": {"platform_badges": true, "relay": "/relay", "joanie_page": "/j/{id}", "known_issuers": [{"id": "did:key:z", "name": "U"}],
            "configured": [{"title": "T", "url": "https://b.example/1"}], "course_badges": [{"course_id": "course-v1:a+b+c", "title": "T", "code": "C"}]}}),
    ] {
        let text = config.to_string();
        assert_eq!(mistakes(&text), [""; 0], "{text}");
        assert!(validator.is_valid(&config), "{text}");
    }
}

#[test]
fn what_is_wrong_is_wrong_to_both() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for config in [
        json!([]),
        json!({"catalog_url": "/x"}),
        json!({"site_name": 7}),
        json!({"languages": ["xx"]}),
        json!({"languages": "fr"}),
        json!({"catalogue_url": "javascript:x"}),
        json!({"catalogue_url": "https://a.example/"}),
        json!({"lms_url": "//a.example"}),
        json!({"has_lms": "yes"}),
        json!({"timeout_seconds": -1}),
        json!({"timeout_seconds": 0}),
        json!({"timeout_seconds": 1.5}),
        json!({"institution": {"nom": "U"}}),
        json!({"theme": {"colors": {"accent": "red"}}}),
        json!({"theme": {"colors": {"accent": {"light": "#000000"}}}}),
        json!({"theme": {"colours": {}}}),
        json!({"help": {"label": {"fr": "Aide"}}}),
        json!({"legal": [{"label": {}, "url": "ftp://x"}]}),
        json!({"accessibility": {"rate": "78"}}),
        json!({"accessibility": {"issues": ["x"]}}),
        json!({"starting_points": {"myself": [20]}}),
        json!({"embed": {"hosts": ["https://univ.example/path"]}}),
        json!({"embed": {"hosts": ["univ.example"]}}),
        json!({"badges": {"joannie_url": "/x"}}),
        json!({"badges": {"service_url": "/x/"}}),
        json!({"badges": {"joanie_page": "/x"}}),
        json!({"badges": {"known_issuers": [{"id": "x", "name": "y"}]}}),
        json!({"badges": {"known_issuers": [{"id": "did:a", "name": " "}]}}),
        json!({"badges": {"configured": [{"title": "T"}]}}),
    ] {
        let text = config.to_string();
        assert_ne!(mistakes(&text), [""; 0], "the app takes {text}");
        assert!(!validator.is_valid(&config), "the schema takes {text}");
    }
}
