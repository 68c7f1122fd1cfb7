//! `cargo xtask release`: one archive with all that an operator needs, the same bytes whenever it is made of the same sources.
mod archive;
mod compare;
mod crates;
mod licences;
mod sbom;

use crate::{
    args::Arguments,
    checker, command,
    folder::files,
    fresh,
    output::{say, step},
    project::Project,
};
use anyhow::{Context, Result, bail};
use archive::{Entry, sha256};
use std::{env, fs, path::Path};

/// Texts that go into the archive as they are; all files below a folder.
const TEXTS: [&str; 6] = ["deploy", "docs", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md", "ARCHITECTURE.md"];

/// Pictures of the README, which stay behind.
const LEFT_OUT: &str = "docs/screenshots/";

/// Makes the archive in `target/release-archive/`, with its checksum beside it.
///
/// # Errors
/// When the site does not compile, a licence is missing, or, when that is asked for, two builds differ.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    if arguments.verify_reproducible {
        compare::two_builds(project)?;
    } else if !arguments.no_build {
        fresh::build_when_stale(project)?;
    }
    let name = format!("preau-{}", env!("CARGO_PKG_VERSION"));
    let date = date_of_sources()?;
    let checker = checker::build(project)?;
    let archive = step("put the archive together", || {
        let mut entries = collect(project, date)?;
        entries.push(Entry::program("bin/preau-check", read(&checker)?));
        archive::write(&name, entries, date)
    })?;
    let folder = project.target().join("release-archive");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}.tar.gz"));
    fs::write(&path, &archive).with_context(|| format!("writing {}", path.display()))?;
    fs::write(folder.join(format!("{name}.tar.gz.sha256")), format!("{}  {name}.tar.gz\n", sha256(&archive)))?;
    say(&format!("{}: {} KiB", path.display(), archive.len() / 1024));
    Ok(())
}

/// Everything but the program, by its path in the archive.
fn collect(project: &Project, date: u64) -> Result<Vec<Entry>> {
    let dist = project.dist();
    if !dist.join("index.html").exists() {
        bail!("there is no dist/ yet: leave --no-build out");
    }
    let mut entries = Vec::new();
    for path in files(&dist)? {
        entries.push(Entry::file(&format!("site/{path}"), fs::read(dist.join(&path))?));
    }
    for text in TEXTS {
        add(&mut entries, project, text)?;
    }
    let crates = crates::of_the_site(project)?;
    entries.push(Entry::file("THIRD-PARTY-LICENSES.txt", licences::text(&crates)?.into_bytes()));
    entries.push(Entry::file("sbom.cdx.json", sbom::text(&crates, date)?.into_bytes()));
    entries.push(Entry::file("config.schema.json", read(&project.path("public/config.schema.json"))?));
    Ok(entries)
}

fn add(entries: &mut Vec<Entry>, project: &Project, name: &str) -> Result<()> {
    let path = project.path(name);
    if !path.is_dir() {
        entries.push(Entry::file(name, read(&path)?));
        return Ok(());
    }
    for inner in files(&path)? {
        let inner = format!("{name}/{inner}");
        if !inner.starts_with(LEFT_OUT) {
            entries.push(Entry::file(&inner, read(&project.path(&inner))?));
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

/// Seconds since 1970 that every file of the archive bears: `SOURCE_DATE_EPOCH`, else when the last commit was made.
fn date_of_sources() -> Result<u64> {
    let told = env::var("SOURCE_DATE_EPOCH").ok();
    let date = told.or_else(|| command::asked("git", &["log", "-1", "--format=%ct"]));
    let date = date.context("this is no git checkout: say by SOURCE_DATE_EPOCH which date the files are to bear")?;
    date.trim().parse().with_context(|| format!("SOURCE_DATE_EPOCH is seconds since 1970, not `{date}`"))
}
