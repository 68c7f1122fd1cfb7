//! `POST`, `PATCH` and `DELETE` of threads.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};

use super::errors::{Answer, Refusal};
use super::gate::{self, Check};
use super::is_patch;
use super::model::{Edit, Post, Thread};
use super::roles::thread_fields;
use super::room::{Room, no_thread, room_of_thread};
use super::show::{self, Manner};
use super::{metadata, threads, topics};
use crate::openedx::ask::Ask;
use crate::openedx::notifications;
use crate::openedx::reply;
use crate::openedx::state::State;

/// Fields that every new thread may have.
const NEW: &[&str] = &[
    "course_id",
    "topic_id",
    "type",
    "title",
    "raw_body",
    "following",
    "enable_in_context_sidebar",
    "notify_all_learners",
    "captcha_token",
];
/// Fields that are a yes or no.
const SWITCHES: &[&str] =
    &["voted", "following", "abuse_flagged", "read", "pinned", "closed", "anonymous", "anonymous_to_peers"];
const KINDS: &[&str] = &["discussion", "question"];

/// The body as an object.
pub(crate) fn object(ask: &Ask<'_>) -> Answer<Map<String, Value>> {
    match ask.json() {
        Value::Object(fields) => Ok(fields),
        _ => Err(Refusal::developer(StatusCode::BAD_REQUEST, "JSON parse error")),
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
    gate::initializable(&fields, NEW, &thread_fields(&room.viewer, &own(&room), room.allowed()))?;
    let mut check = Check::default();
    let topic = check.filled(&fields, "topic_id");
    let kind = check.filled(&fields, "type");
    let title = check.filled(&fields, "title");
    let body = check.filled(&fields, "raw_body");
    check.word("type", &kind, KINDS);
    check.flags(&fields, SWITCHES);
    if !topics::of(room.course).iter().any(|known| known.id == topic) {
        check.refuse("topic_id", "Invalid value.");
    }
    check.pass()?;
    let now = ask.now();
    let author = room.viewer.username.clone();
    let (anonymous, anonymous_to_peers) = gate::secrecy(&fields);
    let is_divided = metadata::is_divided(&room, &topic);
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
        group: match fields.get("group_id") {
            Some(group) => group.as_i64(),
            None => room.viewer.group.filter(|_| is_divided && !room.viewer.moderates()),
        },
        pinned: flag(&fields, "pinned"),
        ..Thread::default()
    };
    if flag(&fields, "following") {
        thread.followers.insert(author);
    }
    let id = state.forum.add_thread(None, thread);
    notifications::of_thread(state, id, room.viewer.is_privileged() && flag(&fields, "notify_all_learners"), now);
    let thread = state.forum.threads.get(&id).ok_or(Refusal::Server)?;
    Ok(reply::ok(&show::thread(&room, state, id, thread, Manner::default())))
}

/// A thread of theirs that is not there yet.
fn own(room: &Room<'_>) -> Thread {
    let post = Post { author: room.viewer.username.clone(), ..Post::default() };
    Thread { course: room.key.clone(), post, ..Thread::default() }
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
    checked(&room, &fields)?;
    let was_reported = !thread.post.reporters.is_empty();
    for (name, value) in &fields {
        apply(&room, state, id, name, value, &fields);
    }
    if !was_reported && state.forum.threads.get(&id).is_some_and(|thread| !thread.post.reporters.is_empty()) {
        notifications::of_report(state, id, None, ask.now());
    }
    state.forum.mark_read(id, &room.viewer.username);
    let thread = state.forum.threads.get(&id).ok_or_else(no_thread)?;
    let manner = Manner { detail: true, ..Manner::default() };
    let mut shown = show::thread(&room, state, id, thread, manner);
    show::echo(&mut shown, &fields);
    Ok(reply::ok(&shown))
}

/// Nothing changes where something is wrong.
fn checked(room: &Room<'_>, fields: &Map<String, Value>) -> Answer<()> {
    let mut check = Check::default();
    check.flags(fields, SWITCHES);
    for name in ["title", "raw_body", "topic_id", "type"].into_iter().filter(|name| fields.contains_key(*name)) {
        let value = check.filled(fields, name);
        match name {
            "type" => check.word(name, &value, KINDS),
            "topic_id" if !topics::of(room.course).iter().any(|known| known.id == value) => {
                check.refuse(name, "Invalid value.");
            }
            _ => {}
        }
    }
    check_reason(&mut check, fields);
    if let Some(code) = fields.get("close_reason_code").filter(|code| !code.is_null())
        && code.as_str().and_then(metadata::close_reason).is_none()
    {
        check.refuse("close_reason_code", "Invalid close reason code");
    }
    check.pass()
}

/// A reason for a change is one that the course has.
pub(crate) fn check_reason(check: &mut Check, fields: &Map<String, Value>) {
    if let Some(code) = fields.get("edit_reason_code").filter(|code| !code.is_null())
        && code.as_str().and_then(metadata::edit_reason).is_none()
    {
        check.refuse("edit_reason_code", "Invalid edit reason code");
    }
}

fn apply(room: &Room<'_>, state: &mut State, id: u64, name: &str, value: &Value, all: &Map<String, Value>) {
    let who = room.viewer.username.clone();
    let now = room.ask.now();
    let moderates = room.viewer.moderates();
    let Some(thread) = state.forum.threads.get_mut(&id) else { return };
    let on = value.as_bool() == Some(true);
    let text = || value.as_str().unwrap_or_default().to_owned();
    match name {
        "voted" => gate::vote(&mut thread.post, &who, on),
        "abuse_flagged" => gate::report(&mut thread.post, &who, on, moderates),
        "following" if on => {
            thread.followers.insert(who);
        }
        "following" => {
            thread.followers.remove(&who);
        }
        "pinned" => thread.pinned = on,
        "closed" => {
            let code = all.get("close_reason_code").and_then(Value::as_str).unwrap_or_default();
            thread.closed = on.then(|| (code.to_owned(), who));
        }
        "title" => thread.title = text(),
        "raw_body" => edit(&mut thread.post, text(), all, &who, now),
        "topic_id" => thread.topic = text(),
        "type" => thread.is_question = value.as_str() == Some("question"),
        "group_id" => thread.group = value.as_i64(),
        "anonymous" => thread.post.anonymous = on,
        "anonymous_to_peers" => thread.post.anonymous_to_peers = on,
        _ => {}
    }
    if !matches!(name, "voted" | "abuse_flagged" | "following" | "read") {
        thread.post.updated = now;
    }
}

/// Changes a text, and notes who did it and why.
pub(crate) fn edit(post: &mut Post, body: String, all: &Map<String, Value>, who: &str, now: i64) {
    if body != post.body {
        let reason = all.get("edit_reason_code").and_then(Value::as_str).map(str::to_owned);
        let before = std::mem::replace(&mut post.body, body);
        post.edit = Some(Edit { before, reason, editor: who.to_owned(), created: now });
    }
    post.updated = now;
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
