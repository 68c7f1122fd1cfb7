//! Which colour is used on which, and how much contrast it needs there.
//!
//! Follows the stylesheets: whoever uses a token on a new ground adds it here.
use super::{
    TOKEN,
    color::{self, Need, Outcome, Rgb},
};
use crate::number;

/// A theme of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Dark words on light grounds.
    Light,
    /// Light words on dark grounds.
    Dark,
}

impl Scheme {
    /// Value of the CSS property `color-scheme`.
    pub(crate) fn css(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Words.
    Text,
    /// Borders of controls, the focus ring.
    Shape,
}

impl Use {
    /// The ratio of WCAG's level AA, or that of the level above for those who ask for more contrast.
    fn ratio(self, more: bool) -> f64 {
        match (self, more) {
            (Self::Text, false) | (Self::Shape, true) => 4.5,
            (Self::Text, true) => 7.0,
            (Self::Shape, false) => 3.0,
        }
    }
}

/// A token and the tokens that it has to stand out from.
struct Rule(&'static str, Use, &'static [&'static str]);

/// In this order: a colour that was replaced is what the later ones are checked against.
const RULES: [Rule; 12] = [
    Rule(
        "text",
        Use::Text,
        &[
            "page",
            "surface",
            "sunken",
            "accent-soft",
            "highlight-soft",
            "info-soft",
            "success-soft",
            "warning-soft",
            "danger-soft",
        ],
    ),
    Rule("text-soft", Use::Text, &["page", "surface", "sunken"]),
    Rule("link", Use::Text, &["page", "surface", "sunken"]),
    Rule("accent", Use::Text, &["page", "surface", "sunken", "accent-soft"]),
    Rule("accent-strong", Use::Text, &["page", "surface", "accent-soft"]),
    Rule("info", Use::Shape, &["page", "surface", "info-soft"]),
    Rule("success", Use::Shape, &["page", "surface", "success-soft"]),
    Rule("warning", Use::Text, &["page", "surface", "warning-soft", "highlight-soft"]),
    Rule("danger", Use::Text, &["page", "surface", "danger-soft"]),
    Rule("line-strong", Use::Shape, &["page", "surface", "sunken"]),
    Rule("on-accent", Use::Text, &["accent", "accent-strong"]),
    Rule("on-danger", Use::Text, &["danger"]),
];

/// Under the roof the dark theme holds, whatever the page's: the band has to suit its words, then the light suits the band.
const ROOF: [Rule; 2] = [Rule("roof", Use::Text, &["text", "link"]), Rule("highlight", Use::Text, &["roof"])];

/// The ring shows on the page and on the roof alike.
const FOCUS: Rule = Rule("focus", Use::Shape, &["page", "surface", "sunken"]);
const FOCUS_DARK: Rule = Rule("focus", Use::Shape, &["page", "surface", "sunken", "roof"]);

/// A colour that had to be replaced.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fix {
    /// Token, without `--preau-color-`.
    pub(crate) name: &'static str,
    /// Theme in which it fails.
    pub(crate) scheme: Scheme,
    /// What the institution chose.
    pub(crate) from: Rgb,
    /// What is used.
    pub(crate) to: Rgb,
    /// The ground on which it stands out least.
    pub(crate) ground: &'static str,
    /// The contrast there.
    pub(crate) has: f64,
    /// The contrast needed there.
    pub(crate) needs: f64,
    /// No colour does on all grounds at once.
    pub(crate) is_hopeless: bool,
}

fn rules(scheme: Scheme) -> impl Iterator<Item = Rule> {
    let (roof, focus) = match scheme {
        Scheme::Light => (None, FOCUS),
        Scheme::Dark => (Some(ROOF), FOCUS_DARK),
    };
    RULES.into_iter().chain(roof.into_iter().flatten()).chain([focus])
}

/// A colour on a ground where it is used.
#[cfg(feature = "styleguide")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    /// Token, without `--preau-color-`.
    pub(crate) name: &'static str,
    /// Token of the ground.
    pub(crate) ground: &'static str,
    /// The contrast.
    pub(crate) has: f64,
    /// The contrast needed.
    pub(crate) needs: f64,
}

/// Every pair of a theme, as the colours stand.
#[cfg(feature = "styleguide")]
pub(crate) fn pairs(scheme: Scheme, value: impl Fn(&str) -> Option<Rgb>) -> Vec<Pair> {
    let each =
        rules(scheme).flat_map(|Rule(name, used, grounds)| grounds.iter().map(move |ground| (name, used, *ground)));
    let judged = each.filter_map(|(name, used, ground)| {
        Some(Pair { name, ground, has: color::contrast(value(name)?, value(ground)?), needs: used.ratio(false) })
    });
    judged.collect()
}

/// Checks every token of a theme; `value` gives its colour, `None` when there is none that can be judged.
pub(crate) fn check(scheme: Scheme, more: bool, value: impl Fn(&str) -> Option<Rgb>) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = Vec::new();
    for Rule(name, used, grounds) in rules(scheme) {
        let now = |token: &str| fixes.iter().find(|fix| fix.name == token).map(|fix| fix.to).or_else(|| value(token));
        let Some(from) = now(name) else { continue };
        let needs = used.ratio(more);
        let known: Vec<(&'static str, Rgb)> =
            grounds.iter().filter_map(|ground| Some((*ground, now(ground)?))).collect();
        let all: Vec<Need> = known.iter().map(|(_, ground)| (*ground, needs)).collect();
        let (to, is_hopeless) = match color::check(from, &all) {
            Outcome::Passes => continue,
            Outcome::Nearest(to) => (to, false),
            Outcome::Hopeless(to) => (to, true),
        };
        let ratios = known.into_iter().map(|(ground, color)| (ground, color::contrast(from, color)));
        let (ground, has) = ratios.min_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or_default();
        fixes.push(Fix { name, scheme, from, to, ground, has, needs, is_hopeless });
    }
    fixes
}

impl Fix {
    /// What the integrator reads in the console.
    pub(super) fn text(&self) -> String {
        ["theme: ", &self.fault(), &self.to.hex(), " is used instead.", self.end()].concat()
    }

    /// The same of a colour that stays as it is.
    pub(super) fn advice(&self) -> String {
        let nearest = if self.is_hopeless { " is the least bad." } else { " is the nearest that passes." };
        [&self.fault(), &self.to.hex(), nearest, self.end()].concat()
    }

    fn end(&self) -> &'static str {
        if self.is_hopeless { " Its grounds contradict each other: change one of them." } else { "" }
    }

    fn fault(&self) -> String {
        let ratio = |value: f64| number::text((value * 100.0).floor() / 100.0);
        let (name, from, scheme, ground) = (self.name, self.from.hex(), self.scheme.css(), self.ground);
        let (has, needs) = (ratio(self.has), ratio(self.needs));
        [
            TOKEN,
            name,
            " ",
            &from,
            " (",
            scheme,
            ") has a contrast of ",
            &has,
            ":1 with ",
            TOKEN,
            ground,
            " and needs ",
            &needs,
            ":1; ",
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
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

    const TOKENS: &str = include_str!("../../../style/tokens.css");

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
            let text =
                given.map_or_else(|| all.get(["color-", name].concat().as_str()).copied(), |(_, text)| Some(*text));
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
        let fixes = with(
            Scheme::Light,
            false,
            &[("accent", "#0b5cad"), ("accent-strong", "#084481"), ("on-accent", "#111111")],
        );
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
}
