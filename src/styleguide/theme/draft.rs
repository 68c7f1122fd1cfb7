//! A theme in the making: what differs from the look that the site has.
use crate::app::{
    Query,
    theme::{Fix, Pair, Rgb, Scheme, failures, pairs},
};

/// Colours by what they are for, in the order in which they are chosen.
pub(super) const GROUPS: [(Group, &[&str]); 3] = [
    (Group::Main, &["accent", "accent-strong", "accent-soft", "on-accent", "link", "roof", "highlight", "focus"]),
    (Group::Grounds, &["page", "surface", "sunken", "text", "text-soft", "line", "line-strong", "highlight-soft"]),
    (
        Group::Messages,
        &[
            "info",
            "info-soft",
            "success",
            "success-soft",
            "warning",
            "warning-soft",
            "danger",
            "danger-soft",
            "on-danger",
        ],
    ),
];

/// See [`GROUPS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// What makes a look.
    Main,
    /// Surfaces, words and lines.
    Grounds,
    /// Messages.
    Messages,
}

/// Roundness of corners: name, and the radius of parts from small to large.
pub(super) const RADII: [(&str, [&str; 3]); 4] = [
    ("none", ["0", "0", "0"]),
    ("small", ["0.125rem", "0.25rem", "0.375rem"]),
    ("large", ["0.5rem", "1rem", "1.5rem"]),
    ("round", ["0.75rem", "1.375rem", "2rem"]),
];

/// Names of all colours.
pub(super) fn tokens() -> impl Iterator<Item = &'static str> {
    GROUPS.into_iter().flat_map(|(_, names)| names.iter().copied())
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// Colours for light and dark.
    pub(super) colors: Vec<(&'static str, [Rgb; 2])>,
    /// One of [`RADII`]; empty for our own.
    pub(super) radius: String,
    /// Font of texts.
    pub(super) font: String,
    /// Font of headings.
    pub(super) heading: String,
    /// Name of the institution.
    pub(super) name: String,
    /// Address of its logo.
    pub(super) logo: String,
}

/// Parameters that are no colour.
const REST: [&str; 5] = ["radius", "font", "heading-font", "name", "logo"];

impl Draft {
    fn rest(&self) -> [&String; 5] {
        [&self.radius, &self.font, &self.heading, &self.name, &self.logo]
    }

    fn rest_mut(&mut self) -> [&mut String; 5] {
        [&mut self.radius, &mut self.font, &mut self.heading, &mut self.name, &mut self.logo]
    }

    /// What the address says; what is no colour there is left out.
    pub(super) fn from_query(query: &Query) -> Self {
        let mut draft = Self::default();
        for token in tokens() {
            let both = query.get(token).and_then(|text| text.split_once('-'));
            let read = |text: &str| Rgb::parse(&["#", text].concat());
            if let Some((Some(light), Some(dark))) = both.map(|(light, dark)| (read(light), read(dark))) {
                draft.colors.push((token, [light, dark]));
            }
        }
        for (name, field) in REST.into_iter().zip(draft.rest_mut()) {
            query.get(name).unwrap_or_default().clone_into(field);
        }
        draft.sound()
    }

    /// Without what could not be used.
    pub(super) fn sound(mut self) -> Self {
        if RADII.iter().all(|(name, _)| *name != self.radius) {
            self.radius.clear();
        }
        for font in [&mut self.font, &mut self.heading] {
            if !is_font(font) {
                font.clear();
            }
        }
        if !crate::api::is_address(&self.logo) {
            self.logo.clear();
        }
        self
    }

    /// What the address is to say.
    pub(super) fn to_query(&self) -> Query {
        let mut query = Query::default();
        for (token, both) in &self.colors {
            let text = both.map(Rgb::hex).join("-").replace('#', "");
            query.push(token, &text);
        }
        for (name, value) in REST.into_iter().zip(self.rest()) {
            if !value.is_empty() {
                query.push(name, value);
            }
        }
        query
    }

    /// Colours that are chosen.
    pub(super) fn colors(&self) -> &[(&'static str, [Rgb; 2])] {
        &self.colors
    }

    /// A colour, if it is chosen.
    pub(super) fn color(&self, token: &str, scheme: Scheme) -> Option<Rgb> {
        self.colors.iter().find(|(name, _)| *name == token).map(|(_, both)| *of(both, scheme))
    }

    /// Chooses a colour; the other theme's is then the one that the site has.
    pub(super) fn set(&mut self, token: &str, scheme: Scheme, color: Rgb, site: &Palette) {
        let Some(token) = tokens().find(|known| *known == token) else { return };
        if let Some((_, both)) = self.colors.iter_mut().find(|(name, _)| *name == token) {
            *of_mut(both, scheme) = color;
            return;
        }
        let mut both =
            [site.color(token, Scheme::Light), site.color(token, Scheme::Dark)].map(|it| it.unwrap_or(color));
        *of_mut(&mut both, scheme) = color;
        self.put(token, both);
    }

    /// In the order of the address, so that the same choices are equal.
    fn put(&mut self, token: &'static str, both: [Rgb; 2]) {
        self.colors.push((token, both));
        let place = |name: &str| tokens().position(|token| token == name);
        self.colors.sort_by_key(|(name, _)| place(name));
    }

    /// Chooses both.
    pub(super) fn set_both(&mut self, token: &str, both: [Rgb; 2]) -> bool {
        let Some(token) = tokens().find(|known| *known == token) else { return false };
        self.colors.retain(|(name, _)| *name != token);
        self.put(token, both);
        true
    }

    /// Goes back to the site's own colour.
    pub(super) fn reset(&mut self, token: &str) {
        self.colors.retain(|(name, _)| *name != token);
    }
}

/// Colours that the site has.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Palette(pub(super) Vec<(&'static str, [Rgb; 2])>);

impl Palette {
    fn color(&self, token: &str, scheme: Scheme) -> Option<Rgb> {
        self.0.iter().find(|(name, _)| *name == token).map(|(_, both)| *of(both, scheme))
    }

