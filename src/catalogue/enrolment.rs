//! Whether the learner is enrolled in a course of the catalogue, and enrolling from its page.
//!
//! Nothing in the catalogue's answers names the LMS's course. On cards, the code and the first day of a session have to agree
//! with an enrolment; on the course's page, the page on Richie names the course. Where neither does, nothing is said: a wrong
//! state would be worse than none.
use super::state::RunDates;
use crate::{
    api::{OfferedRun, Remote, lms, offered_runs, session::session},
    app::{LearnPage, Route, config, enrol},
    i18n::{Instant, now, t},
    ui::{self, ButtonKind, Icon, TagKind},
    wire::{
        openedx::{CourseKey, Enrolment},
        richie::{Course, State},
    },
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// How long an answer is good, in milliseconds: the LMS counts calls.
const FRESH: f64 = 60_000.0;

/// A course that the learner is enrolled in.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    key: CourseKey,
    /// As the catalogue writes it.
    code: String,
    start: Option<Instant>,
}

/// Whom the answer is for, when it was asked for, and how many changes had been made by then.
type Asked = (String, f64, u32);

thread_local! {
    static PLACES: ArcRwSignal<Rc<Vec<Place>>> = ArcRwSignal::new(Rc::default());
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

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

/// The learner's enrolments, tracked; asked for once by whoever looks first.
fn places() -> Rc<Vec<Place>> {
    let who = session().with(|now| now.learner().map(|learner| learner.username.clone()));
    let changes = enrol::changes().get();
    let Some(who) = who else { return Rc::default() };
    ask(who, changes);
    PLACES.with(Clone::clone).get()
}

fn ask(who: String, changes: u32) {
    let at = now().millis();
    let is_fresh = ASKED.with_borrow(|asked| {
        asked.as_ref().is_some_and(|(whom, when, made)| *whom == who && *made == changes && at - when < FRESH)
    });
    if is_fresh {
        return;
    }
    let is_other = ASKED.with_borrow(|asked| asked.as_ref().is_some_and(|(whom, ..)| *whom != who));
    ASKED.replace(Some((who, at, changes)));
    wasm_bindgen_futures::spawn_local(async move {
        let places = PLACES.with(Clone::clone);
        if is_other {
            places.set(Rc::default());
        }
        match lms::enrolments().await {
            Ok(enrolments) => places.set(Rc::new(enrolments.iter().filter_map(place).collect())),
            // the catalogue is as good without
            Err(error) => leptos::logging::warn!("enrolments: {error}"),
        }
    });
}

fn place(enrolment: &Enrolment) -> Option<Place> {
    let course = &enrolment.course_details;
    let mut parts = course.course_id.as_str().strip_prefix("course-v1:")?.split('+');
    let code = code(parts.nth(1)?)?;
    let start = course.course_start.as_deref().and_then(Instant::parse);
    enrolment.is_active.then(|| Place { key: course.course_id.clone(), code, start })
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
    fn a_key_gives_the_code_that_the_catalogue_would_make_of_it() {
        assert_eq!(code("6.00x").as_deref(), Some("600X"));
        assert_eq!(code("eth--ia").as_deref(), Some("ETH-IA"));
        assert_eq!(code("CS_101").as_deref(), Some("CS_101"));
        assert_eq!(code("Économie"), None);
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
