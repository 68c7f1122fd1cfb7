//! The built app's files as they are served.

use std::path::{Path, PathBuf};

use crate::support::{Answer, Mock};
use axum::http::Method;
use preau_mock::Options;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A folder like a build's, removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if path.exists() {
            std::fs::remove_dir_all(&path).unwrap();
        }
        std::fs::create_dir_all(path.join("icons")).unwrap();
        for (file, text) in [
            ("index.html", "<!doctype html><title>app</title>"),
            ("embed.html", "<!doctype html><title>framed</title>"),
            ("app-3f9a0c12b4d5e6f7.js", "plain"),
            ("app-3f9a0c12b4d5e6f7.js.br", "brotli"),
            ("app-3f9a0c12b4d5e6f7.js.gz", "gzip"),
            ("app-3f9a0c12b4d5e6f7_bg.wasm", "\0asm"),
            ("config.json", "{}"),
            ("icons/a.svg", "<svg/>"),
        ] {
            std::fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }

    fn serve(&self) -> Mock {
        Mock::new(&Options { site: Some(self.0.clone()), ..Options::default() })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[tokio::test]
async fn pages_of_the_app_are_its_index_and_absent_files_are_absent() {
    let folder = Folder::new("pages");
    let site = folder.serve();
    for path in ["/", "/courses", "/courses/106?lang=fr", "/learn/course-v1:org+CODE+2026.1/forum", "/fr/cours/a%20b/"]
    {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
        assert!(answer.text().contains("<title>app</title>"), "{path}");
    }
    for path in ["/old-1234567890.js", "/icons/none.svg", "/favicon.ico"] {
        assert_eq!(site.get(path).await.status, 404, "{path}");
    }
    assert_eq!(site.send(Method::POST, "/", String::new()).await.status, 405);
}

#[tokio::test]
async fn nothing_outside_the_folder_can_be_read() {
    let folder = Folder::new("outside");
    std::fs::create_dir_all(folder.0.join("inner")).unwrap();
    std::fs::write(folder.0.join("inner/index.html"), "inner").unwrap();
    let site = Mock::new(&Options { site: Some(folder.0.join("inner")), ..Options::default() });
    for path in ["/../config.json", "/..%2fconfig.json", "/%2e%2e/config.json", "/a/../../config.json", "/%00.json"] {
        let answer = site.get(path).await;
        assert!(answer.status != 200 || answer.text() == "inner", "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn html_carries_the_strict_policy_and_everything_the_other_headers() {
    let folder = Folder::new("headers");
    let site = folder.serve();
    let page = site.get("/").await;
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: https:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'self'",
        "frame-src 'self'",
        "media-src 'self'",
    ] {
        assert!(policy.split("; ").any(|directive| directive == part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    for path in ["/", "/app-3f9a0c12b4d5e6f7.js", "/media/covers/0b5cad/a.svg", "/__mock__/page"] {
        let answer = site.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("strict-origin-when-cross-origin"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
        assert!(answer.header("permissions-policy").is_some(), "{path}");
    }
    assert!(site.get("/app-3f9a0c12b4d5e6f7.js").await.header("content-security-policy").is_none());
}

#[tokio::test]
async fn pages_of_others_may_read_files_and_the_catalogue_but_no_page_and_nothing_of_a_learner() {
    let folder = Folder::new("open");
    let site = folder.serve();
    let origin = |path: &'static str| {
        let site = site.clone();
        async move { site.get(path).await.header("access-control-allow-origin").map(str::to_owned) }
    };
    for open in ["/app-3f9a0c12b4d5e6f7.js", "/config.json", "/api/v1.0/courses/?limit=1", "/media/a.jpg"] {
        assert_eq!(origin(open).await.as_deref(), Some("*"), "{open}");
    }
    for own in ["/", "/courses", "/api/user/v1/me", "/login"] {
        assert_eq!(origin(own).await, None, "{own}");
    }
}

#[tokio::test]
async fn compressed_neighbours_are_served_to_who_accepts_them() {
    let folder = Folder::new("compressed");
    let site = folder.serve();
    for (accepted, body, coding) in [
        ("gzip, deflate, br, zstd", "brotli", Some("br")),
        ("gzip", "gzip", Some("gzip")),
        ("br;q=0, gzip;q=0.5", "gzip", Some("gzip")),
        ("identity", "plain", None),
    ] {
        let answer = site.header("accept-encoding", accepted).get("/app-3f9a0c12b4d5e6f7.js").await;
        assert_eq!((answer.text().as_str(), answer.header("content-encoding")), (body, coding), "{accepted}");
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
    }
    let wasm = site.get("/app-3f9a0c12b4d5e6f7_bg.wasm").await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
}

#[tokio::test]
async fn hashed_names_are_kept_and_others_asked_for_again() {
    let folder = Folder::new("caching");
    let site = folder.serve();
    let hashed = site.get("/app-3f9a0c12b4d5e6f7.js").await;
    assert_eq!(hashed.header("cache-control"), Some("public, max-age=31536000, immutable"));
    for path in ["/", "/icons/a.svg"] {
        let answer = site.get(path).await;
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
        let again = site.header("if-none-match", answer.header("etag").unwrap()).get(path).await;
        assert_eq!(again.status, 304, "{path}");
        assert!(again.body.unwrap().is_empty());
    }
}

#[tokio::test]
async fn faults_strike_files_too() {
    let folder = Folder::new("faults");
    let site = folder.serve();
    let broken = site
        .world(json!({"faults": [{"path": "*.wasm", "status": 404}, {"path": "/config.json", "body": "not JSON"}]}))
        .await;
    assert_eq!(broken.get("/app-3f9a0c12b4d5e6f7_bg.wasm").await.status, 404);
    assert_eq!(broken.get("/config.json").await.text(), "not JSON");
    assert!(site.world(json!({})).await.get("/config.json").await.json().is_object());
}

#[tokio::test]
async fn without_a_folder_only_the_api_is_there() {
    assert_eq!(Mock::start().get("/courses").await.status, 404);
}

#[tokio::test]
async fn pictures_are_drawn_for_whatever_address_the_catalogue_gives() {
    let mock = Mock::start();
    let found = mock.search("limit=100&scope=objects").await;
    for course in found["objects"].as_array().unwrap() {
        for key in ["cover_image", "organization_highlighted_cover_image", "icon"] {
            let Some(src) = course[key]["src"].as_str() else {
                continue;
            };
            let picture = mock.get(src).await;
            assert_eq!(picture.header("content-type"), Some("image/svg+xml"), "{src}");
            assert!(picture.header("cache-control").unwrap().contains("immutable"));
        }
    }
}

#[tokio::test]
async fn a_server_without_a_site_tells_one_of_the_development_where_badges_are() {
    let config = Mock::start().get("/config.json").await.json();
    assert!(config["badges"]["insecure_hosts"].as_array().is_some_and(|hosts| hosts.len() == 2), "{config}");
    assert!(config["starting_points"]["myself"].is_array());
}

#[tokio::test]
async fn the_demonstration_offers_subjects_of_its_own_catalogue_and_other_worlds_do_not() {
    let folder = Folder::new("demonstration");
    let site = folder.serve();
    let configure = |text: &str| std::fs::write(folder.0.join("config.json"), text).unwrap();
    configure(include_str!("../../../public/config.json"));
    let config = site.get("/config.json").await.json();
    let points = &config["starting_points"];
    let ids: Vec<&str> = ["myself", "work"]
        .iter()
        .flat_map(|list| points[list].as_array().unwrap())
        .map(|id| id.as_str().unwrap())
        .collect();
    let asked: String = ids.iter().flat_map(|id| ["&subjects_aggs=", id]).collect();
    let answer = site.get(&format!("/api/v1.0/courses/?scope=filters{asked}")).await.json();
    let known = answer["filters"]["subjects"]["values"].as_array().unwrap();
    for id in ids {
        assert!(known.iter().any(|value| value["key"] == id && value["count"].as_u64() > Some(0)), "no subject {id}");
    }
    configure("{}");
    let world = site.world(json!({})).await;
    let config = world.get("/config.json").await.json();
    let keys: Vec<&String> = config.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["badges", "embed"],
        "but where awards come from, and who may show the views, which is the mock itself"
    );
}

#[tokio::test]
async fn whoever_changes_the_configuration_of_a_site_sees_it() {
    let folder = Folder::new("configured");
    std::fs::write(folder.0.join("config.json"), r#"{"site_name": "Ours"}"#).unwrap();
    let config = folder.serve().get("/config.json").await.json();
    assert_eq!((&config["site_name"], config.get("starting_points")), (&json!("Ours"), None));
}

#[tokio::test]
async fn only_named_sites_may_show_a_view_in_a_frame_and_nobody_any_other_page() {
    let folder = Folder::new("frames");
    let site = folder.serve();
    let view = site.get("/embed/catalogue?institution=56").await;
    assert!(view.text().contains("<title>framed</title>"));
    let ends =
        |answer: &Answer, ancestors: &str| answer.header("content-security-policy").unwrap().ends_with(ancestors);
    assert!(ends(&view, "; frame-ancestors 'self' http://localhost:8093 http://127.0.0.1:8093"));
    assert_eq!(view.header("x-frame-options"), None, "it would forbid all");
    for path in ["/", "/embedded", "/courses/106", "/embed.html"] {
        let page = site.get(path).await;
        assert!(ends(&page, "; frame-ancestors 'self'"), "{path}");
        assert_eq!(page.header("x-frame-options"), Some("SAMEORIGIN"), "{path}");
    }

    let other = site.world(json!({"embed_hosts": ["https://univ.example"]})).await;
    assert!(ends(&other.get("/embed/badge").await, "; frame-ancestors 'self' https://univ.example"));
    assert_eq!(other.get("/config.json").await.json()["embed"], json!({"hosts": ["https://univ.example"]}));
    let nobody = site.world(json!({"embed_hosts": []})).await;
    assert!(ends(&nobody.get("/embed/course").await, "; frame-ancestors 'self'"));

    std::fs::write(folder.0.join("config.json"), r#"{"embed": {"hosts": ["https://own.example"]}}"#).unwrap();
    assert!(ends(&site.get("/embed/course").await, "; frame-ancestors 'self' https://own.example"));
}

#[tokio::test]
async fn other_sites_with_examples_have_a_port_of_their_own() {
    let running = preau_mock::serve(Options::default()).await.unwrap();
    let ask = async |path: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", running.embedders())).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let platform = format!("http://127.0.0.1:{}", running.address().port());
    let examples = ask("/?institution=56&with=frame").await;
    assert!(examples.contains(&format!("src=&quot;{platform}/embed/catalogue?institution=56&quot;")), "{examples}");
    let strict = ask("/plain").await;
    assert!(strict.contains("default-src 'none'") && !strict.contains("unsafe-inline"), "{strict}");
    for path in ["/plain", "/grid", "/hostile", "/blog", "/arabic"] {
        let page = ask(path).await;
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("<preau-catalogue>"), "{page}");
        assert!(
            page.contains(&format!("<iframe data-preau src=\"{platform}/embed/catalogue\"")) && !page.contains("{{"),
            "{page}"
        );
    }
    assert!(ask("/none").await.starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn who_has_no_javascript_is_led_to_the_catalogue_that_is_configured() {
    let folder = Folder::new("without");
    let led = |answer: &Answer| (answer.status.as_u16(), answer.header("location").map(str::to_owned));
    let answer = folder.serve().get("/without-javascript").await;
    assert_eq!(led(&answer), (302, Some("/fr/cours/".into())));
    let page = folder.serve().get("/fr/cours/").await;
    assert!(page.text().contains("<h1>Tous les cours</h1>") && page.text().contains("<li><a href=\"/fr/cours/"));
    std::fs::write(folder.0.join("config.json"), r#"{"catalogue_page": "https://www.univ.example/cours"}"#).unwrap();
    let answer = folder.serve().get("/without-javascript").await;
    assert_eq!(led(&answer), (302, Some("https://www.univ.example/cours".into())));
}
