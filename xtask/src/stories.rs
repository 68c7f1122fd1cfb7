//! Learners' stories in real browsers.
use crate::{
    args::Arguments,
    command, fresh,
    output::step,
    project::Project,
    server::Server,
    setup::{
        self,
        browsers::{Browser, Purpose},
    },
};
use anyhow::{Context, Result};
use std::process::Command;

const CONFIGURATION: &str = "tests/stories/playwright.config.ts";

/// Builds the site when it is not up to date, and runs the stories that are asked for.
///
/// # Errors
/// When something is missing, or a story fails.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    setup::npm::ensure(project)?;
    let browsers = arguments.browsers();
    setup::browsers::ensure(project, &browsers, Purpose::Stories)?;
    if !arguments.no_build {
        fresh::build_when_stale(project)?;
    }
    let server = Server::with_site(project)?;
    let mut playwright = playwright(project, &server, &browsers);
    playwright.args(&arguments.filter);
    command::run_shown(&mut playwright)
}

/// All stories in one browser, as a step of `cargo xtask test`.
///
/// # Errors
/// As [`run`].
pub(crate) fn all(project: &Project, server: &Server, browser: Browser) -> Result<String> {
    let printed = command::output_of(&mut playwright(project, server, &[browser]))?;
    summary(&printed).context("no story was run")
}

/// How many passed, after those that did so only at the second try, by name.
fn summary(printed: &str) -> Option<String> {
    let lines: Vec<_> = printed.lines().collect();
    let passed = lines.iter().rposition(|line| line.contains(" passed ("))?;
    let is_flaky = |line: &&str| line.trim_start().split_once(' ').is_some_and(|(_, word)| word == "flaky");
    let first = lines.iter().rposition(is_flaky).unwrap_or(passed);
    Some(lines.get(first..=passed)?.join("\n").trim().to_owned())
}

/// Whether the stories are sound TypeScript.
///
/// # Errors
/// When they are not.
pub(crate) fn check_types(project: &Project) -> Result<()> {
    step("types of the stories", || {
        for folder in ["stories", "deploy"] {
            let configuration = format!("tests/{folder}/tsconfig.json");
            command::run(project.node("typescript/bin/tsc").args(["--project", &configuration]))?;
        }
        Ok(())
    })
}

fn playwright(project: &Project, server: &Server, browsers: &[Browser]) -> Command {
    let mut playwright = project.node("@playwright/test/cli.js");
    playwright.args(["test", "--config", CONFIGURATION]);
    for browser in browsers {
        playwright.arg(format!("--project={}", browser.name()));
    }
    playwright.env("PREAU_URL", server.address());
    setup::browsers::tell(&mut playwright, Purpose::Stories);
    playwright
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn a_story_that_needed_a_second_try_is_named() {
        let printed =
            "  ✓  2 [chromium] › a.spec.ts › one\n\n  1 flaky\n    [chromium] › b.spec.ts › two\n  313 passed (8.9m)\n";
        assert_eq!(summary(printed).unwrap(), "1 flaky\n    [chromium] › b.spec.ts › two\n  313 passed (8.9m)");
    }

    #[test]
    fn else_the_count_is_all() {
        assert_eq!(
            summary("  ✓  2 [chromium] › who passed › one (2 s)\n  57 passed (3.3m)\n").unwrap(),
            "57 passed (3.3m)"
        );
        assert_eq!(summary("no tests found\n"), None);
    }
}
