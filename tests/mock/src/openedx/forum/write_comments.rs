//! `POST`, `PATCH` and `DELETE` of responses and replies.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::errors::{Answer, Refusal};
use super::gate::{self, Check};
use super::is_patch;
use super::model::{Comment, Endorsement, Post};
use super::roles::comment_fields;
use super::room::{find_comment, room_of_comment, room_of_thread};
use super::show::{self, Where};
use super::write_threads::{check_reason, edit, object};
use crate::openedx::ask::Ask;
use crate::openedx::notifications;
use crate::openedx::reply;
use crate::openedx::state::State;

/// Fields that every new comment may have.
const NEW: &[&str] = &["thread_id", "parent_id", "raw_body", "captcha_token", "enable_in_context_sidebar"];
/// Fields that are a yes or no.
const SWITCHES: &[&str] = &["voted", "abuse_flagged", "endorsed", "anonymous", "anonymous_to_peers"];

/// `POST v1/comments/`: 200. Who responds follows the thread.
pub(crate) fn create(ask: &Ask<'_>, state: &mut State) -> Answer {
    let fields = object(ask)?;
    let mut check = Check::default();
    let thread_id = check.filled(&fields, "thread_id");
    check.pass()?;
    let (room, thread) = room_of_thread(ask, state, &thread_id)?;
    gate::writing(&room, &fields)?;
    let known = state.forum.threads.get(&thread).ok_or(Refusal::Server)?;
    if known.closed.is_some() {
        return Err(Refusal::forbidden());
    }
    let own = Comment {
        post: Post { author: room.viewer.username.clone(), ..Post::default() },
        // only responses can be answers
        parent: fields.get("parent_id").filter(|parent| !parent.is_null()).map(|_| 0),
        ..Comment::default()
    };
    gate::initializable(&fields, NEW, &comment_fields(&room.viewer, &own, known, room.allowed()))?;
    let mut check = Check::default();
    let body = check.filled(&fields, "raw_body");
    check.flags(&fields, SWITCHES);
    check.pass()?;
    let (anonymous, anonymous_to_peers) = gate::secrecy(&fields);
    let parent = match fields.get("parent_id") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let (id, parent) = find_comment(ask, state, &text)?;
            if parent.thread != thread {
                let message = "parent_id does not identify a comment in the thread identified by thread_id.";
                return Err(Refusal::bad(message));
            }
            Some(id)
        }
    };
    let id = post(state, thread, parent, &room.viewer.username, body, (anonymous, anonymous_to_peers), ask.now());
    let comment = state.forum.comments.get(&id).ok_or(Refusal::Server)?;
    Ok(reply::ok(&show::comment(&room, state, id, comment, Where::Thread, false)))
}

/// Adds a comment, follows the thread, and tells those whom it concerns. A reply to a reply is counted and listed nowhere.
pub(crate) fn post(
    state: &mut State,
    thread: u64,
    parent: Option<u64>,
    author: &str,
    body: String,
    (anonymous, anonymous_to_peers): (bool, bool),
    now: i64,
) -> u64 {
    let comment = Comment {
        thread,
        parent,
        post: Post {
            author: author.to_owned(),
            body,
            created: now,
            updated: now,
            anonymous,
            anonymous_to_peers,
            ..Post::default()
        },
        ..Comment::default()
    };
    let id = state.forum.add_comment(None, comment);
    notifications::of_comment(state, id, now);
    if let Some(thread) = state.forum.threads.get_mut(&thread) {
        thread.followers.insert(author.to_owned());
    }
    id
}

/// `PATCH v1/comments/{id}/`
pub(crate) fn change(ask: &Ask<'_>, state: &mut State, id: &str) -> Answer {
    is_patch(ask)?;
    let (room, id) = room_of_comment(ask, state, id)?;
    let fields = object(ask)?;
    for name in ["thread_id", "parent_id"] {
        if fields.contains_key(name) {
            return Err(Refusal::field(name, "This field is not allowed in an update."));
        }
    }
    let comment = state.forum.comments.get(&id).ok_or(Refusal::Server)?;
    let thread = state.forum.threads.get(&comment.thread).ok_or(Refusal::Server)?;
    gate::editable(&fields, &comment_fields(&room.viewer, comment, thread, room.allowed()))?;
    let mut check = Check::default();
    check.flags(&fields, SWITCHES);
    if fields.contains_key("raw_body") {
        check.filled(&fields, "raw_body");
    }
    check_reason(&mut check, &fields);
    check.pass()?;
    let (who, now, moderates) = (room.viewer.username.clone(), ask.now(), room.viewer.moderates());
    let comment = state.forum.comments.get_mut(&id).ok_or(Refusal::Server)?;
    let (thread_id, was_endorsed) = (comment.thread, comment.endorsed.is_some());
    let was_reported = !comment.post.reporters.is_empty();
    for (name, value) in &fields {
        let on = value.as_bool() == Some(true);
        match name.as_str() {
            "voted" => gate::vote(&mut comment.post, &who, on),
            "abuse_flagged" => gate::report(&mut comment.post, &who, on, moderates),
            "endorsed" => comment.endorsed = on.then(|| Endorsement { by: who.clone(), at: now }),
            "raw_body" => {
                let body = value.as_str().unwrap_or_default().to_owned();
                edit(&mut comment.post, body, &fields, &who, now);
            }
            "anonymous" => comment.post.anonymous = on,
            "anonymous_to_peers" => comment.post.anonymous_to_peers = on,
            _ => {}
        }
    }
    let is_reported = !was_reported && !comment.post.reporters.is_empty();
    if is_reported {
        notifications::of_report(state, thread_id, Some(id), now);
    }
    let comment = state.forum.comments.get(&id).ok_or(Refusal::Server)?;
    if comment.endorsed.is_some() && !was_endorsed {
        notifications::of_endorsement(state, id, now);
    }
    let comment = state.forum.comments.get(&id).ok_or(Refusal::Server)?;
    let mut shown = show::comment(&room, state, id, comment, Where::Changed, false);
    show::echo(&mut shown, &fields);
    Ok(reply::ok(&shown))
}

/// `DELETE v1/comments/{id}/`
pub(crate) fn delete(ask: &Ask<'_>, state: &mut State, id: &str) -> Answer<Response> {
    let (room, id) = room_of_comment(ask, state, id)?;
    let comment = state.forum.comments.get(&id).ok_or(Refusal::Server)?;
    if !room.viewer.may_delete(&comment.post) {
        return Err(Refusal::forbidden());
    }
    state.forum.remove_comment(id);
    Ok(reply::empty(StatusCode::NO_CONTENT))
}
