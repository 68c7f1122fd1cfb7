//! Which part of the server a request goes to, and how connections are served.
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Version};
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tower::ServiceExt;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use crate::awards::hosts::{Hosts, Which};
use crate::awards::issuer::{self, Issuers};
use crate::awards::relay::{self, Relay};
use crate::awards::samples;
use crate::data::Dataset;
use crate::fault::Dropped;
use crate::openedx::course::LmsDataset;
use crate::openedx::unit::Later;
use crate::settings::Defaults;
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

/// How to run the server.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Port to listen on; 0 takes a free one.
    pub port: u16,
    /// Listen on all addresses of the machine, not only on its own.
    pub open_to_network: bool,
    /// Folder of the built app, with `index.html`.
    pub site: Option<PathBuf>,
    /// Show a generated catalogue of so many courses instead of the own one.
    pub courses: Option<usize>,
    /// Let the LMS have one course of so many units instead of the own ones.
    pub units: Option<usize>,
    /// Let the forum of the first course have a thread more, of so many responses.
    pub replies: Option<u32>,
    /// Date at which the clock of the default world stands, such as `2026-09-15T09:00:00Z`; the real time if absent.
    pub now: Option<String>,
    /// Folder with the `http-map.json` of the badge fixtures, whose hosts the relay answers for; that beside the project if absent.
    pub fixture_hosts: Option<PathBuf>,
    /// Ports of the invented issuers of badges, the second without CORS; those after `port`, or free ones, if absent.
    pub issuers: Option<(u16, u16)>,
    /// Port of the sites that show préau in pages of their own; that after the issuers', or a free one, if absent.
    pub embedders: Option<u16>,
}

/// Why the server does not run.
#[derive(Debug)]
pub enum StartError {
    /// The data or an option is wrong; the text says where.
    Setup(String),
    /// The port cannot be had.
    Listen(SocketAddr, std::io::Error),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Setup(error) => write!(formatter, "{error}"),
            Self::Listen(address, error) => {
                write!(formatter, "cannot listen on {address}: {error}")
            }
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Setup(_) => None,
            Self::Listen(_, error) => Some(error),
        }
    }
}

/// A server that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    task: JoinHandle<()>,
    others: [JoinHandle<()>; 3],
    ports: (u16, u16),
    embedders: u16,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address for a browser on this machine.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.address.port())
    }

    /// Ports of the invented issuers of badges, the second without CORS.
    pub fn issuers(&self) -> (u16, u16) {
        self.ports
    }

    /// Port of the sites that show préau in pages of their own.
    pub fn embedders(&self) -> u16 {
        self.embedders
    }

    /// Waits until it ends, which it does only when stopped from elsewhere.
    pub async fn wait(mut self) {
        if let Err(error) = (&mut self.task).await {
            debug_assert!(error.is_cancelled(), "accepting connections never panics");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
        self.others.iter().for_each(JoinHandle::abort);
    }
}

#[derive(Debug)]
struct Server {
    worlds: Worlds,
    site: Option<Site>,
    relay: Relay,
    hosts: Arc<Hosts>,
}

/// Starts the server on the current runtime.
///
/// # Errors
/// When an option or the data is wrong, or a port is taken.
pub async fn serve(options: Options) -> Result<Running, StartError> {
    let listener = listen(&options, options.port).await?;
    let address = listener.local_addr().map_err(|error| StartError::Listen(wanted(&options, options.port), error))?;
    let (open, closed) = (other_listener(&options, 0).await?, other_listener(&options, 1).await?);
    let around = other_listener(&options, 2).await?;
    let port = |listener: &TcpListener| listener.local_addr().map_or(0, |address| address.port());
    let (ports, embedders) = ((port(&open), port(&closed)), port(&around));
    let server = Arc::new(Server::new(&Options { issuers: Some(ports), embedders: Some(embedders), ..options })?);
    let (platform, issuer) = (address.port(), ports.0);
    let shared = Arc::clone(&server);
    let shows = move |request: Request| {
        let server = Arc::clone(&shared);
        async move { embedders::answer(&server.worlds, platform, issuer, &request.into_parts().0) }
    };
    let around = accept(around, Router::new().fallback(shows));
    let [open, closed] = [(Which::Open, open), (Which::Closed, closed)].map(|(which, listener)| {
        let server = Arc::clone(&server);
        let answers = move |request: Request| {
            let server = Arc::clone(&server);
            async move { server.issuers().answer(which, request.method(), request.uri().path()).await }
        };
        accept(listener, Router::new().fallback(answers))
    });
    let task = accept(listener, routed(server).layer(compressed()));
    Ok(Running { address, task, others: [open, closed, around], ports, embedders })
}

