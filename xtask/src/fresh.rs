//! Whether `dist/` is newer than all it is made from.
use crate::{build, finish::manifest, project::Project};
use anyhow::Result;
use std::{fs, io, path::Path, time::SystemTime};

/// What the site is made from. Folders count themselves, so that a removed file is noticed.
const SOURCES: [&str; 13] = [
    "src",
    "verify",
    "jsonld",
    "style",
    "public",
    "xtask/src",
    "index.html",
    "build.rs",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    ".cargo/config.toml",
];

/// Builds the site unless it is up to date.
///
/// # Errors
/// When the build fails.
pub(crate) fn build_when_stale(project: &Project) -> Result<()> {
    if is_fresh(project)? { Ok(()) } else { build::run(project) }
}

fn is_fresh(project: &Project) -> Result<bool> {
    let Ok(built) = fs::metadata(project.dist().join(manifest::NAME)) else {
        return Ok(false);
    };
    let built = built.modified()?;
    for source in SOURCES {
        let path = project.path(source);
        if path.exists() && newest(&path)? > built {
            return Ok(false);
        }
    }
    Ok(true)
}

fn newest(path: &Path) -> io::Result<SystemTime> {
    let metadata = fs::metadata(path)?;
    let mut newest_time = metadata.modified()?;
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            newest_time = newest_time.max(newest(&entry?.path())?);
        }
    }
    Ok(newest_time)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_folder_is_as_new_as_its_newest_file() {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let newest = super::newest(&source).unwrap();
        let this = source.join("fresh.rs").metadata().unwrap().modified().unwrap();
        assert!(newest >= this);
    }
}
