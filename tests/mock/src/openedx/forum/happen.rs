//! What others do while a story reads: `POST /__mock__/worlds/<id>/forum`.
use serde_json::{Value, json};

use super::model::{Endorsement, Post, Thread};
use super::write_comments::post;
use crate::openedx::state::State;
use crate::world::{World, locked};

/// Does what the order says.
///
/// # Errors
/// Says what is wrong with it.
pub(crate) fn happen(world: &World, order: &Value) -> Result<Value, String> {
    let now = world.now();
    let state = &mut *locked(world.lms.state());
    let text = |part: &Value, name: &str| {
        part.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("\"{name}\" is missing"))
    };
    let number = |part: &Value, name: &str| -> Result<u64, String> {
        text(part, name)?.parse().map_err(|_not_a_number| format!("\"{name}\" is no id"))
    };
    if let Some(part) = order.get("post_response") {
        let (thread, author, body) = (number(part, "thread")?, text(part, "as")?, text(part, "body")?);
        known(state.forum.threads.contains_key(&thread), "thread")?;
        let id = post(state, thread, None, &author, body, (false, false), now);
        return Ok(json!({"id": id.to_string()}));
    }
    if let Some(part) = order.get("reply") {
        let (response, author, body) = (number(part, "response")?, text(part, "as")?, text(part, "body")?);
        let thread = state.forum.comments.get(&response).map(|comment| comment.thread).ok_or("no such response")?;
        let id = post(state, thread, Some(response), &author, body, (false, false), now);
        return Ok(json!({"id": id.to_string()}));
    }
    if let Some(part) = order.get("thread") {
        return new_thread(state, part, now);
    }
    if let Some(part) = order.get("endorse") {
        let (comment, by) = (number(part, "comment")?, text(part, "as")?);
        let comment = state.forum.comments.get_mut(&comment).ok_or("no such comment")?;
        comment.endorsed = Some(Endorsement { by, at: now });
        return Ok(json!({}));
    }
    Err("an order is one of post_response, reply, thread, endorse".to_owned())
}

fn known(is_there: bool, what: &str) -> Result<(), String> {
    if is_there { Ok(()) } else { Err(format!("no such {what}")) }
}

fn new_thread(state: &mut State, part: &Value, now: i64) -> Result<Value, String> {
    let text = |name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if text("course").is_empty() || text("as").is_empty() {
        return Err("a thread needs \"course\" and \"as\"".to_owned());
    }
    let thread = Thread {
        course: text("course"),
        topic: text("topic"),
        is_question: text("type") == "question",
        title: text("title"),
        post: Post { author: text("as"), body: text("body"), created: now, updated: now, ..Post::default() },
        active: now,
        ..Thread::default()
    };
    let id = state.forum.add_thread(None, thread);
    Ok(json!({"id": id.to_string()}))
}
