//! `cargo xtask release`: one archive with all that an operator needs, the same bytes whenever it is made of the same sources.
mod archive;
mod compare;
mod crates;
mod licences;
mod links;
mod sbom;
mod sources;

use crate::{
    args::Arguments,
    checker,
    folder::files,
    fresh,
    output::{say, step},
    project::Project,
};
use anyhow::{Context, Result, bail};
use archive::{Entry, sha256};
use sources::Sources;
use std::{fs, path::Path};

/// Texts that go into the archive as they are; of folders all files that git knows.
const TEXTS: [&str; 7] =
    ["deploy", "docs", "style/README.md", "LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md", "ARCHITECTURE.md"];

/// Pictures, which stay behind with the README.
const PICTURES: &str = "docs/screenshots/";
/// Those that a guide shows.
const OF_THEMES: &str = "docs/screenshots/theme-";

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
    let sources = Sources::of(project)?;
    if !sources.is_clean {
        say("the checkout has changes that are in no commit: the archive's name says so");
    }
    let changed = if sources.is_clean { "" } else { "-changed" };
    let name = format!("preau-{}{changed}", env!("CARGO_PKG_VERSION"));
    let date = sources.date;
    let checker = checker::build_for_release(project)?;
    let archive = step("put the archive together", || {
        let mut entries = collect(project, &sources)?;
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
fn collect(project: &Project, sources: &Sources) -> Result<Vec<Entry>> {
    let dist = project.dist();
    if !dist.join("index.html").exists() {
        bail!("there is no dist/ yet: leave --no-build out");
    }
    let mut entries = Vec::new();
    for path in files(&dist)? {
        entries.push(Entry::file(&format!("site/{path}"), fs::read(dist.join(&path))?));
    }
    for path in sources.files(&TEXTS).filter(|path| !path.starts_with(PICTURES) || path.starts_with(OF_THEMES)) {
        let content = read(&project.path(path))?;
        let content =
            if path.ends_with(links::TEXT) { links::moved(&String::from_utf8(content)?).into_bytes() } else { content };
        entries.push(Entry::file(path, content));
    }
    let crates = crates::of_the_release(project)?;
    entries.push(Entry::file("THIRD-PARTY-LICENSES.txt", licences::text(&crates)?.into_bytes()));
    entries.push(Entry::file("sbom.cdx.json", sbom::text(&crates, sources.date)?.into_bytes()));
    entries.push(Entry::file("config.schema.json", read(&project.path("public/config.schema.json"))?));
    let nowhere = links::nowhere(&entries);
    if nowhere.is_empty() {
        Ok(entries)
    } else {
        bail!("links lead to nothing of the archive:\n  {}", nowhere.join("\n  "))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}
