//! Answers in the forms that Django and its REST framework give them.
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

/// JSON with that status.
pub(crate) fn with_status(status: StatusCode, value: &Value) -> Response {
    body(status, "application/json", value.to_string())
}

/// JSON, all well.
pub(crate) fn ok(value: &Value) -> Response {
    with_status(StatusCode::OK, value)
}

/// `{"detail": …}`.
pub(crate) fn detail(status: StatusCode, text: &str) -> Response {
    with_status(status, &json!({"detail": text}))
}

/// `{"developer_message": …}`, as courseware and blocks say it.
pub(crate) fn developer(status: StatusCode, text: &str) -> Response {
    with_status(status, &json!({"developer_message": text}))
}

/// 401 of a view that needs a login.
pub(crate) fn sign_in_needed() -> Response {
    let mut response = detail(StatusCode::UNAUTHORIZED, "Authentication credentials were not provided.");
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("JWT realm=\"api\""));
    response
}

/// `{"detail": "Not found."}`.
pub(crate) fn not_found() -> Response {
    detail(StatusCode::NOT_FOUND, "Not found.")
}

/// 405.
pub(crate) fn wrong_method(method: &str) -> Response {
    detail(StatusCode::METHOD_NOT_ALLOWED, &format!("Method \"{method}\" not allowed."))
}

/// Text with that status.
pub(crate) fn text(status: StatusCode, text: &str) -> Response {
    body(status, "text/html; charset=utf-8", text.to_owned())
}

/// A page.
pub(crate) fn html(status: StatusCode, page: String) -> Response {
    body(status, "text/html; charset=utf-8", page)
}

/// No body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// 302.
pub(crate) fn redirect(address: &str) -> Response {
    let mut response = empty(StatusCode::FOUND);
    match HeaderValue::from_str(address) {
        Ok(address) => {
            response.headers_mut().insert(LOCATION, address);
            response
        }
        Err(error) => text(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

/// Adds cookies; a value that is none is left out.
pub(crate) fn with_cookies(mut response: Response, cookies: &[String]) -> Response {
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

/// Text made safe inside HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn body(status: StatusCode, content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
