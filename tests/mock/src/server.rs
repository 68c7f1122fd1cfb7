//! Which part of the server a request goes to.
mod start;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
pub use start::{Options, Running, StartError, serve};

use crate::awards::hosts::{Hosts, Which};
use crate::awards::issuer::{self, Issuers};
use crate::awards::relay::{self, Relay};
use crate::awards::samples;
use crate::data::Dataset;
use crate::openedx::ask::at_port;
use crate::openedx::course::LmsDataset;
use crate::openedx::unit::Later;
use crate::settings::{Defaults, Ports};
use crate::site::Site;
use crate::world::{DEFAULT, LogEntry, World, Worlds, locked};
use crate::{clock, control, embedders, media, openedx, richie, security};

/// Header and cookie that choose a world.
const WORLD_HEADER: &str = "x-preau-world";
const WORLD_COOKIE: &str = "preau_world";

/// Pages of the app for frames of others.
const EMBEDDED: &str = "/embed/";
/// Where the page leads who has no JavaScript.
const WITHOUT_JAVASCRIPT: &str = "/without-javascript";

/// No write to the LMS is larger.
const LARGEST_BODY: usize = 4 << 20;

#[derive(Debug)]
struct Server {
    worlds: Worlds,
    site: Option<Site>,
    relay: Relay,
    hosts: Arc<Hosts>,
}

/// The server without network, for tests.
///
/// # Errors
/// When an option or the data is wrong.
pub fn router(options: &Options) -> Result<Router, StartError> {
    Server::new(options).map(|server| routed(Arc::new(server)))
}

fn routed(server: Arc<Server>) -> Router {
    Router::new().fallback(handle).with_state(server)
}

/// The LMS of all worlds at an origin of its own.
fn routed_lms(server: Arc<Server>) -> Router {
    Router::new().fallback(handle_lms).with_state(server)
}

/// Came to the LMS's own origin.
#[derive(Debug, Clone, Copy)]
struct AtLms;

impl Server {
    fn new(options: &Options) -> Result<Self, StartError> {
        let now = options.now.as_deref().map(clock::parse).transpose().map_err(StartError::Setup)?;
        let dataset = options.courses.map_or(Dataset::Own, Dataset::Generated);
        let lms_dataset = options.units.map_or(LmsDataset::Own, LmsDataset::Units);
        let (open, closed) = options.issuers.unwrap_or((8091, 8092));
        let hosts = Arc::new(Hosts::at(open, closed));
        let replies = options.replies.unwrap_or(0);
        let embed_hosts = embedders::origins(options.embedders.unwrap_or(8093));
        let trusted_origins = options.trusted_origins.clone();
        let hosts_of_badges = Arc::clone(&hosts);
        let ports = Ports { site: options.port, lms: options.lms.unwrap_or(8094) };
        let defaults = Defaults {
            now,
            dataset,
            lms_dataset,
            replies,
            hosts: hosts_of_badges,
            embed_hosts,
            trusted_origins,
            ports,
        };
        let worlds = Worlds::new(defaults).map_err(StartError::Setup)?;
        let relay = Relay::new(options.fixture_hosts.as_deref()).map_err(StartError::Setup)?;
        // keys are read before somebody waits for them
        hosts.configuration(&hosts.open).map_err(StartError::Setup)?;
        Ok(Self { worlds, site: options.site.clone().map(Site::new), relay, hosts })
    }

    /// Whether pages of others may read the catalogue of the world that a request names.
    fn shares_catalogue(&self, headers: &HeaderMap) -> bool {
        let world = self.worlds.get(world_id(headers).as_deref().unwrap_or(DEFAULT));
        world.is_some_and(|world| world.settings.shared_catalogue)
    }

    fn issuers(&self) -> Issuers<'_> {
        Issuers { hosts: &self.hosts, worlds: &self.worlds }
    }
}

