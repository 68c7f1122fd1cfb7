//! The app's own script and WebAssembly files, under their published names.
use super::{Site, hash, loader};
use crate::{
    bundle::{CHUNKS, Chunks, Ways},
    command, glue,
    project::Project,
};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Bytes of a file that is not worth fetching ahead.
const SMALL: u64 = 8 * 1024;

/// The published files of the app.
#[derive(Debug)]
pub(crate) struct App {
    /// What starts the app: glue of wasm-bindgen, loader of the slices and start, in one file.
    pub(crate) script: String,
    /// The WebAssembly that is there from the start.
    pub(crate) module: String,
    /// For each split point, the WebAssembly files it needs.
    pub(crate) splits: Chunks,
    /// Those of them that are so small that fetching them ahead gains nothing.
    small: Vec<String>,
    /// The script's name as Trunk wrote it.
    pub(super) trunk_name: String,
}

impl App {
    /// Fills in what a script of `public/` wants to know of the build: `/*CHUNKS*/{}` becomes a map of each split point that it
    /// names to the hashes of files that are worth fetching ahead: every visit bears the map.
    ///
    /// # Errors
    /// When a file has another name than the script will ask for.
    pub(super) fn fill_in(&self, script: &str) -> Result<String> {
        let mut splits = BTreeMap::new();
        for (name, ways) in self.splits.iter().filter(|(name, _)| script.contains(&format!("\"{name}\""))) {
            let large = ways.alone.iter().filter(|file| !self.small.contains(file));
            let parts = large.map(|file| {
                let part = file.strip_prefix("chunks/part-").and_then(|rest| rest.strip_suffix(".wasm"));
                part.with_context(|| format!("{file} is no part"))
            });
            splits.insert(name, parts.collect::<Result<Vec<_>>>()?);
        }
        Ok(script.replace("/*CHUNKS*/{}", &serde_json::to_string(&splits)?))
    }
}

/// Publishes what Trunk wrote of the app.
///
/// # Errors
/// When Trunk's output is not as expected, or esbuild fails.
pub(super) fn app(site: &mut Site) -> Result<App> {
    let wasm = the_only(&fs_names(site.stage)?, "_bg.wasm")?;
    let stem = wasm.trim_end_matches("_bg.wasm").to_owned();
    let trunk_name = format!("{stem}.js");
    // Trunk's hash is of the module before wasm-opt: ours replaces it
    let name = stem.rsplit_once('-').map_or(stem.as_str(), |(name, _hash)| name).to_owned();
    let work = site.project.target().join("site-scripts");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    crate::folder::copy(site.stage, &work, &|path| path == trunk_name || path.starts_with("snippets/"))?;

    let bytes = fs::read(site.stage.join(&wasm))?;
    let module = hash::name(&format!("{name}.wasm"), &bytes);
    site.write(&module, &bytes)?;
    let splits = publish_splits(site, &work)?;
    let glue = work.join(&trunk_name);
    fs::write(&glue, glue::start_once(&fs::read_to_string(&glue)?)?)?;
    fs::write(
        work.join("start.js"),
        format!(
            "import init, {{ embed }} from \"./{trunk_name}\";\n\
             await init(fetch(new URL(\"./{module}\", import.meta.url)));\n\
             // for pages of others, which import this file\n\
             export {{ embed }};\n"
        ),
    )?;
    let mut esbuild = esbuild(site.project);
    esbuild.current_dir(&work).args([
        "start.js",
        "--bundle",
        "--format=esm",
        "--minify",
        "--log-level=warning",
        "--outfile=out.js",
    ]);
    command::run(&mut esbuild)?;
    let text = fs::read(work.join("out.js"))?;
    let script = hash::name(&format!("{name}.js"), &text);
    site.write(&script, &text)?;
    site.done.extend([wasm, trunk_name.clone()]);
    let mut small = splits.values().flat_map(|ways| &ways.alone).cloned().collect::<Vec<_>>();
    small.retain(|file| fs::metadata(site.dist.join(file)).is_ok_and(|it| it.len() < SMALL));
    Ok(App { script, module, splits, small, trunk_name })
}

/// Publishes the files of the slices, named by their content, and writes the loader that fetches them into `work`.
fn publish_splits(site: &Site, work: &Path) -> Result<Chunks> {
    let snippets = work.join("snippets");
    let Some(folder) = folders(&snippets)?.into_iter().find(|folder| folder.join(CHUNKS).exists()) else {
        return Ok(Chunks::new());
    };
    let chunks: Chunks = serde_json::from_slice(&fs::read(folder.join(CHUNKS))?)?;
    let script = folder.join("loader.js");
    let splitters = fs::read_to_string(&script)?;
    for split in chunks.keys() {
        if !splitters.contains(&format!("export const __wasm_split_load_{split} = ")) {
            bail!("the splitter's loader does not load {split}: the tools that wrote it have changed");
        }
    }
    let mut published = BTreeMap::new();
    for file in fs_names(&folder)? {
        if Path::new(&file).extension().is_some_and(|extension| extension == "wasm") {
            let bytes = fs::read(folder.join(&file))?;
            let name = hash::name("chunks/part.wasm", &bytes);
            site.write(&name, &bytes)?;
            published.insert(file, name);
        }
    }
    let named = |file: String| published.get(&file).cloned().with_context(|| format!("{file} is missing"));
    let all = |files: Vec<String>| files.into_iter().map(named).collect::<Result<Vec<_>>>();
    let mut splits = Chunks::new();
    for (split, ways) in chunks {
        let after = ways.after.map(|(there, rest)| Ok::<_, anyhow::Error>((all(there)?, named(rest)?))).transpose()?;
        splits.insert(split, Ways { alone: all(ways.alone)?, after });
    }
    fs::write(script, loader::script(&splits))?;
    Ok(splits)
}

/// What is minified, which decides how far that can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A stylesheet. Browsers of today understand nesting, layers and `light-dark()` as they are.
    Style,
    /// A script whose names are its own.
    Script,
    /// A script of the older kind, whose names would be global: they are not to be, and get short.
    ClassicScript,
}

/// A stylesheet or script without what only people need.
///
/// # Errors
/// When it has a fault of syntax.
pub(super) fn minify(project: &Project, text: &str, kind: Kind) -> Result<String> {
    let (extension, format) = match kind {
        Kind::Style => ("css", None),
        Kind::Script => ("js", Some("--format=esm")),
        Kind::ClassicScript => ("js", Some("--format=iife")),
    };
    let file = project.target().join(format!("to-minify.{extension}"));
    fs::write(&file, text)?;
    let mut esbuild = esbuild(project);
    esbuild.args(format).arg(&file).args(["--minify", "--charset=utf8", "--log-level=warning"]);
    command::output_of(&mut esbuild)
}

pub(super) fn esbuild(project: &Project) -> std::process::Command {
    project.node("esbuild/bin/esbuild")
}

fn the_only(names: &[String], end: &str) -> Result<String> {
    let mut found = names.iter().filter(|name| name.ends_with(end));
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name.clone()),
        _ => bail!("Trunk was to write one file *{end}, not {names:?}"),
    }
}

/// Names of the files in a folder, sorted.
fn fs_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn folders(parent: &Path) -> Result<Vec<PathBuf>> {
    if !parent.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(parent)?.map(|entry| Ok(entry?.path()));
    let paths: Vec<PathBuf> = entries.collect::<Result<_>>()?;
    Ok(paths.into_iter().filter(|path| path.is_dir()).collect())
}
