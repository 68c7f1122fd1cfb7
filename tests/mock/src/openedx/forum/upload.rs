//! Pictures: `POST v1/courses/{course}/upload`, and where they are afterwards.
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::errors::{Answer, Refusal};
use super::model::Upload;
use super::room::Room;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// Largest file, in bytes.
const LARGEST: usize = 1 << 20;
const ENDINGS: &[&str] = &["jpg", "jpeg", "gif", "bmp", "png", "tiff"];
/// Below it the files are.
pub(crate) const FOLDER: &str = "api/discussion/uploads";

/// Takes a picture; refusals are pages.
pub(crate) fn take(ask: &Ask<'_>, state: &mut State, key: &str) -> Answer {
    let room = Room::enter(ask, state, key).map_err(|_refused| Refusal::Html(StatusCode::FORBIDDEN))?;
    let Some((name, bytes)) = file(ask) else { return Err(Refusal::Html(StatusCode::BAD_REQUEST)) };
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) || bytes.len() > LARGEST {
        return Err(Refusal::Html(StatusCode::FORBIDDEN));
    }
    let id = format!("{}-{}.{ending}", room.key.len(), state.next());
    let content_type = mime_guess::from_ext(&ending).first_or_octet_stream().to_string();
    state.forum.uploads.insert(id.clone(), Upload { content_type, bytes: bytes.to_vec() });
    Ok(reply::ok(&json!({"location": format!("{}/{FOLDER}/{id}", ask.origin())})))
}

/// Gives a picture to whoever knows its address.
pub(crate) fn give(state: &State, id: &str) -> Answer<Response> {
    let upload = state.forum.uploads.get(id).ok_or(Refusal::Html(StatusCode::NOT_FOUND))?;
    let mut response = Response::new(Body::from(upload.bytes.clone()));
    if let Ok(kind) = HeaderValue::from_str(&upload.content_type) {
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    Ok(response)
}

/// Name and content of the part `uploaded_file`.
fn file<'a>(ask: &'a Ask<'_>) -> Option<(String, &'a [u8])> {
    let boundary = ask.header("content-type")?.split_once("boundary=")?.1.trim_matches('"');
    let boundary = format!("--{boundary}");
    let starts: Vec<usize> = memchr::memmem::find_iter(ask.body, boundary.as_bytes()).collect();
    for pair in starts.windows(2) {
        let [start, end] = pair else { continue };
        let part = ask.body.get(start + boundary.len()..*end)?;
        let head = memchr::memmem::find(part, b"\r\n\r\n")?;
        let headers = String::from_utf8_lossy(part.get(..head)?).into_owned();
        if headers.contains("name=\"uploaded_file\"") {
            let name = headers.split_once("filename=\"")?.1.split('"').next()?.to_owned();
            let content = part.get(head + 4..part.len().checked_sub(2)?)?;
            return Some((name, content));
        }
    }
    None
}
