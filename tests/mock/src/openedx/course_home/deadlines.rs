//! `POST /api/course_experience/v1/…`: shifting the due dates of who goes at their own pace.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// The two addresses below it.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, action: &str) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if ask.parts.method != Method::POST {
        return reply::wrong_method(ask.parts.method.as_str());
    }
    match action {
        "reset_course_deadlines" => one(ask, state),
        "reset_all_course_deadlines" => every(ask, state),
        _ => reply::not_found(),
    }
}

fn one(ask: &Ask<'_>, state: &mut State) -> Response {
    let wanted = ask.json();
    let Some(key) = wanted.get("course_key").and_then(Value::as_str) else {
        return reply::detail(StatusCode::BAD_REQUEST, "'course_key' is required.");
    };
    if !shift(ask, state, key) {
        return reply::detail(StatusCode::BAD_REQUEST, "Unable to reset deadlines.");
    }
    let link = format!("{}/course/{key}/dates", ask.site());
    let text = ask.text("View all dates", "Voir toutes les dates");
    reply::ok(&json!({
        "body": format!("<a href=\"{link}\">{text}</a>"),
        "header": ask.text(
            "Your due dates have been successfully shifted to help you stay on track.",
            "Vos échéances ont été décalées.",
        ),
        "link": link,
        "link_text": text,
        "message": "Deadlines successfully reset.",
    }))
}

fn every(ask: &Ask<'_>, state: &mut State) -> Response {
    let keys: Vec<String> = ask.lms().courses().iter().map(|course| course.key.to_string()).collect();
    let mut moved = Vec::new();
    for key in keys {
        if shift(ask, state, &key) {
            moved.push(key);
        }
    }
    reply::ok(&json!({"success_course_keys": moved, "failed_course_keys": []}))
}

/// Lets the learner begin today: each due date is as far from now as it was from the enrolment.
fn shift(ask: &Ask<'_>, state: &mut State, key: &str) -> bool {
    let Some(place) = Place::find(ask, state, key).filter(|place| place.is_enrolled && place.course.self_paced) else {
        return false;
    };
    let began = place.enrolment.as_ref().map_or(0, |enrolment| enrolment.created);
    let shift = ask.now().saturating_sub(began);
    state.learner(ask.username()).shifts.insert(key.to_owned(), shift);
    true
}
