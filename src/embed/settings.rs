//! The attributes of an element, read and checked.
use crate::i18n::{Lang, t};

/// What an element shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A search among courses.
    Catalogue,
    /// One course, by code or id.
    Course(String),
    /// One badge, by its address.
    Badge(String),
}

/// What an element asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    pub kind: Kind,
    /// Institutions whose courses alone are shown, by id or name in an address.
    pub institutions: Vec<String>,
    /// The same for subjects.
    pub subjects: Vec<String>,
    /// Level of the element's own heading.
    pub level: u8,
    /// Courses on a page of results.
    pub length: u32,
}

/// What is wrong with an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// It has a value that it cannot have: the attribute, the value, and what it may be.
    Value(&'static str, String, &'static str),
    /// It is needed.
    Missing(&'static str),
}

impl Problem {
    /// In a sentence for who writes the page.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Value(name, value, allowed) => t::embed::wrong_value(allowed, name, value),
            Self::Missing(name) => t::embed::missing(name),
        }
    }
}

impl Settings {
    /// Reads the attributes of an element of that name.
    pub(super) fn read(element: &str, attribute: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let filled = |name: &str| attribute(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let words = |name: &str| -> Vec<String> {
            filled(name).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
        };
        let kind = match element {
            "preau-course" => Kind::Course(filled("course").ok_or(Problem::Missing("course"))?),
            "preau-badge" => Kind::Badge(badge(filled("src").ok_or(Problem::Missing("src"))?)?),
            _ => Kind::Catalogue,
        };
        if let Some(theme) = filled("theme").filter(|theme| !["auto", "light", "dark"].contains(&theme.as_str())) {
            return Err(Problem::Value("theme", theme, "auto, light, dark"));
        }
        let level = number(filled("heading-level"), 2, 2..=5)
            .map_err(|text| Problem::Value("heading-level", text, "2, 3, 4, 5"))?;
        let length = number(filled("per-page"), 12, 3..=60).map_err(|text| Problem::Value("per-page", text, "3–60"))?;
        let level = u8::try_from(level).unwrap_or(2);
        Ok(Self { kind, institutions: words("institution"), subjects: words("subject"), level, length })
    }
}

/// A badge is read from where anybody can read it.
fn badge(address: String) -> Result<String, Problem> {
    let is_fit =
        ["https://", "http://localhost", "http://127.0.0.1"].into_iter().any(|start| address.starts_with(start));
    if is_fit { Ok(address) } else { Err(Problem::Value("src", address, "https://…")) }
}

/// A whole number within bounds; the text when it is none.
fn number(text: Option<String>, usual: u32, allowed: std::ops::RangeInclusive<u32>) -> Result<u32, String> {
    let Some(text) = text else { return Ok(usual) };
    text.parse().ok().filter(|number| allowed.contains(number)).ok_or(text)
}

/// The language: the element's own wish, that of the page around, the platform's first; whichever it offers.
pub(super) fn language(wish: Option<&str>, around: Option<&str>, offered: &[Lang]) -> Lang {
    let known = |code: &str| Lang::from_code(code).filter(|lang| offered.contains(lang));
    wish.and_then(known).or_else(|| around.and_then(known)).or_else(|| offered.first().copied()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(element: &str, attributes: &[(&str, &str)]) -> Result<Settings, Problem> {
        Settings::read(element, |name| {
            attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn without_attributes_all_courses_are_shown() {
        let settings = read("preau-catalogue", &[("per-page", " ")]).unwrap();
        assert_eq!((settings.kind, settings.level, settings.length), (Kind::Catalogue, 2, 12));
        assert!(settings.institutions.is_empty() && settings.subjects.is_empty());
    }

    #[test]
    fn several_institutions_are_separated_by_spaces() {
        let settings = read("preau-catalogue", &[("institution", " 56\n universite-de-valmorin ")]).unwrap();
        assert_eq!(settings.institutions, ["56", "universite-de-valmorin"]);
    }

    #[test]
    fn each_wrong_value_is_named_with_what_is_allowed() {
        for (name, value) in [
            ("heading-level", "1"),
            ("heading-level", "6"),
            ("heading-level", "two"),
            ("per-page", "2"),
            ("per-page", "61"),
            ("per-page", "-3"),
            ("theme", "blue"),
        ] {
            let Err(Problem::Value(named, wrong, allowed)) = read("preau-catalogue", &[(name, value)]) else {
                panic!("{name}={value}")
            };
            assert_eq!((named, wrong.as_str()), (name, value));
            assert!(!allowed.is_empty());
        }
    }

    #[test]
    fn a_course_and_a_badge_have_to_be_named() {
        assert_eq!(read("preau-course", &[]), Err(Problem::Missing("course")));
        assert_eq!(read("preau-badge", &[("src", "")]), Err(Problem::Missing("src")));
        assert!(read("preau-badge", &[("src", "javascript:alert(1)")]).is_err());
        assert!(read("preau-badge", &[("src", "https://badges.example/1")]).is_ok());
    }

    #[test]
    fn the_elements_language_wins_over_the_pages_and_both_must_be_offered() {
        let all = &Lang::ALL;
        assert_eq!(language(Some("en-GB"), Some("fr"), all), Lang::En);
        assert_eq!(language(None, Some("en"), all), Lang::En);
        assert_eq!(language(Some("ar"), Some("ar"), &[Lang::En, Lang::Fr]), Lang::En);
        assert_eq!(language(Some("en"), None, &[Lang::Fr]), Lang::Fr);
    }
}
