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
mod tests;
