//! Starting the server: its options, its ports, its connections.
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tower::ServiceExt;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use super::{Server, routed, routed_lms};
use crate::awards::hosts::Which;
use crate::embedders;
use crate::fault::Dropped;

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
    /// Port of the LMS for worlds in which it has an origin of its own; that after the embedders', or a free one, if absent.
    pub lms: Option<u16>,
    /// Origins whose pages the LMS lets ask and write besides its own, such as that of a development server in front of this one.
    pub trusted_origins: Vec<String>,
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
    others: [JoinHandle<()>; 4],
    ports: (u16, u16),
    embedders: u16,
    lms: u16,
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

    /// Port of the LMS for worlds in which it has an origin of its own.
    pub fn lms(&self) -> u16 {
        self.lms
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

/// Starts the server on the current runtime.
///
/// # Errors
/// When an option or the data is wrong, or a port is taken.
pub async fn serve(options: Options) -> Result<Running, StartError> {
    let listener = listen(&options, options.port).await?;
    let address = listener.local_addr().map_err(|error| StartError::Listen(wanted(&options, options.port), error))?;
    let (open, closed) = (other_listener(&options, 0).await?, other_listener(&options, 1).await?);
    let (around, lms) = (other_listener(&options, 2).await?, other_listener(&options, 3).await?);
    let port = |listener: &TcpListener| listener.local_addr().map_or(0, |address| address.port());
    let (ports, embedders) = ((port(&open), port(&closed)), port(&around));
    let (platform, issuer) = (address.port(), ports.0);
    let lms_port = port(&lms);
    let known =
        Options { port: platform, issuers: Some(ports), embedders: Some(embedders), lms: Some(lms_port), ..options };
    let server = Arc::new(Server::new(&known)?);
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
    let lms = accept(lms, routed_lms(Arc::clone(&server)).layer(compressed()));
    let task = accept(listener, routed(server).layer(compressed()));
    Ok(Running { address, task, others: [open, closed, around, lms], ports, embedders, lms: lms_port })
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

/// Where an issuer, the sites around or an LMS elsewhere are: at their own port, else at one after the server's, so that what names them stays
/// true, else anywhere.
async fn other_listener(options: &Options, place: u16) -> Result<TcpListener, StartError> {
    let own = match place {
        0 => options.issuers.map(|(open, _)| open),
        1 => options.issuers.map(|(_, closed)| closed),
        2 => options.embedders,
        _ => options.lms,
    };
    if let Some(own) = own {
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