    /// The colour as a draft has it.
    pub(super) fn with(&self, draft: &Draft, token: &str, scheme: Scheme) -> Option<Rgb> {
        draft.color(token, scheme).or_else(|| self.color(token, scheme))
    }

    /// What fails in both themes, with what would do.
    pub(super) fn failures(&self, draft: &Draft) -> Vec<Fix> {
        let schemes = [Scheme::Light, Scheme::Dark].into_iter();
        schemes.flat_map(|scheme| failures(scheme, false, |token| self.with(draft, token, scheme))).collect()
    }

    /// Every pair of a theme.
    pub(super) fn pairs(&self, draft: &Draft, scheme: Scheme) -> Vec<Pair> {
        pairs(scheme, |token| self.with(draft, token, scheme))
    }
}

fn of(both: &[Rgb; 2], scheme: Scheme) -> &Rgb {
    let [light, dark] = both;
    if scheme == Scheme::Light { light } else { dark }
}

fn of_mut(both: &mut [Rgb; 2], scheme: Scheme) -> &mut Rgb {
    let [light, dark] = both;
    if scheme == Scheme::Light { light } else { dark }
}

/// Whether a text names fonts, and does nothing else in a style sheet.
pub(super) fn is_font(text: &str) -> bool {
    let is_quoted = text.matches('"').count().is_multiple_of(2);
    is_quoted && text.chars().all(|c| c.is_alphanumeric() || " ,-\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::parse(text).unwrap()
    }

    fn site() -> Palette {
        Palette(vec![
            ("accent", [rgb("#105041"), rgb("#84d6b3")]),
            ("page", [rgb("#ffffff"), rgb("#000000")]),
            ("surface", [rgb("#ffffff"), rgb("#000000")]),
        ])
    }

    #[test]
    fn a_link_shares_the_whole_draft() {
        let mut draft = Draft { radius: "none".into(), font: "\"Luciole\", serif".into(), ..Draft::default() };
        draft.logo = "/logo.svg".into();
        draft.set("accent", Scheme::Dark, rgb("#ffcc00"), &site());
        assert_eq!(draft.color("accent", Scheme::Light), Some(rgb("#105041")), "the other theme keeps the site's");
        let text = draft.to_query().to_text();
        assert!(text.contains("accent=105041-ffcc00"), "{text}");
        assert_eq!(Draft::from_query(&Query::parse(&text)), draft);
    }

    #[test]
    fn nonsense_in_the_address_is_left_out() {
        let address = "accent=red&page=ffffff&radius=huge&font=x%3B%7D&logo=javascript:x&unknown=1";
        assert_eq!(Draft::from_query(&Query::parse(address)), Draft::default());
    }

    #[test]
    fn a_colour_that_fails_is_judged_with_its_ground_and_a_proposal() {
        let mut draft = Draft::default();
        draft.set("accent", Scheme::Light, rgb("#ffcc00"), &site());
        let fixes = site().failures(&draft);
        let [fix] = fixes.as_slice() else { panic!("{fixes:?}") };
        assert_eq!((fix.name, fix.scheme), ("accent", Scheme::Light));
        let failing = |draft: &Draft| site().pairs(draft, Scheme::Light).iter().any(|pair| pair.has < pair.needs);
        assert!(failing(&draft));
        draft.set("accent", Scheme::Light, fix.to, &site());
        assert!(site().failures(&draft).is_empty() && !failing(&draft));
        draft.reset("accent");
        assert_eq!(draft, Draft::default());
    }

    #[test]
    fn all_colours_of_the_tokens_can_be_chosen() {
        let sheet = include_str!("../../../style/tokens.css");
        // only used by components around what is chosen here
        let others = ["focus-gap", "backdrop"];
        for line in sheet.lines().filter_map(|line| line.trim().strip_prefix("--preau-color-")) {
            let name = line.split(':').next().unwrap();
            assert!(others.contains(&name) || tokens().any(|token| token == name), "{name}");
        }
    }
}
