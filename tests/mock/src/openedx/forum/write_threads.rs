//! `POST`, `PATCH` and `DELETE` of threads.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};

use super::errors::{Answer, Refusal};
use super::gate;
use super::is_patch;
use super::model::{Edit, Post, Thread};
use super::roles::thread_fields;
use super::room::{Room, no_thread, room_of_thread};
use super::show::{self, Manner};
use super::{metadata, threads, topics};
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// Fields that a new thread may have beside those that its author may change.
const NEW: &[&str] = &[
    "course_id",
    "topic_id",
    "type",
    "title",
    "raw_body",
    "following",
    "anonymous",
    "anonymous_to_peers",
    "group_id",
    "enable_in_context_sidebar",
    "notify_all_learners",
    "captcha_token",
];

/// The body as an object.
pub(crate) fn object(ask: &Ask<'_>) -> Answer<Map<String, Value>> {
    match ask.json() {
        Value::Object(fields) => Ok(fields),
        _ => Err(Refusal::developer(StatusCode::BAD_REQUEST, "JSON parse error")),
    }
}

/// A text that must not be blank.
pub(crate) fn filled(fields: &Map<String, Value>, name: &str) -> Answer<String> {
    match fields.get(name) {
        None => Err(Refusal::field(name, "This field is required.")),
        Some(Value::String(text)) if text.trim().is_empty() => {
            Err(Refusal::field(name, "This field may not be blank."))
        }
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(Refusal::field(name, "Invalid value.")),
    }
}

