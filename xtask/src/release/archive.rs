//! A `.tar.gz` that says nothing of when, where and by whom it was made.
use anyhow::{Context, Result, bail};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use tar::{EntryType, Header};

/// Where the checksums of all other files are.
const CHECKSUMS: &str = "SHA256SUMS";

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Inside the archive's folder.
    pub(super) path: String,
    /// Its bytes.
    pub(super) content: Vec<u8>,
    is_program: bool,
}

impl Entry {
    /// A file to be read, by its path inside the archive's folder.
    pub(super) fn file(path: &str, content: Vec<u8>) -> Self {
        Self { path: path.to_owned(), content, is_program: false }
    }

    /// A file to be run.
    pub(super) fn program(path: &str, content: Vec<u8>) -> Self {
        Self { is_program: true, ..Self::file(path, content) }
    }
}

/// The archive: one folder `name`, entries in the order of their paths, `SHA256SUMS` among them; every file of root, at one date.
///
/// # Errors
/// When two entries have the same path.
pub(super) fn write(name: &str, mut entries: Vec<Entry>, date: u64) -> Result<Vec<u8>> {
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    let sums = checksums(&entries)?;
    entries.push(Entry::file(CHECKSUMS, sums.into_bytes()));
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    for pair in entries.windows(2) {
        if let [one, other] = pair
            && one.path == other.path
        {
            bail!("the archive would hold {} twice", one.path);
        }
    }
    // without time and file name; flate2 writes no name of the system either
    let gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for entry in entries {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(if entry.is_program { 0o755 } else { 0o644 });
        header.set_mtime(date);
        header.set_uid(0);
        header.set_gid(0);
        header.set_size(u64::try_from(entry.content.len())?);
        let path = format!("{name}/{}", entry.path);
        tar.append_data(&mut header, &path, entry.content.as_slice()).with_context(|| format!("packing {path}"))?;
    }
    Ok(tar.into_inner()?.finish()?)
}

/// As `sha256sum` writes and checks them.
fn checksums(entries: &[Entry]) -> Result<String> {
    let mut text = String::new();
    for entry in entries {
        writeln!(text, "{}  {}", sha256(&entry.content), entry.path)?;
    }
    Ok(text)
}

/// In hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |all, byte| all + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::{Entry, write};
    use std::io::Read;

    fn entries() -> Vec<Entry> {
        vec![
            Entry::file("site/index.html", b"<!doctype html>".to_vec()),
            Entry::program("bin/preau-check", b"\x7fELF".to_vec()),
            Entry::file("LICENSE-MIT", b"MIT".to_vec()),
        ]
    }

    #[test]
    fn the_same_files_in_another_order_give_the_same_bytes() {
        let one = write("preau-1", entries(), 1_700_000_000).unwrap();
        let other = write("preau-1", entries().into_iter().rev().collect(), 1_700_000_000).unwrap();
        assert!(one == other);
        assert!(one != write("preau-1", entries(), 1_700_000_001).unwrap(), "the date is in it");
    }

    #[test]
    fn every_file_has_its_checksum_and_belongs_to_nobody() {
        let bytes = write("preau-1", entries(), 7).unwrap();
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        let mut seen = Vec::new();
        let mut sums = String::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let header = entry.header().clone();
            assert_eq!((header.uid().unwrap(), header.mtime().unwrap()), (0, 7));
            let path = entry.path().unwrap().display().to_string();
            assert_eq!(header.mode().unwrap() & 0o111 != 0, path.contains("/bin/"), "{path}");
            if path.ends_with("SHA256SUMS") {
                entry.read_to_string(&mut sums).unwrap();
            } else {
                seen.push(path.trim_start_matches("preau-1/").to_owned());
            }
        }
        let named: Vec<_> = sums.lines().map(|line| line.split_once("  ").unwrap().1.to_owned()).collect();
        assert_eq!(seen, named);
        // the published hash of "MIT" by sha256sum
        let mit = sums.lines().find(|line| line.ends_with("LICENSE-MIT")).unwrap();
        assert_eq!(mit.len(), 64 + 2 + "LICENSE-MIT".len());
    }

    #[test]
    fn a_path_that_is_taken_is_an_error() {
        let twice = [entries(), entries()].concat();
        assert!(write("preau-1", twice, 0).unwrap_err().to_string().contains("twice"));
    }
}
