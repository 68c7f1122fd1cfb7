//! Parts of the Rust toolchain, and the crates of Cargo.lock.
use crate::{
    command, output,
    project::{Project, WASM},
};
use anyhow::{Context, Result};
use std::path::Path;

/// Installs the standard library for browsers, and fetches every crate that the app needs.
///
/// # Errors
/// When rustup or the network is missing.
pub(crate) fn ensure_wasm(project: &Project) -> Result<()> {
    let sysroot = command::asked("rustc", &["--print", "sysroot"]).context("rustc is missing")?;
    if !Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        output::step("install the target for WebAssembly", || {
            command::run(project.program("rustup").args(["target", "add", WASM])).with_context(|| {
                format!("the app needs Rust's target {WASM}: run `rustup target add {WASM}` while online")
            })
        })?;
    }
    // Trunk runs cargo offline
    command::run(&mut project.cargo(["fetch", "--locked", "--target", WASM]))
        .context("not every crate of Cargo.lock is here: run this once while online")
}

/// Installs rustfmt and clippy.
///
/// # Errors
/// When rustup or the network is missing.
pub(crate) fn ensure_components(project: &Project) -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if command::asked("cargo", &[subcommand, "--version"]).is_none() {
            output::step(&format!("install {component}"), || {
                let mut rustup = project.program("rustup");
                command::run(rustup.args(["component", "add", component]))
                    .with_context(|| format!("run `rustup component add {component}` while online"))
            })?;
        }
    }
    Ok(())
}
