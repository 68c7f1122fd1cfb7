//! What one learner took part in, and how much everybody wrote.
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::errors::{Answer, Refusal};
use super::query::{self, Page};
use super::room::Room;
use super::show::{self, Manner};
use super::threads::{self, ORDERS};
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// `GET v1/courses/{course}/learner/`: threads that somebody took part in, as that person has them.
pub(crate) fn threads_of(ask: &Ask<'_>, state: &State, key: &str) -> Answer {
    taken_part(ask, state, key).map_err(Refusal::plain)
}

fn taken_part(ask: &Ask<'_>, state: &State, key: &str) -> Answer {
    let room = Room::enter(ask, state, key)?;
    let name = ask.first("username").unwrap_or_default();
    if name.is_empty() || state.user(name).is_none() {
        return Err(Refusal::developer(StatusCode::NOT_FOUND, "Not found."));
    }
    let page = Page::of(ask)?;
    let order = query::choice(ask, "order_by", ORDERS)?.unwrap_or("last_activity_at");
    let kind = query::choice(ask, "thread_type", &["discussion", "question"])?;
    let status = ask.first("status").filter(|status| !status.is_empty());
    if status.is_some_and(|status| !["flagged", "unanswered", "unread", "unresponded"].contains(&status)) {
        return Err(Refusal::Server);
    }
    let wrote = |id: &u64| {
        state.forum.comments.get(id).is_some_and(|comment| comment.post.author == name && !comment.post.is_secret())
    };
    let all = threads::in_order(
        state,
        order,
        state.forum.threads.iter().filter(|(_, thread)| {
            let takes_part =
                (thread.post.author == name && !thread.post.is_secret()) || thread.comments.iter().any(wrote);
            thread.course == room.key
                && room.shows(thread)
                && takes_part
                && kind.is_none_or(|kind| thread.is_question == (kind == "question"))
                && (status != Some("flagged") || !thread.post.reporters.is_empty() || state.forum.reports(thread) > 0)
        }),
    );
    // read and unread are the other person's
    let kept = threads::narrowed(state, name, status.filter(|status| *status != "flagged"), all);
    let pages = page.pages(kept.len());
    if page.number > pages {
        return Err(Refusal::Server);
    }
    let manner = Manner { pictures: true, detail: false, counts_reports: false };
    let results: Vec<Value> = page
        .cut(kept)
        .into_iter()
        .map(|(id, thread)| {
            let mut shown = show::thread(&room, state, id, thread, manner);
            if let Some(shown) = shown.as_object_mut() {
                shown.insert("pinned".to_owned(), json!(false));
                shown.insert("read".to_owned(), json!(thread.read.get(name).is_some_and(|read| *read >= thread.rank)));
                shown.insert("unread_comment_count".to_owned(), json!(state.forum.unread(thread, name)));
            }
            shown
        })
        .collect();
    let count = results.len();
    Ok(reply::ok(&json!({"results": results, "pagination": page.pagination(ask, count, pages)})))
}

/// `GET v1/courses/{course}/activity_stats/`
pub(crate) fn statistics(ask: &Ask<'_>, state: &State, key: &str) -> Answer {
    let room = Room::enter(ask, state, key)?;
    let page = Page::of(ask)?;
    let moderates = room.viewer.moderates();
    let usual = if moderates { "flagged" } else { "activity" };
    let order = query::choice(ask, "order_by", &["activity", "recency", "flagged"])?.unwrap_or(usual);
    if order == "flagged" && !moderates {
        return Err(Refusal::developer(StatusCode::BAD_REQUEST, "You do not have permission to perform this action."));
    }
    let name = ask.first("username").unwrap_or_default();
    let mut rows: Vec<Row> = state
        .users
        .iter()
        .filter(|user| user.username.contains(name))
        .map(|user| Row::of(state, &room.key, &user.username))
        .filter(|row| row.threads + row.responses + row.replies > 0)
        .collect();
    rows.sort_by_key(|row| {
        let total = row.threads + row.responses + row.replies;
        std::cmp::Reverse(match order {
            "recency" => (row.last, total),
            "flagged" => (i64::try_from(row.open).unwrap_or(0), total),
            _ => (0, total),
        })
    });
    let count = rows.len();
    let mut pages = page.pages(count);
    if page.number > pages {
        return Err(Refusal::Server);
    }
    let results: Vec<Value> = page
        .cut(rows)
        .into_iter()
        .map(|row| {
            json!({
                "threads": row.threads,
                "replies": row.replies,
                "responses": row.responses,
                "active_flags": moderates.then_some(row.open),
                "inactive_flags": moderates.then_some(row.settled),
                "username": row.username,
            })
        })
        .collect();
    if !name.is_empty() {
        // rounded down by the backend
        pages = count / page.size;
    }
    // the backend says that it is on page 0
    let next = (pages > 0).then(|| query::link(ask, 1));
    let pagination = json!({"next": next, "previous": null, "count": count, "num_pages": pages});
    Ok(reply::ok(&json!({"results": results, "pagination": pagination})))
}

#[derive(Default)]
struct Row {
    username: String,
    threads: usize,
    responses: usize,
    replies: usize,
    open: usize,
    settled: u32,
    last: i64,
}

impl Row {
    fn of(state: &State, course: &str, username: &str) -> Self {
        let mut row = Self { username: username.to_owned(), last: i64::MIN, ..Self::default() };
        let is_here = |thread: u64| state.forum.threads.get(&thread).is_some_and(|thread| thread.course == course);
        for thread in state.forum.threads.values() {
            if thread.course == course && thread.post.author == username && !thread.post.is_secret() {
                row.threads += 1;
                row.count(&thread.post);
            }
        }
        for comment in state.forum.comments.values() {
            if comment.post.author == username && !comment.post.is_secret() && is_here(comment.thread) {
                if comment.parent.is_some() {
                    row.replies += 1;
                } else {
                    row.responses += 1;
                }
                row.count(&comment.post);
            }
        }
        row
    }

    fn count(&mut self, post: &super::model::Post) {
        self.open += post.reporters.len();
        self.settled += post.old_reports;
        self.last = self.last.max(post.created);
    }
}
