//! `serve`, `mock` and `dev`: servers that run until they are interrupted.
use crate::{
    args::Arguments,
    build, command, fresh,
    output::say,
    project::Project,
    server::{Server, Settings},
};
use anyhow::{Context, Result};

/// Where Trunk.toml looks for the mock.
const MOCK_PORT: u16 = 8091;
/// Where Trunk.toml lets Trunk serve the page; the LMS of the mock has to trust it.
const DEV_ORIGIN: &str = "http://127.0.0.1:8090";

/// The built app with the mock backends.
///
/// # Errors
/// When the build fails, or the port is taken.
pub(crate) fn serve(project: &Project, arguments: &Arguments) -> Result<()> {
    if !arguments.no_build {
        fresh::build_when_stale(project)?;
    }
    let server = Server::start(Settings {
        port: arguments.port.unwrap_or(8080),
        site: Some(project.dist()),
        ..settings(arguments)
    })?;
    announce("\npréau with the mock backends", &server, arguments);
    server.wait()
}

/// The mock backends, with a built site when one is named.
///
/// # Errors
/// When the port is taken.
pub(crate) fn mock(arguments: &Arguments) -> Result<()> {
    let server = Server::start(Settings {
        port: arguments.port.unwrap_or(MOCK_PORT),
        site: arguments.site.clone(),
        ..settings(arguments)
    })?;
    announce("the mock backends", &server, arguments);
    server.wait()
}

/// Trunk's development server, and the mock where it looks for it.
///
/// # Errors
/// When something is missing, a port is taken, or Trunk ends.
pub(crate) fn dev(project: &Project) -> Result<()> {
    let mut trunk = build::trunk(project)?;
    let in_front = Some(DEV_ORIGIN.to_owned());
    let _server = Server::start(Settings { port: MOCK_PORT, in_front, ..Settings::default() })
        .context("Trunk.toml looks for the mock at a fixed port")?;
    say("the page appears at the address below, and again after each change; Ctrl+C ends it");
    command::run_shown(trunk.args(["serve", "--features", "styleguide"]))
}

fn announce(what: &str, server: &Server, arguments: &Arguments) {
    say(&format!("{what}: {}", server.address()));
    say(&format!("sites that show it in pages of theirs: {}", server.embedders()));
    if arguments.open_to_network {
        let addresses = command::asked("hostname", &["-I"]).unwrap_or_default();
        for address in addresses.split_whitespace().filter(|address| address.contains('.')) {
            say(&format!("  on the network: {}", server.address_at(address)));
        }
    }
    say("Ctrl+C ends it.");
}

fn settings(arguments: &Arguments) -> Settings {
    Settings {
        courses: arguments.courses,
        units: arguments.units,
        replies: arguments.replies,
        open_to_network: arguments.open_to_network,
        ..Settings::default()
    }
}
