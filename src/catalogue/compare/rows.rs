//! What is compared: one row for each thing that learners choose by.
use crate::{
    catalogue::state::{certificate_words, course_dates, course_languages, course_state, language_names, offer_words},
    i18n::{Instant, day, is_never, t},
    wire::richie::Course,
};

/// A row: its heading, and what each course says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is about.
    pub heading: &'static str,
    /// One cell for each course, in the order of the columns; `None` when it is not known.
    pub cells: Vec<Option<String>>,
}

/// What a course says about one thing.
type Say = fn(&Course, Instant) -> Option<String>;

/// Rows over the courses; a column without course has empty cells.
pub(super) fn rows(courses: &[Option<&Course>], now: Instant) -> Vec<Row> {
    let all: [(&'static str, Say); 9] = [
        (t::course::fact_institution(), |course, _| course.organization_highlighted.clone()),
        (t::course::fact_state(), |course, now| Some(course_state(course, now).label)),
        (t::compare::start(), |course, now| course_dates(course, now).start.map(day)),
        (t::compare::deadline(), |course, now| course_dates(course, now).enrollment_end.map(deadline)),
        (t::compare::duration(), |course, _| given(&course.duration)),
        (t::compare::effort(), |course, _| given(&course.effort)),
        (t::course::fact_languages(), |course, _| language_names(&course_languages(course))),
        (t::course::fact_offer(), |course, _| offer_words(course)),
        (t::course::fact_certificate(), |course, _| {
            Some(certificate_words(course).unwrap_or_else(|| t::course::no_certificate().to_owned()))
        }),
    ];
    all.map(|(heading, say)| Row {
        heading,
        cells: courses.iter().map(|course| course.and_then(|course| say(course, now))).collect(),
    })
    .into()
}

fn deadline(at: Instant) -> String {
    if is_never(at) { t::compare::no_deadline().to_owned() } else { day(at) }
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::known::tests::a_course;

    #[test]
    fn each_row_has_a_cell_for_each_column() {
        let mut course = a_course("1", None, "Sols");
        course.duration = "6 semaines".into();
        let rows = rows(&[Some(&course), None], Instant::from_millis(0.0));
        assert!(rows.iter().all(|row| row.cells.len() == 2 && row.cells[1].is_none()));
        let cell = |heading: &str| rows.iter().find(|row| row.heading == heading).and_then(|row| row.cells[0].clone());
        assert_eq!(cell(t::compare::duration()).as_deref(), Some("6 semaines"));
        assert_eq!(cell(t::compare::effort()), None);
        assert_eq!(cell(t::course::fact_state()).as_deref(), Some(t::course::state_to_be_scheduled()));
        assert_eq!(cell(t::course::fact_certificate()).as_deref(), Some(t::course::no_certificate()));
    }
}
