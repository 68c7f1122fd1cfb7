//! `GET /api/courseware/sequence/{usage_key}`
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::access::Place;
use crate::openedx::ask::Ask;
use crate::openedx::course::Kind;
use crate::openedx::reply;
use crate::openedx::state::{State, course_of};
use crate::openedx::tree::Tree;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, usage: &str) -> Response {
    let absent = || reply::developer(StatusCode::NOT_FOUND, "Not found.");
    let Some(place) = course_of(usage).and_then(|key| Place::find(ask, state, &key)) else {
        return absent();
    };
    if place.denied(ask).is_some() {
        return absent();
    }
    let tree = Tree::new(place.course, &place.learner);
    let Some(index) = tree.find(usage) else {
        return absent();
    };
    let Some(block) = tree.block(index) else {
        return absent();
    };
    if !matches!(block.kind, Kind::Sequential | Kind::Chapter) {
        return reply::empty(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let is_known = ask.user.is_some() && (place.is_enrolled || place.is_staff);
    let gate = tree.gate(ask, index);
    let is_over = place.due(block.due).is_some_and(|due| due < ask.now());
    let items: Vec<Value> =
        tree.children(index).iter().map(|unit| item(ask, &place, tree, *unit, gate.is_some(), is_known)).collect();
    let position = if gate.is_some() { None } else { place.learner.positions.get(usage) };
    let prerequisite = gate.map(|gate| (tree.usage(gate), tree.title(gate)));
    reply::ok(&json!({
        "items": items,
        "element_id": block.id,
        "item_id": usage,
        "is_time_limited": block.time_limit_mins.is_some(),
        "is_proctored": false,
        "position": position,
        "tag": block.kind.name(),
        "next_url": null,
        "prev_url": null,
        "banner_text": null,
        "save_position": is_known,
        "show_completion": is_known,
        "gated_content": {
            "prereq_id": prerequisite.as_ref().map(|(usage, _)| usage.clone()),
            "prereq_url": prerequisite
                .as_ref()
                .map(|(usage, _)| format!("/courses/{}/jump_to/{usage}", place.key)),
            "prereq_section_name": prerequisite.as_ref().map(|(_, title)| *title),
            "gated": gate.is_some(),
            "gated_section_name": block.title,
        },
        "sequence_name": block.title,
        "exclude_units": true,
        "gated_sequence_paywall": null,
        "display_name": block.title,
        "format": block.format,
        "is_hidden_after_due": block.hide_after_due && is_over && !place.is_staff,
        "navigation_disabled": false,
    }))
}

fn item(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>, unit: usize, is_gated: bool, is_known: bool) -> Value {
    let usage = tree.usage(unit);
    if is_gated {
        return json!({
            "id": usage,
            "type": "vertical",
            "display_name": tree.title(unit),
            "is_gated": true,
            "content": "",
        });
    }
    let mut path: Vec<&str> = tree.chain(unit).iter().map(|index| tree.title(*index)).collect();
    path.reverse();
    let path = path.get(1..).unwrap_or_default().join(" > ");
    let is_graded =
        tree.above(unit, &Kind::Sequential).and_then(|index| tree.block(index)).is_some_and(|block| block.graded);
    let mut item = json!({
        "content": "",
        "page_title": tree.title(unit),
        "type": tree.icon(unit),
        "id": usage,
        "bookmarked": place.learner.bookmarks.iter().any(|bookmark| bookmark.usage == usage),
        "path": path,
        "graded": is_graded,
        "contains_content_type_gated_content": false,
        "href": "",
    });
    if is_known
        && !ask.world.settings.lms.oddities.without_completion
        && let Some(fields) = item.as_object_mut()
    {
        fields.insert("complete".to_owned(), json!(tree.is_complete(unit)));
    }
    item
}
