//! `GET /api/learning_sequences/v1/course_outline/{course_key}`: the cheapest list of sequences.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::access::{DAY, Place};
use super::ask::Ask;
use super::course::{CourseKey, Kind};
use super::reply;
use super::state::State;
use super::tree::Tree;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    if CourseKey::parse(key).is_none() {
        return reply::detail(StatusCode::BAD_REQUEST, &format!("Invalid Course Key: {key}"));
    }
    if let Some(other) = ask.first("user").filter(|other| !other.is_empty() && *other != ask.username())
        && !ask.is_staff()
    {
        return reply::detail(StatusCode::FORBIDDEN, &format!("You may not see the outline of {other}."));
    }
    let place = Place::find(ask, state, key);
    if ask.user.is_none() && !place.as_ref().is_some_and(|place| place.course.public) {
        return reply::sign_in_needed();
    }
    let Some(place) = place else {
        return reply::not_found();
    };
    let course = place.course;
    let tree = Tree::new(course, &place.learner);
    let is_let_in = place.denied(ask).is_none();
    let sections: Vec<Value> = tree
        .of_kind(&Kind::Chapter)
        .map(|index| {
            let sequences = tree.children(index).iter().filter(|child| tree.is(**child, &Kind::Sequential));
            json!({
                "id": tree.usage(index),
                "title": tree.title(index),
                "sequence_ids": sequences.map(|child| tree.usage(*child)).collect::<Vec<_>>(),
                "start": own_start(ask, tree, index),
                "effective_start": start(ask, tree, index),
            })
        })
        .collect();
    let mut sequences = Map::new();
    for index in tree.of_kind(&Kind::Sequential) {
        sequences.insert(tree.usage(index), sequence(ask, &place, tree, index, is_let_in));
    }
    reply::ok(&json!({
        "course_key": key,
        "course_start": ask.date_or_null(course.start),
        "course_end": ask.date_or_null(course.end),
        "title": course.title,
        "published_at": super::enrolment::precise(ask, -30 * DAY),
        "published_version": "6512e7c0f2b6d4a9c1e0b7aa",
        "entrance_exam_id": null,
        "days_early_for_beta": null,
        "self_paced": course.self_paced,
        "username": ask.username(),
        "user_id": ask.user.as_ref().map(|user| user.id),
        "at_time": super::enrolment::precise(ask, ask.now()),
        "outline": {"sections": sections, "sequences": sequences},
    }))
}

fn sequence(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>, index: usize, is_let_in: bool) -> Value {
    let block = tree.block(index);
    let due = block.and_then(|block| place.due(block.due));
    let is_over = due.is_some_and(|due| due < ask.now());
    let is_hidden = block.is_some_and(|block| block.hide_after_due) && is_over && !place.is_staff;
    let opens = effective(tree, index);
    let is_open = opens.is_none_or(|opens| opens <= ask.now()) || place.is_staff;
    let is_exam = block.is_some_and(|block| block.time_limit_mins.is_some());
    json!({
        "id": tree.usage(index),
        "title": tree.title(index),
        "accessible": is_let_in && is_open && !is_hidden && tree.gate(ask, index).is_none(),
        "inaccessible_after_due": block.is_some_and(|block| block.hide_after_due),
        "start": own_start(ask, tree, index),
        "effective_start": start(ask, tree, index),
        "due": ask.date_or_null(due),
        "exam": if is_exam { json!({"is_practice_exam": false, "is_proctored_enabled": false, "is_time_limited": true}) } else { json!({}) },
    })
}

fn own_start(ask: &Ask<'_>, tree: Tree<'_>, index: usize) -> Value {
    ask.date_or_null(tree.block(index).and_then(|block| block.start).or(tree.course.start))
}

fn start(ask: &Ask<'_>, tree: Tree<'_>, index: usize) -> Value {
    ask.date_or_null(effective(tree, index))
}

/// The latest start of the block and those above it.
fn effective(tree: Tree<'_>, index: usize) -> Option<i64> {
    tree.chain(index).into_iter().filter_map(|index| tree.block(index)?.start).chain(tree.course.start).max()
}
