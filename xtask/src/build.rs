//! The release build: Trunk, then the finishing step.
use crate::{bindgen, command, finish, output::step, project::Project, setup, verifier};
use anyhow::{Context, Result};
use std::{env, ffi::OsString, path::PathBuf, process::Command};

/// Builds the site into `dist/`.
///
/// # Errors
/// When something is missing, or does not compile.
pub(crate) fn run(project: &Project) -> Result<()> {
    setup::npm::ensure(project)?;
    let stage = project.target().join("trunk");
    let mut trunk = trunk(project)?;
    trunk.args(["build", "--release", "--features", "split styleguide", "--dist"]).arg(&stage);
    // splitting reads the relocations
    let remaps = remaps(project);
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("-Clink-args=--emit-relocs {remaps}"));
    step("release build", || command::run(&mut trunk))?;
    let verifier = step("release build of the verifier", || verifier::build(project, &remaps))?;
    step("make dist/", || finish::run(project, &stage, &verifier).map(|_manifest| ()))
}

/// Trunk with this program as its `wasm-bindgen`, and without any network.
///
/// # Errors
/// When something is missing.
pub(crate) fn trunk(project: &Project) -> Result<Command> {
    setup::rust::ensure_wasm(project)?;
    let program = setup::trunk::ensure(project)?;
    let folder = project.target().join("bindgen");
    bindgen::install(&folder)?;
    let mut trunk = project.program(program);
    trunk.env("PATH", first_on_path(folder)?).env("CARGO_TARGET_DIR", project.target()).envs([
        ("TRUNK_OFFLINE", "true"),
        ("TRUNK_SKIP_VERSION_CHECK", "true"),
        ("RUST_BACKTRACE", "0"),
    ]);
    Ok(trunk)
}

/// Flags of rustc. Panic messages name source files: without the folders of this machine they are shorter, the same on
/// every machine, and nobody's business.
fn remaps(project: &Project) -> String {
    let cargo = env::var("CARGO_HOME").ok().or_else(|| Some(format!("{}/.cargo", env::var("HOME").ok()?)));
    let folders = cargo.map(|cargo| (format!("{cargo}/registry/src"), "crates"));
    let folders = folders.into_iter().chain([(project.path(".").display().to_string(), "preau")]);
    let remap =
        |(folder, name): (String, _)| format!("--remap-path-prefix={}={name}", folder.trim_end_matches(['/', '.']));
    folders.map(remap).collect::<Vec<_>>().join(" ")
}

fn first_on_path(folder: PathBuf) -> Result<OsString> {
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(folder).chain(env::split_paths(&others))).context("PATH cannot be extended")
}
