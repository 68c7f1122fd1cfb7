//! The browsers that the stories run in: Debian's own.
use super::packages;
use crate::{command, project::Project};
use anyhow::{Context, Result, bail};
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

    /// The oldest version that the stories can drive.
    ///
    /// Playwright asks Firefox at its start to collect answers' bodies (`network.addDataCollector`),
    /// which Firefox has known since 143: the ESR before it, 140, does not even open a page.
    fn oldest(self) -> u32 {
        match self {
            Self::Chromium => 0,
            Self::Firefox => 143,
        }
    }

    fn find(self) -> Option<PathBuf> {
        let chosen = env::var_os(self.variable()).map(PathBuf::from);
        let debian = Path::new("/usr/bin").join(self.package());
        chosen.into_iter().chain([debian]).find(|program| program.is_file())
    }
}

/// Installs the browsers that are missing or too old.
///
/// # Errors
/// When one is missing and cannot be installed, or is too old even then.
pub(crate) fn ensure(project: &Project, browsers: &[Browser]) -> Result<()> {
    let wanting: Vec<_> = browsers.iter().copied().filter(|browser| lacking(*browser).is_some()).collect();
    if wanting.is_empty() {
        return Ok(());
    }
    let wanted: Vec<_> = wanting.iter().map(|browser| browser.package()).collect();
    packages::install(project, &wanted)?;
    match wanting.into_iter().find_map(lacking) {
        Some(lack) => bail!(lack),
        None => Ok(()),
    }
}

/// What keeps the stories from being run in a browser, in a sentence that says what to do.
fn lacking(browser: Browser) -> Option<String> {
    let (name, oldest) = (browser.name(), browser.oldest());
    let remedy = format!("install a newer {}, or name another program by {}", browser.package(), browser.variable());
    match version(browser) {
        Err(reason) => Some(format!("{name}: {reason}; {remedy}")),
        Ok(version) if major(&version).is_some_and(|major| major < oldest) => {
            Some(format!("{name} is too old for the stories: {version}, but {oldest} is needed; {remedy}"))
        }
        Ok(_) => None,
    }
}

/// The first number of a version as browsers tell it: 153 of `Mozilla Firefox 153.8.0esr`.
fn major(version: &str) -> Option<u32> {
    let number = version.split(' ').find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    number.split('.').next()?.parse().ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_among_the_words() {
        assert_eq!(major("Mozilla Firefox 153.8.0esr"), Some(153));
        assert_eq!(major("Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(major("Some browser"), None);
    }

    #[test]
    fn the_esr_that_the_stories_cannot_drive_is_too_old() {
        let old = major("Mozilla Firefox 140.10.2esr").unwrap();
        assert!(old < Browser::Firefox.oldest());
    }
}
