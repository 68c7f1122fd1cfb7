//! One run: its state from its dates, by the rules of Richie (contract §3.6).
use super::{StateWords, words};
use crate::{
    i18n::{Instant, is_never},
    wire::richie::{CourseRun, State},
};
use std::cmp::Ordering;

/// Dates of a run; `None` for one that is unset or unreadable.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RunDates {
    /// First day.
    pub start: Option<Instant>,
    /// Last day; see [`is_never`].
    pub end: Option<Instant>,
    /// When enrolment opens.
    pub enrollment_start: Option<Instant>,
    /// When enrolment closes; see [`is_never`].
    pub enrollment_end: Option<Instant>,
}

impl RunDates {
    /// Reads the dates of a run.
    pub fn of(run: &CourseRun) -> Self {
        Self {
            start: Instant::parse(&run.start),
            end: Instant::parse(&run.end),
            enrollment_start: Instant::parse(&run.enrollment_start),
            enrollment_end: Instant::parse(&run.enrollment_end),
        }
    }

    /// The state's number, as in [`State::priority`].
    pub fn priority(&self, now: Instant) -> u8 {
        let (Some(start), Some(opens)) = (self.start, self.enrollment_start) else { return State::TO_BE_SCHEDULED };
        let after = |date: Option<Instant>| date.is_none_or(|date| date > now);
        if start < now {
            return match (after(self.end), after(self.enrollment_end)) {
                (true, true) => State::ONGOING_OPEN,
                (true, false) => State::ONGOING_CLOSED,
                (false, true) if opens < now => State::ARCHIVED_OPEN,
                (false, _) => State::ARCHIVED,
            };
        }
        if opens > now {
            State::FUTURE_NOT_YET_OPEN
        } else if after(self.enrollment_end) {
            State::FUTURE_OPEN
        } else {
            State::FUTURE_CLOSED
        }
    }

    /// Last day, unless it never ends.
    pub fn last_day(&self) -> Option<Instant> {
        self.end.filter(|end| !is_never(*end))
    }

    /// Last day to enrol, unless there is none.
    pub fn deadline(&self) -> Option<Instant> {
        self.enrollment_end.filter(|end| !is_never(*end))
    }

    /// Of runs in the same state, the one that leaves the learner most time to enrol says most truly how long they have.
    pub(super) fn inviting(&self, other: &Self) -> Ordering {
        let end = |dates: &Self| dates.enrollment_end.map_or(f64::INFINITY, Instant::millis);
        end(self).total_cmp(&end(other))
    }
}

/// State of one run, judged by the device's clock: the search gives none.
pub fn run_state(dates: RunDates, now: Instant) -> StateWords {
    let state = State { priority: dates.priority(now), datetime: None, call_to_action: None, text: String::new() };
    words(&state, None, dates, now)
}