async fn handle(State(server): State<Arc<Server>>, request: Request) -> Response {
    let is_open = is_open(request.uri().path());
    let is_api = richie::is_api(request.uri().path());
    if is_open && request.method() == Method::OPTIONS {
        return security::allowed();
    }
    let is_shared = is_open && (!is_api || server.shares_catalogue(request.headers()));
    let mut response = route(&server, request).await;
    security::protect(response.headers_mut());
    if is_shared {
        security::share(response.headers_mut(), is_api);
    }
    response
}

async fn handle_lms(State(server): State<Arc<Server>>, mut request: Request) -> Response {
    if let Some(response) = openedx::elsewhere::asked_before(request.method(), request.headers()) {
        return response;
    }
    let path = request.uri().path();
    if !(openedx::is_lms(path) || openedx::session::is_door(path) || path.starts_with("/media/")) {
        return openedx::reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    }
    request.extensions_mut().insert(AtLms);
    route(&server, request).await
}

/// Whether pages of others may read it: what elements in such pages need (docs/embedding.md).
fn is_open(path: &str) -> bool {
    !openedx::is_lms(path) && !path.starts_with("/__mock__/")
}

async fn route(server: &Server, request: Request) -> Response {
    let path = request.uri().path();
    if let Some(name) = path.strip_prefix(samples::FOLDER) {
        let name = name.to_owned();
        return samples::answer(&server.hosts, &request.into_parts().0, &name);
    }
    let is_control = path.starts_with("/__mock__/") && path != relay::PATH;
    if is_control && !openedx::session::is_door(path) {
        return control::answer(&server.worlds, request).await;
    }
    let id = world_id(request.headers());
    let Some(world) = server.worlds.get(id.as_deref().unwrap_or(DEFAULT)) else {
        return control::unknown(id.as_deref().unwrap_or(DEFAULT));
    };
    if is_control {
        let mut response = openedx::session::door(&world, &request.into_parts().0);
        openedx::elsewhere::hide_cookies(&world, response.headers_mut());
        return response;
    }
    let (parts, body) = request.into_parts();
    let is_lms = openedx::is_lms(parts.uri.path());
    let body = if is_lms { to_bytes(body, LARGEST_BODY).await.unwrap_or_default() } else { Bytes::new() };
    let is_noted = is_lms || richie::is_api(parts.uri.path()) || parts.uri.path() == relay::PATH;
    let noted = is_noted.then(|| note(&world, &parts, &body));
    let response = with_faults(server, &world, &parts, &body).await;
    if let Some(position) = noted
        && let Some(entry) = locked(&world.log).get_mut(position)
    {
        entry.status = Some(response.status().as_u16());
    }
    response
}

async fn with_faults(server: &Server, world: &World, parts: &Parts, body: &[u8]) -> Response {
    let Some(fault) = world.faults.iter().find(|fault| fault.strikes(&parts.method, &parts.uri)) else {
        return healthy(server, world, parts, body).await;
    };
    fault.delay().await;
    let response = match fault.instead() {
        Some(response) => response,
        None => healthy(server, world, parts, body).await,
    };
    fault.spoil(response).await
}

