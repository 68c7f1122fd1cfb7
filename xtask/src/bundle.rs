//! WebAssembly as rustc writes it → slices split off → put into few files → wasm-bindgen → wasm-opt → an order that compresses
//! well.
mod merge;
mod order;
mod plan;
mod silence;
mod table;

pub(crate) use plan::{SIGNED_IN, WAY, Ways, named as planned};

use crate::{command, finish::hash, glue, project::Project};
use anyhow::{Context, Result, anyhow, bail};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Marks a module that has split points.
const SPLIT_POINT: &[u8] = b"__wasm_split_placeholder__";
/// The section that splitting needs; the linker writes it with `--emit-relocs`.
const RELOCATIONS: &[u8] = b"reloc.CODE";
/// What the loader and the main script call each other before their files have names.
const LOADER: &str = "./loader.js";
/// Beside the loader: which files each split needs.
pub(crate) const CHUNKS: &str = "chunks.json";
/// For each split point, the WebAssembly files it needs: their names in the loader's folder.
pub(crate) type Chunks = BTreeMap<String, Ways<String>>;

/// One module to process.
#[derive(Debug)]
pub(crate) struct Job<'a> {
    /// What rustc wrote.
    pub(crate) input: &'a Path,
    /// Where the results go.
    pub(crate) folder: &'a Path,
    /// Stem of the results' names.
    pub(crate) name: &'a str,
    /// Keep the debug sections.
    pub(crate) debug: bool,
    /// Make the files small, which takes time.
    pub(crate) optimize: bool,
}

/// Processes one module.
///
/// # Errors
/// When the module lacks what splitting needs, or a step fails.
pub(crate) fn run(job: &Job) -> Result<()> {
    let input = fs::read(job.input).with_context(|| format!("reading {}", job.input.display()))?;
    fs::create_dir_all(job.folder)?;
    let snippets = job.folder.join("snippets");
    if snippets.exists() {
        fs::remove_dir_all(&snippets)?;
    }
    let mut modules = vec![job.folder.join(format!("{}_bg.wasm", job.name))];
    let linked = if job.optimize { silence::silenced(&input)? } else { input.clone() };
    if contains(&input, SPLIT_POINT) {
        let split = split(job, &linked, &snippets)?;
        bindgen(job, split.main, true)?;
        link(job, &split.loader)?;
        if job.optimize {
            remember(job, &input)?;
        }
        modules.extend(split.modules);
    } else {
        bindgen(job, linked, false)?;
    }
    if job.optimize { optimize(&modules) } else { Ok(()) }
}

struct Split {
    /// The module that the others are split off from.
    main: Vec<u8>,
    modules: Vec<PathBuf>,
    /// Address of the loader as the main script sees it.
    loader: String,
}

fn split(job: &Job, input: &[u8], snippets: &Path) -> Result<Split> {
    if !contains(input, RELOCATIONS) {
        bail!("the feature `split` needs the linker's --emit-relocs: build with `cargo xtask build`");
    }
    let name = format!("split-{}", hash::of(input));
    let folder = snippets.join(&name);
    fs::create_dir_all(&folder)?;
    let main_path = job.folder.join("main_unbound.wasm");
    let mut options = wasm_split_cli_support::Options::new(input);
    options.output_dir = &folder;
    options.main_out_path = &main_path;
    options.main_module = "MAIN";
    options.link_name = LOADER;
    let result = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:?}"))?;

    // Trunk names the main script later, by its content; so that script hands over what the loader needs.
    let loader = folder.join("loader.js");
    replace_in(
        &loader,
        "import { initSync } from \"MAIN\";",
        "let initSync;\nexport const __setMain = (main) => { initSync = main; };",
    )?;
    let mut main = fs::read(&main_path)?;
    fs::remove_file(&main_path)?;
    let mut modules = result.split_modules;
    if job.optimize {
        let splits = result.prefetch_map.into_iter().collect();
        modules = put_together(&folder, &modules, &splits, input, &mut main)?;
    }
    Ok(Split { main, modules, loader: format!("./snippets/{name}/loader.js") })
}

/// Puts the modules that were split off into few files, in place of them, and notes which each slice needs.
fn put_together(
    folder: &Path,
    modules: &[PathBuf],
    splits: &BTreeMap<String, Vec<String>>,
    linked: &[u8],
    main: &mut Vec<u8>,
) -> Result<Vec<PathBuf>> {
    let mut parts = BTreeMap::new();
    for path in modules {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        parts.insert(stem, fs::read(path).with_context(|| format!("reading {}", path.display()))?);
        fs::remove_file(path)?;
    }
    let constants = merge::constants(linked)?;
    let mut sizes = BTreeMap::new();
    for (name, bytes) in &parts {
        // without the names and notes that nobody fetches
        sizes.insert(name.clone(), merge::merge(&[bytes], &constants)?.0.len());
    }
    let plan = plan::plan(splits, &sizes);
    let mut variables = BTreeMap::new();
    let mut files = Vec::new();
    for (number, names) in plan.files.iter().enumerate() {
        let part =
            |name: &String| parts.get(name).map(Vec::as_slice).with_context(|| format!("{name}.wasm is missing"));
        let together = names.iter().map(part).collect::<Result<Vec<_>>>()?;
        let (file, more) = merge::merge(&together, &constants)?;
        variables.extend(more);
        let path = folder.join(name_of(number));
        fs::write(&path, file)?;
        files.push(path);
    }
    *main = merge::with_data(main, variables.into_iter().collect())?;
    let names = |files: Vec<usize>| files.into_iter().map(name_of).collect();
    let ways = plan.ways.into_iter().map(|(slice, ways)| {
        let after = ways.after.map(|(there, rest)| (names(there), name_of(rest)));
        (slice, Ways { alone: names(ways.alone), after })
    });
    fs::write(folder.join(CHUNKS), serde_json::to_vec(&ways.collect::<Chunks>())?)?;
    Ok(files)
}

