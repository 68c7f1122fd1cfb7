//! Responses, replies, and what somebody wrote: `GET v1/comments/` and `GET v1/comments/{id}/`
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::errors::{Answer, Refusal};
use super::query::{self, Page};
use super::room::{Room, room_of_comment, room_of_thread, signed_out, sort_as_text};
use super::show::{self, Where};
use super::threads;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// Responses whose replies the server finds.
const TREE: usize = 100;

/// Whether the oldest come first. Of all the words for "no", the server drops `false` on the way.
fn is_ascending(ask: &Ask<'_>) -> bool {
    let Some(word) = ask.first("reverse_order") else {
        return false;
    };
    !matches!(word.to_lowercase().as_str(), "" | "true" | "1" | "false")
}

/// `GET v1/comments/`
pub(crate) fn list(ask: &Ask<'_>, state: &mut State) -> Answer {
    if ask.user.is_none() {
        return Err(signed_out());
    }
    if ask.first("username").is_some_and(|name| !name.is_empty()) {
        return of_somebody(ask, state);
    }
    let Some(thread_id) = ask.first("thread_id").filter(|id| !id.is_empty()) else {
        return Err(Refusal::field("thread_id", "This field is required."));
    };
    let page = Page::of(ask)?;
    let endorsed = query::boolean(ask, "endorsed")?;
    let merges = query::boolean(ask, "merge_question_type_responses")? == Some(true)
        && !ask.world.settings.lms.oddities.forum_old;
    let flagged = query::boolean(ask, "flagged")? == Some(true);
    let (room, id) = room_of_thread(ask, state, thread_id)?;
    if flagged && !room.viewer.moderates() {
        return Err(Refusal::developer(StatusCode::BAD_REQUEST, "Only privileged users can request flagged comments"));
    }
    let thread = state.forum.threads.get(&id).ok_or(Refusal::Server)?;
    match (thread.is_question, endorsed) {
        (true, None) if !merges => {
            return Err(Refusal::field("endorsed", "This field is required for question threads."));
        }
        (false, Some(_)) => {
            return Err(Refusal::field("endorsed", "This field may not be specified for discussion threads."));
        }
        _ => {}
    }
    let splits = thread.is_question && !merges;
    let mut ids = thread.responses.clone();
    if splits {
        let is_endorsed = |id: &u64| state.forum.comments.get(id).is_some_and(|known| known.endorsed.is_some());
        ids.retain(|id| Some(is_endorsed(id)) == endorsed);
    }
    sort_as_text(ask, &mut ids, is_ascending(ask));
    state.forum.mark_read(id, &room.viewer.username);
    // Without the merged list, the backend counts what is on the page.
    let counted = splits.then(|| page.cut(ids.clone()).len());
    paged(&room, state, page, ids, counted)
}

fn paged(room: &Room<'_>, state: &State, page: Page, ids: Vec<u64>, counted: Option<usize>) -> Answer {
    let count = counted.unwrap_or(ids.len());
    let shown = page.cut(ids);
    if shown.is_empty() && page.number > 1 {
        return Err(query::no_page());
    }
    let pictures = query::wants_pictures(room.ask);
    let results: Vec<Value> = shown
        .into_iter()
        .filter_map(|id| Some((id, state.forum.comments.get(&id)?)))
        .map(|(id, comment)| show::comment(room, state, id, comment, Where::Thread, pictures))
        .collect();
    let pagination = page.pagination(room.ask, count, page.pages(count));
    Ok(reply::ok(&json!({"results": results, "pagination": pagination})))
}

/// `GET v1/comments/{id}/`: the replies, not the comment itself. They come from a tree of the first hundred responses.
pub(crate) fn replies(ask: &Ask<'_>, state: &State, id: &str) -> Answer {
    let page = Page::of(ask)?;
    let (room, id) = room_of_comment(ask, state, id)?;
    let ascending = is_ascending(ask);
    let comment = state.forum.comments.get(&id).ok_or(Refusal::Server)?;
    let mut tree = state.forum.threads.get(&comment.thread).map(|thread| thread.responses.clone()).unwrap_or_default();
    sort_as_text(ask, &mut tree, ascending);
    let is_in_tree = tree.iter().take(TREE).any(|response| *response == id);
    let mut ids = if is_in_tree { comment.replies.clone() } else { Vec::new() };
    sort_as_text(ask, &mut ids, ascending);
    paged(&room, state, page, ids, None)
}

/// `GET v1/comments/?username=…`
fn of_somebody(ask: &Ask<'_>, state: &State) -> Answer {
    let key = threads::course_id(ask)?;
    let page = Page::of(ask)?;
    let flagged = query::boolean(ask, "flagged")? == Some(true);
    let room = Room::enter(ask, state, key)?;
    if flagged && !room.viewer.moderates() {
        return Err(Refusal::developer(StatusCode::BAD_REQUEST, "Only privileged users can request flagged comments"));
    }
    let name = ask.first("username").unwrap_or_default();
    if state.user(name).is_none() {
        return Err(Refusal::developer(StatusCode::NOT_FOUND, "User not found."));
    }
    let mut ids: Vec<u64> = state
        .forum
        .comments
        .iter()
        .filter(|(_, comment)| {
            comment.post.author == name
                && !comment.post.is_secret()
                && (!flagged || !comment.post.reporters.is_empty())
                && state
                    .forum
                    .threads
                    .get(&comment.thread)
                    .is_some_and(|thread| thread.course == room.key && room.shows(thread))
        })
        .map(|(id, _)| *id)
        .collect();
    sort_as_text(ask, &mut ids, false);
    let count = ids.len();
    let shown = page.cut(ids);
    if shown.is_empty() && page.number > 1 {
        return Err(query::no_page());
    }
    let pictures = query::wants_pictures(ask);
    let results: Vec<Value> = shown
        .into_iter()
        .filter_map(|id| Some((id, state.forum.comments.get(&id)?)))
        .map(|(id, comment)| show::comment(&room, state, id, comment, Where::Alone, pictures))
        .collect();
    Ok(reply::ok(&json!({"results": results, "pagination": page.pagination(ask, count, page.pages(count))})))
}
