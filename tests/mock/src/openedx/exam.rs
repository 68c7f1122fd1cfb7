//! Timed exams: where an attempt stands, starting, ending.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::access::Place;
use super::ask::Ask;
use super::reply;
use super::state::{Attempt, State};
use super::tree::{Tree, count};

/// Sentence and icon of an exam in outline and sidebar; `None` if the block is no exam.
pub(crate) fn summary(ask: &Ask<'_>, place: &Place<'_>, index: usize) -> Option<(&'static str, &'static str)> {
    let tree = Tree::new(place.course, &place.learner);
    tree.block(index)?.time_limit_mins?;
    let usage = tree.usage(index);
    let attempt = place.learner.attempts.iter().find(|attempt| attempt.sequence == usage);
    Some(match attempt.map(|attempt| attempt.status.as_str()) {
        Some("submitted") => (ask.text("Submitted", "Rendu"), "fa-check"),
        _ => (ask.text("Timed Exam", "Examen en temps limité"), "fa-clock-o"),
    })
}

/// Whether the frame of an exam's units stays closed: its attempt is not under way, or over.
pub(crate) fn is_closed(ask: &Ask<'_>, state: &mut State, place: &Place<'_>, sequence: usize) -> bool {
    let tree = Tree::new(place.course, &place.learner);
    if tree.block(sequence).and_then(|block| block.time_limit_mins).is_none() || place.is_staff {
        return false;
    }
    run_out(ask, state);
    let usage = tree.usage(sequence);
    let attempts = &state.learner(ask.username()).attempts;
    !attempts.iter().any(|attempt| {
        attempt.sequence == usage && matches!(attempt.status.as_str(), "started" | "ready_to_submit" | "submitted")
    })
}

/// `/api/edx_proctoring/v1/proctored_exam/attempt…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    run_out(ask, state);
    match (&ask.parts.method, rest) {
        (&Method::GET, ["course_id", key]) => of_course(ask, state, key),
        (&Method::GET, [id]) => poll(ask, state, id),
        (&Method::POST, []) => start(ask, state),
        (&Method::PUT, [id]) => change(ask, state, id),
        (&Method::GET, []) => reply::ok(&running(ask, state).unwrap_or_else(|| json!({}))),
        _ => reply::not_found(),
    }
}

/// Submits attempts whose time is up, as the server does by itself.
fn run_out(ask: &Ask<'_>, state: &mut State) {
    let mut attempts = std::mem::take(&mut state.learner(ask.username()).attempts);
    for attempt in &mut attempts {
        let is_open = matches!(attempt.status.as_str(), "started" | "ready_to_submit");
        if is_open && remaining(ask, attempt) <= 0 {
            "submitted".clone_into(&mut attempt.status);
        }
    }
    state.learner(ask.username()).attempts = attempts;
}

/// Seconds left.
fn remaining(ask: &Ask<'_>, attempt: &Attempt) -> i64 {
    let limit = limit(ask, &attempt.sequence).unwrap_or(0);
    attempt.started.map_or(limit, |started| started + limit - ask.now())
}

/// Seconds that the exam lasts.
fn limit(ask: &Ask<'_>, sequence: &str) -> Option<i64> {
    let (course, index) = find(ask, sequence)?;
    let minutes = course.blocks.get(index)?.time_limit_mins?;
    Some(i64::from(minutes) * 60)
}

fn find<'a>(ask: &'a Ask<'_>, sequence: &str) -> Option<(&'a super::course::Course, usize)> {
    let key = super::state::course_of(sequence)?;
    let course = ask.course(&key)?;
    let (_, id) = sequence.rsplit_once("+block@")?;
    Some((course, *course.by_id.get(id)?))
}

/// Number of an exam: its place in the course.
fn number(index: usize) -> u32 {
    count(index) + 100
}

fn of_course(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let Some(place) = Place::find(ask, state, key) else {
        return reply::detail(StatusCode::NOT_FOUND, "Not found.");
    };
    let active = running(ask, state).unwrap_or_else(|| json!({}));
    let exam =
        ask.first("content_id").and_then(|sequence| exam(ask, state, &place, sequence)).unwrap_or_else(|| json!({}));
    reply::ok(&json!({"exam": exam, "active_attempt": active}))
}

fn exam(ask: &Ask<'_>, state: &mut State, place: &Place<'_>, sequence: &str) -> Option<Value> {
    let tree = Tree::new(place.course, &place.learner);
    let index = tree.find(sequence)?;
    let block = tree.block(index)?;
    let minutes = block.time_limit_mins?;
    let due = place.due(block.due);
    let attempt = state.learner(ask.username()).attempts.iter().find(|attempt| attempt.sequence == sequence).cloned();
    let mut exam = json!({
        "id": number(index),
        "course_id": place.key,
        "content_id": sequence,
        "external_id": null,
        "exam_name": block.title,
        "time_limit_mins": minutes,
        "is_proctored": false,
        "is_practice_exam": false,
        "is_active": true,
        "due_date": ask.date_or_null(due),
        "hide_after_due": block.hide_after_due,
        "backend": null,
        "attempt": attempt.as_ref().map_or_else(|| json!({}), |attempt| as_json(ask, attempt)),
        "type": "timed",
        "passed_due_date": due.is_some_and(|due| due < ask.now()),
        "use_legacy_attempt_api": true,
    });
    if attempt.is_none()
        && let Some(fields) = exam.as_object_mut()
    {
        fields.insert("total_time".to_owned(), json!(spoken(ask, i64::from(minutes) * 60)));
    }
    Some(exam)
}

