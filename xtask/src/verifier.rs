//! The verifier of badges: two WebAssembly modules beside the app, which a worker loads.
use crate::{
    bundle::{self, Job},
    command,
    project::{Project, WASM},
};
use anyhow::Result;
use std::path::PathBuf;

/// Crates, what cargo calls their modules, and what [`bundle`] calls what it makes of them.
const MODULES: [(&str, &str, &str); 2] =
    [("preau-verify", "preau_verify", "verify"), ("preau-jsonld", "preau_jsonld", "jsonld")];

/// Compiles the modules, and gives the folder with `verify.js`, `verify_bg.wasm`, `jsonld.js`, `jsonld_bg.wasm`.
///
/// # Errors
/// When they do not compile, or cannot be processed.
pub(crate) fn build(project: &Project, flags: &str) -> Result<PathBuf> {
    let mut cargo = project.cargo(["build", "--release", "--lib", "--target", WASM]);
    cargo.args(MODULES.iter().flat_map(|(package, ..)| ["--package", package]));
    cargo.env("CARGO_TARGET_DIR", project.target()).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    command::run(&mut cargo)?;
    let folder = project.target().join("verifier");
    for (_, module, name) in MODULES {
        let input = project.target().join(WASM).join("release").join(format!("{module}.wasm"));
        bundle::run(&Job { input: &input, folder: &folder, name, debug: false, optimize: true })?;
    }
    Ok(folder)
}
