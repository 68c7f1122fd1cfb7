//! The course home's own API: metadata, outline, sidebar, dates, progress, and small writes.
pub(crate) mod dates;
pub(crate) mod deadlines;
pub(crate) mod metadata;
mod navigation;
pub(crate) mod outline;
mod progress_tab;
pub(crate) mod writes;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::access::{self, Place};
use super::ask::Ask;
use super::reply;
use super::state::State;

/// `/api/course_home/…`, with or without `v1`.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    match (&ask.parts.method, rest) {
        (&Method::GET, ["course_metadata", key]) => metadata::answer(ask, state, key),
        (&Method::GET, ["outline", key]) => outline::answer(ask, state, key),
        (&Method::GET, ["navigation", key]) => navigation::answer(ask, state, key),
        (&Method::GET, ["dates", key]) => {
            tab(ask, state, key, "dates").map_or_else(|refusal| *refusal, |place| dates::answer(ask, &place))
        }
        (&Method::GET, ["progress", key]) => tab(ask, state, key, "progress")
            .map_or_else(|refusal| *refusal, |place| progress_tab::answer(ask, &place, ask.username())),
        (&Method::GET, ["progress", key, id]) => of_somebody(ask, state, key, id),
        (&Method::POST, ["dismiss_welcome_message"]) => writes::dismiss(ask, state),
        (&Method::POST, ["save_course_goal"]) => writes::save_goal(ask, state),
        (&Method::POST, ["unsubscribe_from_course_goal", token]) => writes::unsubscribe(ask, state, token),
        (
            method,
            ["course_metadata" | "outline" | "navigation" | "dates" | "progress", _]
            | ["dismiss_welcome_message" | "save_course_goal"],
        ) => reply::wrong_method(method.as_str()),
        _ => reply::not_found(),
    }
}

/// The progress of whoever has that number: for staff, and oneself.
fn of_somebody(ask: &Ask<'_>, state: &mut State, key: &str, id: &str) -> Response {
    let found = state.users.iter().find(|user| user.id.to_string() == id).map(|user| user.username.clone());
    let Some(name) = found.filter(|name| ask.is_staff() || name == ask.username()) else {
        return reply::not_found();
    };
    let learner = state.learner(&name).clone();
    match tab(ask, state, key, "progress") {
        Ok(place) => {
            let enrolment = learner.enrolments.get(key).cloned();
            progress_tab::answer(ask, &Place { enrolment, learner, ..place }, &name)
        }
        Err(refusal) => *refusal,
    }
}

/// The place of who may see a tab for the enrolled, else the refusal.
fn tab<'a>(ask: &'a Ask<'_>, state: &mut State, key: &str, name: &str) -> Result<Place<'a>, Box<Response>> {
    if ask.user.is_none() {
        return Err(Box::new(reply::sign_in_needed()));
    }
    let Some(place) = Place::find(ask, state, key) else {
        return Err(Box::new(reply::not_found()));
    };
    if ask.change(key).is_some_and(|change| change.without_tabs.iter().any(|tab| tab == name)) {
        return Err(Box::new(reply::not_found()));
    }
    if let Some(denial) = place.closed(ask) {
        return Err(Box::new(access::refusal(&denial)));
    }
    if !place.is_enrolled && !place.is_really_staff {
        return Err(Box::new(reply::with_status(StatusCode::UNAUTHORIZED, &json!("User not enrolled."))));
    }
    Ok(place)
}
