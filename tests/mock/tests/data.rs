//! The data sets through the API: what a demonstration shows and what an attacker would enter.

use std::collections::BTreeSet;

use crate::support::{Mock, texts};
use preau::wire::richie as wire;
use serde_json::{Value, json};

#[tokio::test]
async fn the_own_catalogue_shows_every_state_pace_offer_and_language() {
    let found = Mock::start().search("limit=1000").await;
    let courses = found["objects"].as_array().unwrap();
    assert!(courses.len() >= 160, "{} courses", courses.len());
    let states: BTreeSet<u64> = courses.iter().map(|course| course["state"]["priority"].as_u64().unwrap()).collect();
    assert_eq!(states, (0..=7).collect());
    let offers: BTreeSet<&str> = courses.iter().filter_map(|course| course["offer"].as_str()).collect();
    assert_eq!(offers, ["free", "paid", "partially_free", "subscription"].into());
    for pace in found["filters"]["pace"]["values"].as_array().unwrap() {
        assert!(pace["count"].as_u64().unwrap() > 0, "{pace}");
    }
    for filter in ["levels", "licences", "availability", "new"] {
        for value in found["filters"][filter]["values"].as_array().unwrap() {
            assert!(value["count"].as_u64().unwrap() > 0, "{filter}: {value}");
        }
    }
}

#[tokio::test]
async fn the_own_catalogue_stays_alive_as_years_pass() {
    for now in ["2026-01-01T00:00:00Z", "2031-07-14T12:34:56Z"] {
        let mock = Mock::with(json!({"now": now})).await;
        let counts = mock.counts("availability", "").await;
        assert!(counts.iter().all(|(_, count)| *count > 10), "{now}: {counts:?}");
    }
}

#[tokio::test]
async fn every_page_of_the_own_catalogue_can_be_found_by_its_name() {
    let mock = Mock::start().in_french();
    for kind in ["subjects", "levels", "organizations", "persons", "licences"] {
        let list = mock.get(&format!("/api/v1.0/{kind}/?limit=1000")).await.json();
        assert_eq!(list["meta"]["count"], list["meta"]["total_count"]);
        for page in list["objects"].as_array().unwrap() {
            let detail = mock.get(&format!("/api/v1.0/{kind}/{}/", page["id"].as_str().unwrap())).await;
            assert_eq!(&detail.json(), page);
        }
    }
    let list = mock.get("/api/v1.0/subjects/?limit=1000").await.json();
    let parents = list["objects"].as_array().unwrap().iter().filter(|page| page["nb_children"] != 0);
    for parent in parents {
        let path = parent["path"].as_str().unwrap();
        let below = |page: &&Value| page["path"].as_str().unwrap().starts_with(path) && page["path"] != parent["path"];
        let children = list["objects"].as_array().unwrap().iter().filter(below).count();
        assert_eq!(parent["nb_children"], children, "{path}");
    }
}

#[tokio::test]
async fn a_course_of_the_own_catalogue_is_found_by_each_word_of_its_title_and_by_its_code() {
    let mock = Mock::start().in_french();
    let found = mock.search("limit=25&scope=objects").await;
    for course in found["objects"].as_array().unwrap() {
        if let Some(code) = course["code"].as_str() {
            let first = mock.search(&format!("limit=1&scope=objects&query={code}")).await;
            assert_eq!(first["objects"][0]["id"], course["id"], "{code}");
        }
    }
}

#[tokio::test]
async fn hostile_data_arrives_unchanged_and_still_decodes() {
    let mock = Mock::with(json!({"dataset": "hostile"})).await.in_french();
    let answer = mock.get("/api/v1.0/courses/?limit=100").await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let found = answer.json();
    let decoded: wire::CourseSearch = serde_json::from_value(found.clone()).unwrap();
    let titles = texts(&found["objects"], "title");
    assert!(titles.iter().any(|title| title.contains("<script>")));
    assert!(titles.iter().any(|title| title.chars().count() >= 500 && !title.contains(' ')));
    assert!(titles.iter().any(|title| title.contains('\u{202e}')) && titles.iter().any(String::is_empty));
    let addresses = texts(&found["objects"], "absolute_url");
    assert!(addresses.iter().any(|address| address.starts_with("javascript:")));
    let courses = decoded.objects.unwrap();
    assert!(courses.iter().any(|course| course.offer.offer == Some(wire::OfferKind::Unknown)));
    for (path, kind) in
        [("subjects", "<b>Sujet</b>"), ("organizations", "<i>Institut</i>"), ("persons", "<u>Personne</u>")]
    {
        let list = mock.get(&format!("/api/v1.0/{path}/?limit=100")).await.json();
        assert!(texts(&list["objects"], "title").iter().any(|title| title.starts_with(kind)), "{path}");
    }
}

