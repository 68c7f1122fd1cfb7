//! What the hosts of the invented issuer answer: documents, and every way not to.
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use serde_json::Value;

use super::achievements::named;
use super::bake::{Generation, into_png};
use super::hosts::{Hosts, Which};
use super::{ob2, ob3};
use crate::fault::dropped;
use crate::openedx::reply::escaped;

/// Longer than anybody waits.
const SLOW: Duration = Duration::from_mins(1);
/// Pieces of an answer without end, 64 KiB each: it ends all the same, for those who do not give up.
const PIECES: usize = 1024;

/// Type of the documents of both generations.
const LD_JSON: &str = "application/ld+json";

/// The answer of a host to a request for a path.
pub(crate) async fn answer(hosts: &Hosts, which: Which, method: &Method, path: &str) -> Response {
    let mut response = if *method == Method::GET || *method == Method::HEAD {
        let given = given(hosts, which, path).await;
        given.unwrap_or_else(|error| text(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", error))
    } else {
        text(StatusCode::METHOD_NOT_ALLOWED, "text/plain", String::new())
    };
    if which == Which::Open {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}

async fn given(hosts: &Hosts, which: Which, path: &str) -> Result<Response, String> {
    let base = hosts.base(which);
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let found = match segments.as_slice() {
        ["ob2", "assertions", file] => return assertion(base, file).await,
        ["ob2", rest @ ..] => ob2::document(base, rest)?.map(|document| ld_json(&document)),
        ["ob3", rest @ ..] => ob3::document(base, rest)?.map(|(kind, body)| text(StatusCode::OK, kind, body)),
        ["images", file] => picture(file),
        ["criteria", slug] => named(slug).map(|achievement| {
            let (name, about) = (escaped(achievement.name), escaped(achievement.description));
            let page = format!(
                "<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<title>{name}</title>\n\
                 <main><h1>{name}</h1><p>{about}</p></main>\n</html>\n"
            );
            text(StatusCode::OK, "text/html; charset=utf-8", page)
        }),
        _ => None,
    };
    Ok(found.unwrap_or_else(missing))
}

/// An assertion, or the ways in which there is none to be had.
async fn assertion(base: &str, file: &str) -> Result<Response, String> {
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    match name {
        "silent" => return Ok(dropped()),
        "broken" => return Ok(text(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "Server error\n".to_owned())),
        "page" => {
            let page = "<!doctype html>\n<title>Maintenance</title>\n<h1>Maintenance</h1>\n".to_owned();
            return Ok(text(StatusCode::OK, "text/html; charset=utf-8", page));
        }
        "revoked-quiet" => return Ok(text(StatusCode::GONE, "text/plain", String::new())),
        "moved" if ending == "json" => {
            let mut response = text(StatusCode::FOUND, "text/plain", String::new());
            response.headers_mut().insert(LOCATION, HeaderValue::from_static("/ob2/assertions/moved-here.json"));
            return Ok(response);
        }
        "endless" => return Ok(endless()),
        "slow" => tokio::time::sleep(SLOW).await,
        _ => {}
    }
    let Some(assertion) = ob2::hosted(if name == "moved-here" { "moved" } else { name }) else {
        return Ok(missing());
    };
    let document = assertion.document(base);
    if ending == "png" {
        let picture = into_png(&assertion.of.png(), Generation::Two, &document.to_string());
        return Ok(bytes("image/png", picture));
    }
    let mut response = ld_json(&document);
    if name == "revoked" {
        *response.status_mut() = StatusCode::GONE;
    }
    Ok(response)
}

/// White space that does not end.
fn endless() -> Response {
    let piece = Bytes::from(vec![b' '; 65_536]);
    let pieces = stream::iter(std::iter::repeat_n(piece, PIECES).map(Ok::<_, std::io::Error>));
    let mut response = Response::new(Body::from_stream(pieces));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(LD_JSON));
    response
}

/// The picture of an achievement by its file's name.
pub(crate) fn picture(file: &str) -> Option<Response> {
    let (slug, ending) = file.rsplit_once('.')?;
    let achievement = named(slug)?;
    Some(match ending {
        "png" => bytes("image/png", achievement.png()),
        _ => bytes("image/svg+xml", achievement.svg().into_bytes()),
    })
}

fn ld_json(document: &Value) -> Response {
    text(StatusCode::OK, LD_JSON, document.to_string())
}

fn missing() -> Response {
    text(StatusCode::NOT_FOUND, "application/json", "{\"detail\": \"Not found.\"}".to_owned())
}

fn text(status: StatusCode, kind: &'static str, text: String) -> Response {
    let mut response = bytes(kind, text.into_bytes());
    *response.status_mut() = status;
    response
}

fn bytes(kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