/// Compresses answers of the APIs, as the servers do that stand in front of backends (deploy/).
fn compressed() -> CompressionLayer<impl Predicate> {
    let is_json = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        headers.get(CONTENT_TYPE).is_some_and(|of| of.as_bytes().starts_with(b"application/json"))
    };
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(is_json.and(SizeAbove::new(1024)))
}

/// The address at a port.
fn wanted(options: &Options, port: u16) -> SocketAddr {
    let host = if options.open_to_network { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    SocketAddr::from((host, port))
}

async fn listen(options: &Options, port: u16) -> Result<TcpListener, StartError> {
    let wanted = wanted(options, port);
    TcpListener::bind(wanted).await.map_err(|error| StartError::Listen(wanted, error))
}

/// Where an issuer or the sites around are: at their own port, else at one after the server's, so that what names them stays
/// true, else anywhere.
async fn other_listener(options: &Options, place: u16) -> Result<TcpListener, StartError> {
    let issuers = options.issuers.map(|(open, closed)| if place == 0 { open } else { closed });
    if let Some(own) = if place == 2 { options.embedders } else { issuers } {
        return listen(options, own).await;
    }
    if options.port != 0
        && let Some(port) = options.port.checked_add(place + 1)
        && let Ok(listener) = listen(options, port).await
    {
        return Ok(listener);
    }
    listen(options, 0).await
}

/// Serves whoever connects.
fn accept(listener: TcpListener, router: Router) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            // A connection that fails before it begins concerns nobody else.
            if let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, router.clone()));
            }
        }
    })
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

impl Server {
    fn new(options: &Options) -> Result<Self, StartError> {
        let now = options.now.as_deref().map(clock::parse).transpose().map_err(StartError::Setup)?;
        let dataset = options.courses.map_or(Dataset::Own, Dataset::Generated);
        let lms_dataset = options.units.map_or(LmsDataset::Own, LmsDataset::Units);
        let (open, closed) = options.issuers.unwrap_or((8091, 8092));
        let hosts = Arc::new(Hosts::at(open, closed));
        let replies = options.replies.unwrap_or(0);
        let embed_hosts = embedders::origins(options.embedders.unwrap_or(8093));
        let defaults = Defaults { now, dataset, lms_dataset, replies, hosts: Arc::clone(&hosts), embed_hosts };
        let worlds = Worlds::new(defaults).map_err(StartError::Setup)?;
        let relay = Relay::new(options.fixture_hosts.as_deref()).map_err(StartError::Setup)?;
        // keys are read before somebody waits for them
        hosts.configuration(&hosts.open).map_err(StartError::Setup)?;
        Ok(Self { worlds, site: options.site.clone().map(Site::new), relay, hosts })
    }

    fn issuers(&self) -> Issuers<'_> {
        Issuers { hosts: &self.hosts, worlds: &self.worlds }
    }
}

/// Serves one connection; an answer marked as dropped closes it.
async fn connection(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request.map(Body::new)).await;
            if response.extensions().get::<Dropped>().is_some() {
                return Err(std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "dropped on purpose"));
            }
            Ok(response)
        }
    });
    let served = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
    // Clients leave, and faults break connections: nobody is to be told.
    drop(served);
}

async fn handle(State(server): State<Arc<Server>>, request: Request) -> Response {
    let is_open = is_open(request.uri().path());
    let is_api = richie::is_api(request.uri().path());
    if is_open && request.method() == Method::OPTIONS {
        return security::allowed();
    }
    let mut response = route(&server, request).await;
    security::protect(response.headers_mut());
    if is_open {
        security::share(response.headers_mut(), is_api);
    }
    response
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
        return openedx::session::door(&world, &request.into_parts().0);
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
    if openedx::is_lms(path) {
        let response = openedx::answer(world, parts, body);
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
        let shown = world_id(&parts.headers).is_none() && matches!(world.settings.dataset, Dataset::Own);
        return configuration(world, server.site.as_ref().filter(|_| !shown)).await;
    }
    if let Some(site) = &server.site {
        let mut response = openedx::session::handed_out(world, parts, site.answer(parts).await);
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

/// The configuration of a site, else of the demonstration, which names subjects of our own data set. What says nothing of badges
/// is told where the mock's are.
async fn configuration(world: &World, site: Option<&Site>) -> Response {
    let text = match site {
        Some(site) => match site.text("config.json").await {
            Some(text) => text,
            None => return openedx::reply::not_found(),
        },
        None => include_str!("../data/config.json").to_owned(),
    };
    let config = match (serde_json::from_str(&text), world.hosts.configuration(&world.issuer(Which::Open))) {
        (Ok(Value::Object(mut config)), Ok(badges)) => {
            config.entry("badges").or_insert(badges);
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
