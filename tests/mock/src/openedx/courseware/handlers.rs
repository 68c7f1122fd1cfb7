//! The two handlers of sequences: remembering the position, asking whether a unit is complete.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::course::Kind;
use crate::openedx::reply;
use crate::openedx::state::{State, course_of};
use crate::openedx::tree::Tree;

/// `POST /courses/{course_key}/xblock/{sequence_key}/handler/{name}`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, usage: &str, name: &str) -> Response {
    if ask.parts.method != Method::POST {
        return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    if ask.user.is_none() {
        return reply::text(StatusCode::FORBIDDEN, "Unauthenticated");
    }
    let place = course_of(usage).and_then(|key| Place::find(ask, state, &key));
    let Some(place) = place.filter(|place| place.denied(ask).is_none()) else {
        return reply::text(StatusCode::NOT_FOUND, "Not found");
    };
    let tree = Tree::new(place.course, &place.learner);
    let Some(sequence) = tree.find(usage).filter(|index| tree.is(*index, &Kind::Sequential)) else {
        return reply::text(StatusCode::NOT_FOUND, "Not found");
    };
    let wanted = ask.json();
    if name == "get_completion" {
        let unit = wanted.get("usage_key").and_then(Value::as_str).and_then(|unit| tree.find(unit));
        return match unit {
            Some(unit) => reply::ok(&json!({"complete": tree.is_complete(unit)})),
            None => reply::text(StatusCode::BAD_REQUEST, "usage_key is missing"),
        };
    }
    let position = wanted.get("position").and_then(Value::as_u64).filter(|position| *position > 0).unwrap_or(1);
    let units = tree.children(sequence);
    if let Some(unit) = usize::try_from(position - 1).ok().and_then(|place| units.get(place)) {
        state.visited(ask.username(), &tree.usage(*unit));
    }
    state.learner(ask.username()).positions.insert(usage.to_owned(), position);
    reply::ok(&json!({"success": true}))
}
