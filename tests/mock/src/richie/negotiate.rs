//! Which form an answer takes: Django REST framework's content negotiation.
use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use axum::http::request::Parts;

/// Form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON.
    Json,
    /// The browsable API's page.
    Page,
}

/// What `Accept` (or `?format=`) asks for. Qualities are ignored, as the framework does.
///
/// # Errors
/// 406 when nothing fits, 404 for an unknown `format`.
pub(crate) fn format(parts: &Parts, wanted: Option<&str>) -> Result<Format, StatusCode> {
    match wanted {
        Some("json") => return Ok(Format::Json),
        Some("api") => return Ok(Format::Page),
        Some("") | None => {}
        Some(_) => return Err(StatusCode::NOT_FOUND),
    }
    let Some(accept) = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok()) else {
        return Ok(Format::Json);
    };
    let ranges: Vec<&str> = accept.split(',').map(|range| range.split(';').next().unwrap_or("").trim()).collect();
    let has = |range: &str| ranges.contains(&range);
    for (json, page) in [("application/json", "text/html"), ("application/*", "text/*"), ("*/*", "*/*")] {
        if has(json) {
            return Ok(Format::Json);
        }
        if has(page) {
            return Ok(Format::Page);
        }
    }
    Err(StatusCode::NOT_ACCEPTABLE)
}
