//! `/api/courses/v1|v2/blocks/`: any part of a course's tree, with the fields asked for.
use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::access::Place;
use super::ask::Ask;
use super::course::Kind;
use super::exam;
use super::reply;
use super::state::{Learner, State, course_of};
use super::tree::Tree;

/// What is asked about the blocks.
struct Wanted {
    fields: Vec<String>,
    kinds: Vec<String>,
    counted: Vec<String>,
    student_view: Vec<String>,
}

impl Wanted {
    fn of(ask: &Ask<'_>) -> Self {
        let list = |name: &str| {
            let values = ask.parameters.iter().filter(|(known, _)| known == name);
            let values = values.flat_map(|(_, value)| value.split(',')).map(|value| value.trim().to_owned());
            values.filter(|value| !value.is_empty()).collect::<Vec<_>>()
        };
        let mut fields = list("requested_fields");
        let student_view = list("student_view_data");
        if !student_view.is_empty() {
            fields.push("student_view_data".to_owned());
        }
        Self { fields, kinds: list("block_types_filter"), counted: list("block_counts"), student_view }
    }

    fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known == field)
    }
}

/// See the module. `v2` keeps denied blocks with their explanation, `v1` leaves them out.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, is_v2: bool, usage: Option<&str>) -> Response {
    let Some(key) = usage.map_or_else(|| ask.first("course_id").map(str::to_owned), course_of) else {
        let message = json!({"developer_message": {"course_id": ["This field is required."]}});
        return reply::with_status(StatusCode::BAD_REQUEST, &message);
    };
    let all = ask.first("all_blocks") == Some("true");
    let Some(name) = ask.first("username").map(str::to_owned).or_else(|| all.then(|| ask.username().to_owned())) else {
        let message =
            json!({"developer_message": {"username": ["This field is required unless all_blocks is requested."]}});
        return reply::with_status(StatusCode::BAD_REQUEST, &message);
    };
    if all && !ask.is_staff() {
        return reply::developer(StatusCode::FORBIDDEN, "Not allowed to see all blocks.");
    }
    let Some(mut place) = Place::find(ask, state, &key) else {
        return reply::developer(StatusCode::NOT_FOUND, "Course not found");
    };
    if name != ask.username() && !ask.is_staff() && !(name.is_empty() && place.course.public) {
        let status = if ask.user.is_none() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
        return reply::developer(status, "User does not have permission to access this course content");
    }
    if name.is_empty() {
        place.learner = Learner::default();
        place.is_enrolled = false;
    }
    if place.denied(ask).is_some() {
        let status = if ask.user.is_none() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
        return reply::developer(status, "Course not accessible");
    }
    let tree = Tree::new(place.course, &place.learner);
    let Some(root) = usage.map_or(Some(0), |usage| tree.find(usage)) else {
        return reply::developer(StatusCode::NOT_FOUND, "Block not found");
    };
    let Some(depth) = depth(ask) else {
        let message = json!({"developer_message": {"depth": ["This is not a valid depth value."]}});
        return reply::with_status(StatusCode::BAD_REQUEST, &message);
    };
    let wanted = Wanted::of(ask);
    let mut shown = BTreeSet::new();
    collect(ask, tree, root, depth, is_v2, &mut shown);
    let resume = tree.last_completed().map(|block| tree.chain(block)).unwrap_or_default();
    let blocks = shown
        .iter()
        .filter(|index| {
            wanted.kinds.is_empty()
                || tree.block(**index).is_some_and(|block| wanted.kinds.iter().any(|kind| kind == block.kind.name()))
        })
        .map(|index| (tree.usage(*index), block(ask, &place, tree, *index, &wanted, &shown, &resume)));
    if ask.first("return_type") == Some("list") {
        return reply::ok(&Value::Array(blocks.map(|(_, block)| block).collect()));
    }
    reply::ok(&json!({"root": tree.usage(root), "blocks": blocks.collect::<Map<_, _>>()}))
}

/// `depth`: no tree is deeper than `all`; `None` if it is no number.
fn depth(ask: &Ask<'_>) -> Option<usize> {
    match ask.first("depth") {
        None => Some(0),
        Some("all") => Some(usize::MAX),
        Some(number) => number.parse().ok(),
    }
}

/// Blocks down to a depth, without what is locked.
fn collect(ask: &Ask<'_>, tree: Tree<'_>, index: usize, depth: usize, is_v2: bool, shown: &mut BTreeSet<usize>) {
    let is_locked = is_locked(ask, tree, index);
    if is_locked && !is_v2 {
        return;
    }
    shown.insert(index);
    if depth == 0 || is_locked {
        return;
    }
    for child in tree.children(index) {
        collect(ask, tree, *child, depth - 1, is_v2, shown);
    }
}

