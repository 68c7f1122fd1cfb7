//! What a partner says of the invented issuer's badges.

use crate::support::{Answer, Mock};
use axum::http::StatusCode;
use serde_json::json;

const OPEN: &str = "http://localhost:8091";

async fn ask(mock: &Mock, url: &str) -> Answer {
    let url: String = form_urlencoded::byte_serialize(url.as_bytes()).collect();
    mock.get(&format!("/__mock__/relay?url={url}")).await
}

#[tokio::test]
async fn a_partner_endorses_a_badge_class_and_something_else_that_the_class_lists_too() {
    let mock = Mock::start();
    let badge = ask(&mock, &format!("{OPEN}/ob2/assertions/help.json")).await.json();
    let class = ask(&mock, badge["badge"].as_str().unwrap()).await.json();
    let partner = ask(&mock, &format!("{OPEN}/ob2/partner.json")).await.json();
    assert_ne!(partner["name"], ask(&mock, class["issuer"].as_str().unwrap()).await.json()["name"]);
    let mut about = Vec::new();
    for url in class["endorsement"].as_array().unwrap() {
        let endorsement = ask(&mock, url.as_str().unwrap()).await.json();
        assert_eq!((&endorsement["id"], &endorsement["issuer"]), (url, &partner["id"]));
        about.push(endorsement["claim"]["id"] == class["id"]);
        let spoken_of = ask(&mock, endorsement["claim"]["id"].as_str().unwrap()).await.json();
        assert_eq!((&spoken_of["type"], &spoken_of["id"]), (&json!("BadgeClass"), &endorsement["claim"]["id"]));
    }
    assert_eq!(about, [true, false]);
    let unendorsed = ask(&mock, &format!("{OPEN}/ob2/classes/lire-un-article.json")).await.json();
    assert_eq!(unendorsed.get("endorsement"), None);
    assert_eq!(ask(&mock, &format!("{OPEN}/ob2/endorsements/x.json")).await.status, StatusCode::NOT_FOUND);
}
