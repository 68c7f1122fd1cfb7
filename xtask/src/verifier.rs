//! The verifier of badges: two WebAssembly modules beside the app, which a worker loads.
use crate::{
    bundle::{self, Job},
    command,
    finish::worker,
    project::{Project, WASM},
};
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Set where the verifier is built otherwise: then Trunk's hook has nothing to do.
pub(crate) const IS_BUILT_APART: &str = "PREAU_VERIFIER_APART";

/// Crates, what cargo calls their modules, and what [`bundle`] calls what it makes of them.
const MODULES: [(&str, &str, &str); 2] =
    [("preau-verify", "preau_verify", "verify"), ("preau-jsonld", "preau_jsonld", "jsonld")];

/// Where the files are in a site that Trunk alone has built.
const FOLDER: &str = "verifier";

/// Compiles the modules, and gives the folder with `verify.js`, `verify_bg.wasm`, `jsonld.js`, `jsonld_bg.wasm`.
///
/// # Errors
/// When they do not compile, or cannot be processed.
pub(crate) fn build(project: &Project, flags: &str, optimize: bool) -> Result<PathBuf> {
    let mut cargo = project.cargo(["build", "--release", "--lib", "--target", WASM]);
    cargo.args(MODULES.iter().flat_map(|(package, ..)| ["--package", package]));
    cargo.env("CARGO_TARGET_DIR", project.target()).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    command::run(&mut cargo)?;
    let folder = project.target().join("verifier");
    for (_, module, name) in MODULES {
        let input = project.target().join(WASM).join("release").join(format!("{module}.wasm"));
        bundle::run(&Job { input: &input, folder: &folder, name, debug: false, optimize })?;
    }
    Ok(folder)
}

/// What Trunk's hook does, after each build without the rest of ours: puts the verifier beside the page, and names it there.
///
/// # Errors
/// When Trunk has not called, or the modules do not compile.
pub(crate) fn hook(project: &Project) -> Result<()> {
    if env::var_os(IS_BUILT_APART).is_some() {
        return Ok(());
    }
    let stage = env::var_os("TRUNK_STAGING_DIR").context("this is a hook for Trunk, see Trunk.toml")?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    add(project, Path::new(&stage), &build(project, "", is_release)?)
}

fn add(project: &Project, stage: &Path, built: &Path) -> Result<()> {
    let folder = stage.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let worker = folder.join("worker.js");
    fs::copy(project.path(worker::SOURCE), &worker).with_context(|| format!("writing {}", worker.display()))?;
    for file in MODULES.iter().flat_map(|(.., name)| [format!("{name}.js"), format!("{name}_bg.wasm")]) {
        fs::copy(built.join(&file), folder.join(&file)).with_context(|| format!("copying {file}"))?;
    }
    let page = stage.join("index.html");
    let mut text = fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    worker::name_in(&mut text, &format!("{FOLDER}/worker.js"))?;
    Ok(fs::write(page, text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_that_trunk_made_finds_the_worker_and_all_that_it_loads() {
        let folder = env::temp_dir().join(format!("preau-verifier-{}", std::process::id()));
        let (built, stage) = (folder.join("built"), folder.join("stage"));
        for folder in [&built, &stage] {
            fs::create_dir_all(folder).unwrap();
        }
        for file in ["verify.js", "verify_bg.wasm", "jsonld.js", "jsonld_bg.wasm"] {
            fs::write(built.join(file), file).unwrap();
        }
        fs::write(stage.join("index.html"), "<head></head>").unwrap();
        let project = Project::here().unwrap();
        add(&project, &stage, &built).unwrap();
        let page = fs::read_to_string(stage.join("index.html")).unwrap();
        assert!(page.contains("<meta id=\"verify-worker\" content=\"/verifier/worker.js\">"), "{page}");
        let worker = fs::read_to_string(stage.join("verifier/worker.js")).unwrap();
        for file in ["verify.js", "verify_bg.wasm", "jsonld.js", "jsonld_bg.wasm"] {
            assert!(worker.contains(&format!("./{file}")), "the worker asks for {file}");
            assert_eq!(fs::read_to_string(stage.join("verifier").join(file)).unwrap(), file);
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
