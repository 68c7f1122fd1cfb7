//! Other sites, on a port of their own, that show préau's views in their pages: a page of live examples that writes the code to
//! copy, and pages that are hard to live in. For a browser of this machine they are of another *site* than the platform, not only
//! of another origin: the one is `localhost`, the other `127.0.0.1`.
mod choice;
mod code;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;

use crate::world::{DEFAULT, Worlds};
use choice::Choice;

/// A page around our views.
struct Around {
    path: &'static str,
    name: &'static str,
    page: &'static str,
    /// Nothing but what our views need may be loaded.
    is_strict: bool,
}

const PAGES: [Around; 5] = [
    Around {
        path: "/plain",
        name: "A plain page with a strict policy",
        page: include_str!("pages/plain.html"),
        is_strict: true,
    },
    Around {
        path: "/grid",
        name: "A page with a grid framework",
        page: include_str!("pages/grid.html"),
        is_strict: false,
    },
    Around {
        path: "/hostile",
        name: "A page with a hostile style sheet",
        page: include_str!("pages/hostile.html"),
        is_strict: false,
    },
    Around { path: "/blog", name: "A page of a blog engine", page: include_str!("pages/blog.html"), is_strict: false },
    Around { path: "/arabic", name: "A page in Arabic", page: include_str!("pages/arabic.html"), is_strict: false },
];

const FILES: [(&str, &str, &str); 7] = [
    ("/examples.css", "text/css", include_str!("pages/examples.css")),
    ("/examples.js", "text/javascript", include_str!("pages/examples.js")),
    ("/events.js", "text/javascript", include_str!("pages/events.js")),
    ("/plain.css", "text/css", include_str!("pages/plain.css")),
    ("/grid.css", "text/css", include_str!("pages/grid.css")),
    ("/hostile.css", "text/css", include_str!("pages/hostile.css")),
    ("/blog.css", "text/css", include_str!("pages/blog.css")),
];

/// The course that is shown where none is chosen.
const COURSE: &str = "ENLIGNE";

/// Origins of these sites at that port, as the platform's configuration names them.
pub(crate) fn origins(port: u16) -> Vec<String> {
    vec![format!("http://localhost:{port}"), format!("http://127.0.0.1:{port}")]
}

/// The answer of these sites; the platform is at `port` of the same machine, an issuer of badges at `issuer`.
pub(crate) fn answer(worlds: &Worlds, port: u16, issuer: u16, parts: &Parts) -> Response {
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return reply(StatusCode::METHOD_NOT_ALLOWED, "text/plain", "Method not allowed\n".to_owned());
    }
    let platform = platform(parts, port);
    let badge = format!("http://localhost:{issuer}/ob2/assertions/valid.json");
    let choice = Choice::read(parts.uri.query().unwrap_or_default()).or_samples(COURSE, &badge);
    let path = parts.uri.path();
    if let Some((_, kind, text)) = FILES.iter().find(|(name, ..)| *name == path) {
        return reply(StatusCode::OK, kind, (*text).to_owned());
    }
    match path {
        "/" => {
            let lists = worlds.get(DEFAULT).map(|world| choice::Lists::of(&world)).unwrap_or_default();
            page(
                code::examples(include_str!("pages/examples.html"), &choice, &lists, &platform, &PAGES),
                &policy(&platform, &choice, ""),
            )
        }
        "/colours.css" => reply(StatusCode::OK, "text/css", choice.style()),
        _ => match PAGES.iter().find(|around| around.path == path) {
            Some(around) => {
                let text = code::fill(around.page, &choice, &platform, &[]);
                let more =
                    if around.is_strict { "" } else { "; style-src 'self' 'unsafe-inline' https:; img-src * data:" };
                page(text, &policy(&platform, &choice, more))
            }
            None => reply(StatusCode::NOT_FOUND, "text/plain", "No such page\n".to_owned()),
        },
    }
}

/// What a host has to allow at least, as docs/embedding.md says it, for a badge also its issuer; `more` goes before.
fn policy(platform: &str, choice: &Choice, more: &str) -> String {
    let (workers, issuer) = match choice.view() {
        "badge" => (format!("; worker-src blob: {platform}"), [" ", &choice.issuer()].concat()),
        _ => (String::new(), String::new()),
    };
    let least = format!(
        "default-src 'none'; script-src 'self' {platform} 'wasm-unsafe-eval'; connect-src {platform}{issuer}; \
         frame-src {platform}{workers}; base-uri 'self'; form-action 'self'"
    );
    let own = format!("; style-src 'self' {platform}; img-src 'self' {platform}{issuer} data:");
    [least.as_str(), if more.is_empty() { &own } else { more }].concat()
}

/// Where the platform is, under the other name of this machine if it has one.
fn platform(parts: &Parts, port: u16) -> String {
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".-[]:".contains(c);
    let name = match name {
        "127.0.0.1" | "" => "localhost",
        "localhost" => "127.0.0.1",
        other if other.chars().all(is_name) => other,
        _ => "localhost",
    };
    format!("http://{name}:{port}")
}

fn page(text: String, policy: &str) -> Response {
    let mut response = reply(StatusCode::OK, "text/html", text);
    if let Ok(policy) = HeaderValue::from_str(policy) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn reply(status: StatusCode, kind: &str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&format!("{kind}; charset=utf-8")) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn at(host: &str) -> String {
        let (parts, ()) = Request::builder().header(HOST, host).body(()).expect("a request").into_parts();
        platform(&parts, 8090)
    }

    #[test]
    fn the_platform_is_another_site_where_the_machine_has_two_names() {
        assert_eq!(at("localhost:8093"), "http://127.0.0.1:8090");
        assert_eq!(at("127.0.0.1:8093"), "http://localhost:8090");
        assert_eq!(at("192.168.1.7:8093"), "http://192.168.1.7:8090");
        assert_eq!(at("a\"><script>:8093"), "http://localhost:8090");
    }
}
