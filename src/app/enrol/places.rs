//! The courses that the learner is enrolled in, for pages that know the catalogue's courses only.
use crate::{
    i18n::Instant,
    wire::openedx::{CourseKey, Enrolment},
};
use leptos::prelude::*;
use std::rc::Rc;

/// A course that the learner is enrolled in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// The course.
    pub(crate) key: CourseKey,
    /// Its code, as the catalogue writes it.
    pub(crate) code: String,
    /// Its first day.
    pub(crate) start: Option<Instant>,
}

thread_local! {
    static PLACES: ArcRwSignal<Rc<Vec<Place>>> = ArcRwSignal::new(Rc::default());
}

/// What is known of them; empty until then, and when nobody is signed in.
pub(crate) fn places() -> ArcRwSignal<Rc<Vec<Place>>> {
    PLACES.with(Clone::clone)
}

impl Place {
    /// From an enrolment; `None` when it ended, or when its key tells no code.
    pub(in crate::app) fn of(enrolment: &Enrolment) -> Option<Self> {
        let course = &enrolment.course_details;
        let mut parts = course.course_id.as_str().strip_prefix("course-v1:")?.split('+');
        let code = code(parts.nth(1)?)?;
        let start = course.course_start.as_deref().and_then(Instant::parse);
        enrolment.is_active.then(|| Self { key: course.course_id.clone(), code, start })
    }
}

/// The course part of a key as the catalogue's code: a slug in capitals. `None` for letters whose slug is not certain.
fn code(number: &str) -> Option<String> {
    let mut code = String::with_capacity(number.len());
    for letter in number.chars() {
        match letter {
            '-' if code.ends_with('-') => {}
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' => code.push(letter.to_ascii_uppercase()),
            // dropped in a slug
            '.' | '~' | ':' => {}
            _ => return None,
        }
    }
    Some(code.trim_matches(['-', '_']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::EnrolmentCourse;

    #[test]
    fn a_key_gives_the_code_that_the_catalogue_would_make_of_it() {
        assert_eq!(code("6.00x").as_deref(), Some("600X"));
        assert_eq!(code("eth--ia").as_deref(), Some("ETH-IA"));
        assert_eq!(code("CS_101").as_deref(), Some("CS_101"));
        assert_eq!(code("Économie"), None);
    }

    #[test]
    fn who_left_is_not_enrolled() {
        let key = CourseKey::from("course-v1:a+b+c".to_owned());
        let details = EnrolmentCourse { course_id: key, ..EnrolmentCourse::default() };
        let mut enrolment = Enrolment { is_active: true, course_details: details };
        assert_eq!(Place::of(&enrolment).map(|place| place.code).as_deref(), Some("B"));
        enrolment.is_active = false;
        assert_eq!(Place::of(&enrolment), None);
    }
}
