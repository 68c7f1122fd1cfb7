//! Pictures: drawn from their path, so that the same path always shows the same picture.
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;

/// The picture of a path below `/media/`, whatever its ending says.
pub(crate) fn answer(path: &str) -> Response {
    let mut response = Response::new(Body::from(draw(path)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}

fn draw(path: &str) -> String {
    let hue = path.bytes().fold(7_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    }) % 360;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 170\"><rect width=\"300\" height=\"170\" fill=\"hsl({hue} 45% 45%)\"/></svg>"
    )
}
