//! Files of courses: whole, or the part that a player asks for.
use axum::body::Body;
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RANGE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use crate::openedx::ask::Ask;
use crate::openedx::reply;

/// `/asset-v1:ORG+NUMBER+RUN+type@asset+block@NAME`
pub(super) fn answer(ask: &Ask<'_>, asset: &str) -> Response {
    let file = asset.strip_prefix("asset-v1:").and_then(|rest| rest.split_once("+type@asset+block@"));
    let found = file.and_then(|(key, name)| Some((name, ask.course(&format!("course-v1:{key}"))?.file(name)?)));
    let Some((name, bytes)) = found else {
        return super::missing();
    };
    let range = ask.parts.headers.get(RANGE).and_then(|range| range.to_str().ok());
    let mut response = match range.map(|range| part(range, bytes)) {
        Some(Some((start, part))) => {
            let mut response = Response::new(Body::from(part));
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            let last = start + part.len().saturating_sub(1);
            set(&mut response, &format!("bytes {start}-{last}/{}", bytes.len()));
            response
        }
        Some(None) => {
            let mut response = reply::empty(StatusCode::RANGE_NOT_SATISFIABLE);
            set(&mut response, &format!("bytes */{}", bytes.len()));
            response
        }
        None => Response::new(Body::from(bytes)),
    };
    let headers = response.headers_mut();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    // not the app's: a tool has scripts of its own
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(super::page::POLICY));
    response
}

fn set(response: &mut Response, range: &str) {
    if let Ok(range) = HeaderValue::from_str(range) {
        response.headers_mut().insert(CONTENT_RANGE, range);
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "xhtml" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The bytes of `bytes=START-END`, `bytes=START-` or `bytes=-LAST` with where they start; `None` if there are none.
fn part<'a>(range: &str, bytes: &'a [u8]) -> Option<(usize, &'a [u8])> {
    let (start, end) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (start, end) = if start.is_empty() {
        (bytes.len().saturating_sub(end.parse().ok()?), bytes.len())
    } else {
        let end = if end.is_empty() { bytes.len() } else { end.parse::<usize>().ok()?.saturating_add(1) };
        (start.parse().ok()?, end.min(bytes.len()))
    };
    bytes.get(start..end).filter(|part| !part.is_empty()).map(|part| (start, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_first_to_last_both_included() {
        assert_eq!(part("bytes=1-2", b"abcd"), Some((1, &b"bc"[..])));
        assert_eq!(part("bytes=2-", b"abcd"), Some((2, &b"cd"[..])));
        assert_eq!(part("bytes=-1", b"abcd"), Some((3, &b"d"[..])));
        assert_eq!(part("bytes=0-99", b"abcd"), Some((0, &b"abcd"[..])));
        assert_eq!(part("bytes=4-", b"abcd"), None);
        assert_eq!(part("lines=1-2", b"abcd"), None);
    }
}
