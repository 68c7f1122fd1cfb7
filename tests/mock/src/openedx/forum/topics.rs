//! Topics: those of the whole course, and one for each unit, in the three shapes of the API.
use std::collections::HashMap;

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::errors::{Answer, Refusal};
use super::metadata::quoted;
use super::query;
use super::room::Room;
use crate::openedx::ask::Ask;
use crate::openedx::course::{Course, Kind};
use crate::openedx::reply;
use crate::openedx::state::{Learner, State};
use crate::openedx::tree::Tree;

/// Topic of the whole course.
const GENERAL: &str = "general";

/// A topic.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// What threads name it by.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Place of its unit; `None` for the whole course.
    pub(crate) unit: Option<usize>,
    /// Whether it is offered; exams have none.
    pub(crate) enabled: bool,
}

/// Topics of a course, those of the whole course first.
pub(crate) fn of(course: &Course) -> Vec<Topic> {
    let wide = |id: &str, name: &str| Topic { id: id.to_owned(), name: name.to_owned(), unit: None, enabled: true };
    let mut topics = match (course.key.number.as_str(), course.language) {
        ("STATMED", _) => vec![
            wide(GENERAL, "Discussion générale"),
            wide("technique", "Aide technique"),
            wide("equipes-nouvelles", "Équipes : nouvelles"),
            wide("equipes-questions", "Équipes : questions entre nous"),
            wide("equipes-pratiques", "Équipes : partage de pratiques"),
        ],
        (_, "fr") => vec![wide(GENERAL, "Discussion générale"), wide("technique", "Aide technique")],
        _ => vec![wide(GENERAL, "General discussion"), wide("technical", "Technical help")],
    };
    let learner = Learner::default();
    let tree = Tree::new(course, &learner);
    for unit in tree.of_kind(&Kind::Vertical) {
        let Some(block) = tree.block(unit) else {
            continue;
        };
        let sequence = tree.above(unit, &Kind::Sequential).and_then(|sequence| tree.block(sequence));
        let enabled = sequence.is_none_or(|sequence| sequence.time_limit_mins.is_none());
        topics.push(Topic { id: format!("topic-{}", block.id), name: block.title.clone(), unit: Some(unit), enabled });
    }
    topics
}

/// Discussions and questions of each topic that they see.
type Counts = HashMap<String, (u32, u32)>;

fn counts(room: &Room<'_>, state: &State) -> Counts {
    let mut counts = Counts::new();
    for thread in state.forum.threads.values().filter(|thread| thread.course == room.key && room.shows(thread)) {
        let (discussions, questions) = counts.entry(thread.topic.clone()).or_default();
        *(if thread.is_question { questions } else { discussions }) += 1;
    }
    counts
}

/// Topics that are theirs to see: of those that are not offered only ones with threads, for who moderates.
fn visible(room: &Room<'_>, counts: &Counts) -> Vec<Topic> {
    let mut topics = of(room.course);
    topics.retain(|topic| topic.enabled || (room.viewer.moderates() && counts.contains_key(&topic.id)));
    topics
}

/// `GET v1|v2|v3/course_topics/{course}`
pub(crate) fn answer(ask: &Ask<'_>, state: &State, key: &str, version: &str) -> Answer {
    let room = Room::enter(ask, state, key)?;
    let counts = counts(&room, state);
    let mut topics = visible(&room, &counts);
    let wanted = query::list(ask, "topic_id");
    if version != "v3" && !wanted.is_empty() {
        let unknown: Vec<&str> =
            wanted.iter().filter(|id| !topics.iter().any(|topic| topic.id == **id)).map(String::as_str).collect();
        if version == "v1" && !unknown.is_empty() {
            let message = format!("Discussion not found for '{}'.", unknown.join(", "));
            return Err(Refusal::developer(StatusCode::NOT_FOUND, &message));
        }
        topics.retain(|topic| wanted.contains(&topic.id));
    }
    let answer = match version {
        "v1" => first(&room, &topics, &counts),
        "v2" => {
            match query::choice(ask, "order_by", &["course_structure", "activity", "name"])? {
                Some("name") => topics.sort_by(|one, other| one.name.cmp(&other.name)),
                Some("activity") => topics.sort_by_key(|topic| {
                    let (discussions, questions) = counts.get(&topic.id).copied().unwrap_or_default();
                    std::cmp::Reverse(discussions + questions)
                }),
                _ => {}
            }
            topics.iter().map(|topic| Value::Object(flat(&room, topic, &counts))).collect()
        }
        _ => third(&room, &topics, &counts),
    };
    Ok(reply::ok(&answer))
}

fn thread_counts(counts: &Counts, id: &str) -> Value {
    let (discussions, questions) = counts.get(id).copied().unwrap_or_default();
    json!({"discussion": discussions, "question": questions})
}

