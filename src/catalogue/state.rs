//! A course's state, dates, prices and pace in words: plain logic that cards, the course page and the comparison share.
//!
//! Everything is decided by `state.priority` and by dates, never by the server's texts (contract §3.6).
mod languages;
mod offer;
mod run;

pub use languages::{course_languages, language_names, title_lang};
pub use offer::{certificate_words, offer_words, run_certificate_words, run_offer_words};
pub use run::{RunDates, run_state};

use crate::{
    i18n::{Instant, day, from_now, in_days, is_never, t, uppercase},
    ui::TagKind,
    wire::richie::{Course, State},
};

/// Enrolment that ends within this many days closes soon.
const SOON: u64 = 7;
/// A start within this many days is said as "in 3 days".
const NEAR: u64 = 14;

/// A state in words, with the date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateWords {
    /// A sentence such as "Ouvert – inscription jusqu’au 3 mars 2026".
    pub label: String,
    /// What else there is to know: the last day to enrol in what has not begun, or the first day of enrolment.
    pub note: Option<String>,
    /// Look of the tag that shows the label.
    pub tone: TagKind,
    /// What the course invites to do: "S’inscrire"; `None` when one cannot go in.
    pub call_to_action: Option<&'static str>,
}

/// State of a course as the server judged it *for the request it came from*, with dates from the run that fits.
pub fn course_state(course: &Course, now: Instant) -> StateWords {
    let at = course.state.datetime.as_deref().and_then(Instant::parse);
    words(&course.state, at, course_dates(course, now), now)
}

/// Dates of the run that the course's state is about: the one that leaves most time to enrol, if several are in that state.
///
/// No dates when none is, for instance because the device's clock differs from the server's.
pub fn course_dates(course: &Course, now: Instant) -> RunDates {
    let runs = course.course_runs.iter().map(RunDates::of);
    let fitting = runs.filter(|run| run.priority(now) == course.state.priority);
    fitting.max_by(RunDates::inviting).unwrap_or_default()
}

/// Words of a state; `at` is the state's own date, `dates` those of the run it is about.
fn words(state: &State, at: Option<Instant>, dates: RunDates, now: Instant) -> StateWords {
    let quiet = |label: String| StateWords { label, note: None, tone: TagKind::Quiet, call_to_action: None };
    let start = at.or(dates.start);
    match state.priority {
        State::ONGOING_OPEN => open(dates.enrollment_end, now),
        State::FUTURE_OPEN => future_open(start, dates.enrollment_end, now),
        State::ARCHIVED_OPEN => StateWords {
            label: match at.or(dates.enrollment_end) {
                Some(end) if is_never(end) => t::course::state_archived_open().into(),
                Some(end) => t::course::state_archived_open_until(&day(end)),
                // no date at all: Richie leaves it out when enrolment never ends
                None => t::course::state_archived_open().into(),
            },
            note: None,
            tone: TagKind::Plain,
            call_to_action: Some(t::course::read_archive()),
        },
        State::FUTURE_NOT_YET_OPEN => StateWords {
            label: start
                .map_or_else(|| t::course::state_upcoming_undated().into(), |at| t::course::state_upcoming(&day(at))),
            note: dates.enrollment_start.map(|at| t::course::enrolment_opens(&day(at))),
            tone: TagKind::Plain,
            call_to_action: None,
        },
        State::FUTURE_CLOSED => {
            quiet(start.map_or_else(|| t::course::state_closed().into(), |at| t::course::state_closed_starts(&day(at))))
        }
        State::ONGOING_CLOSED => quiet(t::course::state_ongoing().into()),
        State::ARCHIVED => quiet(match dates.end {
            Some(end) if !is_never(end) => t::course::state_archived_on(&day(end)),
            _ => t::course::state_archived().into(),
        }),
        State::TO_BE_SCHEDULED => quiet(t::course::state_to_be_scheduled().into()),
        _ => quiet(unknown(&state.text, at)),
    }
}

fn open(until: Option<Instant>, now: Instant) -> StateWords {
    let (label, tone) = match until {
        Some(end) if is_never(end) => (t::course::state_always_open().into(), TagKind::Open),
        Some(end) if closes_soon(end, now) => (t::course::state_closing_soon(&day(end)), TagKind::Soon),
        Some(end) => (t::course::state_open_until(&day(end)), TagKind::Open),
        None => (t::course::state_open().into(), TagKind::Open),
    };
    StateWords { label, note: None, tone, call_to_action: Some(t::course::enrol()) }
}

fn future_open(start: Option<Instant>, until: Option<Instant>, now: Instant) -> StateWords {
    let soon = until.is_some_and(|end| closes_soon(end, now));
    let label = match start {
        Some(at) if in_days(at, now).is_some_and(|days| days <= NEAR) => {
            t::course::state_starts_soon(&day(at), &from_now(at, now))
        }
        Some(at) => t::course::state_starts(&day(at)),
        None => t::course::state_open().into(),
    };
    let note = until.filter(|end| !is_never(*end)).map(|end| {
        let end = day(end);
        if soon { t::course::deadline_soon(&end) } else { t::course::deadline(&end) }
    });
    let tone = if soon { TagKind::Soon } else { TagKind::Open };
    StateWords { label, note, tone, call_to_action: Some(t::course::enrol()) }
}

/// A newer server's state: its own words are all there is, shown and not interpreted.
fn unknown(text: &str, at: Option<Instant>) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return t::course::state_unknown().into() };
    let text = [&uppercase(&first.to_string()), letters.as_str()].concat();
    match at {
        Some(at) if !is_never(at) => t::course::state_unknown_date(&day(at), &text),
        _ => text,
    }
}

fn closes_soon(end: Instant, now: Instant) -> bool {
    in_days(end, now).is_some_and(|days| days <= SOON)
}

/// Effort and duration in one phrase, from the texts that the server gives in the learner's language.
///
/// `None` when neither is known: that says nothing about the pace.
pub fn pace_words(course: &Course) -> Option<String> {
    match (course.effort.trim(), course.duration.trim()) {
        ("", "") => None,
        ("", duration) => Some(duration.to_owned()),
        (effort, "") => Some(t::course::pace_effort(effort)),
        (effort, duration) => Some(t::course::pace(duration, effort)),
    }
}

#[cfg(test)]
mod tests;
