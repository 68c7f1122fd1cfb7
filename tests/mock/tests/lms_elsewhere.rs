//! An LMS at an origin of its own: whom it lets read and write, where it sends who has signed in.

use crate::support::Mock;
use crate::support::browser::Browser;
use axum::http::{Method, StatusCode};
use preau_mock::{Options, serve};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const ME: &str = "/api/user/v1/me";
const SITE: &str = "https://mooc.example";

#[tokio::test]
async fn pages_of_trusted_origins_alone_may_read_and_write() {
    let mut browser = Browser::signed_in("learner", json!({"trusted_origins": [SITE]})).await;
    let token = browser.token().await;
    for (origin, allowed) in [(SITE, Some(SITE)), ("https://evil.example", None), ("null", None)] {
        let headers = |more: &[(&'static str, String)]| [&[("origin", origin.to_owned())], more].concat();
        let read = browser.send(Method::GET, ME, String::new(), &headers(&[])).await;
        assert_eq!(read.status, StatusCode::OK, "the browser decides who reads it");
        assert_eq!(read.header("access-control-allow-origin"), allowed, "{origin}");
        assert_eq!(read.header("access-control-allow-credentials"), allowed.map(|_| "true"));
        let vary: Vec<_> = read.headers.get_all("vary").iter().collect();
        assert!(vary.iter().any(|vary| *vary == "origin"), "{vary:?}");
        let more = headers(&[("x-csrftoken", token.clone())]);
        let written = browser.send(Method::POST, "/api/send_account_activation_email", String::new(), &more).await;
        assert_eq!(written.status == StatusCode::OK, allowed.is_some(), "{origin}");
    }
    let own = browser.get(ME).await;
    assert_eq!(own.header("access-control-allow-origin"), None, "who names no origin is on the same one");
}

#[tokio::test]
async fn only_two_answers_let_pages_elsewhere_read_their_date() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    for (path, told) in [
        (format!("/api/course_home/outline/{course}"), Some("Date")),
        (format!("/api/courseware/course/{course}"), Some("Date")),
        (format!("/api/course_home/dates/{course}"), None),
        (ME.to_owned(), None),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.header("access-control-expose-headers"), told, "{path}");
        assert!(answer.header("date").is_some(), "{path}");
    }
}

#[tokio::test]
async fn who_signs_in_or_out_is_sent_back_to_sites_that_are_trusted_and_to_no_other() {
    let mut browser = Browser::signed_in("learner", json!({"trusted_origins": [SITE]})).await;
    for (next, target) in [
        ("https://mooc.example/dashboard?a=1", "https://mooc.example/dashboard?a=1"),
        ("https://mooc.example.evil.example/", "/"),
        ("https://mooc.example//evil.example", "/"),
        ("https://evil.example/", "/"),
    ] {
        let answer = browser.get(&format!("/login?next={next}")).await;
        assert_eq!(answer.header("location"), Some(target), "{next}");
    }
    let answer = browser.get("/logout?redirect_url=https://mooc.example/").await;
    assert_eq!(answer.header("location"), Some("https://mooc.example/"));
}

#[tokio::test]
async fn cookies_of_the_lms_are_the_sites_to_read_where_they_share_a_domain() {
    for (elsewhere, hidden) in [("shared_cookies", 2), ("own_cookies", 6)] {
        let mock = Mock::with(json!({ "lms_elsewhere": elsewhere })).await;
        let answer = mock.get("/__mock__/sign-in?user=learner").await;
        let cookies: Vec<_> =
            answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
        assert_eq!(cookies.len(), 6, "{cookies:?}");
        assert_eq!(cookies.iter().filter(|cookie| cookie.contains("HttpOnly")).count(), hidden, "{cookies:?}");
    }
}

/// Head and body of an answer over the network, in that world.
async fn ask(port: u16, world: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let (line, headers) = request.split_once('\n').unwrap_or((request, ""));
    let headers = headers.replace('\n', "\r\n");
    let request = format!(
        "{line} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nx-preau-world: {world}\r\nconnection: close\r\n{headers}\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = Vec::new();
    stream.read_to_end(&mut text).await.unwrap();
    String::from_utf8_lossy(&text).to_lowercase()
}

#[tokio::test]
async fn the_lms_has_its_own_port_and_the_site_none_of_its_paths() {
    let running = serve(Options::default()).await.unwrap();
    let (site, lms) = (running.address().port(), running.lms());
    let made =
        ask(site, "default", "POST /__mock__/worlds\ncontent-length: 35\n\n{\"lms_elsewhere\": \"shared_cookies\"}");
    let made = made.await;
    let world = made.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a world").to_owned();
    let config = ask(site, &world, "GET /config.json\n").await;
    assert!(config.contains(&format!("\"lms_url\":\"http://127.0.0.1:{lms}\"")), "{config}");
    assert!(
        !ask(site, &world, "GET /csrf/api/v1/token\n").await.contains("csrftoken\":"),
        "the site's own server does not know it"
    );
    let origin = format!("http://127.0.0.1:{site}");
    let token = ask(lms, &world, &format!("GET /csrf/api/v1/token\norigin: {origin}\n")).await;
    assert!(
        token.starts_with("http/1.1 200") && token.contains(&format!("access-control-allow-origin: {origin}")),
        "{token}"
    );
    assert!(ask(lms, &world, "GET /api/v1.0/courses/\n").await.starts_with("http/1.1 404"), "no catalogue there");
    let before =
        format!("OPTIONS /api/discussion/v1/threads/1/\norigin: {origin}\naccess-control-request-method: PATCH\n");
    let allowed = ask(lms, &world, &before).await;
    assert!(
        allowed.contains("patch") && allowed.contains("x-csrftoken") && allowed.contains("access-control-max-age"),
        "{allowed}"
    );
    // without a world of its own the LMS is on the site
    assert!(ask(site, "default", "GET /csrf/api/v1/token\n").await.contains("csrftoken\":"));
}
