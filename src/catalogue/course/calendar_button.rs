//! "Add to calendar": the dates of a session as a file that the learner's calendar reads.
use crate::{
    api,
    calendar::{self, Event},
    catalogue::state::RunDates,
    i18n::{Instant, is_never, t, whole},
    ui::{Icon, icon},
    wire::richie::Course,
};
use leptos::prelude::*;

/// The button; nothing when no date lies ahead.
pub(super) fn button(course: &Course, dates: RunDates, run: &str, at: Instant) -> Option<AnyView> {
    let address = api::safe_link(&course.absolute_url).map_or_else(String::new, |address| calendar::absolute(&address));
    let events = events(course, dates, &address, at);
    if events.is_empty() {
        return None;
    }
    let title = course.title.clone();
    let press = move |_| calendar::save(&title, events.clone());
    Some(
        view! {
            <p class="preau-no-print">
                <button
                    type="button"
                    class="preau-button preau-button--quiet preau-button--small"
                    aria-label=t::course::add_to_calendar_of(run)
                    on:click=press
                >
                    {icon(Icon::Calendar)}
                    {t::course::add_to_calendar()}
                </button>
            </p>
        }
        .into_any(),
    )
}

/// Start, last day to enrol and end, as far as they lie ahead.
fn events(course: &Course, dates: RunDates, address: &str, now: Instant) -> Vec<Event> {
    let title = &course.title;
    let start = dates.start.map_or_else(String::new, |start| whole(start.millis()).to_string());
    let event = |kind: &str, at: Option<Instant>, summary: String| {
        at.filter(|at| !is_never(*at) && *at > now).map(|at| Event {
            uid: format!("{}-{start}-{kind}@preau", course.id),
            at,
            summary,
            url: address.to_owned(),
        })
    };
    // without a deadline of its own, a session takes enrolments to its end: no date to note
    let deadline = dates.deadline().filter(|deadline| Some(*deadline) != dates.end);
    [
        event("deadline", deadline, t::course::event_deadline(title)),
        event("start", dates.start, t::course::event_start(title)),
        event("end", dates.end, t::course::event_end(title)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::known::tests::a_course;

    #[test]
    fn only_dates_ahead_are_noted_and_each_has_its_own_name() {
        let at = |days: f64| Some(Instant::from_millis((20_000.0 + days) * 86_400_000.0));
        let dates = RunDates { start: at(-2.0), end: at(30.0), enrollment_start: at(-9.0), enrollment_end: at(5.0) };
        let now = Instant::from_millis(20_000.0 * 86_400_000.0);
        let course = a_course("106", None, "Sols");
        let events = events(&course, dates, "https://example.org/a", now);
        let names: Vec<&str> = events.iter().map(|event| event.summary.as_str()).collect();
        assert_eq!(names, ["Fin des inscriptions\u{a0}: Sols", "Fin du cours\u{a0}: Sols"]);
        assert_ne!(events[0].uid, events[1].uid);
    }

    #[test]
    fn what_never_ends_gives_no_date() {
        let never = Some(Instant::from_millis(253_402_214_400_000.0));
        let dates = RunDates { end: never, enrollment_end: never, ..RunDates::default() };
        assert_eq!(events(&a_course("106", None, "Sols"), dates, "", Instant::from_millis(0.0)), []);
    }
}
