//! What others do while a story reads: `POST /__mock__/worlds/<id>/forum`.
use serde_json::{Value, json};

use super::model::{Endorsement, Post, Thread};
use super::room::{id_in, text_in};
use super::topics;
use super::write_comments::post;
use crate::openedx::notifications;
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
        id_in(world, &text(part, name)?).ok_or_else(|| format!("\"{name}\" is no id"))
    };
    if let Some(part) = order.get("post_response") {
        let (thread, author, body) = (number(part, "thread")?, person(state, part)?, text(part, "body")?);
        if !state.forum.threads.contains_key(&thread) {
            return Err("no such thread".to_owned());
        }
        let id = post(state, thread, None, &author, body, (false, false), now);
        return Ok(json!({"id": text_in(world, id)}));
    }
    if let Some(part) = order.get("reply") {
        let (response, author, body) = (number(part, "response")?, person(state, part)?, text(part, "body")?);
        let thread = state.forum.comments.get(&response).map(|comment| comment.thread).ok_or("no such response")?;
        let id = post(state, thread, Some(response), &author, body, (false, false), now);
        return Ok(json!({"id": text_in(world, id)}));
    }
    if let Some(part) = order.get("thread") {
        return new_thread(world, state, part, now);
    }
    if let Some(part) = order.get("endorse") {
        let (id, by) = (number(part, "comment")?, person(state, part)?);
        let comment = state.forum.comments.get_mut(&id).ok_or("no such comment")?;
        comment.endorsed = Some(Endorsement { by, at: now });
        notifications::of_endorsement(state, id, now);
        return Ok(json!({"id": text_in(world, id)}));
    }
    Err("an order is one of post_response, reply, thread, endorse".to_owned())
}

/// Who does it: an account that there is.
fn person(state: &State, part: &Value) -> Result<String, String> {
    let name = part.get("as").and_then(Value::as_str).ok_or("\"as\" is missing")?;
    state.user(name).map(|user| user.username.clone()).ok_or_else(|| format!("no account \"{name}\""))
}

fn new_thread(world: &World, state: &mut State, part: &Value, now: i64) -> Result<Value, String> {
    let text = |name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let author = person(state, part)?;
    let key = text("course");
    let course = match key.as_str() {
        "" => world.lms.courses().first(),
        key => world.lms.course(key),
    };
    let course = course.ok_or_else(|| format!("no course \"{key}\""))?;
    let topic = Some(text("topic")).filter(|topic| !topic.is_empty()).unwrap_or_else(|| "general".to_owned());
    if !topics::of(course).iter().any(|known| known.id == topic) {
        return Err(format!("no topic \"{topic}\""));
    }
    let thread = Thread {
        course: course.key.to_string(),
        topic,
        is_question: text("type") == "question",
        title: text("title"),
        post: Post { author, body: text("body"), created: now, updated: now, ..Post::default() },
        active: now,
        ..Thread::default()
    };
    let id = state.forum.add_thread(None, thread);
    notifications::of_thread(state, id, false, now);
    Ok(json!({"id": text_in(world, id)}))
}
