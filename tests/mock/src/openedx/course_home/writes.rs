//! Small writes of the course home: the welcome message, the weekly goal, celebrations.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::{Goal, State};

/// `POST /api/course_home/dismiss_welcome_message`
pub(crate) fn dismiss(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let wanted = ask.json();
    let Some(key) = wanted.get("course_id").and_then(Value::as_str) else {
        return reply::detail(StatusCode::BAD_REQUEST, "'course_id' is required.");
    };
    let has_more = wanted.as_object().is_some_and(|fields| fields.len() > 1);
    if has_more || ask.course(key).is_none() {
        return reply::detail(StatusCode::BAD_REQUEST, "Unable to dismiss welcome message.");
    }
    state.learner(ask.username()).dismissed.insert(key.to_owned());
    reply::ok(&json!({"message": "Welcome message successfully dismissed."}))
}

/// `POST /api/course_home/save_course_goal`
pub(crate) fn save_goal(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let wanted = ask.json();
    let Some(key) = wanted.get("course_id").and_then(Value::as_str) else {
        return reply::detail(StatusCode::BAD_REQUEST, "'course_id' is required.");
    };
    let Some(reminders) = wanted.get("subscribed_to_reminders").and_then(Value::as_bool) else {
        return reply::detail(StatusCode::BAD_REQUEST, "'subscribed_to_reminders' is required.");
    };
    let days_per_week = wanted.get("days_per_week").and_then(Value::as_u64);
    if ask.course(key).is_none() || days_per_week.is_some_and(|days| days == 0 || days > 7) {
        return reply::detail(StatusCode::BAD_REQUEST, "Unable to save course goal");
    }
    state.learner(ask.username()).goals.insert(key.to_owned(), Goal { days_per_week, reminders });
    reply::ok(&json!({
        "header": ask.text("Your course goal has been successfully set.", "Votre objectif est enregistré."),
        "message": "Course goal updated successfully.",
    }))
}

/// `POST /api/course_home/unsubscribe_from_course_goal/{token}`: the token is `username.course_key` here.
pub(crate) fn unsubscribe(ask: &Ask<'_>, state: &mut State, token: &str) -> Response {
    let Some((name, key)) = token.split_once('.') else {
        return reply::not_found();
    };
    let goal = state.learners.get_mut(name).and_then(|learner| learner.goals.get_mut(key));
    match (goal, ask.course(key)) {
        (Some(goal), Some(course)) => {
            goal.reminders = false;
            reply::ok(&json!({"course_title": course.title}))
        }
        _ => reply::not_found(),
    }
}

/// `POST /api/courseware/celebration/{course_key}`
pub(crate) fn celebrate(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let Some(place) = Place::find(ask, state, key) else {
        return reply::empty(StatusCode::BAD_REQUEST);
    };
    if !place.is_enrolled {
        return reply::empty(StatusCode::NOT_FOUND);
    }
    let wanted = ask.json();
    let told = state.learner(ask.username()).celebrations.entry(key.to_owned()).or_default();
    let status = if told.is_empty() { StatusCode::CREATED } else { StatusCode::OK };
    for name in ["first_section", "weekly_goal"] {
        if let Some(is_on) = wanted.get(name).and_then(Value::as_bool) {
            told.insert(name.to_owned(), is_on);
        }
    }
    reply::empty(status)
}
