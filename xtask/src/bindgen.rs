//! Stands in for wasm-bindgen's own program when Trunk looks for one: understands what Trunk passes.
//!
//! It has the version of Cargo.lock, splits the slices off, and optimises. `xtask` behaves so when
//! it is started under the name `wasm-bindgen`.
use crate::bundle::{self, Job};
use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The name that Trunk looks for.
const NAME: &str = "wasm-bindgen";

/// Whether this program was started as `wasm-bindgen`.
pub(crate) fn is_called() -> bool {
    env::args_os().next().is_some_and(|program| Path::new(&program).file_stem().is_some_and(|name| name == NAME))
}

/// Puts this program under the name `wasm-bindgen` into a folder, to be the first on PATH.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn install(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let link = folder.join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    let this = env::current_exe()?;
    if link.exists() {
        fs::remove_file(&link)?;
    }
    fs::hard_link(&this, &link)
        .or_else(|_other_file_system| fs::copy(&this, &link).map(|_bytes| ()))
        .with_context(|| format!("writing {}", link.display()))
}

/// Does what Trunk asks for.
///
/// # Errors
/// When an option is not known, or the WebAssembly cannot be processed.
#[allow(clippy::print_stdout, reason = "Trunk reads the version there")]
pub(crate) fn main() -> Result<()> {
    let (mut input, mut folder, mut name, mut debug) = (None, PathBuf::from("."), String::from("app"), false);
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("version") | Arg::Short('V') => {
                let version = wasm_bindgen_shared::version();
                println!("{NAME} {}", version.split(' ').next().unwrap_or_default());
                return Ok(());
            }
            Arg::Long("out-dir") => folder = arguments.value()?.into(),
            Arg::Long("out-name") => name = arguments.value()?.string()?,
            Arg::Long("keep-debug" | "debug") => debug = true,
            Arg::Long("no-typescript" | "no-demangle") => {}
            Arg::Long("target") => {
                let target = arguments.value()?;
                if target != "web" {
                    bail!("this stand-in for {NAME} writes for the target web only, not {}", target.display());
                }
            }
            Arg::Value(path) => input = Some(PathBuf::from(path)),
            other => bail!("this stand-in for {NAME} does not know the option {other:?}"),
        }
    }
    bundle::run(&Job {
        input: &input.context("no input file")?,
        folder: &folder,
        name: &name,
        debug,
        // the folder that Trunk uses for it is named after the profile
        optimize: folder.ends_with("release"),
    })
}
