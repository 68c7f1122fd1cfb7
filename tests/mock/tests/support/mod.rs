//! A server without network, and requests to it.
pub(crate) mod browser;
pub(crate) mod forum;
pub(crate) mod shape;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use preau_mock::{Dropped, Options, router};
use serde_json::{Value, json};
use tower::ServiceExt;

/// A server and the world that requests are made in.
#[derive(Clone)]
pub(crate) struct Mock {
    router: Router,
    world: Option<String>,
    headers: Vec<(&'static str, String)>,
}

/// An answer read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// `None` if the body broke off or the connection was to be closed.
    pub(crate) body: Option<Vec<u8>>,
    /// The connection was to be closed without an answer.
    pub(crate) dropped: bool,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        let body = self.body.as_deref().expect("a body");
        serde_json::from_slice(body).unwrap_or_else(|error| panic!("{error} in {}", String::from_utf8_lossy(body)))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone().expect("a body")).expect("UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII"))
    }
}

impl Mock {
    pub(crate) fn new(options: &Options) -> Self {
        Self { router: router(options).expect("options that work"), world: None, headers: Vec::new() }
    }

    /// The default server.
    pub(crate) fn start() -> Self {
        Self::new(&Options::default())
    }

    /// A server whose requests are made in a fresh world.
    pub(crate) async fn with(settings: Value) -> Self {
        Self::start().world(settings).await
    }

    /// The same server in a fresh world.
    pub(crate) async fn world(&self, settings: Value) -> Self {
        let answer = self.send(Method::POST, "/__mock__/worlds", settings.to_string()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        let id = answer.json()["id"].as_str().expect("an id").to_owned();
        Self { world: Some(id), ..self.clone() }
    }

    /// The same, sending a header.
    pub(crate) fn header(&self, name: &'static str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.push((name, value.to_owned()));
        other
    }

    pub(crate) fn in_english(&self) -> Self {
        self.header("accept-language", "en")
    }

    pub(crate) fn in_french(&self) -> Self {
        self.header("accept-language", "fr")
    }

    pub(crate) fn id(&self) -> &str {
        self.world.as_deref().expect("a world")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: String) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(world) = &self.world {
            request = request.header("x-preau-world", world);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let dropped = response.extensions().get::<Dropped>().is_some();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.ok().map(Vec::from);
        Answer { status: parts.status, headers: parts.headers, body, dropped }
    }

    /// A search that succeeds.
    pub(crate) async fn search(&self, query: &str) -> Value {
        let answer = self.get(&format!("/api/v1.0/courses/?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
        answer.json()
    }

    /// Titles that a search finds, in order.
    pub(crate) async fn titles(&self, query: &str) -> Vec<String> {
        let found = self.search(&format!("limit=100&scope=objects&{query}")).await;
        texts(&found["objects"], "title")
    }

    /// Counts of a filter's values by key.
    pub(crate) async fn counts(&self, filter: &str, query: &str) -> Vec<(String, u64)> {
        let found = self.search(&format!("scope=filters&{query}")).await;
        let values = found["filters"][filter]["values"].as_array().expect("values").clone();
        values
            .iter()
            .map(|value| (value["key"].as_str().unwrap().to_owned(), value["count"].as_u64().unwrap()))
            .collect()
    }

    /// The requests that this world has seen.
    pub(crate) async fn requests(&self) -> Value {
        self.get(&format!("/__mock__/worlds/{}/requests", self.id())).await.json()
    }
}

/// One key of each object of an array.
pub(crate) fn texts(objects: &Value, key: &str) -> Vec<String> {
    objects.as_array().expect("an array").iter().map(|object| object[key].as_str().unwrap().to_owned()).collect()
}

/// An open run in French, changed by `changes`.
pub(crate) fn run(changes: Value) -> Value {
    let mut run = json!({
        "start": -10, "end": 30, "enrollment_start": -40, "enrollment_end": 10, "languages": ["fr"],
    });
    run.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    run
}

/// A world with these courses alone, at a fixed time.
pub(crate) fn only(courses: Value) -> Value {
    json!({"now": "2026-09-15T09:00:00Z", "dataset": "empty", "courses": courses})
}
