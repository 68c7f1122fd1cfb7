//! "Add to calendar": the dates of a session as a file that the learner's calendar reads.
use crate::{
    api,
    catalogue::{calendar, calendar::Event, state::RunDates},
    i18n::{Instant, is_never, now, t},
    ui::{self, Icon, icon},
    wire::richie::Course,
};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

/// When the browser has surely fetched the file: some do so after asking where to put it.
const FETCHED_AFTER: Duration = Duration::from_mins(1);

/// The button; nothing when no date lies ahead.
pub(super) fn button(course: &Course, dates: RunDates, run: &str, at: Instant) -> Option<AnyView> {
    let address = api::safe_link(&course.absolute_url).map_or_else(String::new, |address| absolute(&address));
    let events = events(course, dates, &address, at);
    if events.is_empty() {
        return None;
    }
    let name = calendar::file_name(&course.title);
    let press = move |_| {
        if download(&name, &calendar::file(&events, now())).is_some() {
            ui::announce(t::course::calendar_done());
        } else {
            ui::alert(t::course::calendar_failed());
        }
    };
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
    let start = dates.start.map_or_else(String::new, |start| start.millis().to_string());
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

/// An address that still works outside the browser.
fn absolute(address: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    if address.starts_with('/') { [&origin, address].concat() } else { address.to_owned() }
}

/// Hands a text to the browser as a file.
fn download(name: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/calendar;charset=utf-8");
    let parts = js_sys::Array::of1(&JsValue::from(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let forget = move || {
        if let Err(error) = web_sys::Url::revoke_object_url(&address) {
            crate::log::warn_js("an address of a file", &error);
        }
    };
    set_timeout(forget, FETCHED_AFTER);
    Some(())
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
