//! Courseware: the course, its sequences, where to resume, doors.
mod course;
pub(crate) mod handlers;
mod sequence;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::access::Place;
use super::ask::Ask;
use super::course::Kind;
use super::course_home::writes;
use super::reply;
use super::state::State;
use super::tree::Tree;

/// `/api/courseware/…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    match (&ask.parts.method, rest) {
        (&Method::GET, ["course", key]) => course::answer(ask, state, key),
        (&Method::GET, ["sequence", usage]) => sequence::answer(ask, state, usage),
        (&Method::GET, ["resume", key]) => resume(ask, state, key),
        (&Method::POST, ["celebration", key]) => writes::celebrate(ask, state, key),
        (method, ["course" | "sequence" | "resume" | "celebration", _]) => reply::wrong_method(method.as_str()),
        _ => reply::not_found(),
    }
}

fn resume(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let Some(place) = Place::find(ask, state, key) else {
        return reply::not_found();
    };
    let tree = Tree::new(place.course, &place.learner);
    let last = tree.last_completed();
    let above = |kind: &Kind| last.and_then(|block| tree.above(block, kind)).map(|index| tree.usage(index));
    reply::ok(&json!({
        "block_id": last.map(|block| tree.usage(block)),
        "section_id": above(&Kind::Sequential),
        "unit_id": above(&Kind::Vertical),
    }))
}

/// `/courses/{key}/courseware-navigation-sidebar/toggles/`
pub(crate) fn toggles(ask: &Ask<'_>, key: &str) -> Response {
    if ask.course(key).is_none() {
        return reply::ok(&json!({"error": "Invalid course_id"}));
    }
    reply::ok(&json!({"enable_completion_tracking": !ask.world.settings.lms.oddities.without_completion}))
}

/// `/courses/{key}/jump_to/{usage_key}` and `…/jump_to_id/{block_id}`: on to the front end.
pub(crate) fn jump(ask: &Ask<'_>, state: &mut State, key: &str, target: &str) -> Response {
    let place = Place::find(ask, state, key);
    let found = place.as_ref().and_then(|place| {
        let tree = Tree::new(place.course, &place.learner);
        let index = tree.find(target).or_else(|| place.course.by_id.get(target).copied())?;
        Some((tree, index))
    });
    let Some((tree, index)) = found else {
        return reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    };
    let mut address = format!("{}/course/{key}", ask.site());
    for kind in [Kind::Sequential, Kind::Vertical] {
        if let Some(above) = tree.above(index, &kind) {
            address = format!("{address}/{}", tree.usage(above));
        }
    }
    reply::redirect(&address)
}
