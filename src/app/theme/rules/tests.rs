use super::super::NAMES;
use super::*;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn all_that_is_judged_is_known_by_name() {
    let rules = RULES.into_iter().chain(ROOF).chain([FOCUS, FOCUS_DARK]);
    let used: BTreeSet<&str> =
        rules.flat_map(|Rule(name, _, grounds)| [name].into_iter().chain(grounds.iter().copied())).collect();
    assert_eq!(used, NAMES.split(' ').collect());
}

const TOKENS: &str = include_str!("../../../../style/tokens.css");

/// Custom properties of `tokens.css`; with more contrast, those of the learner's choice over the others.
fn declared(more: bool) -> BTreeMap<&'static str, &'static str> {
    let mut parts = TOKENS.split("[data-contrast=\"more\"]");
    let mut sheets = vec![parts.next().unwrap().split("@media").next().unwrap()];
    if more {
        sheets.push(parts.next().unwrap().split('}').next().unwrap());
    }
    let lines = sheets.into_iter().flat_map(|sheet| sheet.split([';', '{', '}']));
    // the first token after a comment has the comment before it
    let lines = lines.map(|line| line.rsplit("*/").next().unwrap_or_default().trim());
    lines
        .filter_map(|line| line.strip_prefix("--preau-")?.split_once(':'))
        .map(|(name, value)| (name, value.trim()))
        .collect()
}

fn resolve(all: &BTreeMap<&str, &str>, text: &str, scheme: Scheme) -> Option<Rgb> {
    if let Some(name) = text.strip_prefix("var(--preau-") {
        return resolve(all, all.get(name.strip_suffix(')')?)?, scheme);
    }
    if let Some(both) = text.strip_prefix("light-dark(") {
        let (light, dark) = both.strip_suffix(')')?.split_once(", ")?;
        return resolve(all, if scheme == Scheme::Light { light } else { dark }, scheme);
    }
    let white = (text == "#fff").then_some("#ffffff");
    let black = (text == "#000").then_some("#000000");
    Rgb::parse(white.or(black).unwrap_or(text))
}

fn with(scheme: Scheme, more: bool, changes: &[(&str, &str)]) -> Vec<Fix> {
    let all = declared(more);
    check(scheme, more, |name| {
        let given = changes.iter().find(|(other, _)| *other == name);
        let text = given.map_or_else(|| all.get(["color-", name].concat().as_str()).copied(), |(_, text)| Some(*text));
        resolve(&all, text?, scheme)
    })
}

#[test]
fn our_own_colours_pass() {
    for scheme in [Scheme::Light, Scheme::Dark] {
        for more in [false, true] {
            let fixes: Vec<String> = with(scheme, more, &[]).iter().map(Fix::text).collect();
            assert!(fixes.is_empty(), "{scheme:?}, more contrast {more}: {fixes:#?}");
        }
    }
}

#[test]
fn every_token_of_a_rule_exists() {
    let all = declared(false);
    for Rule(name, _, grounds) in RULES.into_iter().chain(ROOF).chain([FOCUS, FOCUS_DARK]) {
        for token in grounds.iter().chain([&name]) {
            let text = all.get(["color-", token].concat().as_str()).unwrap_or_else(|| panic!("{token}"));
            for scheme in [Scheme::Light, Scheme::Dark] {
                assert!(resolve(&all, text, scheme).is_some(), "{token}: {text}");
            }
        }
    }
}

#[test]
fn a_pale_accent_is_darkened_and_its_words_follow() {
    let fixes = with(Scheme::Light, false, &[("accent", "#ffcc00")]);
    let [fix] = fixes.as_slice() else { panic!("{fixes:?}") };
    assert_eq!((fix.name, fix.needs, fix.is_hopeless), ("accent", 4.5, false));
    assert!(color::contrast(fix.to, Rgb::parse("#fffdf8").unwrap()) >= 4.5);
    assert!(fix.text().contains("--preau-color-accent #ffcc00 (light)"), "{}", fix.text());
    assert!(with(Scheme::Dark, false, &[("accent", "#ffcc00")]).is_empty());
}

#[test]
fn words_on_the_accent_follow_the_accent() {
    let fixes =
        with(Scheme::Light, false, &[("accent", "#0b5cad"), ("accent-strong", "#084481"), ("on-accent", "#111111")]);
    let names: Vec<_> = fixes.iter().map(|fix| fix.name).collect();
    assert_eq!(names, ["on-accent"]);
}

#[test]
fn a_pale_roof_is_darkened_under_its_light_words() {
    let fixes = with(Scheme::Dark, false, &[("roof", "#7fc8ff")]);
    assert_eq!(fixes.first().map(|fix| fix.name), Some("roof"));
    assert!(with(Scheme::Light, false, &[("roof", "#7fc8ff")]).is_empty(), "the light value is never shown");
}

#[test]
fn more_contrast_asks_more() {
    let color = [("link", "#0066cc")];
    assert!(with(Scheme::Light, false, &color).is_empty());
    assert_eq!(with(Scheme::Light, true, &color).first().map(|fix| fix.needs), Some(7.0));
}

#[test]
fn contradicting_grounds_are_said_to_be_so() {
    let fixes = with(Scheme::Light, false, &[("page", "#ffffff"), ("surface", "#000000")]);
    assert!(fixes.iter().any(|fix| fix.is_hopeless && fix.text().contains("contradict")));
}

#[test]
fn what_cannot_be_judged_is_left_alone() {
    assert!(check(Scheme::Light, false, |_| None).is_empty());
}

#[test]
fn the_sample_themes_pass() {
    for name in ["university", "sober", "playful"] {
        let path = ["public/themes/", name, ".css"].concat();
        let sheet = std::fs::read_to_string(path).unwrap();
        let lines = sheet.lines().filter_map(|line| line.trim().strip_prefix(TOKEN)?.split_once(':'));
        let changes: Vec<_> = lines.map(|(name, value)| (name, value.trim().trim_end_matches(';'))).collect();
        assert!(changes.len() > 10, "{name}");
        for scheme in [Scheme::Light, Scheme::Dark] {
            let fixes: Vec<String> = with(scheme, false, &changes).iter().map(Fix::text).collect();
            assert!(fixes.is_empty(), "{name}, {scheme:?}: {fixes:#?}");
            let hopeless = with(scheme, true, &changes).into_iter().any(|fix| fix.is_hopeless);
            assert!(!hopeless, "{name}, {scheme:?}: for those who ask for more contrast");
        }
    }
}
