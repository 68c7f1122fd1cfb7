//! What is to be shown, as the address of an example says it.
use crate::catalogue::Family;
use crate::catalogue::document::{Entity, Text};
use crate::catalogue::languages::Lang;
use crate::world::World;

/// Entries of a list.
const MOST: usize = 40;

/// A view, by what stands behind `preau-` and `/embed/`.
pub(super) const VIEWS: [(&str, &str); 3] =
    [("catalogue", "Catalogue"), ("course", "One course"), ("badge", "One badge, verified")];
/// Ways to show it.
pub(super) const WAYS: [(&str, &str); 3] =
    [("both", "Both, for comparison"), ("element", "Element"), ("frame", "Frame")];
/// Values of the attribute `lang`; the page's own when empty.
pub(super) const LANGUAGES: [(&str, &str); 3] = [("", "As the page"), ("fr", "French"), ("en", "English")];
/// Values of the attribute `theme`.
pub(super) const THEMES: [(&str, &str); 3] = [("", "As the reader’s device"), ("light", "Light"), ("dark", "Dark")];
/// Values of the attribute `heading-level`.
pub(super) const LEVELS: [(&str, &str); 4] = [("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")];

/// Sample themes of the platform, as hosts of elements may take them.
pub(super) const SAMPLES: [(&str, &str); 4] =
    [("", "The platform’s"), ("university", "University"), ("sober", "Sober"), ("playful", "Playful")];

/// Attributes by name, as both the element and the frame's address take them; and the two colours of the examples.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice(Vec<(String, String)>);

impl Choice {
    /// Reads a query string.
    pub(super) fn read(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// With a course and a badge where the view needs one and none is chosen: examples are to show something.
    pub(super) fn or_samples(mut self, course: &str, badge: &str) -> Self {
        let needed = match self.view() {
            "course" => ("course", course),
            "badge" => ("src", badge),
            _ => return self,
        };
        if self.get(needed.0).is_empty() {
            self.0.push((needed.0.to_owned(), needed.1.to_owned()));
        }
        self
    }

    /// Origin of the badge's address, for a policy; empty where it is none.
    pub(super) fn issuer(&self) -> String {
        let address = self.get("src");
        let Some((scheme @ ("http" | "https"), rest)) = address.split_once("://") else { return String::new() };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_of_host = |c: char| c.is_ascii_alphanumeric() || ".-[]:".contains(c);
        if host.is_empty() || !host.chars().all(is_of_host) { String::new() } else { format!("{scheme}://{host}") }
    }

    /// The first value; empty without one.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// All that is chosen.
    pub(super) fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// One of the values offered, else the first.
    fn one_of<'a>(&self, name: &str, offered: &[(&'a str, &str)]) -> &'a str {
        let given = self.get(name);
        let known = offered.iter().find(|(value, _)| *value == given).or_else(|| offered.first());
        known.map_or("", |(value, _)| value)
    }

    /// What is shown.
    pub(super) fn view(&self) -> &'static str {
        self.one_of("view", &VIEWS)
    }

    /// How.
    pub(super) fn way(&self) -> &'static str {
        self.one_of("with", &WAYS)
    }

    /// The sample theme; empty without one.
    pub(super) fn sample(&self) -> &'static str {
        self.one_of("sample", &SAMPLES)
    }

    /// Attributes of the view that are set, in the order of the documentation.
    pub(super) fn attributes(&self) -> Vec<(&'static str, &str)> {
        let own: &[&'static str] = match self.view() {
            "course" => &["course"],
            "badge" => &["src"],
            _ => &["institution", "subject", "query", "per-page"],
        };
        let every = ["lang", "theme", "heading-level"];
        let all = own.iter().copied().chain(every).map(|name| (name, self.get(name)));
        all.filter(|(name, value)| !value.is_empty() && (*name, *value) != ("heading-level", "2")).collect()
    }

    /// The rule that gives the element colours of the host's; empty without any.
    pub(super) fn style(&self) -> String {
        let properties = [("accent", "accent"), ("ground", "surface")];
        let lines: Vec<String> = properties
            .into_iter()
            .filter(|(name, _)| is_color(self.get(name)))
            .map(|(name, token)| format!("  --preau-color-{token}: {};\n", self.get(name)))
            .collect();
        if lines.is_empty() { String::new() } else { format!("preau-{} {{\n{}}}\n", self.view(), lines.concat()) }
    }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()))
}

/// What can be chosen from the platform's data: values and their names.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Institutions.
    pub(super) institutions: Vec<(String, String)>,
    /// Subjects.
    pub(super) subjects: Vec<(String, String)>,
    /// Courses, by code.
    pub(super) courses: Vec<(String, String)>,
}

impl Lists {
    /// The platform’s own.
    pub(super) fn of(world: &World) -> Self {
        let catalogue = &world.catalogue;
        let named = |entities: &[Entity], kind: &str| -> Vec<(String, String)> {
            let wanted = entities.iter().filter(|entity| kind.is_empty() || &*entity.kind == kind).take(MOST);
            wanted.map(|entity| (entity.id.to_string(), title(&entity.title))).collect()
        };
        let listed = catalogue.courses.iter().filter(|course| course.is_listed);
        let courses = listed.filter_map(|course| Some((course.code.as_ref()?.to_string(), title(&course.title))));
        Self {
            institutions: named(catalogue.family(Family::Organizations), ""),
            subjects: named(catalogue.family(Family::Categories), "subjects"),
            courses: courses.take(MOST).collect(),
        }
    }
}

fn title(text: &Text) -> String {
    text.best(Lang::EN, &[Lang::FR]).map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_takes_its_own_attributes_only() {
        let choice = Choice::read("view=course&course=BOT&institution=3&lang=en&heading-level=2&per-page=");
        assert_eq!(choice.attributes(), [("course", "BOT"), ("lang", "en")]);
        assert_eq!(Choice::read("view=other").view(), "catalogue");
    }

    #[test]
    fn a_view_that_needs_something_has_a_sample_of_it() {
        let with = |query: &str| Choice::read(query).or_samples("BOT", "http://localhost:8091/a.json");
        assert_eq!(with("view=course").attributes(), [("course", "BOT")]);
        assert_eq!(with("view=course&course=ETH").attributes(), [("course", "ETH")]);
        assert_eq!(with("view=badge").issuer(), "http://localhost:8091");
        assert!(with("").attributes().is_empty());
        assert_eq!(Choice::read("src=https://a;script-src *").issuer(), "");
    }

    #[test]
    fn colours_are_written_only_when_they_are_colours() {
        let choice = Choice::read("accent=%230b5cad&ground=red%7D");
        assert_eq!(choice.style(), "preau-catalogue {\n  --preau-color-accent: #0b5cad;\n}\n");
        assert_eq!(Choice::default().style(), "");
    }
}
