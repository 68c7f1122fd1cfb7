//! Trunk, which builds the page app.
use crate::{command, output, project::Project};
use anyhow::{Context, Result};
use std::{env::consts::EXE_SUFFIX, fs, path::PathBuf};

/// Later versions need a newer Rust than the one préau is built with.
const VERSION: &str = "0.21.14";

/// Installs Trunk unless it is there in the right version, and says where it is.
///
/// # Errors
/// When it cannot be installed.
pub(crate) fn ensure(project: &Project) -> Result<PathBuf> {
    let ours = project.installed().join(format!("bin/trunk{EXE_SUFFIX}"));
    for program in [ours.clone(), PathBuf::from("trunk")] {
        let version = command::asked(&program.to_string_lossy(), &["--version"]);
        if version.as_deref() == Some(&format!("trunk {VERSION}")) {
            return Ok(program);
        }
    }
    output::step(&format!("install Trunk {VERSION} (about 4 minutes, once)"), || {
        let build = project.installed().join("build");
        let mut cargo = project.cargo(["install", "trunk", "--version", VERSION, "--locked", "--root"]);
        cargo.arg(project.installed());
        // a program that waits for cargo need not be fast itself: this halves the time to build it
        cargo.envs([
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
            ("CARGO_PROFILE_RELEASE_LTO", "off"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ]);
        command::run(cargo.env("CARGO_TARGET_DIR", &build)).with_context(|| {
            format!("Trunk is needed: run `cargo install trunk --version {VERSION} --locked` while online")
        })?;
        fs::remove_dir_all(&build).context("removing what is left of building Trunk")
    })?;
    Ok(ours)
}
