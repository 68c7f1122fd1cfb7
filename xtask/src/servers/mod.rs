//! The shipped configurations of nginx and Caddy, in Debian's own servers: whose each path is, what they answer in front of the
//! mock, what the check finds there, and learners' stories through both.
mod asker;
mod checked;
mod owners;
mod requests;
mod running;
mod upstream;

use crate::{
    args::Arguments,
    checker, command, fresh,
    output::{say, step},
    project::Project,
    server::Server,
    setup::{
        self,
        browsers::{Browser, Purpose},
        packages,
    },
};
use anyhow::{Result, bail};
use running::{Backends, Running};

/// A web server that we ship a configuration for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Nginx, Self::Caddy];

    fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }

    /// The program, and what it is asked for its version with.
    fn program(self) -> (&'static str, &'static str) {
        match self {
            Self::Nginx => ("/usr/sbin/nginx", "-v"),
            Self::Caddy => ("/usr/bin/caddy", "version"),
        }
    }
}

/// Debian's packages of both.
const PACKAGES: [&str; 3] = ["nginx", "libnginx-mod-http-brotli-static", "caddy"];

/// Installs what is missing.
///
/// # Errors
/// When it cannot be installed: the message says what to do.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    let is_there = |kind: &Kind| command::asked(kind.program().0, &[kind.program().1]).is_some();
    if Kind::ALL.iter().all(is_there) && running::BROTLI.iter().any(|module| std::path::Path::new(module).exists()) {
        return Ok(());
    }
    packages::install(project, &PACKAGES)
}

/// `cargo xtask servers`: asks both, then lets learners' stories go through them.
///
/// # Errors
/// When something is missing, or not as it should be.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    setup::npm::ensure(project)?;
    ensure(project)?;
    let browsers = arguments.browsers();
    setup::browsers::ensure(project, &browsers, Purpose::Stories)?;
    if !arguments.no_build {
        fresh::build_when_stale(project)?;
    }
    all(project, &browsers)
}

/// The same with a site that is built, as a step of `cargo xtask test`.
///
/// # Errors
/// As [`run`].
pub(crate) fn all(project: &Project, browsers: &[Browser]) -> Result<()> {
    let mock = Server::with_site(project)?;
    let mock_address = mock.address();
    let checker = checker::build(project)?;
    for kind in Kind::ALL {
        step(&format!("paths of {}", kind.name()), || none(kind, &owners::wrong(project, kind)?))?;
        step(&format!("answers of {}", kind.name()), || {
            let server = Running::start(project, kind, &Backends::mock(&mock_address))?;
            none(kind, &requests::wrong(project, &server)?)?;
            none(kind, &checked::wrong(project, &checker, &server)?)
        })?;
    }
    for kind in Kind::ALL {
        let server = Running::start(project, kind, &Backends::mock(&mock_address))?;
        for browser in browsers {
            step(&format!("stories behind {} in {}", kind.name(), browser.name()), || {
                stories(project, &server, *browser)
            })?;
        }
    }
    Ok(())
}

/// Learners' stories of `tests/deploy`, through a server.
fn stories(project: &Project, server: &Running, browser: Browser) -> Result<()> {
    let mut playwright = project.node("@playwright/test/cli.js");
    playwright.args(["test", "--config", "tests/deploy/playwright.config.ts"]);
    playwright.arg(format!("--project={}", browser.name()));
    playwright.env("PREAU_URL", server.address()).env("PREAU_SITE", server.site());
    setup::browsers::tell(&mut playwright, Purpose::Stories);
    let printed = command::output_of(&mut playwright)?;
    say(printed.lines().rev().find(|line| line.contains(" passed")).unwrap_or("no story was run").trim());
    Ok(())
}

fn none(kind: Kind, wrong: &[String]) -> Result<()> {
    if wrong.is_empty() { Ok(()) } else { bail!("{}:\n  {}", kind.name(), wrong.join("\n  ")) }
}
