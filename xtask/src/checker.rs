//! `cargo xtask check`, and the program in the release archive that does the same: the crate `preau-check`.
use crate::{args::Arguments, build::remaps, command, output::step, project::Project};
use anyhow::{Context, Result};
use std::{
    path::PathBuf,
    process::{Command, ExitCode},
};

const PACKAGE: &str = "preau-check";

/// Asks a running platform what is wrong with it; the exit code is the program's.
///
/// # Errors
/// When the program does not compile or cannot be started.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<ExitCode> {
    let mut check = project.program(build(project)?);
    check.args(&arguments.passed_on);
    let status = check.status().context("the check cannot be started")?;
    // what a signal ended has no code
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Compiles the program, and gives where it is.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    build_with(project, |_cargo| {})
}

/// Compiles the program for others: without folders of this machine in it, the same bytes wherever it is built. It has a target
/// folder of its own, as other flags would have all of the usual one compiled again.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_for_release(project: &Project) -> Result<PathBuf> {
    let project = project.with_target(&project.target().join("release-check"));
    build_with(&project, |cargo| {
        cargo.env("RUSTFLAGS", remaps(&project)).env("CARGO_PROFILE_TOOLS_STRIP", "symbols");
    })
}

fn build_with(project: &Project, flags: impl Fn(&mut Command)) -> Result<PathBuf> {
    let mut cargo = project.cargo(["build", "--locked", "--profile", "tools", "--package", PACKAGE]);
    cargo.env("CARGO_TARGET_DIR", project.target());
    flags(&mut cargo);
    step("build the check", || command::run(&mut cargo))?;
    Ok(project.target().join("tools").join(PACKAGE))
}
