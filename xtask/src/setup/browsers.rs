//! The browsers that the stories run in: Debian's own.
use super::packages;
use crate::{command, output, project::Project};
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

    /// Debian's packages, the best first; each brings a program of its name.
    fn packages(self, purpose: Purpose) -> &'static [&'static str] {
        match (self, purpose) {
            // pages are the same in it, and all stories together take 40 % less time
            (Self::Chromium, Purpose::Stories) => &["chromium-headless-shell", "chromium"],
            (Self::Chromium, Purpose::Window) => &["chromium"],
            (Self::Firefox, _) => &["firefox-esr"],
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

    fn find(self, purpose: Purpose) -> Option<PathBuf> {
        let debian = self.packages(purpose).iter().map(|package| debian(package));
        self.chosen().into_iter().chain(debian).find(|program| program.is_file())
    }

    fn chosen(self) -> Option<PathBuf> {
        env::var_os(self.variable()).map(PathBuf::from).filter(|program| program.is_file())
    }

    /// The best package, if it is not there and nobody has chosen another program.
    fn missing(self, purpose: Purpose) -> Option<&'static str> {
        let best = self.packages(purpose).first().copied()?;
        (self.chosen().is_none() && !debian(best).is_file()).then_some(best)
    }
}

/// What a browser is wanted for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Purpose {
    /// Stories, which nobody watches.
    Stories,
    /// Measuring and listening: the browser as people have it.
    Window,
}

fn debian(package: &str) -> PathBuf {
    Path::new("/usr/bin").join(package)
}

/// Installs the browsers that are missing or too old, the best for the purpose.
///
/// # Errors
/// When one is missing and cannot be installed, or is too old even then.
pub(crate) fn ensure(project: &Project, browsers: &[Browser], purpose: Purpose) -> Result<()> {
    let lacks = || browsers.iter().find_map(|browser| lacking(*browser, purpose));
    let wants = |browser: &Browser| {
        let too_old = || lacking(*browser, purpose).and_then(|_| browser.packages(purpose).first().copied());
        browser.missing(purpose).or_else(too_old)
    };
    let wanted: Vec<_> = browsers.iter().filter_map(wants).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    match packages::install(project, &wanted) {
        Ok(()) => {}
        Err(problem) if lacks().is_none() => {
            output::say(&format!("it goes on with the browsers that are there, and takes longer: {problem:#}"));
        }
        Err(problem) => return Err(problem),
    }
    match lacks() {
        Some(lack) => bail!(lack),
        None => Ok(()),
    }
}

/// What keeps the stories from being run in a browser, in a sentence that says what to do.
fn lacking(browser: Browser, purpose: Purpose) -> Option<String> {
    let (name, oldest) = (browser.name(), browser.oldest());
    let package = browser.packages(purpose).first().copied().unwrap_or(name);
    let remedy = format!("install a newer {package}, or name another program by {}", browser.variable());
    match version(browser, purpose) {
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
pub(crate) fn tell(command: &mut Command, purpose: Purpose) {
    for browser in Browser::ALL {
        if let Some(program) = browser.find(purpose) {
            command.env(browser.variable(), program);
        }
    }
}

/// The program of a browser, and its version in its own words.
///
/// # Errors
/// When it is not installed.
pub(crate) fn version(browser: Browser, purpose: Purpose) -> Result<String> {
    let program = browser.find(purpose).context("the browser is not installed")?;
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
