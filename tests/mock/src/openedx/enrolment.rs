//! Enrolling, leaving, and what a course says about it before.
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::course::Course;
use super::reply;
use super::settings::Enrolling;
use super::state::{Enrolment, State};
use crate::clock;
use crate::world::World;

/// Calls a minute that learners have, and staff.
const CALLS: (usize, usize) = (40, 120);

/// `/api/enrollment/v1/…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    match rest {
        ["enrollment"] if ask.parts.method == Method::POST => enrol(ask, state),
        ["enrollment"] => list(ask, state),
        ["enrollment", which] => one(ask, state, which),
        ["course", key] => match ask.course(key) {
            Some(course) => reply::ok(&details(ask, course)),
            None => no_course(key),
        },
        _ => reply::not_found(),
    }
}

fn list(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if let Some(response) = throttled(ask, state) {
        return response;
    }
    let learner = state.learner(ask.username());
    let mut found: Vec<(&String, &Enrolment)> = learner.enrolments.iter().collect();
    found.sort_by_key(|(_, enrolment)| enrolment.created);
    let found = found.into_iter().filter_map(|(key, enrolment)| Some(as_json(ask, ask.course(key)?, enrolment)));
    reply::ok(&Value::Array(found.collect()))
}

fn one(ask: &Ask<'_>, state: &mut State, which: &str) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if let Some(response) = throttled(ask, state) {
        return response;
    }
    let (name, key) = which.split_once(',').unwrap_or((ask.username(), which));
    if name != ask.username() && !ask.is_staff() {
        return reply::empty(StatusCode::NOT_FOUND);
    }
    let Some(course) = ask.course(key) else {
        return no_course(key);
    };
    match state.learner(name).enrolments.get(key) {
        Some(enrolment) => reply::ok(&as_json(ask, course, enrolment)),
        None => reply::empty(StatusCode::OK),
    }
}

fn no_course(key: &str) -> Response {
    message(StatusCode::BAD_REQUEST, &format!("No course '{key}' found for enrollment"))
}

fn message(status: StatusCode, text: &str) -> Response {
    reply::with_status(status, &json!({"message": text}))
}

/// 429 when somebody calls too often; every call counts. By the real clock, as a world's may stand still.
fn throttled(ask: &Ask<'_>, state: &mut State) -> Option<Response> {
    let now = clock::real();
    let most = if ask.is_staff() { CALLS.1 } else { CALLS.0 };
    let calls = state.enrolment_calls.entry(ask.username().to_owned()).or_default();
    calls.retain(|call| *call > now - 60);
    if calls.len() < most {
        calls.push(now);
        return None;
    }
    let wait = calls.first().map_or(60, |first| first + 60 - now).max(1);
    Some(too_many(wait))
}

