//! Whether two builds of the same sources are the same site.
use crate::{
    build, checker,
    folder::{self, files},
    output::{say, step},
    project::Project,
};
use anyhow::{Result, bail};
use std::{fs, path::Path};

/// Builds the site and the check twice, each time from nothing and in a target folder of its own, and leaves the second site in
/// `dist/`.
///
/// # Errors
/// When it does not compile, or when the two differ: the message names every file that does.
pub(super) fn two_builds(project: &Project) -> Result<()> {
    let folder = project.target().join("reproduce");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let first = folder.join("first");
    let second = folder.join("second");
    build_in(project, &folder.join("target-one"), &first)?;
    build_in(project, &folder.join("a-longer-name-for-the-second-target"), &second)?;
    let differences = step("compare the two", || differences(&first, &second))?;
    fs::remove_dir_all(&folder)?;
    if differences.is_empty() {
        say("both builds gave the same bytes");
        return Ok(());
    }
    bail!("two builds of the same sources differ:\n  {}", differences.join("\n  "))
}

/// Builds there, and keeps what came of it.
fn build_in(project: &Project, target: &Path, results: &Path) -> Result<()> {
    let project = project.with_target(target);
    build::run(&project)?;
    folder::copy(&project.dist(), &results.join("site"), &|_| true)?;
    let checker = checker::build_for_release(&project)?;
    fs::create_dir_all(results.join("bin"))?;
    fs::copy(checker, results.join("bin/preau-check"))?;
    Ok(())
}

/// What is in one folder only, or not the same in both, each in a line.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let (ours, theirs) = (files(one)?, files(other)?);
    let mut found = Vec::new();
    for path in &ours {
        if !theirs.contains(path) {
            found.push(format!("{path}: in the first only"));
            continue;
        }
        let (a, b) = (fs::read(one.join(path))?, fs::read(other.join(path))?);
        if a != b {
            let at = a.iter().zip(&b).take_while(|(one, other)| one == other).count();
            found.push(format!("{path}: {} and {} bytes, the same up to byte {at}", a.len(), b.len()));
        }
    }
    found.extend(theirs.iter().filter(|path| !ours.contains(path)).map(|path| format!("{path}: in the second only")));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::differences;
    use std::fs;

    #[test]
    fn says_which_file_differs_and_where() {
        let folder = std::env::temp_dir().join(format!("preau-compare-{}", std::process::id()));
        let (one, other) = (folder.join("one"), folder.join("other"));
        for side in [&one, &other] {
            fs::create_dir_all(side.join("chunks")).unwrap();
            fs::write(side.join("index.html"), "same").unwrap();
        }
        assert_eq!(differences(&one, &other).unwrap(), Vec::<String>::new());
        fs::write(one.join("chunks/a.wasm"), "abcd").unwrap();
        fs::write(other.join("chunks/a.wasm"), "abXde").unwrap();
        fs::write(other.join("new"), "").unwrap();
        let found = differences(&one, &other).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, ["chunks/a.wasm: 4 and 5 bytes, the same up to byte 2", "new: in the second only"]);
    }
}
