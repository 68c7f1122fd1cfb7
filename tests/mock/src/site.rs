//! The built app's files, served as a production server is asked to serve them.
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

/// Files end like this; other paths are pages of the app.
const FILE_ENDINGS: &[&str] = &[
    "avif",
    "br",
    "css",
    "gif",
    "gz",
    "htm",
    "html",
    "ico",
    "jpeg",
    "jpg",
    "js",
    "json",
    "map",
    "mjs",
    "mp4",
    "pdf",
    "png",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "webp",
    "woff",
    "woff2",
    "xml",
];

/// A folder with `index.html`.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    root: PathBuf,
}

impl Site {
    /// The folder, which is read anew for each request.
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The file of that path, or `index.html` for a path of the app, `embed.html` for one below `/embed/`.
    pub(crate) async fn answer(&self, parts: &Parts) -> Response {
        if parts.method != Method::GET && parts.method != Method::HEAD {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed");
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        let Some(relative) = relative(parts.uri.path()) else {
            return plain(StatusCode::BAD_REQUEST, "Not a path");
        };
        let path = self.root.join(&relative);
        if relative.as_os_str().is_empty() || !is_file_name(&relative) {
            // what other sites show in a frame is a page of its own
            let page = if relative.starts_with("embed") { "embed.html" } else { "index.html" };
            return self.file(&self.root.join(page), &parts.headers).await;
        }
        self.file(&path, &parts.headers).await
    }

    /// The text of a file; `None` when there is none.
    pub(crate) async fn text(&self, name: &str) -> Option<String> {
        tokio::fs::read_to_string(self.root.join(name)).await.ok()
    }

    async fn file(&self, path: &Path, headers: &HeaderMap) -> Response {
        for (ending, coding) in [(".br", Some("br")), (".gz", Some("gzip")), ("", None)] {
            if coding.is_some_and(|coding| !accepts(headers, coding)) {
                continue;
            }
            let mut candidate = path.as_os_str().to_owned();
            candidate.push(ending);
            let candidate = PathBuf::from(candidate);
            let Ok(metadata) = tokio::fs::metadata(&candidate).await else {
                continue;
            };
            if !metadata.is_file() {
                continue;
            }
            let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let tag = format!("\"{:x}-{:x}{ending}\"", metadata.len(), changed.map_or(0, |time| time.as_nanos()));
            return match tokio::fs::read(&candidate).await {
                Ok(bytes) => answer(path, bytes, coding, &tag, headers),
                Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
            };
        }
        plain(StatusCode::NOT_FOUND, "Not found")
    }
}

fn answer(path: &Path, bytes: Vec<u8>, coding: Option<&'static str>, tag: &str, request: &HeaderMap) -> Response {
    let is_known = request
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(bytes) });
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, content_type(path));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let cache = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Some(coding) = coding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(ETAG, tag);
    }
    response
}

fn plain(status: StatusCode, text: &str) -> Response {
    let mut response = Response::new(Body::from(format!("{text}\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// The path below the folder; `None` if it would leave it.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    if decoded.contains('\0') {
        return None;
    }
    let relative = PathBuf::from(decoded.trim_start_matches('/'));
    relative.components().all(|component| matches!(component, Component::Normal(_))).then_some(relative)
}

fn is_file_name(path: &Path) -> bool {
    path.extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| FILE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|part| {
            let (name, quality) = part.split_once(';').unwrap_or((part, ""));
            name.trim().eq_ignore_ascii_case(coding)
                && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
}

/// Whether a build put a hash into the name, such as `app-3f9a0c12b4d5e6f7.js`.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|part| {
        part.len() >= 8
            && part.chars().all(|digit| digit.is_ascii_hexdigit())
            && part.chars().any(|digit| digit.is_ascii_digit())
    })
}

fn content_type(path: &Path) -> HeaderValue {
    let mime = mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream");
    let text = match mime {
        "application/javascript" | "text/javascript" => "text/javascript; charset=utf-8",
        "text/html" => "text/html; charset=utf-8",
        "text/css" => "text/css; charset=utf-8",
        "text/plain" => "text/plain; charset=utf-8",
        other => other,
    };
    HeaderValue::from_static(text)
}