/// A yes or no.
pub(crate) fn flag(fields: &Map<String, Value>, name: &str) -> bool {
    fields.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// `POST v1/threads/`: 200.
pub(crate) fn create(ask: &Ask<'_>, state: &mut State) -> Answer {
    let fields = object(ask)?;
    let key = match fields.get("course_id") {
        Some(Value::String(key)) => key.clone(),
        _ => return Err(Refusal::field("course_id", "This field is required.")),
    };
    let room = Room::enter(ask, state, &key)?;
    gate::writing(&room, &fields)?;
    if let Some(name) = fields.keys().find(|name| !NEW.contains(&name.as_str())) {
        return Err(Refusal::field(name, "This field is not initializable."));
    }
    let secrecy = gate::secrecy(&room, &fields)?;
    let topic = filled(&fields, "topic_id")?;
    let kind = filled(&fields, "type")?;
    if !matches!(kind.as_str(), "discussion" | "question") {
        return Err(Refusal::field("type", &format!("\"{kind}\" is not a valid choice.")));
    }
    let title = filled(&fields, "title")?;
    let body = filled(&fields, "raw_body")?;
    if !topics::of(room.course).iter().any(|known| known.id == topic) {
        return Err(Refusal::field("topic_id", "Invalid value."));
    }
    let now = ask.now();
    let author = room.viewer.username.clone();
    let (anonymous, anonymous_to_peers) = secrecy;
    let mut thread = Thread {
        course: room.key.clone(),
        topic,
        is_question: kind == "question",
        title,
        post: Post {
            author: author.clone(),
            body,
            created: now,
            updated: now,
            anonymous,
            anonymous_to_peers,
            ..Post::default()
        },
        active: now,
        group: room.viewer.group.filter(|_| !room.viewer.moderates()),
        ..Thread::default()
    };
    if flag(&fields, "following") {
        thread.followers.insert(author);
    }
    let id = state.forum.add_thread(None, thread);
    let thread = state.forum.threads.get(&id).ok_or(Refusal::Server)?;
    Ok(reply::ok(&show::thread(&room, state, id, thread, Manner::default())))
}

/// `PATCH v1/threads/{id}/`
pub(crate) fn change(ask: &Ask<'_>, state: &mut State, id: &str) -> Answer {
    is_patch(ask)?;
    let (room, id) = room_of_thread(ask, state, id)?;
    let fields = object(ask)?;
    let thread = state.forum.threads.get(&id).ok_or_else(no_thread)?;
    let may = thread_fields(&room.viewer, thread, room.allowed());
    gate::editable(&fields, &may)?;
    if flag(&fields, "closed") && !fields.contains_key("close_reason_code") {
        return Err(Refusal::Server);
    }
    for (name, value) in &fields {
        apply(&room, state, id, name, value, &fields)?;
    }
    state.forum.mark_read(id, &room.viewer.username);
    let thread = state.forum.threads.get(&id).ok_or_else(no_thread)?;
    Ok(reply::ok(&show::thread(&room, state, id, thread, Manner::default())))
}

fn apply(
    room: &Room<'_>,
    state: &mut State,
    id: u64,
    name: &str,
    value: &Value,
    all: &Map<String, Value>,
) -> Answer<()> {
    let who = room.viewer.username.clone();
    let now = room.ask.now();
    let moderates = room.viewer.moderates();
    let Some(thread) = state.forum.threads.get_mut(&id) else { return Err(no_thread()) };
    let on = value.as_bool();
    match name {
        "voted" => gate::vote(&mut thread.post, &who, on.unwrap_or(false)),
        "abuse_flagged" => gate::report(&mut thread.post, &who, on.unwrap_or(false), moderates),
        "following" if on == Some(true) => {
            thread.followers.insert(who);
        }
        "following" => {
            thread.followers.remove(&who);
        }
        "pinned" => thread.pinned = on.unwrap_or(false),
        "closed" if on == Some(true) => {
            let code = all.get("close_reason_code").and_then(Value::as_str).unwrap_or_default();
            if metadata::close_reason(code).is_none() {
                return Err(Refusal::field("close_reason_code", "Invalid close reason code"));
            }
            thread.closed = Some((code.to_owned(), who));
        }
        "closed" => thread.closed = None,
        "title" => {
            thread.title = filled(all, "title")?;
            thread.post.updated = now;
        }
        "raw_body" => {
            let body = filled(all, "raw_body")?;
            edit(&mut thread.post, body, all, &who, now)?;
        }
        "topic_id" => thread.topic = filled(all, "topic_id")?,
        "type" => thread.is_question = value.as_str() == Some("question"),
        "group_id" => thread.group = value.as_i64(),
        "anonymous" => thread.post.anonymous = on.unwrap_or(false),
        "anonymous_to_peers" => thread.post.anonymous_to_peers = on.unwrap_or(false),
        _ => {}
    }
    Ok(())
}

/// Changes a text, and notes who did it and why.
pub(crate) fn edit(post: &mut Post, body: String, all: &Map<String, Value>, who: &str, now: i64) -> Answer<()> {
    let reason = all.get("edit_reason_code").and_then(Value::as_str).map(str::to_owned);
    if reason.as_deref().is_some_and(|code| metadata::edit_reason(code).is_none()) {
        return Err(Refusal::field("edit_reason_code", "Invalid edit reason code"));
    }
    if body != post.body {
        post.edit = Some(Edit {
            before: std::mem::replace(&mut post.body, body),
            reason,
            editor: who.to_owned(),
            created: now,
        });
    }
    post.updated = now;
    Ok(())
}

/// `DELETE v1/threads/{id}/`
pub(crate) fn delete(ask: &Ask<'_>, state: &mut State, id: &str) -> Answer<Response> {
    let (room, id) = room_of_thread(ask, state, id)?;
    let thread = state.forum.threads.get(&id).ok_or_else(no_thread)?;
    if !room.viewer.may_delete(&thread.post) {
        return Err(Refusal::forbidden());
    }
    state.forum.remove_thread(id);
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

/// `PUT`, and whatever else threads do not know.
pub(crate) fn list_or_create(ask: &Ask<'_>, state: &mut State) -> Answer {
    if ask.is_write() { create(ask, state) } else { threads::list(ask, state) }
}
