//! The old forms: the only way out of a course, and the switch of its e-mail.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::ask::Ask;
use super::enrolment::{enter, refusal, too_many};
use super::reply;
use super::settings::Enrolling;
use super::state::State;

/// `POST /change_enrollment`: the old door, the only one out of a course.
pub(crate) fn change(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.parts.method != Method::POST {
        return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    if ask.user.is_none() {
        return reply::empty(StatusCode::FORBIDDEN);
    }
    let Some(key) = ask.field("course_id") else {
        return reply::text(StatusCode::BAD_REQUEST, "Course id not specified");
    };
    match ask.field("enrollment_action").as_deref() {
        Some("enroll") => enrol_by_form(ask, state, &key),
        Some("unenroll") => leave(ask, state, &key),
        _ => reply::text(StatusCode::BAD_REQUEST, "Enrollment action is invalid"),
    }
}

fn enrol_by_form(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let Some(course) = ask.course(key) else {
        return reply::text(StatusCode::BAD_REQUEST, "Course id is invalid");
    };
    match refusal(ask, state, course) {
        Some(Enrolling::Embargo) => {
            let url = format!("{}/embargo/blocked-message/enrollment/default/", ask.origin());
            reply::text(StatusCode::OK, &url)
        }
        Some(Enrolling::Paid) => reply::text(StatusCode::OK, &format!("{}/course_modes/choose/{key}/", ask.origin())),
        Some(Enrolling::Throttled) => too_many(57),
        Some(_) => reply::text(StatusCode::BAD_REQUEST, "Could not enroll"),
        None => {
            enter(ask, state, key, "honor");
            reply::text(StatusCode::OK, "")
        }
    }
}

fn leave(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let learner = state.learner(ask.username());
    let Some(enrolment) = learner.enrolments.get_mut(key).filter(|enrolment| enrolment.is_active) else {
        return reply::text(StatusCode::BAD_REQUEST, "You are not enrolled in this course");
    };
    if ask.enrolling(key) == Some(Enrolling::CannotLeave) || learner.certificates.contains_key(key) {
        return reply::text(StatusCode::BAD_REQUEST, "Your certificate prevents you from unenrolling from this course");
    }
    enrolment.is_active = false;
    reply::empty(StatusCode::OK)
}

/// `POST /api/change_email_settings`
pub(crate) fn email(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let key = ask.field("course_id").unwrap_or_default();
    if ask.course(&key).is_none() {
        return reply::not_found();
    }
    let without = &mut state.learner(ask.username()).without_email;
    if ask.field("receive_emails").is_some() {
        without.remove(&key);
    } else {
        without.insert(key);
    }
    reply::ok(&json!({"success": true}))
}