/// 429 with the seconds to wait.
pub(crate) fn too_many(seconds: i64) -> Response {
    let text = format!("Request was throttled. Expected available in {seconds} seconds.");
    let mut response = reply::detail(StatusCode::TOO_MANY_REQUESTS, &text);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

fn enrol(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if let Some(response) = throttled(ask, state) {
        return response;
    }
    let wanted = ask.json();
    let Some(key) = wanted.pointer("/course_details/course_id").and_then(Value::as_str) else {
        return message(StatusCode::BAD_REQUEST, "Course ID must be specified to create a new enrollment.");
    };
    if wanted.get("user").and_then(Value::as_str).is_some_and(|name| name != ask.username()) && !ask.is_staff() {
        return reply::empty(StatusCode::NOT_FOUND);
    }
    let Some(course) = ask.course(key) else {
        return no_course(key);
    };
    let mode = wanted.get("mode").and_then(Value::as_str);
    if let Some(refusal) = refusal(ask, state, course) {
        return refused(ask, course, refusal, mode);
    }
    match mode {
        None | Some("honor" | "audit") => {}
        Some(mode @ ("verified" | "professional")) => return not_permitted(mode),
        Some(mode) => return no_mode(ask, course, mode),
    }
    let enrolment = enter(ask, state, key, mode.unwrap_or("honor"));
    reply::ok(&as_json(ask, course, &enrolment))
}

/// Makes an enrolment or revives it.
pub(crate) fn enter(ask: &Ask<'_>, state: &mut State, key: &str, mode: &str) -> Enrolment {
    let fresh = Enrolment { created: ask.now(), mode: mode.to_owned(), is_active: false };
    let enrolment = state.learner(ask.username()).enrolments.entry(key.to_owned()).or_insert(fresh);
    if !enrolment.is_active {
        enrolment.is_active = true;
        mode.clone_into(&mut enrolment.mode);
    }
    enrolment.clone()
}

/// Why that course takes nobody, or not this learner.
pub(crate) fn refusal(ask: &Ask<'_>, state: &mut State, course: &Course) -> Option<Enrolling> {
    let key = course.key.to_string();
    if let Some(told) = ask.enrolling(&key).filter(|told| *told != Enrolling::CannotLeave) {
        return Some(told);
    }
    if ask.is_staff() || state.learner(ask.username()).is_enrolled(&key) {
        return None;
    }
    let now = ask.now();
    let is_open = course.enrollment_start.is_none_or(|start| start <= now)
        && course.enrollment_end.is_none_or(|end| now < end)
        && course.end.is_none_or(|end| now < end);
    if !is_open {
        return Some(Enrolling::Closed);
    }
    if course.invitation_only {
        return Some(Enrolling::InvitationOnly);
    }
    course.capacity.is_some_and(|capacity| taken(state, &key) >= capacity).then_some(Enrolling::Full)
}

fn taken(state: &State, key: &str) -> u32 {
    super::tree::count(state.learners.values().filter(|learner| learner.is_enrolled(key)).count())
}

/// What a person reads of a refusal.
pub(crate) fn sentence(ask: &Ask<'_>, refusal: Enrolling) -> &'static str {
    match refusal {
        Enrolling::Full => ask.text("Course is full", "Le cours est complet"),
        Enrolling::InvitationOnly => ask
            .text("Enrollment in this course is by invitation only", "L’inscription à ce cours se fait sur invitation"),
        Enrolling::Prerequisite => ask.text(
            "You must pass another course before enrolling in this one",
            "Il faut avoir réussi un autre cours avant de s’inscrire à celui-ci",
        ),
        _ => ask.text("Enrollment is closed", "Les inscriptions sont closes"),
    }
}

fn refused(ask: &Ask<'_>, course: &Course, refusal: Enrolling, mode: Option<&str>) -> Response {
    match refusal {
        Enrolling::Throttled => too_many(57),
        Enrolling::Paid => match mode {
            Some("verified") => not_permitted("verified"),
            mode => no_mode(ask, course, mode.unwrap_or("honor")),
        },
        Enrolling::Embargo => reply::with_status(
            StatusCode::FORBIDDEN,
            &json!({
                "message": format!("Users from this location cannot access the course '{}'.", course.key),
                "user_message_url": format!("{}/embargo/blocked-message/enrollment/default/", ask.origin()),
            }),
        ),
        Enrolling::Unavailable => message(StatusCode::NOT_ACCEPTABLE, "Enrollment cannot be changed now"),
        _ => {
            let text = sentence(ask, refusal);
            reply::with_status(StatusCode::FORBIDDEN, &json!({"message": text, "localizedMessage": text}))
        }
    }
}

fn not_permitted(mode: &str) -> Response {
    message(StatusCode::FORBIDDEN, &format!("User does not have permission to create enrollment with mode [{mode}]."))
}

fn no_mode(ask: &Ask<'_>, course: &Course, mode: &str) -> Response {
    let text = format!("The [{mode}] course mode is expired or otherwise unavailable for course run [{}].", course.key);
    reply::with_status(StatusCode::BAD_REQUEST, &json!({"message": text, "course_details": details(ask, course)}))
}

/// `course_details`
fn details(ask: &Ask<'_>, course: &Course) -> Value {
    json!({
        "course_id": course.key.to_string(),
        "course_name": course.title,
        "enrollment_start": ask.date_or_null(course.enrollment_start),
        "enrollment_end": ask.date_or_null(course.enrollment_end),
        "course_start": ask.date_or_null(course.start),
        "course_end": ask.date_or_null(course.end),
        "invite_only": course.invitation_only || ask.enrolling(&course.key.to_string()) == Some(Enrolling::InvitationOnly),
        "course_modes": modes(ask.world, &course.key.to_string()),
        "pacing_type": if course.self_paced { "Self Paced" } else { "Instructor Paced" },
    })
}

/// Modes of a course with all that the enrolment API says of them.
fn modes(world: &World, key: &str) -> Value {
    let is_paid = world.settings.lms.refusals.get(key).and_then(|refusals| refusals.enrolment) == Some(Enrolling::Paid);
    let (slug, name, price) =
        if is_paid { ("verified", "Verified Certificate", 49) } else { ("honor", "Honor Certificate", 0) };
    json!([{
        "slug": slug,
        "name": name,
        "min_price": price,
        "suggested_prices": "",
        "currency": if is_paid { "eur" } else { "usd" },
        "expiration_datetime": null,
        "description": null,
        "sku": null,
        "bulk_sku": null,
    }])
}

fn as_json(ask: &Ask<'_>, course: &Course, enrolment: &Enrolment) -> Value {
    json!({
        "created": precise(ask, enrolment.created),
        "mode": enrolment.mode,
        "is_active": enrolment.is_active,
        "course_details": details(ask, course),
        "user": ask.username(),
    })
}

/// A moment with the fraction that moments of doing have.
pub(crate) fn precise(ask: &Ask<'_>, moment: i64) -> String {
    ask.date(moment).replace('Z', ".482000Z")
}
