//! Security headers of the built app: what a production server is asked to send.
use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: https:; connect-src 'self'; font-src 'self'; manifest-src 'self'; frame-src 'self'; \
    media-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
    require-trusted-types-for 'script'; trusted-types preau; frame-ancestors 'self'";

/// Lets these origins show a page in a frame, beside the site itself.
pub(crate) fn allow_frames(headers: &mut HeaderMap, hosts: &[String]) {
    let policy = [POLICY, " ", &hosts.join(" ")].concat();
    // an origin that is no header's text is none that a browser would find
    if let Ok(policy) = HeaderValue::from_str(policy.trim_end()) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Lets a page ask an LMS of that origin, and show what is there.
pub(crate) fn allow_lms(headers: &mut HeaderMap, origin: &str) {
    if !is_html(headers) {
        return;
    }
    let allowed = |policy: String, name: &str| {
        policy.replace(&[name, "-src 'self'"].concat(), &[name, "-src 'self' ", origin].concat())
    };
    let policy = ["connect", "frame", "media", "img"].into_iter().fold(POLICY.to_owned(), allowed);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Lets pages of others read an answer, unless it is a page itself; what an API answers is none, also where it failed.
pub(crate) fn share(headers: &mut HeaderMap, is_api: bool) {
    if is_api || !is_html(headers) {
        headers.entry(ACCESS_CONTROL_ALLOW_ORIGIN).or_insert(HeaderValue::from_static("*"));
    }
}

/// What a browser is told that asks whether it may send along a header of ours: stories name their world by one, which no real
/// page of others does.
pub(crate) fn allowed() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("x-preau-world"));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}

fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|value| value.starts_with("text/html"))
}

/// Adds the headers; the policy on HTML only, where browsers read it.
pub(crate) fn protect(headers: &mut HeaderMap) {
    let is_html = is_html(headers);
    // Pages with a policy of their own say themselves who may show them in a frame.
    let has_policy = headers.contains_key(CONTENT_SECURITY_POLICY);
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add(X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(REFERRER_POLICY, "strict-origin-when-cross-origin");
    add(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if is_html && !has_policy {
        add(CONTENT_SECURITY_POLICY, POLICY);
        add(X_FRAME_OPTIONS, "SAMEORIGIN");
    }
}
