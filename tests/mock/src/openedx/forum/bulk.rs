//! `POST v1/bulk_delete_user_posts/{course}`: everything that somebody wrote.
use axum::http::StatusCode;
use serde_json::json;

use super::errors::{Answer, Refusal};
use super::metadata::may_delete_all;
use super::room::Room;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// Counts it, and removes it with `execute=true`. The server does so in the background; here it is gone at once.
pub(crate) fn delete(ask: &Ask<'_>, state: &mut State, key: &str) -> Answer {
    let room = Room::visit(ask, state, key)?;
    if !may_delete_all(&room) {
        return Err(Refusal::forbidden());
    }
    let name = ask.first("username").filter(|name| !name.is_empty()).ok_or(Refusal::Html(StatusCode::BAD_REQUEST))?;
    let scope = ask.first("course_or_org").unwrap_or("course");
    if !matches!(scope, "course" | "org") {
        return Err(Refusal::Html(StatusCode::BAD_REQUEST));
    }
    if state.user(name).is_none() {
        return Err(Refusal::developer(StatusCode::NOT_FOUND, "Not found."));
    }
    let org = room.course.key.org.as_str();
    let is_meant = |course: &str| course == room.key || (scope == "org" && is_of(org, course));
    let threads: Vec<u64> = state
        .forum
        .threads
        .iter()
        .filter(|(_, thread)| thread.post.author == name && is_meant(&thread.course))
        .map(|(id, _)| *id)
        .collect();
    let comments: Vec<u64> = state
        .forum
        .comments
        .iter()
        .filter(|(_, comment)| {
            let thread = state.forum.threads.get(&comment.thread);
            comment.post.author == name && thread.is_some_and(|thread| is_meant(&thread.course))
        })
        .map(|(id, _)| *id)
        .collect();
    let counts = json!({"comment_count": comments.len(), "thread_count": threads.len()});
    if ask.first("execute") == Some("true") {
        for id in comments {
            state.forum.remove_comment(id);
        }
        for id in threads {
            state.forum.remove_thread(id);
        }
    }
    Ok(reply::with_status(StatusCode::ACCEPTED, &counts))
}

fn is_of(org: &str, course: &str) -> bool {
    course.strip_prefix("course-v1:").and_then(|key| key.split('+').next()) == Some(org)
}