fn is_locked(ask: &Ask<'_>, tree: Tree<'_>, index: usize) -> bool {
    tree.is(index, &Kind::Sequential) && tree.gate(ask, index).is_some()
}

fn block(
    ask: &Ask<'_>,
    place: &Place<'_>,
    tree: Tree<'_>,
    index: usize,
    wanted: &Wanted,
    shown: &BTreeSet<usize>,
    resume: &[usize],
) -> Value {
    let usage = tree.usage(index);
    let Some(block) = tree.block(index) else {
        return Value::Null;
    };
    let door = tree.door(ask, index);
    let mut answer = Map::new();
    let mut set = |name: &str, value: Value| {
        answer.insert(name.to_owned(), value);
    };
    set("id", json!(usage));
    set("block_id", json!(block.id));
    set("lms_web_url", json!(door));
    set("legacy_web_url", json!(format!("{door}?experience=legacy")));
    set("student_view_url", json!(format!("{}/xblock/{usage}", ask.origin())));
    set("type", json!(block.kind.name()));
    set("display_name", json!(block.title));
    if is_locked(ask, tree, index) {
        set("authorization_denial_reason", json!("Gated content"));
        set("authorization_denial_message", json!(ask.text("Gated content", "Contenu verrouillé")));
        return Value::Object(answer);
    }
    let sequence = tree.above(index, &Kind::Sequential).and_then(|index| tree.block(index));
    let is_container = !tree.counts(index) && block.kind != Kind::Discussion;
    let is_tracked = !ask.world.settings.lms.oddities.without_completion && !place.key.is_empty();
    let (seconds, activities) = tree.effort(index);
    for field in &wanted.fields {
        let value = match field.as_str() {
            "graded" => json!(sequence.is_some_and(|sequence| sequence.graded)),
            "format" => json!(sequence.and_then(|sequence| sequence.format.clone())),
            "start" => ask.date_or_null(block.start.or(tree.course.start)),
            "due" => ask.date_or_null(sequence.and_then(|sequence| place.due(sequence.due))),
            "has_score" => json!(block.max_score.is_some_and(|score| score > 0.0)),
            "weight" => json!(block.max_score),
            "effort_time" => json!((seconds > 0).then_some(seconds)),
            "effort_activities" => json!((activities > 0).then_some(activities)),
            "icon_class" if block.kind == Kind::Vertical => json!(tree.icon(index)),
            "special_exam_info" => exam::summary(ask, place, index).map_or(Value::Null, |(text, _)| {
                json!({"short_description": text, "suggested_icon": "fa-clock-o", "in_completed_state": text != "Timed Exam"})
            }),
            "hide_after_due" => json!(block.hide_after_due.then_some(true)),
            "has_scheduled_content" if block.kind == Kind::Course => {
                json!(super::course_home::outline::has_scheduled(ask, tree).then_some(true))
            }
            "completion" if is_tracked && !is_container && tree.counts(index) => json!(tree.completion(index)),
            "complete" if is_tracked && is_container => json!(tree.is_complete(index).then_some(true)),
            "resume_block" => json!(resume.contains(&index).then_some(true)),
            "student_view_multi_device" => json!(matches!(block.kind, Kind::Html | Kind::Video | Kind::Problem)),
            "student_view_data" if wanted.student_view.iter().any(|kind| kind == block.kind.name()) => {
                place.course.student_view_data(index, &ask.origin()).unwrap_or(Value::Null)
            }
            _ => Value::Null,
        };
        if !value.is_null() {
            answer.insert(field.clone(), value);
        }
    }
    if wanted.has("completion") && is_tracked && is_container && tree.is_complete(index) {
        answer.insert("complete".to_owned(), json!(true));
    }
    if wanted.has("children") {
        let children: Vec<String> =
            block.children.iter().filter(|child| shown.contains(child)).map(|child| tree.usage(*child)).collect();
        if !children.is_empty() {
            answer.insert("children".to_owned(), json!(children));
        }
    }
    if !wanted.counted.is_empty() {
        let below = tree.below(index);
        let counts: Map<String, Value> = wanted
            .counted
            .iter()
            .map(|kind| {
                let count =
                    below.iter().filter(|index| tree.block(**index).is_some_and(|block| block.kind.name() == kind));
                (kind.clone(), json!(count.count()))
            })
            .collect();
        answer.insert("block_counts".to_owned(), Value::Object(counts));
    }
    Value::Object(answer)
}
