//! The mock backends, in this process.
use crate::project::Project;
use anyhow::{Context, Result, bail};
use preau_mock::{Options, Running};
use std::path::PathBuf;
use tokio::runtime::Runtime;

/// How to start a server.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Where to listen; 0 is a free port.
    pub(crate) port: u16,
    /// A built site to serve.
    pub(crate) site: Option<PathBuf>,
    /// How many courses to invent, in place of the own data set.
    pub(crate) courses: Option<usize>,
    /// How many units the LMS's one course has, in place of its own courses.
    pub(crate) units: Option<usize>,
    /// How many responses a thread more of the forum has.
    pub(crate) replies: Option<u32>,
    /// Also listen to other machines.
    pub(crate) open_to_network: bool,
    /// The server in front of it, whose pages may write: `http://127.0.0.1:8090`.
    pub(crate) in_front: Option<String>,
}

/// A running server; it ends when it is dropped.
pub(crate) struct Server {
    // dropped first: it needs the runtime
    running: Running,
    runtime: Runtime,
}

impl Server {
    /// Starts a server, and returns when it listens.
    ///
    /// # Errors
    /// When the port is taken, the site is not built, or the data cannot be read.
    pub(crate) fn start(settings: Settings) -> Result<Self> {
        if let Some(site) = &settings.site
            && !site.join("index.html").exists()
        {
            bail!("{} holds no built app: run `cargo xtask build`", site.display());
        }
        let runtime = Runtime::new()?;
        let port = settings.port;
        let options = Options {
            port,
            site: settings.site,
            courses: settings.courses,
            units: settings.units,
            replies: settings.replies,
            open_to_network: settings.open_to_network,
            trusted_origins: settings.in_front.into_iter().collect(),
            ..Options::default()
        };
        let running = runtime
            .block_on(preau_mock::serve(options))
            .with_context(|| format!("the mock cannot be started at port {port}"))?;
        Ok(Self { running, runtime })
    }

    /// Serves `dist/` with the mock's own data at a free port.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub(crate) fn with_site(project: &Project) -> Result<Self> {
        Self::start(Settings { site: Some(project.dist()), ..Settings::default() })
    }

    /// Where this machine finds it: `http://127.0.0.1:8080`.
    pub(crate) fn address(&self) -> String {
        self.address_at("127.0.0.1")
    }

    /// Where it is under another name of this machine.
    pub(crate) fn address_at(&self, host: &str) -> String {
        format!("http://{host}:{}", self.running.address().port())
    }

    /// Where the sites are that show the app in pages of their own.
    pub(crate) fn embedders(&self) -> String {
        format!("http://localhost:{}", self.running.embedders())
    }

    /// Serves until the program is interrupted.
    ///
    /// # Errors
    /// When the interrupt cannot be waited for.
    pub(crate) fn wait(&self) -> Result<()> {
        self.runtime.block_on(tokio::signal::ctrl_c()).context("waiting for Ctrl+C")
    }
}
