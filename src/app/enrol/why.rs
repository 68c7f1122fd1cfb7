//! Why one cannot enrol. The server says it in a sentence only, which must not be matched: what the course says of itself tells
//! the cause, as far as it can be told.
use crate::{
    api::{ApiError, lms},
    i18n::{Instant, now},
    wire::openedx::{CourseKey, CoursewareCourse, EnrolmentCourse, Prerequisite},
};

/// The cause, by what the learner can do about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Why {
    /// Nobody is signed in (any more).
    SignIn,
    /// Enrolment opens then.
    NotYet(Instant),
    /// Enrolment closed, then.
    Closed(Option<Instant>),
    /// No place is left.
    Full,
    /// Only who was invited may enrol.
    Invitation,
    /// These courses have to be passed first.
    Prerequisites(Vec<Prerequisite>),
    /// One has to pay: amount and currency of the cheapest way.
    Paid(f64, String),
    /// Too many requests; seconds to wait.
    Later(Option<u32>),
    /// The account is not confirmed, or is closed to such changes: the server gave no reason.
    Account,
    /// In the server's words, and where it says more.
    Said(String, Option<String>),
    /// It was not refused; it failed.
    Failed(ApiError),
}

/// Whether a line is the address of a page, and no sentence.
fn is_address(line: &str) -> bool {
    !line.contains(char::is_whitespace) && ["/", "https://", "http://"].iter().any(|start| line.starts_with(start))
}

/// Finds the cause of a failure.
pub(super) async fn why(key: &CourseKey, error: ApiError) -> Why {
    let reason = match error {
        ApiError::SignInNeeded => return Why::SignIn,
        ApiError::TooMany(seconds) => return Why::Later(seconds),
        ApiError::Refused(reason) => reason,
        other => return Why::Failed(other),
    };
    let (reason, page) = match reason.rsplit_once('\n').filter(|(_, page)| is_address(page)) {
        Some((said, page)) => (said.to_owned(), lms::lms_link(page)),
        None => (reason, None),
    };
    // a page of the platform says more than the course does
    if page.is_some() && !reason.trim().is_empty() {
        return Why::Said(reason, page);
    }
    let course = known(lms::enrolment_course(key).await);
    if let Some(why) = course.as_ref().and_then(|course| of_enrolment(course, now())) {
        return why;
    }
    // older servers do not know the question
    let course = known(lms::courseware_course(key).await);
    if let Some(why) = course.as_ref().and_then(of_course) {
        return why;
    }
    if reason.trim().is_empty() { Why::Account } else { Why::Said(reason, None) }
}

fn known<T>(answer: Result<T, ApiError>) -> Option<T> {
    answer.inspect_err(|error| leptos::logging::warn!("cause of a refusal: {error}")).ok()
}

fn of_enrolment(course: &EnrolmentCourse, now: Instant) -> Option<Why> {
    let at = |text: &Option<String>| text.as_deref().and_then(Instant::parse);
    if let Some(start) = at(&course.enrollment_start).filter(|start| *start > now) {
        return Some(Why::NotYet(start));
    }
    let ends = [at(&course.enrollment_end), at(&course.course_end)];
    if let Some(end) = ends.into_iter().flatten().find(|end| *end <= now) {
        return Some(Why::Closed(Some(end)));
    }
    if course.invite_only {
        return Some(Why::Invitation);
    }
    let modes = &course.course_modes;
    if modes.iter().any(|mode| mode.min_price <= 0.0) {
        return None;
    }
    let cheapest = modes.iter().min_by(|a, b| a.min_price.total_cmp(&b.min_price))?;
    Some(Why::Paid(cheapest.min_price, crate::i18n::uppercase(&cheapest.currency)))
}

fn of_course(course: &CoursewareCourse) -> Option<Why> {
    if course.is_course_full == Some(true) {
        return Some(Why::Full);
    }
    if course.invitation_only == Some(true) {
        return Some(Why::Invitation);
    }
    (!course.pre_requisite_courses.is_empty()).then(|| Why::Prerequisites(course.pre_requisite_courses.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::CourseMode;

    fn mode(min_price: f64) -> CourseMode {
        CourseMode { min_price, currency: "eur".into() }
    }

    #[test]
    fn a_price_is_a_reason_only_where_every_way_has_one() {
        let now = Instant::from_millis(0.0);
        let course = |modes: Vec<CourseMode>| EnrolmentCourse { course_modes: modes, ..EnrolmentCourse::default() };
        assert_eq!(of_enrolment(&course(vec![mode(49.0), mode(20.0)]), now), Some(Why::Paid(20.0, "EUR".into())));
        assert_eq!(of_enrolment(&course(vec![mode(49.0), mode(0.0)]), now), None);
        assert_eq!(of_enrolment(&course(vec![]), now), None);
    }

    #[test]
    fn who_must_be_invited_is_told_before_the_price() {
        let course = EnrolmentCourse { invite_only: true, course_modes: vec![mode(9.0)], ..EnrolmentCourse::default() };
        assert_eq!(of_enrolment(&course, Instant::from_millis(0.0)), Some(Why::Invitation));
    }

    #[test]
    fn a_full_course_is_full_whatever_else_it_asks() {
        let first = Prerequisite { display: "Bases".into(), ..Prerequisite::default() };
        let mut course = CoursewareCourse { pre_requisite_courses: vec![first.clone()], ..CoursewareCourse::default() };
        assert_eq!(of_course(&course), Some(Why::Prerequisites(vec![first])));
        course.is_course_full = Some(true);
        assert_eq!(of_course(&course), Some(Why::Full));
        assert_eq!(of_course(&CoursewareCourse::default()), None);
    }
}
