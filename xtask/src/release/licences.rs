//! Whose code is in what is released, and under which terms.
use super::crates::Crate;
use crate::{command, folder};
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, fmt::Write, fs};

/// Licences that the project accepts; one of a choice is enough, each of a conjunction is needed.
const ACCEPTED: [&str; 8] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Zlib",
    "Apache-2.0 WITH LLVM-exception",
];

/// How files with a licence's text begin, in small letters.
const NAMES: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];

const INTRODUCTION: &str = "\
The WebAssembly of this site and the program bin/preau-check hold code of the crates below, each under the terms named with it.
The texts that came with them follow; one text is given once for all crates that have it word for word. What is served as it is
(pictures, scripts, styles) is listed in site/LICENSES.md.
";

/// The list, then the texts.
///
/// # Errors
/// When a crate is under terms that the project does not accept, or a text cannot be read.
pub(super) fn text(crates: &[Crate]) -> Result<String> {
    let mut list = INTRODUCTION.to_owned();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    writeln!(list, "\n{}: MIT OR Apache-2.0, https://github.com/rust-lang/rust", standard_library()?)?;
    for one in crates {
        if !is_accepted(&one.licence) {
            bail!("{} {} is under {}, which this project does not accept", one.name, one.version, one.licence);
        }
        let name = format!("{} {}", one.name, one.version);
        writeln!(
            list,
            "{name}: {}{}",
            one.licence,
            one.repository.iter().fold(String::new(), |_, at| format!(", {at}"))
        )?;
        let found = texts_in(one).with_context(|| format!("licences of {name}"))?;
        for text in found {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|(_, one), (_, other)| one.cmp(other));
    for (text, owners) in texts {
        write!(list, "\n{}\n{}\n\n{}\n", "=".repeat(80), owners.join(", "), text.trim_end())?;
    }
    Ok(list)
}

/// Its name with the version of the compiler.
fn standard_library() -> Result<String> {
    let version = command::asked("rustc", &["--version"]).context("rustc does not tell its version")?;
    let number = version.split_whitespace().nth(1).unwrap_or_default();
    Ok(format!("Rust's standard library {number}"))
}

/// Texts that come with a crate of a registry, in the order of their names; some have code of others in a folder of its own.
/// Crates of this project have theirs at the archive's root.
fn texts_in(one: &Crate) -> Result<Vec<String>> {
    if one.checksum.is_none() {
        return Ok(Vec::new());
    }
    let is_text = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        // programs may have such names too
        NAMES.iter().any(|start| name.starts_with(start)) && !matches!(name.rsplit_once('.'), Some((_, "rs")))
    };
    let paths = folder::files(&one.folder)?.into_iter().filter(is_text);
    paths.map(|path| Ok(String::from_utf8_lossy(&fs::read(one.folder.join(path))?).replace("\r\n", "\n"))).collect()
}

/// Whether an SPDX expression can be met with accepted licences.
fn is_accepted(expression: &str) -> bool {
    // no licence of ours has an expression deeper than one pair of brackets
    let without_brackets = expression.replace(['(', ')'], "");
    without_brackets.split(" AND ").all(|needed| needed.split(" OR ").any(|choice| ACCEPTED.contains(&choice.trim())))
}

#[cfg(test)]
mod tests {
    use super::{is_accepted, text};
    use crate::{project::Project, release::crates};

    #[test]
    fn one_of_a_choice_is_enough_and_each_of_a_conjunction_needed() {
        assert!(is_accepted("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_accepted("Unlicense OR MIT"));
        assert!(!is_accepted("GPL-3.0-only"));
        assert!(!is_accepted("MIT AND GPL-3.0-only"));
    }

    #[test]
    fn every_crate_of_the_release_is_listed_with_its_terms() {
        let crates = crates::of_the_release(&Project::here().unwrap()).unwrap();
        let text = text(&crates).unwrap();
        for name in ["wasm-bindgen 0.2.130: MIT OR Apache-2.0", "\nmath-core ", "Rust's standard library 1.", "\nring "]
        {
            assert!(text.contains(name), "{name}");
        }
        assert!(!text.contains("\nsyn "), "macros are in neither");
        assert!(text.contains("Permission is hereby granted"));
        assert!(text.contains("fiat-crypto authors"), "of a crate's inner folder");
    }
}
