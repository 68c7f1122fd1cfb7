//! `GET /api/course_home/v1/navigation/{course_key}`: the outline down to units, for the sidebar.
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::outline::entry;
use crate::openedx::access::{self, Place};
use crate::openedx::ask::Ask;
use crate::openedx::course::Kind;
use crate::openedx::exam;
use crate::openedx::reply;
use crate::openedx::state::State;
use crate::openedx::tree::Tree;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let Some(place) = Place::find(ask, state, key) else {
        return reply::not_found();
    };
    if let Some(denial) = place.closed(ask) {
        return access::refusal(&denial);
    }
    if !place.sees_outline() {
        return reply::ok(&json!({}));
    }
    let tree = Tree::new(place.course, &place.learner);
    let mut fresh = blocks(ask, &place, tree);
    if ask.world.settings.lms.oddities.stale_navigation {
        let name = format!("{} {key}", ask.username());
        let kept = state.stale_trees.entry(name).or_insert_with(|| Value::Object(fresh.clone()));
        fresh = refreshed(kept, &fresh);
    }
    reply::ok(&json!({"blocks": fresh}))
}

/// A kept tree with today's completion, which the server counts at each call.
fn refreshed(kept: &Value, fresh: &Map<String, Value>) -> Map<String, Value> {
    let mut blocks = kept.as_object().cloned().unwrap_or_default();
    for (usage, block) in &mut blocks {
        for name in ["complete", "completion_stat"] {
            if let (Some(block), Some(value)) = (block.as_object_mut(), fresh.get(usage).and_then(|new| new.get(name)))
            {
                block.insert(name.to_owned(), value.clone());
            }
        }
    }
    blocks
}

fn blocks(ask: &Ask<'_>, place: &Place<'_>, tree: Tree<'_>) -> Map<String, Value> {
    let resume =
        if place.is_enrolled { tree.resume().map(|block| tree.chain(block)) } else { None }.unwrap_or_default();
    let shown = [Kind::Course, Kind::Chapter, Kind::Sequential, Kind::Vertical];
    let is_tracked = !ask.world.settings.lms.oddities.without_completion;
    let mut blocks = Map::new();
    for (index, block) in tree.course.blocks.iter().enumerate() {
        if !shown.contains(&block.kind) {
            continue;
        }
        let is_unit = block.kind == Kind::Vertical;
        let mut entry = entry(ask, place, tree, index, !is_unit);
        let mut set = |name: &str, value: Value| {
            entry.insert(name.to_owned(), value);
        };
        let share = tree.share(index);
        let done = if is_tracked { share.done } else { 0.0 };
        // Leaves add up to a fraction, units are counted.
        let done = if is_unit { json!(done) } else { json!(whole(done)) };
        set("completion_stat", json!({"completion": done, "completable_children": share.of}));
        set("resume_block", json!(resume.contains(&index)));
        if is_unit {
            set("icon", json!(tree.icon(index)));
        }
        if block.kind == Kind::Sequential {
            if tree.gate(ask, index).is_some() {
                set("type", json!("lock"));
            }
            if let Some((text, _)) = exam::summary(ask, place, index) {
                set("special_exam_info", json!(text));
            }
        }
        blocks.insert(tree.usage(index), Value::Object(entry));
    }
    blocks
}

/// A count without a fraction.
fn whole(number: f64) -> u64 {
    format!("{number:.0}").parse().unwrap_or(0)
}
