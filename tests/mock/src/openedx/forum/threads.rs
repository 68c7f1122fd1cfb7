//! `GET v1/threads/` and `GET v1/threads/{id}/`
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::errors::{Answer, Refusal};
use super::model::Thread;
use super::query::{self, Page};
use super::room::{Room, no_thread, room_of_thread, signed_out};
use super::search::{self, Found};
use super::show::{self, Manner};
use crate::openedx::ask::Ask;
use crate::openedx::course::CourseKey;
use crate::openedx::reply;
use crate::openedx::state::State;

/// What lists may be ordered by.
pub(crate) const ORDERS: &[&str] = &["last_activity_at", "comment_count", "vote_count"];
/// What lists may be narrowed to.
pub(crate) const VIEWS: &[&str] = &["unread", "unanswered", "unresponded"];

/// The course that a list is asked for, checked as a form does it.
pub(crate) fn course_id<'a>(ask: &'a Ask<'_>) -> Answer<&'a str> {
    let Some(key) = ask.first("course_id").filter(|key| !key.is_empty()) else {
        return Err(Refusal::field("course_id", "This field is required."));
    };
    if CourseKey::parse(key).is_none() {
        return Err(Refusal::field("course_id", &format!("'{key}' is not a valid course id")));
    }
    Ok(key)
}

/// `GET v1/threads/`
pub(crate) fn list(ask: &Ask<'_>, state: &State) -> Answer {
    if ask.user.is_none() {
        return Err(signed_out());
    }
    let key = course_id(ask)?;
    let page = Page::of(ask)?;
    let topics = query::list(ask, "topic_id");
    let text = ask.first("text_search").map(str::trim).filter(|text| !text.is_empty());
    let following = query::boolean(ask, "following")?;
    if following == Some(false) {
        return Err(Refusal::field("following", "The value of the 'following' parameter must be true."));
    }
    let view = query::choice(ask, "view", VIEWS)?;
    let kind = query::choice(ask, "thread_type", &["discussion", "question"])?;
    let order = query::choice(ask, "order_by", ORDERS)?.unwrap_or("last_activity_at");
    query::choice(ask, "order_direction", &["desc"])?;
    let flagged = query::boolean(ask, "flagged")? == Some(true);
    let counts_reports = query::boolean(ask, "count_flagged")? == Some(true);
    let group = query::number(ask, "group_id")?;
    let exclusive = [!topics.is_empty(), text.is_some(), following.is_some()];
    if exclusive.into_iter().filter(|is_there| *is_there).count() > 1 {
        return Err(Refusal::developer(
            StatusCode::BAD_REQUEST,
            "The following query parameters are mutually exclusive: topic_id, text_search, following",
        ));
    }
    let room = Room::enter(ask, state, key)?;
    if counts_reports && !room.viewer.moderates() {
        return Err(Refusal::developer(
            StatusCode::FORBIDDEN,
            "`count_flagged` can only be set by users with moderator access or higher.",
        ));
    }
    let author = ask.first("author").filter(|author| !author.is_empty());
    let found = text.map(|text| search::find(&room, state, text));
    let fits = |id: u64, thread: &Thread| {
        (topics.is_empty() || topics.contains(&thread.topic))
            && found.as_ref().is_none_or(|found| found.threads.contains(&id))
            && (following.is_none() || thread.followers.contains(&room.viewer.username))
            && author.is_none_or(|author| {
                thread.post.author == author && (!thread.post.is_secret() || author == room.viewer.username)
            })
            && kind.is_none_or(|kind| thread.is_question == (kind == "question"))
            && (!flagged || !thread.post.reporters.is_empty() || state.forum.reports(thread) > 0)
    };
    let all =
        in_order(
            state,
            order,
            state.forum.threads.iter().filter(|(id, thread)| {
                thread.course == room.key && in_group(&room, group, thread) && fits(**id, thread)
            }),
        );
    let before = all.len();
    let kept = narrowed(state, &room.viewer.username, view, all);
    let mut pages = page.pages(kept.len());
    let mut count = kept.len();
    if view == Some("unread") {
        // The backend cannot count ahead what is unread.
        count = before;
        pages = if kept.len() > page.number.saturating_mul(page.size) { page.number + 1 } else { page.number };
    }
    let shown = page.cut(kept);
    if shown.is_empty() && page.number > 1 && ask.world.settings.lms.oddities.forum_old {
        return Err(query::no_page());
    }
    let manner = Manner { pictures: query::wants_pictures(ask), detail: false, counts_reports };
    let results: Vec<Value> =
        shown.into_iter().map(|(id, thread)| show::thread(&room, state, id, thread, manner)).collect();
    Ok(reply::ok(&json!({
        "results": results,
        "text_search_rewrite": found.and_then(|Found { rewrite, .. }| rewrite),
        "pagination": page.pagination(ask, count, pages),
    })))
}

