//! Whole folders: what is in them, and copies.
use std::{fs, io, path::Path};

/// All files below a folder, by their path inside it with `/`, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?.into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

/// Copies the files that are wanted by their path inside the folder, with the folders that they are in.
///
/// # Errors
/// When something cannot be read or written.
pub(crate) fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&str) -> bool) -> io::Result<()> {
    for path in files(from)?.iter().filter(|path| wanted(path)) {
        let target = to.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from.join(path), target)?;
    }
    Ok(())
}
