//! What the hosts of the invented issuer answer: documents, and every way not to.
use std::collections::BTreeMap;
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
use crate::world::Worlds;

/// Longer than anybody waits.
const SLOW: Duration = Duration::from_mins(1);
/// Pieces of an answer without end, 64 KiB each: it ends all the same, for those who do not give up.
const PIECES: usize = 1024;

/// Type of the documents of both generations.
const LD_JSON: &str = "application/ld+json";

/// Where the hosts are, and the worlds in which they answer differently.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Issuers<'a> {
    /// Where they are.
    pub(crate) hosts: &'a Hosts,
    /// All of them.
    pub(crate) worlds: &'a Worlds,
}

/// How a world wants addresses to be answered, by the name of the last part.
type Answers = BTreeMap<String, String>;

impl Issuers<'_> {
    /// The answer of a host to a request for a path; below `/w/{id}` it is that of a world.
    pub(crate) async fn answer(self, which: Which, method: &Method, path: &str) -> Response {
        let mut response = if *method == Method::GET || *method == Method::HEAD {
            let given = self.given(which, path).await;
            given.unwrap_or_else(|error| text(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", error))
        } else {
            text(StatusCode::METHOD_NOT_ALLOWED, "text/plain", String::new())
        };
        if which == Which::Open {
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        response
    }

    async fn given(self, which: Which, path: &str) -> Result<Response, String> {
        let base = self.hosts.base(which);
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments.as_slice() {
            ["w", id, rest @ ..] => match self.worlds.get(id) {
                Some(world) => document(&world.issuer(which), &world.settings.lms.awards.answers, rest).await,
                None => Ok(missing()),
            },
            segments => document(base, &Answers::new(), segments).await,
        }
    }
}

async fn document(base: &str, answers: &Answers, segments: &[&str]) -> Result<Response, String> {
    let last = segments.last().copied().unwrap_or_default();
    let (name, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let is_assertion = matches!(segments, ["ob2", "assertions", _]);
    let how = answers.get(name).map_or(if is_assertion { name } else { "" }, String::as_str);
    if let Some(response) = failure(how).await {
        return Ok(response);
    }
    let found = match segments {
        ["ob2", "assertions", _] => assertion(base, name, how, ending),
        ["ob2", rest @ ..] => ob2::document(base, rest)?.map(|document| ld_json(&document)),
        ["ob3", rest @ ..] => {
            ob3::document(base, rest, how == "withdrawn")?.map(|(kind, body)| text(StatusCode::OK, kind, body))
        }
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

/// The ways in which there is nothing to be had.
async fn failure(how: &str) -> Option<Response> {
    Some(match how {
        "silent" => dropped(),
        "missing" => missing(),
        "broken" => text(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", "Server error\n".to_owned()),
        "page" => {
            let page = "<!doctype html>\n<title>Maintenance</title>\n<h1>Maintenance</h1>\n".to_owned();
            text(StatusCode::OK, "text/html; charset=utf-8", page)
        }
        "revoked-quiet" => text(StatusCode::GONE, "text/plain", String::new()),
        "endless" => endless(),
        "slow" => {
            tokio::time::sleep(SLOW).await;
            return None;
        }
        _ => return None,
    })
}

/// An assertion, by the name in its address and how it is answered.
fn assertion(base: &str, name: &str, how: &str, ending: &str) -> Option<Response> {
    if how == "moved" && ending == "json" {
        let mut response = text(StatusCode::FOUND, "text/plain", String::new());
        let place = HeaderValue::from_str(&ob2::url(base, &format!("{name}-here"))).ok()?;
        response.headers_mut().insert(LOCATION, place);
        return Some(response);
    }
    let name = name.strip_suffix("-here").unwrap_or(name);
    let own = || ob2::hosted(name);
    let assertion = if matches!(how, "moved" | "slow") { own() } else { ob2::hosted(how).or_else(own) }?;
    let document = assertion.document(base, name);
    if ending == "png" {
        let picture = into_png(&assertion.of.png(), Generation::Two, &document.to_string());
        return Some(bytes("image/png", picture));
    }
    let mut response = ld_json(&document);
    if how == "revoked" {
        *response.status_mut() = StatusCode::GONE;
    }
    Some(response)
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