fn flat(room: &Room<'_>, topic: &Topic, counts: &Counts) -> Map<String, Value> {
    let fields = json!({
        "id": topic.id,
        "usage_key": topic.unit.map(|unit| room.course.usage_key(unit)),
        "name": topic.name,
        "thread_counts": thread_counts(counts, &topic.id),
        "enabled_in_context": topic.enabled,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn first(room: &Room<'_>, topics: &[Topic], counts: &Counts) -> Value {
    let list = |ids: &[String]| {
        let ids: String = ids.iter().flat_map(|id| ["&topic_id=", id.as_str()]).collect();
        format!("{}/api/discussion/v1/threads/?course_id={}{ids}", room.ask.origin(), quoted(&room.key))
    };
    let node = |topic: &Topic| {
        // With the newer structure, the server takes the id of a topic of the whole course for a list of letters.
        let is_spoilt = topic.unit.is_none() && room.rules.provider == "openedx";
        let ids = if is_spoilt { topic.id.chars().map(String::from).collect() } else { vec![topic.id.clone()] };
        json!({
            "id": topic.id, "name": topic.name, "thread_list_url": list(&ids), "children": [],
            "thread_counts": thread_counts(counts, &topic.id),
        })
    };
    let learner = Learner::default();
    let tree = Tree::new(room.course, &learner);
    let categories: Vec<Value> = tree
        .of_kind(&Kind::Chapter)
        .filter_map(|chapter| {
            let inside: Vec<&Topic> = topics
                .iter()
                .filter(|topic| topic.unit.is_some_and(|unit| tree.above(unit, &Kind::Chapter) == Some(chapter)))
                .collect();
            let ids: Vec<String> = inside.iter().map(|topic| topic.id.clone()).collect();
            (!inside.is_empty()).then(|| {
                let children: Vec<Value> = inside.into_iter().map(node).collect();
                json!({
                    "id": null, "name": tree.title(chapter), "thread_list_url": list(&ids), "children": children,
                    "thread_counts": null,
                })
            })
        })
        .collect();
    let wide: Vec<Value> = topics.iter().filter(|topic| topic.unit.is_none()).map(node).collect();
    json!({"courseware_topics": categories, "non_courseware_topics": wide})
}

fn third(room: &Room<'_>, topics: &[Topic], counts: &Counts) -> Value {
    let learner = Learner::default();
    let tree = Tree::new(room.course, &learner);
    let (offered, archived): (Vec<&Topic>, Vec<&Topic>) = topics.iter().partition(|topic| topic.enabled);
    let mut nodes: Vec<Value> = offered
        .iter()
        .filter(|topic| topic.unit.is_none())
        .map(|topic| {
            let mut fields = flat(room, topic, counts);
            fields.insert("courseware".to_owned(), json!(false));
            Value::Object(fields)
        })
        .collect();
    for chapter in tree.of_kind(&Kind::Chapter) {
        let mut sequences = Vec::new();
        for sequence in tree.children(chapter) {
            let inside: Vec<&&Topic> = offered
                .iter()
                .filter(|topic| topic.unit.is_some_and(|unit| tree.children(*sequence).contains(&unit)))
                .collect();
            if inside.is_empty() {
                continue;
            }
            let sums = inside
                .iter()
                .filter_map(|topic| counts.get(&topic.id))
                .fold((0, 0), |sums: (u32, u32), count| (sums.0 + count.0, sums.1 + count.1));
            let children: Vec<Value> = inside.iter().map(|topic| Value::Object(flat(room, topic, counts))).collect();
            let mut node = above(room, *sequence, "sequential", &children);
            node.insert("thread_counts".to_owned(), json!({"discussion": sums.0, "question": sums.1}));
            sequences.push(Value::Object(node));
        }
        if !sequences.is_empty() {
            let mut node = above(room, chapter, "chapter", &sequences);
            node.insert("courseware".to_owned(), json!(true));
            nodes.push(Value::Object(node));
        }
    }
    if !archived.is_empty() {
        let children: Vec<Value> = archived.iter().map(|topic| Value::Object(flat(room, topic, counts))).collect();
        nodes.push(json!({"id": "archived", "children": children}));
    }
    Value::Array(nodes)
}

fn above(room: &Room<'_>, place: usize, kind: &str, children: &[Value]) -> Map<String, Value> {
    let (origin, usage) = (room.ask.origin(), room.course.usage_key(place));
    let jump = format!("{origin}/courses/{}/jump_to/{usage}", room.key);
    let block = room.course.blocks.get(place);
    let fields = json!({
        "id": usage,
        "block_id": block.map(|block| &block.id),
        "lms_web_url": jump,
        "legacy_web_url": format!("{jump}?experience=legacy"),
        "student_view_url": format!("{origin}/xblock/{usage}"),
        "type": kind,
        "display_name": block.map(|block| &block.title),
        "children": children,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
