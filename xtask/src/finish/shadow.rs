//! Our styles for a view in a shadow root, in a page of others.
//!
//! The same rules as on our own pages, turned so that the page around can neither break them nor be broken:
//! - what the root has there, the root of the view has here; a property that the page sets wins over ours, wherever it is set:
//!   ours are called `--_…` and stand behind it (`var(--preau-x, var(--_x))`);
//! - lengths go by `--_rem`, not by the page's root: `font-size: 62.5%` is common there;
//! - widths are those of the element, not of the window;
//! - headings go by the level that they have on our own pages, whatever it is here (`data-level`).
//!
//! Rules of parts that are never shown there are left out.
use super::css::{self, Part};
use anyhow::{Result, bail};
use std::collections::BTreeSet;

const OUR: &str = "--preau-";
const WITHIN: &str = "--_";

/// Beginnings of what a selector may begin with that no view in a page of others has.
const ABSENT: [&str; 25] = [
    "body",
    ".preau-account",
    ".preau-bell",
    ".preau-notices",
    ".preau-skip",
    ".preau-header",
    ".preau-logo ",
    ".preau-logo:",
    ".preau-logo>",
    ".preau-institution",
    ".preau-nav",
    ".preau-roof",
    ".preau-main",
    ".preau-footer",
    ".preau-toast",
    ".preau-dialog",
    ".preau-starts",
    ".preau-static",
    ".preau-segmented",
    ".preau-breadcrumb",
    ".preau-compare",
    ".preau-saved",
    ".preau-entity",
    ".preau-intake",
    ".preau-drop",
];
/// Parts of a selector that it can have on our own pages only: what is chosen on the settings page, and the page itself.
const OWN_PAGE: [&str; 10] = [
    "[data-theme",
    "[data-contrast",
    "[data-text",
    "[data-spacing",
    "[data-motion",
    "[data-messages",
    "html:has",
    "html.",
    "html[",
    "html:not",
];

/// The properties that a sheet gives the root: its tokens.
///
/// # Errors
/// When it cannot be read.
pub(super) fn tokens(sheet: &str) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    collect(&css::read(sheet)?, false, &mut names);
    Ok(names)
}

fn collect(parts: &[Part], is_root: bool, names: &mut BTreeSet<String>) {
    for part in parts {
        match part {
            Part::Block(before, inner) => collect(inner, before == ":root", names),
            Part::Line(line) if is_root => {
                if let Some((name, _)) = line.split_once(':').filter(|(name, _)| name.starts_with(OUR)) {
                    names.insert(name.trim_start_matches(OUR).to_owned());
                }
            }
            Part::Line(_) => {}
        }
    }
}

/// A minified sheet of our own pages, for a shadow root.
///
/// # Errors
/// When it holds something that would go by the page around.
pub(super) fn turn(sheet: &str, tokens: &BTreeSet<String>) -> Result<String> {
    let text = css::write(&turned(&css::read(sheet)?, tokens, false));
    check(&text)?;
    Ok(text)
}

fn turned(parts: &[Part], tokens: &BTreeSet<String>, is_root: bool) -> Vec<Part> {
    let part = |part: &Part| match part {
        Part::Line(line) if line.starts_with('@') => Some(part.clone()),
        Part::Line(line) => {
            let line = if is_root { own(line) } else { line.clone() };
            Some(Part::Line(lengths(&behind(&line, tokens))))
        }
        Part::Block(before, inner) => {
            let inner = turned(inner, tokens, before == ":root");
            let before = if before.starts_with('@') { at_rule(before) } else { selectors(before)? };
            (!inner.is_empty()).then_some(Part::Block(before, inner))
        }
    };
    parts.iter().filter_map(part).collect()
}

/// A token's declaration under our name for it.
fn own(line: &str) -> String {
    line.strip_prefix(OUR).map_or_else(|| line.to_owned(), |rest| [WITHIN, rest].concat())
}

/// Puts our own value behind the page's wherever a token is used.
fn behind(line: &str, tokens: &BTreeSet<String>) -> String {
    let mut pieces = line.split("var(--preau-");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        text.extend(["var(", OUR, name]);
        if rest.starts_with(')') && tokens.contains(name) {
            text.extend([",var(", WITHIN, name, ")"]);
        }
        text.push_str(rest);
    }
    text
}

/// Lengths by the root's font become such by ours, and those by the window's width such by the element's.
fn lengths(text: &str) -> String {
    let text = with_unit(text, "rem", |number| format!("calc({number}*var({WITHIN}rem))"));
    with_unit(&text, "vw", |number| format!("{number}cqi"))
}

/// Replaces each number of that unit.
fn with_unit(text: &str, unit: &str, replace: impl Fn(&str) -> String) -> String {
    let mut result = String::with_capacity(text.len());
    let mut pieces = text.split(unit).peekable();
    while let Some(piece) = pieces.next() {
        let start = piece.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (before, number) = piece.split_at(start);
        let is_word = before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '#');
        if pieces.peek().is_none() {
            result.push_str(piece);
        } else if number.is_empty() || is_word {
            result.push_str(piece);
            result.push_str(unit);
        } else {
            let unsigned = before.strip_suffix('-').filter(|rest| rest.ends_with(['(', ',', ' ', ':']));
            result.push_str(unsigned.unwrap_or(before));
            result.push_str(&replace(&unsigned.map_or_else(|| number.to_owned(), |_| ["-", number].concat())));
        }
    }
    result
}

/// A question about the window's width becomes one about the element's; what a `rem` is there nobody knows: 16 px.
fn at_rule(before: &str) -> String {
    let is_of_width = before.starts_with("@media") && before.contains("-width:") && !before.contains("height");
    if !is_of_width {
        return before.to_owned();
    }
    let question = before.trim_start_matches("@media").trim();
    let pixels = with_unit(question, "rem", |number| {
        number.parse::<f64>().map_or_else(|_| number.to_owned(), |number| format!("{}px", number * 16.0))
    });
    format!("@container {pixels}")
}

