//! The crates whose code is in what is released, as cargo knows them: the WebAssembly of the site, and the check.
use crate::{
    command,
    project::{Project, WASM},
};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fs,
    path::PathBuf,
};

/// A crate of what is released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Crate {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// SPDX expression.
    pub(super) licence: String,
    /// Where its sources are to be found by others.
    pub(super) repository: Option<String>,
    /// SHA-256 of what the registry gave; none for crates of this project.
    pub(super) checksum: Option<String>,
    /// What it needs, among these crates: name and version.
    pub(super) needs: BTreeSet<(String, String)>,
    /// Its sources on this machine.
    pub(super) folder: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

/// What cargo is asked for the crates of the site.
const SITE: [&str; 8] = ["-p", "preau", "-p", "preau-verify", "-p", "preau-jsonld", "--features", "preau/split"];
/// And for those of the check.
const CHECK: [&str; 2] = ["-p", "preau-check"];

/// All of them, sorted by name and version.
///
/// # Errors
/// When cargo cannot tell, or a crate names no licence.
pub(super) fn of_the_release(project: &Project) -> Result<Vec<Crate>> {
    let version = command::asked("rustc", &["-vV"]).context("rustc does not tell for which system it compiles")?;
    let here = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no system")?;
    let mut all: BTreeMap<(String, String), Crate> = BTreeMap::new();
    for one in of(project, WASM, &SITE)?.into_iter().chain(of(project, here, &CHECK)?) {
        match all.entry((one.name.clone(), one.version.clone())) {
            Entry::Vacant(place) => drop(place.insert(one)),
            Entry::Occupied(mut known) => known.get_mut().needs.extend(one.needs),
        }
    }
    Ok(all.into_values().collect())
}

/// Those of these packages, built for that system.
fn of(project: &Project, target: &str, packages: &[&str]) -> Result<Vec<Crate>> {
    let named = compiled(project, target, packages)?;
    let mut cargo = project.cargo(["metadata", "--locked", "--format-version", "1", "--filter-platform", target]);
    let printed = command::output_of(&mut cargo)?;
    // cargo's own remarks may stand before it
    let json = printed.lines().find(|line| line.starts_with('{')).context("cargo metadata gave no JSON")?;
    let metadata: Metadata = serde_json::from_str(json).context("cargo metadata is not as expected")?;
    let checksums = checksums(&fs::read_to_string(project.path("Cargo.lock"))?);
    let by_id: BTreeMap<&str, (String, String)> =
        metadata.packages.iter().map(|package| (package.id.as_str(), key(package))).collect();
    let mut crates = Vec::new();
    for package in &metadata.packages {
        let key = key(package);
        if !named.contains(&key) {
            continue;
        }
        let Some(licence) = &package.license else {
            bail!("the crate {} {} names no licence", package.name, package.version);
        };
        let node = metadata.resolve.nodes.iter().find(|node| node.id == package.id);
        let needs = node.into_iter().flat_map(|node| &node.dependencies).filter_map(|id| by_id.get(id.as_str()));
        crates.push(Crate {
            name: package.name.clone(),
            version: package.version.clone(),
            licence: licence.replace('/', " OR "),
            repository: package.repository.clone(),
            checksum: checksums.get(&key).cloned(),
            needs: needs.filter(|key| named.contains(*key)).cloned().collect(),
            folder: package.manifest_path.parent().map(Into::into).unwrap_or_default(),
        });
    }
    if crates.len() != named.len() {
        bail!("cargo tree knows {} crates for {target}, cargo metadata {} of them", named.len(), crates.len());
    }
    Ok(crates)
}

fn key(package: &Package) -> (String, String) {
    (package.name.clone(), package.version.clone())
}

/// Names and versions of what is compiled into them: no macros, no build scripts, no tests.
fn compiled(project: &Project, target: &str, packages: &[&str]) -> Result<BTreeSet<(String, String)>> {
    let mut cargo = project.cargo(["tree", "--locked", "--target", target, "-e", "normal,no-proc-macro"]);
    cargo.args(packages).args(["--prefix", "none", "--format", "{p}"]);
    Ok(command::output_of(&mut cargo)?.lines().filter_map(tree_line).collect())
}

/// `futures v0.3.34`, `preau v0.1.0 (/somewhere) (*)`: name and version.
fn tree_line(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    Some((name.to_owned(), version.to_owned()))
}

/// What Cargo.lock says of each crate of a registry.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))?;
        Some(line.trim_matches('"').to_owned())
    };
    lock.split("[[package]]")
        .filter_map(|package| {
            Some(((value(package, "name")?, value(package, "version")?), value(package, "checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{checksums, tree_line};

    #[test]
    fn reads_what_cargo_writes() {
        assert_eq!(tree_line("futures v0.3.34 (*)"), Some(("futures".into(), "0.3.34".into())));
        assert_eq!(tree_line("preau v0.1.0 (/src/preau)"), Some(("preau".into(), "0.1.0".into())));
        assert_eq!(tree_line(""), None);
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        let read = checksums(lock);
        assert_eq!(read.get(&("a".into(), "1.0.0".into())).map(String::as_str), Some("00ff"));
        assert_eq!(read.len(), 1);
    }
}
