//! `POST /api/completion/v1/completion-batch`: completion that a program reports.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::reply;
use super::state::State;
use super::tree::Tree;

/// See the module. Nothing is noted unless all of it is right.
pub(crate) fn batch(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if ask.parts.method != Method::POST {
        return reply::wrong_method(ask.parts.method.as_str());
    }
    let bad = |text: &str| reply::detail(StatusCode::BAD_REQUEST, text);
    if ask.world.settings.lms.oddities.without_completion {
        return bad(
            "BlockCompletion.objects.submit_batch_completion should not be called when the feature is disabled.",
        );
    }
    let wanted = ask.json();
    let text = |name: &str| wanted.get(name).and_then(Value::as_str);
    let (Some(name), Some(key), Some(blocks)) =
        (text("username"), text("course_key"), wanted.get("blocks").and_then(Value::as_object))
    else {
        return bad("Key 'username', 'course_key' or 'blocks' not found.");
    };
    if name != ask.username() && !ask.is_staff() {
        return reply::detail(StatusCode::FORBIDDEN, "You do not have permission to perform this action.");
    }
    if state.user(name).is_none() {
        return reply::detail(StatusCode::NOT_FOUND, "User does not exist.");
    }
    let Some(course) = ask.course(key) else {
        return bad(&format!("Invalid course key: {key}"));
    };
    if !state.learner(name).is_enrolled(key) {
        return bad("User is not enrolled in course.");
    }
    let learner = state.learner(name).clone();
    let tree = Tree::new(course, &learner);
    let mut noted = Vec::new();
    for (usage, value) in blocks {
        if tree.find(usage).is_none() {
            return bad(&format!("Block with key: '{usage}' is not in course {key}"));
        }
        match value.as_f64().filter(|value| (0.0..=1.0).contains(value)) {
            Some(value) => noted.push((usage, value)),
            None => return bad(&format!("{value} must be between 0.0 and 1.0")),
        }
    }
    for (usage, value) in noted {
        state.complete(name, usage, value);
    }
    reply::ok(&json!({"detail": "ok"}))
}
