//! Courses seen lately: a course page opened from a list shows at once what the list knew, while it asks anew.
//!
//! In memory only; a reload starts empty.
use crate::{
    i18n::{Lang, lang},
    wire::richie::Course,
};
use std::{cell::RefCell, rc::Rc};

/// How many courses are kept: some pages of results.
const KEPT: usize = 120;

/// What helps to find a course by search, which knows no ids (contract §4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hint {
    /// Its code: an exact one comes first.
    pub code: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// A course in one language.
type Seen = (Lang, Rc<Course>);

#[derive(Default)]
struct Known {
    /// Newest last.
    courses: Vec<Seen>,
    /// Titles by id, for courses known by a suggestion only.
    titles: Vec<(String, String)>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Remembers courses of a list.
pub(crate) fn remember(courses: &[Course]) {
    KNOWN.with_borrow_mut(|known| {
        for course in courses {
            known.add(lang(), Rc::new(course.clone()));
        }
    });
}

/// Remembers the title of a course that a suggestion named.
pub(crate) fn remember_title(id: &str, title: &str) {
    KNOWN.with_borrow_mut(|known| {
        known.titles.retain(|(other, _)| other != id);
        known.titles.push((id.into(), title.into()));
        trim(&mut known.titles);
    });
}

/// A course by id or code, as it was last seen in the language in use.
pub(crate) fn course(key: &str) -> Option<Rc<Course>> {
    KNOWN.with_borrow(|known| known.course(lang(), key))
}

/// What is known about a course, in whatever language.
pub(crate) fn hint(key: &str) -> Hint {
    KNOWN.with_borrow(|known| known.hint(key))
}

/// Whether a course goes by an id or a code; codes are slugs in upper case.
pub(crate) fn goes_by(course: &Course, key: &str) -> bool {
    course.id == key || course.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(key))
}

impl Known {
    fn add(&mut self, lang: Lang, course: Rc<Course>) {
        self.courses.retain(|(other, seen)| *other != lang || seen.id != course.id);
        self.courses.push((lang, course));
        trim(&mut self.courses);
    }

    fn course(&self, lang: Lang, key: &str) -> Option<Rc<Course>> {
        let mut seen = self.courses.iter().rev();
        seen.find(|(other, course)| *other == lang && goes_by(course, key)).map(|(_, course)| Rc::clone(course))
    }

    fn hint(&self, key: &str) -> Hint {
        let seen = self.courses.iter().rev().find(|(_, course)| goes_by(course, key));
        let title = self.titles.iter().find(|(id, _)| id == key).map(|(_, title)| title.clone());
        Hint {
            code: seen.and_then(|(_, course)| course.code.clone()),
            title: title.or_else(|| seen.map(|(_, course)| course.title.clone())),
        }
    }
}

/// Drops the oldest beyond what is kept.
fn trim<T>(all: &mut Vec<T>) {
    let excess = all.len().saturating_sub(KEPT);
    all.drain(..excess);
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A course with as little as the wire type allows.
    pub(crate) fn a_course(id: &str, code: Option<&str>, title: &str) -> Course {
        serde_json::from_value(serde_json::json!({
            "id": id, "title": title, "absolute_url": "/fr/cours/a/", "code": code, "introduction": null,
            "duration": "", "effort": "", "categories": [], "organizations": [], "organization_highlighted": null,
            "organization_highlighted_cover_image": null, "cover_image": null, "icon": null, "course_runs": [],
            "state": {"priority": 7, "datetime": null, "call_to_action": null, "text": ""}, "offer": null, "price": null,
            "discounted_price": null, "discount": null, "certificate_offer": null, "certificate_price": null,
            "certificate_discounted_price": null, "certificate_discount": null, "price_currency": null
        }))
        .unwrap()
    }

    #[test]
    fn a_course_is_known_by_id_and_by_code_in_its_language() {
        let mut known = Known::default();
        known.add(Lang::Fr, Rc::new(a_course("1", Some("ETH-IA"), "Éthique")));
        assert!(known.course(Lang::Fr, "1").is_some());
        assert!(known.course(Lang::Fr, "eth-ia").is_some());
        assert_eq!(known.course(Lang::En, "1"), None);
        assert_eq!(known.hint("1").code.as_deref(), Some("ETH-IA"));
    }

    #[test]
    fn the_newest_view_of_a_course_replaces_the_former() {
        let mut known = Known::default();
        known.add(Lang::Fr, Rc::new(a_course("1", None, "Avant")));
        known.add(Lang::Fr, Rc::new(a_course("1", None, "Après")));
        assert_eq!(known.course(Lang::Fr, "1").unwrap().title, "Après");
        assert_eq!(known.courses.len(), 1);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut known = Known::default();
        for number in 0..KEPT + 5 {
            known.add(Lang::Fr, Rc::new(a_course(&number.to_string(), None, "Cours")));
        }
        assert_eq!(known.courses.len(), KEPT);
        assert_eq!(known.course(Lang::Fr, "4"), None);
    }
}
