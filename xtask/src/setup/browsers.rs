//! The browsers that the stories run in: Debian's own.
use super::packages;
use crate::{command, project::Project};
use anyhow::{Context, Result};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// A browser that we test in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chromium.
    Chromium,
    /// Firefox, extended support release.
    Firefox,
}

impl Browser {
    /// Both, in the order they are run.
    pub(crate) const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The name of its project in Playwright's configuration, and on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The browser called so on the command line.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|browser| browser.name() == name)
    }

    /// The variable that names another program to use, and that the stories read.
    fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "PREAU_CHROMIUM",
            Self::Firefox => "PREAU_FIREFOX",
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox-esr",
        }
    }

    fn find(self) -> Option<PathBuf> {
        let chosen = env::var_os(self.variable()).map(PathBuf::from);
        let debian = Path::new("/usr/bin").join(self.package());
        chosen.into_iter().chain([debian]).find(|program| program.is_file())
    }
}

/// Installs the browsers that are missing, and tells a command where they are.
///
/// # Errors
/// When one is missing and cannot be installed.
pub(crate) fn ensure(project: &Project, browsers: &[Browser]) -> Result<()> {
    let missing: Vec<_> =
        browsers.iter().filter(|browser| browser.find().is_none()).map(|browser| browser.package()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    packages::install(project, &missing)
}

/// Tells a program by its environment where the browsers are.
pub(crate) fn tell(command: &mut Command) {
    for browser in Browser::ALL {
        if let Some(program) = browser.find() {
            command.env(browser.variable(), program);
        }
    }
}

/// The program of a browser, and its version in its own words.
///
/// # Errors
/// When it is not installed.
pub(crate) fn version(browser: Browser) -> Result<String> {
    let program = browser.find().context("the browser is not installed")?;
    command::asked(&program.to_string_lossy(), &["--version"]).context("the browser does not tell its version")
}
