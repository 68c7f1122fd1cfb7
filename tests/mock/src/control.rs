//! `/__mock__/…`: what tests tell the server.
use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::openedx::forum::happen::happen;
use crate::world::{Worlds, locked};

/// Settings with thousands of courses fit.
const LARGEST: usize = 64 << 20;

/// The answer to a request below `/__mock__/`.
pub(crate) async fn answer(worlds: &Worlds, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().trim_start_matches("/__mock__/").trim_end_matches('/').to_owned();
    let segments: Vec<&str> = path.split('/').collect();
    match (&parts.method, segments.as_slice()) {
        (&Method::GET, ["page"]) => page(),
        (&Method::POST, ["worlds"]) => match settings(body).await {
            Ok(settings) => match worlds.create(settings) {
                Ok(id) => json_answer(StatusCode::CREATED, &json!({"id": id})),
                Err(error) => refusal(StatusCode::BAD_REQUEST, &error),
            },
            Err(error) => refusal(StatusCode::BAD_REQUEST, &error),
        },
        (&Method::GET, ["worlds", id]) => match worlds.get(id) {
            Some(world) => json_answer(StatusCode::OK, &world.to_json()),
            None => unknown(id),
        },
        (&Method::PATCH, ["worlds", id]) => match settings(body).await {
            Ok(changes) => match worlds.change(id, changes) {
                Some(Ok(world)) => json_answer(StatusCode::OK, &world.to_json()),
                Some(Err(error)) => refusal(StatusCode::BAD_REQUEST, &error),
                None => unknown(id),
            },
            Err(error) => refusal(StatusCode::BAD_REQUEST, &error),
        },
        (&Method::POST, ["worlds", id, "forum"]) => match (worlds.get(id), settings(body).await) {
            (Some(world), Ok(order)) => match happen(&world, &Value::Object(order)) {
                Ok(done) => json_answer(StatusCode::OK, &done),
                Err(error) => refusal(StatusCode::BAD_REQUEST, &error),
            },
            (None, _) => unknown(id),
            (_, Err(error)) => refusal(StatusCode::BAD_REQUEST, &error),
        },
        (&Method::DELETE, ["worlds", id]) => {
            if worlds.remove(id) {
                done()
            } else {
                unknown(id)
            }
        }
        (&Method::GET, ["worlds", id, "requests"]) => match worlds.get(id) {
            Some(world) => json_answer(StatusCode::OK, &json!(*locked(&world.log))),
            None => unknown(id),
        },
        (&Method::DELETE, ["worlds", id, "requests"]) => match worlds.get(id) {
            Some(world) => {
                locked(&world.log).clear();
                done()
            }
            None => unknown(id),
        },
        _ => refusal(StatusCode::NOT_FOUND, "no such control"),
    }
}

/// What a request names that no world has.
pub(crate) fn unknown(id: &str) -> Response {
    refusal(StatusCode::NOT_FOUND, &format!("no world \"{id}\": make one with POST /__mock__/worlds"))
}

async fn settings(body: Body) -> Result<Map<String, Value>, String> {
    let bytes = to_bytes(body, LARGEST).await.map_err(|error| error.to_string())?;
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(settings)) => Ok(settings),
        Ok(_) => Err("settings are a JSON object".to_owned()),
        Err(error) => Err(format!("settings are no JSON: {error}")),
    }
}

/// Where faults redirect to: what a proxy's sign-in page looks like to a program.
fn page() -> Response {
    let page = "<!doctype html>\n<html lang=\"en\">\n<title>Sign in</title>\n<h1>Please sign in to this network</h1>\n";
    let mut response = Response::new(Body::from(page));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn json_answer(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn refusal(status: StatusCode, error: &str) -> Response {
    json_answer(status, &json!({"error": error}))
}

fn done() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