/// Threads with their ids.
pub(crate) type Listed<'s> = Vec<(u64, &'s Thread)>;

/// Pinned ones first in every order; among equals, the newest.
pub(crate) fn in_order<'s>(
    state: &State,
    order: &str,
    threads: impl Iterator<Item = (&'s u64, &'s Thread)>,
) -> Listed<'s> {
    let mut all: Listed<'s> = threads.map(|(id, thread)| (*id, thread)).collect();
    let key = |(id, thread): &(u64, &Thread)| {
        let votes = thread.post.voters.len() + usize::try_from(thread.post.more_votes).unwrap_or(0);
        let main = match order {
            "comment_count" => i64::try_from(thread.comments.len()).unwrap_or(i64::MAX),
            "vote_count" => i64::try_from(votes).unwrap_or(i64::MAX),
            _ => thread.active,
        };
        let second = if order == "last_activity_at" { thread.rank } else { 0 };
        std::cmp::Reverse((thread.pinned, main, second, *id))
    };
    all.sort_by_cached_key(key);
    debug_assert!(all.len() <= state.forum.threads.len());
    all
}

/// What is left in a view, as that person has it.
pub(crate) fn narrowed<'s>(state: &State, username: &str, view: Option<&str>, mut all: Listed<'s>) -> Listed<'s> {
    match view {
        Some("unread") => all.retain(|(_, thread)| thread.read.get(username).is_none_or(|read| *read < thread.rank)),
        Some("unanswered") => all.retain(|(_, thread)| thread.is_question && !state.forum.has_endorsed(thread)),
        Some("unresponded") => all.retain(|(_, thread)| thread.responses.is_empty()),
        _ => {}
    }
    all
}

/// Whether a thread is of the cohort asked for, or else theirs.
pub(crate) fn in_group(room: &Room<'_>, wanted: Option<i64>, thread: &Thread) -> bool {
    if room.rules.division.is_none() || thread.group.is_none() {
        return true;
    }
    let sees_all = room.viewer.sees_all_groups();
    match wanted.filter(|_| sees_all) {
        Some(group) => thread.group == Some(group),
        // Assistants begin with their own cohort, although they may see the others.
        None if sees_all && !room.viewer.is(super::roles::Role::CommunityTa) => true,
        None => thread.group == room.viewer.group,
    }
}

/// `GET v1/threads/{id}/`: marks it as read before it is shown.
pub(crate) fn detail(ask: &Ask<'_>, state: &mut State, id: &str) -> Answer<Response> {
    let (room, id) = room_of_thread(ask, state, id)?;
    if ask.first("course_id").is_some_and(|key| !key.is_empty() && key != room.key) {
        return Err(no_thread());
    }
    state.forum.mark_read(id, &room.viewer.username);
    let thread = state.forum.threads.get(&id).ok_or_else(no_thread)?;
    let manner = Manner { pictures: query::wants_pictures(ask), detail: true, counts_reports: false };
    Ok(reply::ok(&show::thread(&room, state, id, thread, manner)))
}
