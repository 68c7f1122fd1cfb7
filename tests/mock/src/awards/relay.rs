//! `GET /__mock__/relay?url=…`: asks the issuers of badges for a page that may not, as an institution's own relay does.
//!
//! It answers for the mock's own issuers and for the hosts of the fixtures, and drops the connection for all others.
use std::path::Path;

use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;

use super::fixture_hosts::FixtureHosts;
use super::issuer::Issuers;
use crate::fault::dropped;
use crate::openedx::reply;

/// Where it is.
pub(crate) const PATH: &str = "/__mock__/relay";

/// See the module.
#[derive(Debug)]
pub(crate) struct Relay {
    fixtures: Option<FixtureHosts>,
}

impl Relay {
    /// With the hosts of that folder, else with those beside the project.
    ///
    /// # Errors
    /// Says what cannot be read of the folder.
    pub(crate) fn new(fixture_hosts: Option<&Path>) -> Result<Self, String> {
        let fixtures = match fixture_hosts {
            Some(folder) => Some(FixtureHosts::read(folder)?),
            None => FixtureHosts::beside_the_project(),
        };
        Ok(Self { fixtures })
    }

    /// Status, type and body of what the address answers.
    pub(crate) async fn answer(&self, issuers: Issuers<'_>, parts: &Parts) -> Response {
        if parts.method != Method::GET {
            return reply::wrong_method(parts.method.as_str());
        }
        let query = parts.uri.query().unwrap_or("").as_bytes();
        let Some((_, url)) = form_urlencoded::parse(query).find(|(name, _)| name == "url") else {
            return reply::html(StatusCode::BAD_REQUEST, "<h1>url is missing</h1>".to_owned());
        };
        if let Some((which, path)) = issuers.hosts.find(&url) {
            let response = issuers.answer(which, &Method::GET, path).await;
            // a relay goes where it is sent, once
            let moved = response.headers().get(LOCATION).and_then(|place| place.to_str().ok()).map(str::to_owned);
            return match moved.as_deref().and_then(|place| issuers.hosts.find(place)) {
                Some((which, path)) => issuers.answer(which, &Method::GET, path).await,
                None => response,
            };
        }
        match &self.fixtures {
            Some(fixtures) => fixtures.answer(&url).await,
            None => dropped(),
        }
    }
}
