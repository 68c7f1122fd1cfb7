//! Worlds, faults and the request log.

use std::time::Duration;

use crate::support::{Mock, only};
use axum::http::{Method, StatusCode};
use preau_mock::{Options, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

const COURSES: &str = "/api/v1.0/courses/?limit=1";

async fn patch(mock: &Mock, changes: Value) -> StatusCode {
    let path = format!("/__mock__/worlds/{}", mock.id());
    mock.send(Method::PATCH, &path, changes.to_string()).await.status
}

#[tokio::test]
async fn worlds_do_not_disturb_each_other() {
    let server = Mock::start();
    let one = server.world(only(json!([{"title": "Un"}]))).await;
    let other = server.world(only(json!([{"title": "Autre"}]))).await;
    assert_eq!(patch(&other, json!({"faults": [{"path": "/api/", "status": 503}]})).await, 200);
    assert_eq!(one.titles("").await, ["Un"]);
    assert_eq!(other.get(COURSES).await.status, 503);
    assert_eq!(server.get(COURSES).await.status, 200);
    assert_eq!(one.requests().await.as_array().unwrap().len(), 1);
    assert_eq!(other.requests().await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_cookie_chooses_the_world_too_and_the_header_wins() {
    let server = Mock::start();
    let one = server.world(only(json!([{"title": "Un"}]))).await;
    let other = server.world(only(json!([{"title": "Autre"}]))).await;
    let by_cookie = server.header("cookie", &format!("preau_world={}", one.id()));
    assert_eq!(by_cookie.titles("").await, ["Un"]);
    assert_eq!(by_cookie.header("x-preau-world", other.id()).titles("").await, ["Autre"]);
    assert_eq!(one.requests().await[0]["cookie"], false, "the world's own cookie does not count");
}

#[tokio::test]
async fn a_world_can_be_read_changed_and_ended() {
    let mock = Mock::with(json!({"now": "2026-09-15T09:00:00Z", "languages": ["en"]})).await;
    let path = format!("/__mock__/worlds/{}", mock.id());
    let settings = mock.get(&path).await.json();
    assert_eq!(settings["now"], "2026-09-15T09:00:00Z");
    assert_eq!(settings["languages"], json!(["en"]));
    assert_eq!(settings["oddities"]["detail_500"], true);
    assert_eq!(patch(&mock, json!({"now": null})).await, 200);
    assert_eq!(mock.get(&path).await.json()["now"], json!(null));
    assert_eq!(mock.get(&path).await.json()["languages"], json!(["en"]));
    assert_eq!(mock.send(Method::DELETE, &path, String::new()).await.status, 204);
    assert_eq!(mock.get(COURSES).await.status, 404);
    let default = mock.send(Method::DELETE, "/__mock__/worlds/default", String::new()).await;
    assert_eq!(default.status, 404, "the default world stays");
}

#[tokio::test]
async fn wrong_settings_are_refused_with_their_name() {
    let mock = Mock::start();
    for (settings, part) in [
        (r#"{"nwo": "x"}"#, "nwo"),
        (r#"{"now": "tomorrow"}"#, "tomorrow"),
        (r#"{"dataset": "none"}"#, "dataset"),
        (r#"{"languages": ["xx"]}"#, "xx"),
        (r#"{"languages": []}"#, "languages"),
        (r#"{"faults": [{"paht": "/"}]}"#, "paht"),
        (r#"{"oddities": {"x": true}}"#, "x"),
        (r#"{"courses": [{"title": "A", "subjects": ["nothing-like-it"]}]}"#, "nothing-like-it"),
        (
            r#"{"courses": [{"title": "A", "runs": [{"start": 0, "end": 1, "enrollment_start": 0, "enrollment_end": 1, "languages": ["klingon"]}]}]}"#,
            "klingon",
        ),
        ("[]", "object"),
        ("{", "JSON"),
    ] {
        let answer = mock.send(Method::POST, "/__mock__/worlds", settings.to_owned()).await;
        assert_eq!(answer.status, 400, "{settings}");
        assert!(answer.json()["error"].as_str().unwrap().contains(part), "{settings}: {}", answer.text());
    }
}

#[tokio::test]
async fn extra_courses_come_before_those_of_the_data_set() {
    let mock = Mock::with(json!({"courses": [{"title": {"fr": "Chimie verte des mousses"}, "subjects": ["environment"], "runs": [crate::support::run(json!({}))]}]})).await;
    assert_eq!(mock.titles("query=mousses").await[0], "Chimie verte des mousses");
    let before = Mock::start().search("").await["meta"]["total_count"].as_u64().unwrap();
    assert_eq!(mock.search("").await["meta"]["total_count"], before + 1);
}

#[tokio::test]
async fn the_log_says_what_was_sent() {
    let mock = Mock::with(json!({})).await.in_french().header("accept", "application/json");
    mock.get("/api/v1.0/courses/?query=ab").await;
    mock.header("cookie", "session=1").send(Method::POST, "/api/v1.0/courses/", String::new()).await;
    mock.get("/media/covers/0b5cad/a.svg").await;
    let expected = json!([
        {"method": "GET", "path": "/api/v1.0/courses/?query=ab", "accept_language": "fr", "accept": "application/json",
         "cookie": false, "status": 400},
        {"method": "POST", "path": "/api/v1.0/courses/", "accept_language": "fr", "accept": "application/json",
         "cookie": true, "status": 405},
    ]);
    assert_eq!(mock.requests().await, expected);
    mock.send(Method::DELETE, &format!("/__mock__/worlds/{}/requests", mock.id()), String::new()).await;
    assert_eq!(mock.requests().await, json!([]));
}

#[tokio::test(start_paused = true)]
async fn latency_is_exactly_what_was_ordered() {
    let mock = Mock::with(json!({"faults": [{"path": "/api/v1.0/courses/", "latency_ms": 5000}]})).await;
    let before = Instant::now();
    assert_eq!(mock.get(COURSES).await.status, 200);
    assert_eq!(before.elapsed(), Duration::from_secs(5));
    let before = Instant::now();
    mock.get("/api/v1.0/subjects/").await;
    assert_eq!(before.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_request_given_up_stays_in_the_log_without_status() {
    let mock = Mock::with(json!({"faults": [{"path": "/api/", "latency_ms": 5000}]})).await;
    assert!(timeout(Duration::from_secs(1), mock.get(COURSES)).await.is_err());
    assert_eq!(mock.requests().await[0]["status"], json!(null));
}

#[tokio::test]
async fn faults_choose_their_requests_by_path_and_query() {
    let fault = |changes: Value| {
        let mut fault = json!({"path": "/api/v1.0/courses/", "status": 500});
        fault.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        json!({"faults": [fault]})
    };
    let (courses, suggestions, subjects) =
        ("/api/v1.0/courses/?query=python", "/api/v1.0/courses/autocomplete/?query=python", "/api/v1.0/subjects/");
    for (changes, expected) in [
        (json!({}), [500, 500, 200]),
        (json!({"exact": true}), [500, 200, 200]),
        (json!({"query": "pyth"}), [500, 500, 200]),
        (json!({"query": "java"}), [200, 200, 200]),
        (json!({"path": "*/autocomplete/"}), [200, 500, 200]),
        (json!({"path": "/api/*"}), [500, 500, 500]),
    ] {
        let mock = Mock::with(fault(changes.clone())).await;
        for (path, expected) in [courses, suggestions, subjects].into_iter().zip(expected) {
            assert_eq!(mock.get(path).await.status.as_u16(), expected, "{changes} {path}");
        }
    }
}

#[tokio::test]
async fn a_fault_can_heal_and_the_next_one_take_over() {
    let faults = json!([{"path": "/api/", "status": 502, "times": 2}, {"path": "/api/", "status": 404, "times": 1}]);
    let mock = Mock::with(json!({"faults": faults})).await;
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(mock.get(COURSES).await.status.as_u16());
    }
    assert_eq!(statuses, [502, 502, 404, 200, 200]);
}

#[tokio::test]
async fn answers_can_be_replaced_as_a_whole_or_in_part() {
    let one = |fault: Value| async move {
        let mut settings = only(json!([{"title": "Un", "code": "UN"}]));
        settings["faults"] = json!([fault]);
        Mock::with(settings).await.get(COURSES).await
    };
    let error = one(json!({"path": "/api/", "status": 500})).await;
    assert_eq!(error.header("content-type"), Some("text/html; charset=utf-8"));
    let busy = one(json!({"path": "/api/", "status": 429, "headers": {"retry-after": "2"}})).await;
    assert_eq!((busy.status.as_u16(), busy.header("retry-after")), (429, Some("2")));
    let html = one(json!({"path": "/api/", "body": "<p>Hello", "content_type": "text/html"})).await;
    assert_eq!((html.status, html.text()), (StatusCode::OK, "<p>Hello".to_owned()));
    let json_body = one(json!({"path": "/api/", "body": "{"})).await;
    assert_eq!(json_body.header("content-type"), Some("application/json"));
    let redirect = one(json!({"path": "/api/", "redirect_html": true})).await;
    assert_eq!((redirect.status, redirect.header("location")), (StatusCode::FOUND, Some("/__mock__/page")));
    let spoilt = one(json!({
        "path": "/api/",
        "replace": {"/objects/0/title": 7, "/objects/0/unknown~1field": {"a": []}, "/objects/1": "x", "/nowhere/a": 1},
        "remove": ["/objects/0/code", "/filters"],
    }))
    .await
    .json();
    assert_eq!(spoilt["objects"][0]["title"], 7);
    assert_eq!(spoilt["objects"][0]["unknown/field"], json!({"a": []}));
    assert_eq!(spoilt["objects"][1], "x");
    assert!(spoilt["objects"][0].get("code").is_none() && spoilt.get("filters").is_none());
    let cut = one(json!({"path": "/api/", "truncate": 50})).await;
    assert!(cut.body.is_none() && cut.status == 200, "the body breaks off");
}

/// What a plain connection receives in answer to one request, and whether it ended in order.
async fn raw_answer(port: u16, path: &str, world: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nx-preau-world: {world}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).await.ok();
    String::from_utf8_lossy(&received).into_owned()
}

async fn post(port: u16, path: &str, body: &Value) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut received = String::new();
    stream.read_to_string(&mut received).await.unwrap();
    received
}

#[tokio::test]
async fn connections_are_dropped_and_broken_off_for_real() {
    let running = serve(Options::default()).await.unwrap();
    let port = running.address().port();
    assert_eq!(running.url(), format!("http://localhost:{port}/"));
    let faults = json!({"faults": [
        {"path": "/api/v1.0/courses/", "drop": true}, {"path": "/api/v1.0/subjects/", "truncate": 40},
    ]});
    let created = post(port, "/__mock__/worlds", &faults).await;
    assert!(created.contains("\"id\":\"w1\""), "{created}");
    assert_eq!(raw_answer(port, "/api/v1.0/courses/", "w1").await, "");
    let cut = raw_answer(port, "/api/v1.0/subjects/", "w1").await;
    let (head, body) = cut.split_once("\r\n\r\n").unwrap();
    let promised: usize = head
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase().strip_prefix("content-length: ").map(|length| length.parse().unwrap())
        })
        .unwrap();
    assert!(head.starts_with("HTTP/1.1 200") && body.len() == 40 && promised > 40, "{cut}");
    assert!(raw_answer(port, "/api/v1.0/courses/", "default").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_taken_port_is_said() {
    let running = serve(Options::default()).await.unwrap();
    let port = running.address().port();
    let error = serve(Options { port, ..Options::default() }).await.unwrap_err();
    assert!(error.to_string().contains(&port.to_string()), "{error}");
}
