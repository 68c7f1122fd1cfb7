//! The release build: Trunk, then the finishing step.
use crate::{bindgen, command, finish, output::step, project::Project, setup, verifier};
use anyhow::{Context, Result};
use std::{env, ffi::OsString, fs, path::PathBuf, process::Command};

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
    trunk.env(verifier::IS_BUILT_APART, "1");
    step("release build", || command::run(&mut trunk))?;
    let verifier = step("release build of the verifier", || verifier::build(project, &remaps, true))?;
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
pub(crate) fn remaps(project: &Project) -> String {
    let own = [(project.target().display().to_string(), "target"), (project.path("").display().to_string(), "preau")];
    let all = library().into_iter().chain(registries().into_iter().map(|folder| (folder, "crates".to_owned())));
    // of two that fit rustc takes the last
    let all = all.chain(own.map(|(folder, name)| (folder, name.to_owned())).into_iter().rev());
    let remap = |(folder, name): (String, _)| format!("--remap-path-prefix={}={name}", folder.trim_end_matches('/'));
    all.map(remap).collect::<Vec<_>>().join(" ")
}

/// Sources of crates, one folder for each registry, whose name depends on its address.
fn registries() -> Vec<String> {
    let home = env::var("CARGO_HOME").ok().or_else(|| Some(format!("{}/.cargo", env::var("HOME").ok()?)));
    let folders = home.and_then(|home| fs::read_dir(format!("{home}/registry/src")).ok());
    folders.into_iter().flatten().flatten().map(|folder| folder.path().display().to_string()).collect()
}

/// The standard library's sources, where they are installed, under the name that they have where they are not.
fn library() -> Option<(String, String)> {
    let root = command::asked("rustc", &["--print", "sysroot"])?;
    let version = command::asked("rustc", &["-vV"])?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "))?;
    Some((format!("{root}/lib/rustlib/src/rust"), format!("/rustc/{commit}")))
}

fn first_on_path(folder: PathBuf) -> Result<OsString> {
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(folder).chain(env::split_paths(&others))).context("PATH cannot be extended")
}
