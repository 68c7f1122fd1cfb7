//! A stylesheet as a tree, as far as turning one into another needs.
use anyhow::{Result, bail};

/// A part of a stylesheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// `property: value`, or an at-rule without a block.
    Line(String),
    /// What stands before a block, and what is in it.
    Block(String, Vec<Part>),
}

/// Reads a minified sheet, which has no comments.
///
/// # Errors
/// When blocks do not end.
pub(super) fn read(text: &str) -> Result<Vec<Part>> {
    let mut rest = text;
    let parts = parts(&mut rest)?;
    if !rest.trim().is_empty() {
        bail!("a block of the stylesheet ends twice before: {}", rest.chars().take(60).collect::<String>());
    }
    Ok(parts)
}

fn parts(rest: &mut &str) -> Result<Vec<Part>> {
    let mut found = Vec::new();
    loop {
        let (piece, end) = piece(rest);
        let text = piece.trim().to_owned();
        match end {
            Some('{') => {
                let inner = parts(rest)?;
                if !rest.starts_with('}') {
                    bail!("the block of `{text}` has no end");
                }
                *rest = rest.get(1..).unwrap_or_default();
                found.push(Part::Block(text, inner));
                continue;
            }
            _ if text.is_empty() => {}
            _ => found.push(Part::Line(text)),
        }
        if end != Some(';') {
            return Ok(found);
        }
    }
}

/// Takes the text up to what ends it, which a closing brace keeps: texts in quotes and parentheses hold no ends.
fn piece<'a>(rest: &mut &'a str) -> (&'a str, Option<char>) {
    let (mut quote, mut depth) = (None, 0_u32);
    for (at, letter) in rest.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => depth = depth.saturating_add(1),
            (None, ')') => depth = depth.saturating_sub(1),
            (None, '{' | ';' | '}') if depth == 0 => {
                let text = rest.get(..at).unwrap_or_default();
                *rest = rest.get(if letter == '}' { at } else { at.saturating_add(1) }..).unwrap_or_default();
                return (text, Some(letter));
            }
            _ => {}
        }
    }
    (std::mem::take(rest), None)
}

/// Writes a sheet.
pub(super) fn write(parts: &[Part]) -> String {
    let texts = parts.iter().map(|part| match part {
        Part::Line(line) => format!("{line};"),
        Part::Block(before, inner) => format!("{before}{{{}}}", write(inner).trim_end_matches(';')),
    });
    texts.collect()
}

/// The parts of a list, at commas that no parenthesis holds.
pub(super) fn list(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut found) = (0_u32, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(text.get(from..at).unwrap_or_default().trim());
                from = at.saturating_add(1);
            }
            _ => {}
        }
    }
    found.push(text.get(from..).unwrap_or_default().trim());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_read_is_written_again() {
        for sheet in [
            "@layer a,b;@layer a{:root{--x: 1px;color:red}}",
            "a[href^=\"ht;{\"]::after{content:\" (\" attr(href) \")\"}",
            "@media(min-width:1px){a{b:c}d{e:url(x;y)}}",
            "@keyframes k{0%{scale:0}to{scale:1}}",
        ] {
            assert_eq!(write(&read(sheet).unwrap()), sheet);
        }
    }

    #[test]
    fn a_block_without_an_end_is_an_error() {
        assert!(read("a{b:c").is_err());
        assert!(read("a{b:c}}").is_err());
    }

    #[test]
    fn no_style_is_for_what_nothing_has() {
        let project = crate::project::Project::here().unwrap();
        let texts = |folders: &[&str]| -> String {
            let folders = folders.iter().map(|folder| project.path(folder));
            let paths = folders.flat_map(|folder| {
                let files = crate::folder::files(&folder).unwrap();
                files.into_iter().map(move |file| folder.join(file))
            });
            paths.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
        };
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        let styles = texts(&["style"]);
        let sources =
            texts(&["src", "renderer/src", "public"]) + &std::fs::read_to_string(project.path("index.html")).unwrap();
        let used: BTreeSet<&str> = sources.split(|letter| !is_name(letter)).collect();
        let named: BTreeSet<&str> =
            styles.split(".preau-").skip(1).map(|rest| rest.split(|letter| !is_name(letter)).next().unwrap()).collect();
        assert!(named.len() > 200, "only {} classes were found", named.len());
        let unused: Vec<_> = named.iter().filter(|name| !used.contains(format!("preau-{name}").as_str())).collect();
        assert!(unused.is_empty(), "classes of style/ that nothing has: {unused:?}");
    }

    #[test]
    fn a_list_is_parted_outside_parentheses() {
        assert_eq!(list("a:is(b,c),d e[f=\"g\"]"), ["a:is(b,c)", "d e[f=\"g\"]"]);
    }
}
