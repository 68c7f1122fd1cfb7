//! Whether the learner is enrolled in a course of the catalogue, and enrolling from its page.
//!
//! Nothing in the catalogue's answers names the LMS's course. On cards, the code and the first day of a session have to agree
//! with an enrolment; on the course's page, the page on Richie names the course. Where neither does, nothing is said: a wrong
//! state would be worse than none.
use super::state::RunDates;
use crate::{
    api::{OfferedRun, Remote, offered_runs},
    app::{
        LearnPage, Route, config,
        enrol::{self, Place},
    },
    i18n::{Instant, now, t},
    ui::{self, ButtonKind, Icon, TagKind},
    wire::{
        openedx::CourseKey,
        richie::{Course, State},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// On a card: that the learner is enrolled; nothing else.
pub(super) fn mark(course: &Course) -> Option<AnyView> {
    if !config::has_lms() {
        return None;
    }
    let code = course.code.clone().filter(|code| !code.is_empty())?;
    let starts: Vec<Instant> = course.course_runs.iter().filter_map(|run| RunDates::of(run).start).collect();
    Some(ui::optional(move || {
        let is_in = places().iter().any(|place| agrees(place, &code, &starts));
        is_in.then(|| view! { <p>{ui::tag(TagKind::Open, Some(Icon::Check), t::enrol::enrolled())}</p> }.into_any())
    }))
}

/// On the course's page, at a session: the way in for who is enrolled, the way to enrol where that is open.
pub(super) fn of_run(course: &Course, dates: RunDates) -> Option<AnyView> {
    if !config::has_lms() {
        return None;
    }
    let is_open = matches!(dates.priority(now()), State::ONGOING_OPEN | State::FUTURE_OPEN | State::ARCHIVED_OPEN);
    let page = course.absolute_url.clone();
    // one request for all sessions: equal ones under way are one, and the answer is kept
    let offered = Remote::new(move || {
        let page = page.clone();
        Some(Box::pin(async move { offered_runs(&page).await }))
    });
    let code = course.code.clone().unwrap_or_default();
    let known = ui::memo(move |_| {
        let place =
            places().iter().find(|place| agrees(place, &code, dates.start.as_slice())).map(|place| place.key.clone());
        let named = offered.value.with(|runs| runs.as_ref().and_then(|runs| same(runs, dates)));
        let is_enrolled = match &named {
            Some(key) => places().iter().any(|place| place.key == *key),
            None => place.is_some(),
        };
        named.or(place).map(|key| (key, is_enrolled))
    });
    Some(ui::optional(move || match known.get() {
        Some((key, true)) => Some(way_in(&key)),
        Some((key, false)) if is_open => Some(enrol::enrol_button(&key, None)),
        _ => None,
    }))
}

fn way_in(key: &CourseKey) -> AnyView {
    let address = Route::Learn(key.as_str().to_owned(), LearnPage::Home).path();
    view! {
        <p>{ui::tag(TagKind::Open, Some(Icon::Check), t::enrol::enrolled())}</p>
        <p><a class=ButtonKind::Primary.class() href=address>{t::enrol::go_to_course()}</a></p>
    }
    .into_any()
}

/// The session with those very dates, when there is one only.
fn same(runs: &[OfferedRun], dates: RunDates) -> Option<CourseKey> {
    let mut found = runs.iter().filter(|run| run.start.is_some() && run.start == dates.start && ends_alike(run, dates));
    let key = found.next()?.key.clone();
    found.next().is_none().then_some(key)
}

/// The page says "no end" by nothing, searches by a year far away.
fn ends_alike(run: &OfferedRun, dates: RunDates) -> bool {
    let end = |at: Option<Instant>| at.filter(|at| !crate::i18n::is_never(*at));
    end(run.end) == end(dates.end)
}

/// What is known of the learner's enrolments; tracked.
fn places() -> Rc<Vec<Place>> {
    enrol::places().get()
}

/// Same code, and a session that starts at that very moment.
fn agrees(place: &Place, code: &str, starts: &[Instant]) -> bool {
    place.code.eq_ignore_ascii_case(code) && place.start.is_some_and(|start| starts.contains(&start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Instant = Instant::from_millis(86_400_000.0);

    fn place_in(code: &str, start: Option<Instant>) -> Place {
        Place { key: CourseKey::default(), code: code.into(), start }
    }

    #[test]
    fn a_code_alone_proves_nothing() {
        assert!(agrees(&place_in("ETH-IA", Some(DAY)), "ETH-IA", &[DAY]));
        assert!(!agrees(&place_in("ETH-IA", Some(DAY)), "ETH-IA", &[]));
        assert!(!agrees(&place_in("ETH-IA", None), "ETH-IA", &[DAY]));
        assert!(!agrees(&place_in("ETH", Some(DAY)), "ETH-IA", &[DAY]));
    }

    #[test]
    fn two_sessions_with_the_same_dates_are_told_apart_by_nobody() {
        let run = |key: &str| OfferedRun { key: CourseKey::from(key.to_owned()), start: Some(DAY), end: None };
        let dates = RunDates { start: Some(DAY), ..RunDates::default() };
        assert_eq!(same(&[run("a")], dates).map(|key| key.as_str().to_owned()).as_deref(), Some("a"));
        assert_eq!(same(&[run("a"), run("b")], dates), None);
        assert_eq!(same(&[run("a")], RunDates { end: Some(DAY), ..dates }), None);
    }
}
