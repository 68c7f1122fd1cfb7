//! The npm packages of package-lock.json.
use crate::{command, finish::hash, output, project::Project};
use anyhow::{Context, Result, bail};
use std::fs;

/// Says which lock file `node_modules` was installed from.
const STAMP: &str = "node_modules/.preau-lock";

/// Installs the npm packages when `node_modules` is missing or was made from another lock file.
///
/// # Errors
/// When Node is missing or too old, or npm fails.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    let version = command::asked("node", &["--version"]).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default();
    if major.parse::<u32>().unwrap_or_default() < 20 {
        bail!("install Node 20 or later, with npm (found: {})", if version.is_empty() { "none" } else { &version });
    }
    let lock = hash::of(&fs::read(project.path("package-lock.json")).context("reading package-lock.json")?);
    let stamp = project.path(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    output::step("install npm packages (once)", || {
        let mut npm = project.program("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        command::run(&mut npm)
            .context("the npm packages of package-lock.json are needed: run `npm ci` while online")?;
        fs::write(&stamp, &lock).context("noting which packages are installed")
    })
}