async fn healthy(server: &Server, world: &World, parts: &Parts, body: &[u8]) -> Response {
    let path = parts.uri.path();
    if openedx::is_lms(path) && is_here(world, parts) {
        let mut response = openedx::answer(world, parts, body);
        openedx::elsewhere::hide_cookies(world, response.headers_mut());
        if let Some(Later(milliseconds)) = response.extensions().get() {
            tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
        }
        return response;
    }
    if path == relay::PATH {
        return server.relay.answer(server.issuers(), parts).await;
    }
    if richie::is_api(path) {
        return richie::answer(world, parts);
    }
    if let Some(picture) = path.strip_prefix("/media/badge_classes/").and_then(issuer::picture) {
        return picture;
    }
    if let Some(picture) = path.strip_prefix("/media/") {
        return media::answer(picture);
    }
    if path == WITHOUT_JAVASCRIPT {
        return away(&catalogue_page(world, server.site.as_ref()).await);
    }
    if let Some(page) = richie::page::answer(world, path, &parts.headers) {
        return page;
    }
    if path == "/config.json" {
        let is_demonstration = world_id(&parts.headers).is_none() && matches!(world.settings.dataset, Dataset::Own);
        return configuration(world, server.site.as_ref(), is_demonstration, &parts.headers).await;
    }
    if let Some(site) = &server.site {
        let mut response = openedx::session::handed_out(world, parts, site.answer(parts).await);
        if world.settings.lms_elsewhere.is_some() {
            security::allow_lms(response.headers_mut(), &at_port(&parts.headers, world.ports.lms));
        }
        if path.starts_with(EMBEDDED) {
            security::allow_frames(response.headers_mut(), &embed_hosts(world, site).await);
        }
        return response;
    }
    let mut response = Response::new(Body::from("No app is served here; the API is below /api/v1.0/.\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Whether the LMS is where the request came to. The services beside it stay with the site.
fn is_here(world: &World, parts: &Parts) -> bool {
    world.settings.lms_elsewhere.is_none()
        || parts.extensions.get::<AtLms>().is_some()
        || parts.uri.path().starts_with("/services/")
}

/// Who may show the views in a frame: whom the world names, unless the site's own configuration says it.
async fn embed_hosts(world: &World, site: &Site) -> Vec<String> {
    let own = site.text("config.json").await.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let own = own.and_then(|config| serde_json::from_value(config.pointer("/embed/hosts")?.clone()).ok());
    own.unwrap_or_else(|| world.settings.embed_hosts.clone())
}

/// The platform's own catalogue: the one that the site's configuration names, else the stand-in for Richie's.
async fn catalogue_page(world: &World, site: Option<&Site>) -> String {
    let text = if let Some(site) = site { site.text("config.json").await } else { None };
    let config = text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let named = config.and_then(|config| config.get("catalogue_page")?.as_str().map(str::to_owned));
    named.unwrap_or_else(|| richie::page::catalogue_path(world))
}

fn away(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, address);
    }
    response
}

/// The configuration that the app comes with.
const SHIPPED: &str = include_str!("../../../public/config.json");

/// The configuration of a site; where it is the one that the app comes with, or there is no site, that of the demonstration, which
/// names subjects of our own data set. What says nothing of badges is told where the mock's are.
async fn configuration(world: &World, site: Option<&Site>, is_demonstration: bool, headers: &HeaderMap) -> Response {
    let own = match site {
        Some(site) => match site.text("config.json").await {
            Some(text) if is_demonstration && text == SHIPPED => None,
            None if !is_demonstration => return openedx::reply::not_found(),
            text => text,
        },
        None => None,
    };
    let text = own.unwrap_or_else(|| include_str!("../data/config.json").to_owned());
    let config = match (serde_json::from_str(&text), world.hosts.configuration(&world.issuer(Which::Open))) {
        (Ok(Value::Object(mut config)), Ok(badges)) => {
            config.entry("badges").or_insert(badges);
            if world.settings.lms_elsewhere.is_some() {
                config.entry("lms_url").or_insert_with(|| json!(at_port(headers, world.ports.lms)));
            }
            config.entry("embed").or_insert_with(|| json!({"hosts": world.settings.embed_hosts}));
            Value::Object(config).to_string()
        }
        // whatever is wrong with it is for the app to say
        _ => text,
    };
    let mut response = Response::new(Body::from(config));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn world_id(headers: &HeaderMap) -> Option<String> {
    let header = headers.get(WORLD_HEADER).and_then(|value| value.to_str().ok()).map(str::to_owned);
    header.or_else(|| cookies(headers).find(|(name, _)| *name == WORLD_COOKIE).map(|(_, value)| value.to_owned()))
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// Writes a request into the world's log; gives its place there.
fn note(world: &World, parts: &Parts, body: &[u8]) -> usize {
    let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut log = locked(&world.log);
    log.push(LogEntry {
        method: parts.method.to_string(),
        path: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
        accept_language: header(ACCEPT_LANGUAGE),
        accept: header(ACCEPT),
        cookie: cookies(&parts.headers).any(|(name, _)| name != WORLD_COOKIE),
        body: (!body.is_empty()).then(|| String::from_utf8_lossy(body).into_owned()),
        status: None,
    });
    log.len() - 1
}