/// The attempt under way in any course.
fn running(ask: &Ask<'_>, state: &mut State) -> Option<Value> {
    let attempts = &state.learner(ask.username()).attempts;
    let open = attempts.iter().find(|attempt| matches!(attempt.status.as_str(), "started" | "ready_to_submit"))?;
    Some(as_json(ask, open))
}

fn as_json(ask: &Ask<'_>, attempt: &Attempt) -> Value {
    let limit = limit(ask, &attempt.sequence).unwrap_or(0);
    let left = remaining(ask, attempt).max(0);
    let key = super::state::course_of(&attempt.sequence).unwrap_or_default();
    let title = find(ask, &attempt.sequence)
        .and_then(|(course, index)| course.blocks.get(index))
        .map_or("", |block| block.title.as_str());
    let told = match ask.lang {
        lang if lang == crate::catalogue::languages::Lang::FR => format!("il vous reste {}", spoken(ask, left)),
        _ => format!("you have {} remaining", spoken(ask, left)),
    };
    json!({
        "in_timed_exam": true,
        "taking_as_proctored": false,
        "exam_type": ask.text("a timed exam", "un examen en temps limité"),
        "exam_display_name": title,
        "exam_url_path": format!("{}/course/{key}/{}", ask.site(), attempt.sequence),
        "time_remaining_seconds": i32::try_from(left).map_or(0.0, f64::from),
        "total_time": spoken(ask, limit),
        "low_threshold_sec": limit / 5,
        "critically_low_threshold_sec": limit / 20,
        "course_id": key,
        "attempt_id": attempt.id,
        "external_id": null,
        "accessibility_time_string": told,
        "attempt_status": attempt.status,
        "exam_started_poll_url": format!("/api/edx_proctoring/v1/proctored_exam/attempt/{}", attempt.id),
        "attempt_ready_to_resume": false,
        "use_legacy_attempt_api": true,
        "desktop_application_js_url": "",
    })
}

/// A duration in words, in whole minutes.
fn spoken(ask: &Ask<'_>, seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let part = |number: i64, one: &'static str, many: &'static str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let hours = part(minutes / 60, ask.text("hour", "heure"), ask.text("hours", "heures"));
    let rest = part(minutes % 60, "minute", "minutes");
    match (hours, rest) {
        (Some(hours), Some(rest)) => format!("{hours} {} {rest}", ask.text("and", "et")),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "0 minutes".to_owned(),
    }
}

fn poll(ask: &Ask<'_>, state: &mut State, id: &str) -> Response {
    let attempts = &state.learner(ask.username()).attempts;
    match attempts.iter().find(|attempt| attempt.id.to_string() == id) {
        Some(attempt) => reply::ok(&as_json(ask, attempt)),
        None => no_attempt(),
    }
}

fn no_attempt() -> Response {
    reply::detail(StatusCode::BAD_REQUEST, "Attempted to get exam attempt but it does not exist.")
}

/// `POST …/attempt` with `exam_id` and `start_clock`
fn start(ask: &Ask<'_>, state: &mut State) -> Response {
    let wanted = ask.field("exam_id").and_then(|id| id.parse::<u32>().ok());
    let exam = ask.lms().courses().iter().find_map(|course| {
        let key = course.key.to_string();
        let mut blocks = course.blocks.iter().enumerate();
        let (index, _) =
            blocks.find(|(index, block)| block.time_limit_mins.is_some() && Some(number(*index)) == wanted)?;
        state.learner(ask.username()).is_enrolled(&key).then(|| course.usage_key(index))
    });
    let Some(sequence) = exam else {
        return reply::detail(StatusCode::BAD_REQUEST, "Cannot start an exam that does not exist.");
    };
    let is_started = matches!(ask.field("start_clock").as_deref(), Some("true" | "True"));
    let id = 80 + u32::try_from(state.next()).unwrap_or(0);
    let now = ask.now();
    let attempts = &mut state.learner(ask.username()).attempts;
    if attempts.iter().any(|attempt| attempt.sequence == sequence) {
        return reply::detail(StatusCode::BAD_REQUEST, "Cannot create exam attempt: it already exists.");
    }
    attempts.push(Attempt {
        id,
        sequence,
        status: if is_started { "started" } else { "created" }.to_owned(),
        started: is_started.then_some(now),
    });
    reply::ok(&json!({"exam_attempt_id": id}))
}

/// `PUT …/attempt/{id}` with `action`
fn change(ask: &Ask<'_>, state: &mut State, id: &str) -> Response {
    let action = ask.field("action").unwrap_or_default();
    let now = ask.now();
    let attempts = &mut state.learner(ask.username()).attempts;
    let Some(attempt) = attempts.iter_mut().find(|attempt| attempt.id.to_string() == id) else {
        return no_attempt();
    };
    let next = match (action.as_str(), attempt.status.as_str()) {
        ("stop", "started") => "ready_to_submit",
        ("submit", "started" | "ready_to_submit") => "submitted",
        ("start", "created" | "ready_to_start" | "started" | "ready_to_submit") => "started",
        ("error", "started") => "error",
        ("decline", "created") => "declined",
        _ => {
            return reply::detail(
                StatusCode::BAD_REQUEST,
                "Attempted to do something that this attempt does not allow.",
            );
        }
    };
    next.clone_into(&mut attempt.status);
    attempt.started = attempt.started.or(Some(now));
    reply::ok(&json!({"exam_attempt_id": attempt.id}))
}