fn name_of(file: usize) -> String {
    format!("part_{file}.wasm")
}

fn bindgen(job: &Job, module: Vec<u8>, is_split: bool) -> Result<()> {
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_bytes(job.name, module)
        .out_name(job.name)
        .typescript(false)
        .keep_debug(job.debug)
        .remove_producers_section(job.optimize)
        .keep_lld_exports(is_split)
        .demangle(!is_split)
        .web(true)?
        .generate_output()
        .context("wasm-bindgen")?;
    if !job.optimize {
        return output.emit(job.folder);
    }
    // the file is indented anew, and `shorten` reads it line by line
    output.emit(job.folder)?;
    let path = job.folder.join(format!("{}.js", job.name));
    let script = glue::shorten(&fs::read_to_string(&path)?, output.wasm_mut())?;
    output.emit(job.folder)?;
    fs::write(&path, script).with_context(|| format!("writing {}", path.display()))
}

/// Lets the main script import the loader, and hand itself over.
fn link(job: &Job, loader: &str) -> Result<()> {
    let script = job.folder.join(format!("{}.js", job.name));
    // with `from`: the same text is also the key under which WebAssembly imports the loader
    replace_in(&script, &format!("from \"{LOADER}\""), &format!("from \"{loader}\""))?;
    let text = fs::read_to_string(&script)?;
    fs::write(&script, format!("{text}\nimport {{ __setMain }} from \"{loader}\";\n__setMain(initSync);\n"))?;
    Ok(())
}

/// Lets the main script decode once what the program never changes.
fn remember(job: &Job, linked: &[u8]) -> Result<()> {
    let path = job.folder.join(format!("{}.js", job.name));
    let script = fs::read_to_string(&path)?;
    let script = glue::remember(&script, &merge::constants(linked)?)?;
    fs::write(&path, script).with_context(|| format!("writing {}", path.display()))
}

fn replace_in(path: &Path, from: &str, to: &str) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    if !text.contains(from) {
        bail!("{} has no `{from}`: the tools that wrote it have changed", path.display());
    }
    fs::write(path, text.replace(from, to)).with_context(|| format!("writing {}", path.display()))
}

fn contains(module: &[u8], name: &[u8]) -> bool {
    module.windows(name.len()).any(|window| window == name)
}

/// Makes modules small; each is a module of its own, so a few go at once.
fn optimize(modules: &[PathBuf]) -> Result<()> {
    let project = Project::here()?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        // dealt like cards: the first, by far the largest, then has few beside it
        let hands = (0..workers).map(|hand| modules.iter().skip(hand).step_by(workers).collect::<Vec<_>>());
        let running: Vec<_> = hands
            .map(|hand| {
                let project = &project;
                scope.spawn(move || optimize_in_turn(project, &hand))
            })
            .collect();
        running
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_panic| anyhow!("wasm-opt could not be watched"))?)
    })
}

const WASM_OPT: [&str; 12] = [
    // smaller after brotli than -Oz: what is written twice in full compresses better than what is shared
    "-Os",
    "-Os",
    "--skip-pass=local-cse",
    // nothing is below that address: the stack, which grows towards it, ends the program before
    "--low-memory-unused",
    // what rustc uses for this target; wasm-opt must not add to it
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    // browsers do not read that section, and a page loads a dozen modules
    "--strip-target-features",
];

fn optimize_in_turn(project: &Project, modules: &[&PathBuf]) -> Result<()> {
    for module in modules {
        change(module, |mut bytes| {
            silence::locations(&mut bytes)?;
            silence::messages(&mut bytes)?;
            Ok(bytes)
        })?;
    }
    let mut node = project.program("node");
    node.arg(project.path("xtask/src/bundle/optimize.mjs"));
    node.arg(project.path("node_modules/binaryen/bin/wasm-opt")).args(WASM_OPT).arg("--").args(modules);
    command::run(&mut node)?;
    modules.iter().try_for_each(|module| change(module, |bytes| order::arrange(&bytes)))
}

fn change(file: &Path, how: impl FnOnce(Vec<u8>) -> Result<Vec<u8>>) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let changed = how(bytes).with_context(|| format!("changing {}", file.display()))?;
    fs::write(file, changed).with_context(|| format!("writing {}", file.display()))
}
