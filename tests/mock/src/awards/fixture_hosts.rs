//! The invented hosts of the badge fixtures: what each of their addresses answers, as `http-map.json` tells it.
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use crate::fault::dropped;

/// What one address answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    #[serde(default)]
    status: u16,
    #[serde(default)]
    content_type: String,
    /// Pages of other origins may read it.
    #[serde(default)]
    cors: bool,
    #[serde(default)]
    network_error: bool,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    body: Option<String>,
}

#[derive(Deserialize)]
struct Map {
    resources: HashMap<String, Resource>,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct FixtureHosts {
    folder: PathBuf,
    resources: HashMap<String, Resource>,
}

impl FixtureHosts {
    /// Those of a folder with `http-map.json`.
    ///
    /// # Errors
    /// Says what cannot be read.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join("http-map.json");
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| failed(&error))?;
        let map: Map = serde_json::from_str(&text).map_err(|error| failed(&error))?;
        Ok(Self { folder: folder.to_owned(), resources: map.resources })
    }

    /// Those beside the project, where they are: `badges` in `PREAU_FIXTURES`, else in `../shared/fixtures`.
    pub(crate) fn beside_the_project() -> Option<Self> {
        let folder = std::env::var_os("PREAU_FIXTURES").map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures")),
            PathBuf::from,
        );
        Self::read(&folder.join("badges")).ok()
    }

    /// The answer as a page of another origin gets it: what it may not read is as good as no answer.
    pub(crate) async fn answer(&self, url: &str) -> Response {
        let url = url.split('#').next().unwrap_or(url);
        let Some(resource) = self.resources.get(url).filter(|resource| resource.cors && !resource.network_error) else {
            return dropped();
        };
        let body = match &resource.file {
            Some(file) => match tokio::fs::read(self.folder.join(file)).await {
                Ok(bytes) => Body::from(bytes),
                Err(_) => return dropped(),
            },
            None => Body::from(resource.body.clone().unwrap_or_default()),
        };
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(resource.status).unwrap_or_default();
        if let Ok(value) = HeaderValue::from_str(&resource.content_type) {
            response.headers_mut().insert(CONTENT_TYPE, value);
        }
        response
    }
}
