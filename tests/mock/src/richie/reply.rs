//! Answers with the headers that Django gives.
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, EXPIRES, HeaderName, LOCATION, REFERRER_POLICY, SET_COOKIE, VARY,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

use super::language::COOKIE_NAME;
use super::negotiate::Format;
use crate::catalogue::languages::Lang;
use crate::clock;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// An answer before the headers that all share.
pub(crate) struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    is_json: bool,
}

impl Reply {
    fn new(status: StatusCode, content_type: Option<HeaderValue>, body: Vec<u8>) -> Self {
        let mut headers = HeaderMap::new();
        let is_json = content_type.as_ref().is_some_and(|value| value == "application/json");
        if let Some(value) = content_type {
            headers.insert(CONTENT_TYPE, value);
        }
        Self { status, headers, body, is_json }
    }

    /// JSON with that status.
    pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Self::new(status, Some(HeaderValue::from_static("application/json")), body),
            Err(error) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                Some(HTML),
                format!("<h1>Server Error (500)</h1><!-- {error} -->").into_bytes(),
            ),
        }
    }

    /// `{"detail": …}`.
    pub(crate) fn detail(status: StatusCode, detail: &str) -> Self {
        Self::json(status, &json!({"detail": detail}))
    }

    /// As [`Reply::detail`], in JSON whatever was asked for.
    pub(crate) fn refusal(status: StatusCode, detail: &str) -> Self {
        Self { is_json: false, ..Self::detail(status, detail) }
    }

    /// 404 without body.
    pub(crate) fn nothing() -> Self {
        Self::new(StatusCode::NOT_FOUND, None, Vec::new())
    }

    /// 404 with a page.
    pub(crate) fn not_found_page() -> Self {
        Self::new(StatusCode::NOT_FOUND, Some(HTML), page("Page not found", "<h1>Page not found</h1>").into_bytes())
    }

    /// 500 with a page.
    pub(crate) fn server_error() -> Self {
        let page = page("Server Error (500)", "<h1>Server Error (500)</h1>");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Some(HTML), page.into_bytes())
    }

    /// 301 or 302.
    pub(crate) fn redirect(status: StatusCode, to: &str) -> Self {
        let reply = Self::new(status, Some(HTML), Vec::new());
        reply.with_header(LOCATION.as_str(), to)
    }

    /// What OPTIONS gets.
    pub(crate) fn options() -> Self {
        let formats = json!({
            "name": "Richie", "description": "", "renders": ["application/json", "text/html"],
            "parses": ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
        });
        Self::json(StatusCode::OK, &formats).with_header("allow", "GET, HEAD, OPTIONS")
    }

    /// Adds a header; a value that no header can hold is left out.
    pub(crate) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(HeaderName::from_static(name), value);
        }
        self
    }

    /// Lets browsers keep it for ten minutes, as Richie does for filter definitions.
    pub(crate) fn cached(self) -> Self {
        let expires = clock::http_date(clock::real() + 600);
        self.with_header(CACHE_CONTROL.as_str(), "max-age=600").with_header(EXPIRES.as_str(), &expires)
    }

    /// Status so far.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// Wraps JSON into the browsable API's page if that was asked for.
    pub(crate) fn rendered(self, format: Format) -> Self {
        if format == Format::Json || !self.is_json {
            return self;
        }
        let text = String::from_utf8_lossy(&self.body).replace('&', "&amp;").replace('<', "&lt;");
        let body = page("Django REST framework", &format!("<pre>{text}</pre>")).into_bytes();
        let mut headers = self.headers;
        headers.insert(CONTENT_TYPE, HTML);
        Self { headers, body, is_json: false, status: self.status }
    }

    /// The whole answer. `cookie` is what the request's language cookie said.
    pub(crate) fn finish(self, active: Lang, cookie: Option<Lang>, sets_cookie: bool) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        let headers = response.headers_mut();
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(active.code()));
        headers.insert(VARY, HeaderValue::from_static("Accept, Accept-Language, Cookie"));
        headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        if self.status.is_success() && sets_cookie && cookie != Some(active) {
            let value = format!("{COOKIE_NAME}={}; Max-Age=31536000; Path=/", active.code());
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(SET_COOKIE, value);
            }
        }
        response
    }
}

fn page(title: &str, body: &str) -> String {
    format!("<!doctype html>\n<html lang=\"en\">\n<head><title>{title}</title></head>\n<body>{body}</body>\n</html>\n")
}