/// Selectors as they are there; nothing when none of them can match.
fn selectors(all: &str) -> Option<String> {
    let kept: Vec<String> = css::list(all).into_iter().filter(|one| is_there(one)).map(selector).collect();
    (!kept.is_empty()).then(|| kept.join(","))
}

fn is_there(one: &str) -> bool {
    !ABSENT.iter().any(|start| one.starts_with(start) || one.starts_with(&format!(":is({start}")))
        && !OWN_PAGE.iter().any(|part| one.contains(part))
}

fn selector(one: &str) -> String {
    match one {
        ":root" | "html" => return ".preau-embed".to_owned(),
        _ => {}
    }
    // texts of others have headings of their own making
    if one.contains(".preau-rich") {
        return one.to_owned();
    }
    let mut text = one.to_owned();
    for level in 1..=6 {
        text = replace_tag(&text, &format!("h{level}"), &format!("[data-level=\"{level}\"]"));
    }
    text
}

/// Replaces the name of an element where it stands as one.
fn replace_tag(text: &str, tag: &str, with: &str) -> String {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '#');
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(tag) {
        let (before, found) = rest.split_at(at);
        let after = found.get(tag.len()..).unwrap_or_default();
        let stands = !before.ends_with(is_name)
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        result.push_str(before);
        result.push_str(if stands { with } else { tag });
        rest = after;
    }
    result + rest
}

/// Nothing may go by the page around.
fn check(sheet: &str) -> Result<()> {
    for foreign in [":root", "@media(min-width", "@media(max-width", "100vh", "svh", "dvh"] {
        if sheet.contains(foreign) {
            bail!("a view in a page of others would go by that page: its styles have `{foreign}`");
        }
    }
    if let Some(tag) = ["html", "body"].into_iter().find(|tag| replace_tag(sheet, tag, "") != sheet) {
        bail!("a view in a page of others would go by that page: its styles have `{tag}`");
    }
    let has = |unit: &str| {
        sheet.match_indices(unit).any(|(at, _)| {
            let before = sheet.get(..at).unwrap_or_default();
            before.ends_with(|c: char| c.is_ascii_digit())
        })
    };
    match ["rem", "vw"].into_iter().find(|unit| has(unit)) {
        Some(unit) => bail!("a view in a page of others would go by that page: its styles have lengths in `{unit}`"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "@layer tokens{:root{--preau-gap: .5rem;--preau-wide: clamp(1rem, 2.6vw, 3rem);color-scheme:var(--preau-scheme)}}";

    fn of(sheet: &str) -> String {
        turn(sheet, &tokens(SHEET).unwrap()).unwrap()
    }

    #[test]
    fn what_the_page_sets_goes_before_our_own() {
        assert_eq!(
            of(SHEET),
            "@layer tokens{.preau-embed{--_gap: calc(.5*var(--_rem));\
             --_wide: clamp(calc(1*var(--_rem)), 2.6cqi, calc(3*var(--_rem)));color-scheme:var(--preau-scheme)}}"
        );
        assert_eq!(of(".a{gap:var(--preau-gap)}"), ".a{gap:var(--preau-gap,var(--_gap))}");
        assert_eq!(
            of(".a{gap:var(--preau-stack-gap, var(--preau-gap))}"),
            ".a{gap:var(--preau-stack-gap, var(--preau-gap,var(--_gap)))}",
            "what a part sets for itself has no other name"
        );
    }

    #[test]
    fn lengths_go_by_the_element() {
        assert_eq!(of(".a{inset:-.6rem 0 auto}"), ".a{inset:calc(-.6*var(--_rem)) 0 auto}");
        assert_eq!(of(".a{inset:calc(100% - 2rem)}"), ".a{inset:calc(100% - calc(2*var(--_rem)))}");
        assert_eq!(of("@media(min-width:60rem){.a{b:c}}"), "@container (min-width:960px){.a{b:c}}");
        assert_eq!(of("@media(max-width:59.99rem){.a{b:c}}"), "@container (max-width:959.84px){.a{b:c}}");
        assert_eq!(of("@media(forced-colors:active){.a{b:c}}"), "@media(forced-colors:active){.a{b:c}}");
    }

    #[test]
    fn headings_keep_the_look_of_our_own_pages() {
        assert_eq!(of("h1,.a>h2:focus{b:c}"), "[data-level=\"1\"],.a>[data-level=\"2\"]:focus{b:c}");
        assert_eq!(of(":is(h2,h3).a{b:c}"), ":is([data-level=\"2\"],[data-level=\"3\"]).a{b:c}");
        assert_eq!(of(".preau-rich :is(h2,h3){b:c}"), ".preau-rich :is(h2,h3){b:c}");
        assert_eq!(of(".h1,.ah2{b:c}"), ".h1,.ah2{b:c}");
    }

    #[test]
    fn what_is_never_shown_there_is_left_out() {
        assert_eq!(
            of("body,.a{b:c}html.x{b:c}.preau-header{b:c}[data-motion=reduce] *{b:c}html{b:c}"),
            ".a{b:c}.preau-embed{b:c}"
        );
    }

    #[test]
    fn a_rule_that_would_go_by_the_page_is_refused() {
        assert!(turn(".a :root{b:c}", &BTreeSet::new()).is_err());
        assert!(turn(".a{b:100svh}", &BTreeSet::new()).is_err());
        assert!(turn(".a body{b:c}", &BTreeSet::new()).is_err());
        assert!(turn(".card__body{b:c}", &BTreeSet::new()).is_ok());
    }
}
