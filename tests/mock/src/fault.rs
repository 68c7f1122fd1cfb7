//! What goes wrong on purpose: slowness, errors, dropped connections, wrong data.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Answers are held in memory while they are spoilt.
const LARGEST: usize = 64 << 20;

/// A fault as settings describe it. All that it names happens, in the order of the fields.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct FaultSpec {
    /// Beginning of the paths concerned; `*.wasm` is their end.
    pub(crate) path: String,
    /// The path must be exactly that.
    pub(crate) exact: bool,
    /// Only requests of this method; `change` is all that change something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    /// Part of the query string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) query: Option<String>,
    /// The answer comes so much later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) latency_ms: Option<u64>,
    /// The connection closes without an answer.
    pub(crate) drop: bool,
    /// 302 to an HTML page.
    pub(crate) redirect_html: bool,
    /// Status of the answer; its body is an HTML page unless `body` is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Body of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
    /// Its type: JSON for a `body` alone, else HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_type: Option<String>,
    /// Headers added to the answer, such as `retry-after`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) headers: BTreeMap<String, String>,
    /// Values put into the JSON answer, by JSON pointer; the parent must exist.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(crate) replace: Map<String, Value>,
    /// JSON pointers of what is taken out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) remove: Vec<String>,
    /// The connection closes after so many bytes of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) truncate: Option<usize>,
    /// How often it happens, then never again; always if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u64>,
}

/// A fault and how often it may still happen.
#[derive(Debug)]
pub(crate) struct Fault {
    spec: FaultSpec,
    left: AtomicU64,
}

/// Marks an answer that must not be sent: the connection closes instead.
#[derive(Debug, Clone, Copy)]
pub struct Dropped;

/// An answer that is none: the connection closes.
pub(crate) fn dropped() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Dropped);
    response
}

impl Fault {
    /// A fault that has not happened yet.
    pub(crate) fn new(spec: FaultSpec) -> Self {
        Self { left: AtomicU64::new(spec.times.unwrap_or(u64::MAX)), spec }
    }

    /// Whether it happens to a request now; counts it.
    pub(crate) fn strikes(&self, method: &Method, uri: &Uri) -> bool {
        self.concerns(method, uri)
            && self
                .left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| match left {
                    u64::MAX => Some(u64::MAX),
                    left => left.checked_sub(1),
                })
                .is_ok()
    }

    fn concerns(&self, method: &Method, uri: &Uri) -> bool {
        let is_meant = match self.spec.method.as_deref() {
            None => true,
            Some("change") => !method.is_safe(),
            Some(only) => method.as_str() == only,
        };
        let wanted = self.spec.path.as_str();
        let path = uri.path();
        let fits = if self.spec.exact {
            path == wanted
        } else if let Some(end) = wanted.strip_prefix('*') {
            path.ends_with(end)
        } else {
            path.starts_with(wanted.trim_end_matches('*'))
        };
        is_meant && fits && self.spec.query.as_deref().is_none_or(|part| uri.query().unwrap_or("").contains(part))
    }

    /// Waits as long as the fault says.
    pub(crate) async fn delay(&self) {
        if let Some(latency) = self.spec.latency_ms {
            tokio::time::sleep(Duration::from_millis(latency)).await;
        }
    }

    /// The answer instead of any, if the fault needs none to spoil.
    pub(crate) fn instead(&self) -> Option<Response> {
        let spec = &self.spec;
        let mut response = Response::new(Body::empty());
        if spec.drop {
            return Some(dropped());
        }
        if spec.redirect_html {
            *response.status_mut() = StatusCode::FOUND;
            response.headers_mut().insert(LOCATION, HeaderValue::from_static("/__mock__/page"));
            return Some(response);
        }
        if spec.status.is_none() && spec.body.is_none() {
            return None;
        }
        let status = spec.status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(StatusCode::OK);
        let page = || format!("<!doctype html>\n<title>{status}</title>\n<h1>{status}</h1>\n");
        let default_type =
            if spec.body.is_some() && spec.status.is_none() { "application/json" } else { "text/html; charset=utf-8" };
        let content_type = spec.content_type.as_deref().unwrap_or(default_type);
        *response.body_mut() = Body::from(spec.body.clone().unwrap_or_else(page));
        *response.status_mut() = status;
        if let Ok(value) = HeaderValue::from_str(content_type) {
            response.headers_mut().insert(CONTENT_TYPE, value);
        }
        Some(response)
    }

    /// The answer, spoilt.
    pub(crate) async fn spoil(&self, mut response: Response) -> Response {
        let spec = &self.spec;
        for (name, value) in &spec.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        if spec.replace.is_empty() && spec.remove.is_empty() && spec.truncate.is_none() {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let Ok(mut bytes) = to_bytes(body, LARGEST).await else {
            return Response::from_parts(parts, Body::empty());
        };
        let is_changed = !(spec.replace.is_empty() && spec.remove.is_empty());
        if is_changed && let Ok(mut value) = serde_json::from_slice::<Value>(&bytes) {
            spec.replace.iter().for_each(|(pointer, new)| replace(&mut value, pointer, new.clone()));
            spec.remove.iter().for_each(|pointer| remove(&mut value, pointer));
            bytes = Bytes::from(value.to_string());
        }
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        let body = match spec.truncate {
            Some(length) if length < bytes.len() => cut(bytes.slice(..length)),
            _ => Body::from(bytes),
        };
        Response::from_parts(parts, body)
    }
}

/// A body that breaks off after these bytes. The pause lets the connection send them first.
fn cut(bytes: Bytes) -> Body {
    let broken = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "broken off on purpose");
    let end = stream::once(async {
        tokio::task::yield_now().await;
        Err(broken)
    });
    Body::from_stream(stream::iter([Ok(bytes)]).chain(end))
}

fn parent<'a>(value: &'a mut Value, pointer: &str) -> Option<(&'a mut Value, String)> {
    let (parent, key) = pointer.rsplit_once('/')?;
    Some((value.pointer_mut(parent)?, key.replace("~1", "/").replace("~0", "~")))
}

fn replace(value: &mut Value, pointer: &str, new: Value) {
    if pointer.is_empty() {
        *value = new;
        return;
    }
    match parent(value, pointer) {
        Some((Value::Object(object), key)) => {
            object.insert(key, new);
        }
        Some((Value::Array(items), key)) => match key.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
            Some(item) => *item = new,
            None => items.push(new),
        },
        _ => {}
    }
}

fn remove(value: &mut Value, pointer: &str) {
    match parent(value, pointer) {
        Some((Value::Object(object), key)) => {
            object.remove(&key);
        }
        Some((Value::Array(items), key)) => {
            if let Some(index) = key.parse::<usize>().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}
