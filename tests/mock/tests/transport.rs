//! Headers, cookies, methods, redirects: what surrounds the answers.

use crate::support::Mock;
use axum::http::{Method, StatusCode};
use preau_mock::{Options, serve};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const COURSES: &str = "/api/v1.0/courses/?limit=1";

#[tokio::test]
async fn answers_carry_djangos_headers_and_can_be_read_elsewhere_without_cookies() {
    let answer = Mock::start().in_french().header("origin", "https://elsewhere.example").get(COURSES).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("vary"), Some("Accept, Accept-Language, Cookie"));
    assert_eq!(answer.header("x-frame-options"), Some("SAMEORIGIN"));
    assert_eq!(answer.header("content-language"), Some("fr"));
    // what the proxy in front of Richie adds for elements in pages of others
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("access-control-allow-credentials").is_none());
    // and Richie itself, in a world that says nothing of it, never
    let bare = Mock::with(json!({})).await.header("origin", "https://elsewhere.example");
    assert_eq!(bare.get(COURSES).await.header("access-control-allow-origin"), None);
    assert_eq!(bare.get("/api/v1.0/courses/1/").await.header("access-control-allow-origin"), None);
    assert!(answer.header("etag").is_none() && answer.header("cache-control").is_none());
}

#[tokio::test]
async fn long_answers_are_compressed_on_the_way_for_whom_it_helps() {
    let running = serve(Options::default()).await.unwrap();
    let length = async |path: &str, accepts: &str| {
        let mut stream = TcpStream::connect(running.address()).await.unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n{accepts}connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        (answer.len(), head.split("\r\n\r\n").next().unwrap().contains("content-encoding: gzip"))
    };
    let (many, few) = ("/api/v1.0/courses/?limit=21", "/api/v1.0/organizations/?limit=1");
    let gzip = "accept-encoding: gzip, br\r\n";
    let ((plain, no), (small, yes)) = (length(many, "").await, length(many, gzip).await);
    assert!(!no && yes && small * 3 < plain, "{small} of {plain}");
    assert!(!length(few, gzip).await.1, "not worth it");
    assert!(!length("/media/covers/0b5cad/num-infox__300x170.svg", gzip).await.1, "as backends serve pictures");
}

#[tokio::test]
async fn the_language_cookie_beats_the_header_and_is_set_unless_it_came() {
    let mock = Mock::start().in_french();
    let first = mock.get(COURSES).await;
    assert_eq!(first.header("set-cookie"), Some("django_language=fr; Max-Age=31536000; Path=/"));
    let english = mock.header("cookie", "a=b; django_language=en").get(COURSES).await;
    assert_eq!(english.header("content-language"), Some("en"));
    assert!(english.header("set-cookie").is_none());
    let nonsense = mock.header("cookie", "django_language=xx").get(COURSES).await;
    assert_eq!(nonsense.header("content-language"), Some("fr"));
    assert!(nonsense.header("set-cookie").is_some());
    let refused = mock.get("/api/v1.0/courses/?limit=x").await;
    assert!(refused.header("set-cookie").is_none(), "only successful answers set it");
}

#[tokio::test]
async fn the_sites_first_language_is_the_default() {
    for (languages, expected) in [(json!(["fr", "en"]), "fr"), (json!(["en", "fr"]), "en")] {
        let mock = Mock::with(json!({"languages": languages})).await;
        for header in ["de", "*", ""] {
            let answer = mock.header("accept-language", header).get(COURSES).await;
            assert_eq!(answer.header("content-language"), Some(expected), "{header}");
        }
    }
}

#[tokio::test]
async fn a_language_in_the_path_counts_for_courses_but_not_for_lists() {
    let mock = Mock::start().in_french();
    let courses = mock.get("/en/api/v1.0/courses/?scope=filters").await;
    assert_eq!(courses.header("content-language"), Some("en"));
    assert_eq!(courses.json()["filters"]["subjects"]["human_name"], "Subjects");
    assert_eq!(mock.get("/en/api/v1.0/subjects/").await.json(), mock.get("/api/v1.0/subjects/").await.json());
}

#[tokio::test]
async fn filter_definitions_may_be_kept_ten_minutes() {
    let answer = Mock::start().get("/api/v1.0/filter-definitions/").await;
    assert_eq!(answer.header("cache-control"), Some("max-age=600"));
    assert!(answer.header("expires").unwrap().ends_with(" GMT"));
}

#[tokio::test]
async fn what_accept_prefers_decides_the_form() {
    let mock = Mock::start();
    for (accept, status, content_type) in [
        ("application/json", 200, "application/json"),
        ("*/*", 200, "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200, "text/html; charset=utf-8"),
        ("application/xml", 406, "application/json"),
        ("image/png,*/*;q=0.1", 200, "application/json"),
    ] {
        let answer = mock.header("accept", accept).get(COURSES).await;
        assert_eq!(answer.status.as_u16(), status, "{accept}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{accept}");
    }
    let forced = mock.header("accept", "text/html").get("/api/v1.0/courses/?limit=1&format=json").await;
    assert_eq!(forced.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn the_browsable_page_shows_markup_as_text() {
    let course = json!({"title": "<script>alert(1)</script>"});
    let mock = Mock::with(crate::support::only(json!([course]))).await;
    let page = mock.header("accept", "text/html").get(COURSES).await.text();
    assert!(page.contains("&lt;script>") && !page.contains("<script>"));
}

#[tokio::test]
async fn other_methods_are_refused_and_slashes_are_added() {
    let mock = Mock::start();
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let answer = mock.in_english().send(method.clone(), "/api/v1.0/courses/", String::new()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.json()["detail"], format!("Method \"{method}\" not allowed."));
    }
    assert_eq!(mock.send(Method::HEAD, COURSES, String::new()).await.status, StatusCode::OK);
    let moved = mock.get("/api/v1.0/courses?limit=1&query=a%20b").await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.header("location"), Some("/api/v1.0/courses/?limit=1&query=a%20b"));
}

#[tokio::test]
async fn what_does_not_exist_redirects_to_the_language_first() {
    let mock = Mock::start().in_french();
    for path in ["courses/1/", "persons/abc/", "course-runs/1/", "course-runs/abc/", "a/b/c/"] {
        let answer = mock.get(&format!("/api/v1.0/{path}?x=1")).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{path}");
        let to = answer.header("location").unwrap().to_owned();
        assert_eq!(to, format!("/fr/api/v1.0/{path}?x=1"));
        assert_eq!(mock.get(&to).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let run = mock.get("/fr/api/v1.0/course-runs/1/").await;
    assert_eq!(run.json()["detail"], "No CourseRun matches the given query.");
    let unknown_kind = mock.get("/api/v1.0/anything/").await;
    assert_eq!(unknown_kind.json(), json!({"meta": {"count": 0, "offset": 0, "total_count": 0}, "objects": []}));
}

#[tokio::test]
async fn a_run_without_end_of_enrolment_never_closes_on_its_own_page() {
    let ended = crate::support::run(json!({"start": -60, "end": -10, "enrollment_end": null}));
    let mock = Mock::with(crate::support::only(json!([{"title": "A", "runs": [ended]}]))).await;
    assert_eq!(mock.search("").await["objects"][0]["state"]["priority"], 6);
    let run = mock.in_english().get("/api/v1.0/course-runs/900000000/").await.json();
    assert_eq!(run["state"]["priority"], 2);
    assert_eq!(run["state"]["text"], "forever open");
    assert_eq!(run["enrollment_end"], json!(null));
    assert_eq!(run["start"], "2026-07-17T11:00:00+02:00");
}
