//! The relay to issuers of badges: what it answers, and whom it does not ask.

use crate::support::{Answer, Mock};
use axum::http::StatusCode;
use preau_mock::Options;
use serde_json::Value;
use std::path::PathBuf;

fn fixtures() -> Option<PathBuf> {
    let shared = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures")), PathBuf::from);
    let folder = shared.join("badges");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} (set PREAU_FIXTURES)", folder.display());
    None
}

async fn ask(mock: &Mock, url: &str) -> Answer {
    let query: String = form_urlencoded::byte_serialize(url.as_bytes()).collect();
    mock.get(&format!("/__mock__/relay?url={query}")).await
}

#[tokio::test]
async fn every_address_of_the_fixtures_answers_as_its_map_says() {
    let Some(folder) = fixtures() else { return };
    let mock = Mock::new(&Options { fixture_hosts: Some(folder.clone()), ..Options::default() });
    let map: Value = serde_json::from_slice(&std::fs::read(folder.join("http-map.json")).unwrap()).unwrap();
    let resources = map["resources"].as_object().unwrap();
    assert!(resources.len() > 30);
    for (url, resource) in resources {
        let answer = ask(&mock, &format!("{url}#fragment")).await;
        if resource["networkError"] == true || resource["cors"] == false {
            assert!(answer.dropped, "{url}");
            continue;
        }
        assert_eq!(u64::from(answer.status.as_u16()), resource["status"].as_u64().unwrap(), "{url}");
        assert_eq!(answer.header("content-type"), resource["contentType"].as_str(), "{url}");
        let body = match resource["file"].as_str() {
            Some(file) => std::fs::read(folder.join(file)).unwrap(),
            None => resource["body"].as_str().unwrap().into(),
        };
        assert_eq!(answer.body.unwrap(), body, "{url}");
    }
}

#[tokio::test]
async fn hosts_that_nobody_invented_are_not_asked() {
    let mock = Mock::start();
    for url in ["https://example.org/", "http://127.0.0.1:1/", "file:///etc/passwd", "https://badges.example.edu/x", ""]
    {
        assert!(ask(&mock, url).await.dropped, "{url}");
    }
    assert_eq!(mock.get("/__mock__/relay").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_folder_without_its_map_is_named() {
    let options = Options { fixture_hosts: Some("/nowhere".into()), ..Options::default() };
    let said = preau_mock::router(&options).unwrap_err().to_string();
    assert!(said.contains("/nowhere/http-map.json"), "{said}");
}
