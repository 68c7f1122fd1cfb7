//! Names of classes: each that the app writes has a rule, and each rule has somebody who writes its name. A field that nobody had
//! given a look stood among the others for weeks.
use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::{collections::BTreeSet, fs, path::Path};

/// What all our names begin with.
const OURS: &str = "preau-";
/// Where names are written: the app, and what stands before it.
const WRITERS: [&str; 4] = ["src", "index.html", "public/embed.html", "public/embed.js"];
/// Where their rules are; the style guide has a sheet of its own.
const SHEETS: [&str; 2] = ["style", "public/styleguide.css"];
/// Names of elements, of an event and of one place, not of classes.
const OTHERS: [&str; 5] = ["preau-badge", "preau-catalogue", "preau-course", "preau-error", "preau-failed"];

/// Compares names with rules.
///
/// # Errors
/// Names without a rule, or rules whose name nobody writes.
pub(crate) fn check(project: &Project) -> Result<()> {
    let written = texts(project, &WRITERS, &["rs", "html", "js"])?;
    let names: BTreeSet<&str> = written.iter().flat_map(|text| lists(text)).collect();
    let sheets = texts(project, &SHEETS, &["css"])?;
    let rules: BTreeSet<&str> = sheets.iter().flat_map(|sheet| ruled(sheet)).collect();
    let without: Vec<&str> = names.iter().filter(|name| !has_rule(name, &rules)).copied().collect();
    if !without.is_empty() {
        bail!("no style sheet has a rule for: {}", without.join(", "));
    }
    let is_written =
        |rule: &str| written.iter().any(|text| text.contains(rule)) || names.iter().any(|name| begins(name, rule));
    let unused: Vec<&str> = rules.into_iter().filter(|rule| !is_written(rule)).collect();
    if !unused.is_empty() {
        bail!("nothing writes these names, which have rules: {}", unused.join(", "));
    }
    Ok(())
}

/// One that is put together at run time ends in a hyphen: something must go on from there.
fn has_rule(name: &str, rules: &BTreeSet<&str>) -> bool {
    OTHERS.contains(&name) || rules.contains(name) || rules.iter().any(|rule| begins(name, rule))
}

fn begins(name: &str, rule: &str) -> bool {
    name.ends_with('-') && rule.starts_with(name)
}

/// Names in texts between quotes that hold nothing else.
fn lists(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
    let of_ours = quoted.filter(|list| list.split_whitespace().all(|word| word.starts_with(OURS)));
    of_ours.flat_map(str::split_whitespace)
}

/// Names that stand after a dot.
fn ruled(sheet: &str) -> impl Iterator<Item = &str> {
    sheet.split('.').skip(1).filter(|rest| rest.starts_with(OURS)).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    })
}

fn texts(project: &Project, places: &[&str], endings: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for place in places {
        collect(&project.path(place), endings, &mut found)?;
    }
    Ok(found)
}

fn collect(place: &Path, endings: &[&str], found: &mut Vec<String>) -> Result<()> {
    if place.is_dir() {
        for entry in fs::read_dir(place).with_context(|| format!("reading {}", place.display()))? {
            collect(&entry?.path(), endings, found)?;
        }
    } else if place.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one)) {
        found.push(fs::read_to_string(place).with_context(|| format!("reading {}", place.display()))?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_stands_between_quotes_and_rules_what_stands_after_dots() {
        let text = "<p class=\"preau-soft preau-small\" id=\"soft\"> \"preau-kept is said\" [\"preau-tag--\", kind]";
        assert_eq!(lists(text).collect::<Vec<_>>(), ["preau-soft", "preau-small", "preau-tag--"]);
        let sheet = ".preau-soft > p { margin: 0.5em } .preau-tag--open:hover, a.preau-x{}";
        assert_eq!(ruled(sheet).collect::<Vec<_>>(), ["preau-soft", "preau-tag--open", "preau-x"]);
    }

    #[test]
    fn a_name_without_a_rule_is_found_also_where_it_is_put_together() {
        let rules = BTreeSet::from(["preau-soft", "preau-tag--open"]);
        assert!(has_rule("preau-soft", &rules) && has_rule("preau-tag--", &rules) && has_rule("preau-badge", &rules));
        assert!(
            !has_rule("preau-small", &rules) && !has_rule("preau-chip--", &rules) && !has_rule("preau-tag", &rules)
        );
    }
}