#[tokio::test]
async fn pictures_named_by_hostile_data_carry_nothing_of_it() {
    let mock = Mock::with(json!({"dataset": "hostile"})).await;
    let found = mock.search("limit=100&scope=objects").await;
    for course in found["objects"].as_array().unwrap() {
        let Some(src) = course["icon"]["src"].as_str() else { continue };
        let path = src.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E").replace('"', "%22");
        let picture = mock.get(&path).await.text();
        assert!(!picture.contains("<b>") && !picture.contains("url(//"), "{picture}");
    }
}

#[tokio::test]
async fn an_empty_catalogue_has_facets_without_values() {
    let mock = Mock::with(json!({"dataset": "empty"})).await;
    let found = mock.search("").await;
    assert_eq!(found["meta"], json!({"count": 0, "offset": 0, "total_count": 0}));
    for filter in ["subjects", "levels", "organizations", "persons", "licences", "languages"] {
        assert_eq!(found["filters"][filter]["values"], json!([]), "{filter}");
    }
    assert_eq!(found["filters"]["availability"]["values"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_generated_catalogue_can_be_searched_and_paged_to_its_window() {
    let mock = Mock::with(json!({"dataset": {"generated": 12000}})).await;
    let found = mock.search("limit=21&scope=objects").await;
    assert_eq!(found["meta"]["total_count"], 10000, "Elasticsearch counts no further");
    let last = mock.search("limit=20&offset=9980&scope=objects").await;
    assert_eq!(last["objects"].as_array().unwrap().len(), 20);
    assert_eq!(mock.get("/api/v1.0/courses/?limit=21&offset=9980").await.status, 500);
    let (one, other) = (texts(&found["objects"], "id"), texts(&last["objects"], "id"));
    assert!(one.iter().all(|id| !other.contains(id)));
}

#[tokio::test]
async fn the_address_of_a_course_leads_to_its_institutions_page() {
    let mock = Mock::start();
    let found = mock.in_french().search("limit=5&scope=objects").await;
    for course in found["objects"].as_array().unwrap() {
        let page = mock.get(course["absolute_url"].as_str().unwrap()).await;
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(page.header("content-security-policy").is_some());
        assert!(page.text().contains("<html lang=\"fr\">"));
    }
    assert_eq!(mock.get("/fr/cours/none-of-these/").await.status, 404);
}

#[tokio::test]
async fn every_course_of_the_lms_is_in_the_catalogue_whose_page_leads_to_it() {
    let mock = Mock::start();
    let mut seen = 0;
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lms")).unwrap() {
        let Ok(file) = std::fs::read_to_string(folder.unwrap().path().join("course.json")) else { continue };
        let course: Value = serde_json::from_str(&file).unwrap();
        let (key, language) = (course["key"].as_str().unwrap(), course["language"].as_str().unwrap());
        let code = key.split('+').nth(1).unwrap();
        let mut introductions = BTreeSet::new();
        for lang in ["fr", "en"] {
            let site = mock.header("accept-language", lang);
            let found = site.search(&format!("limit=1&scope=objects&query={code}")).await;
            let listed = &found["objects"][0];
            assert_eq!(listed["code"], code, "{key}");
            assert_eq!(listed["title"] == course["title"], lang == language, "{key} in {lang}: {}", listed["title"]);
            introductions.insert(listed["introduction"].as_str().unwrap().to_owned());
            let page = site.get(listed["absolute_url"].as_str().unwrap()).await.text();
            assert!(page.contains(&format!("/courses/{key}/course/")), "{key}: {page}");
        }
        assert_eq!(introductions.len(), 2, "{key} is introduced in both languages");
        seen += 1;
    }
    assert_eq!(seen, 4);
}
