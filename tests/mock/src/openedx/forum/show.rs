//! Threads and comments as the API shows them.
use serde_json::{Map, Value, json};

use super::model::{Comment, Post, Thread};
use super::roles::{comment_fields, label, thread_fields};
use super::room::{Room, text, text_or_null};
use super::{metadata, render};
use crate::openedx::ask::Ask;
use crate::openedx::state::State;

/// How a thread is shown.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// With pictures of people.
    pub(crate) pictures: bool,
    /// By itself: then counts of responses and answers are right.
    pub(crate) detail: bool,
    /// Counts reports.
    pub(crate) counts_reports: bool,
}

/// The picture of somebody.
pub(crate) fn picture(ask: &Ask<'_>, state: &State, username: &str) -> Value {
    let origin = ask.origin();
    let has_image = state.user(username).is_some_and(|user| user.is_staff);
    let image = |size: u32| {
        if has_image {
            format!("{origin}/media/portraits/{username}__{size}x{size}.svg")
        } else {
            format!("{origin}/static/images/profiles/default_{size}.png")
        }
    };
    json!({
        "has_image": has_image,
        "image_url_full": image(500),
        "image_url_large": image(120),
        "image_url_medium": image(50),
        "image_url_small": image(30),
    })
}

fn users(ask: &Ask<'_>, state: &State, names: &[&str]) -> Value {
    let users: Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), json!({"profile": {"image": picture(ask, state, name)}})))
        .collect();
    Value::Object(users)
}

/// Written `{origin}` in our own texts, because images of the server have whole addresses.
pub(crate) fn body(ask: &Ask<'_>, raw: &str) -> String {
    raw.replace("{origin}", &ask.origin())
}

/// What threads and comments begin with.
fn base(room: &Room<'_>, state: &State, id: u64, post: &Post, fields: &[&str]) -> Map<String, Value> {
    let (ask, viewer) = (room.ask, &room.viewer);
    let author = viewer.sees_author(post).then_some(post.author.as_str());
    let raw = body(ask, &post.body);
    let sees_edits = viewer.moderates() || viewer.wrote(post);
    let edit = post.edit.as_ref().filter(|_| sees_edits);
    let reported =
        if viewer.moderates() { !post.reporters.is_empty() } else { post.reporters.contains(&viewer.username) };
    let votes = post.voters.len() + usize::try_from(post.more_votes).unwrap_or(0);
    let value = json!({
        "id": text(ask, id),
        "author": author,
        "author_label": author.and_then(|author| label(&state.forum, author)),
        "created_at": ask.date(post.created),
        "updated_at": ask.date(post.updated),
        "raw_body": raw,
        "rendered_body": render::rendered(&raw),
        "abuse_flagged": reported,
        "voted": post.voters.contains(&viewer.username),
        "vote_count": votes,
        "editable_fields": fields,
        "can_delete": viewer.may_delete(post),
        "anonymous": post.anonymous,
        "anonymous_to_peers": post.anonymous_to_peers,
        "last_edit": edit.map(|edit| {
            let mut shown = json!({
                "original_body": body(ask, &edit.before),
                "reason_code": edit.reason,
                "editor_username": edit.editor,
                "created_at": ask.date(edit.created),
            });
            if let (Some(code), Some(shown)) = (&edit.reason, shown.as_object_mut()) {
                shown.insert("reason".to_owned(), json!(metadata::edit_reason(code)));
            }
            shown
        }),
        "edit_by_label": edit.and_then(|edit| label(&state.forum, &edit.editor)),
    });
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// A thread.
pub(crate) fn thread(room: &Room<'_>, state: &State, id: u64, thread: &Thread, manner: Manner) -> Value {
    let (ask, viewer) = (room.ask, &room.viewer);
    let fields = thread_fields(viewer, thread, room.allowed());
    let mut shown = base(room, state, id, &thread.post, &fields);
    let rendered = shown.get("rendered_body").and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |query: &str| format!("{}/api/discussion/v1/comments/?thread_id={}{query}", ask.origin(), text(ask, id));
    let sees_closing = viewer.moderates() || viewer.wrote(&thread.post);
    let closed = thread.closed.as_ref();
    let closing = closed.filter(|_| sees_closing);
    let reports = state.forum.reports(thread);
    let counts_reports = manner.counts_reports && viewer.moderates() && reports > 0;
    let read = thread.read.get(&viewer.username);
    let rest = json!({
        "course_id": thread.course,
        "topic_id": thread.topic,
        "group_id": thread.group,
        "group_name": thread.group.map(metadata::group_name),
        "type": if thread.is_question { "question" } else { "discussion" },
        "preview_body": render::preview(&rendered),
        "abuse_flagged_count": counts_reports.then_some(reports),
        "title": thread.title,
        "pinned": thread.pinned,
        "closed": closed.is_some(),
        "following": thread.followers.contains(&viewer.username),
        "comment_count": thread.comments.len() + 1,
        "unread_comment_count": state.forum.unread(thread, &viewer.username),
        "comment_list_url": (!thread.is_question).then(|| list("")),
        "endorsed_comment_list_url": thread.is_question.then(|| list("&endorsed=True")),
        "non_endorsed_comment_list_url": thread.is_question.then(|| list("&endorsed=False")),
        "read": read.is_some_and(|read| *read >= thread.rank),
        "has_endorsed": manner.detail && state.forum.has_endorsed(thread),
        "close_reason": closing.map(|(code, _)| metadata::close_reason(code)),
        "closed_by": closing.map(|(_, by)| by),
        "closed_by_label": closing.and_then(|(_, by)| label(&state.forum, by)),
    });
    if let Value::Object(rest) = rest {
        shown.extend(rest);
    }
    if manner.detail {
        shown.insert("response_count".to_owned(), json!(thread.responses.len()));
    }
    if let Some((code, _)) = closed {
        shown.insert("close_reason_code".to_owned(), json!(code));
    }
    if manner.pictures {
        let author = viewer.sees_author(&thread.post).then_some(thread.post.author.as_str());
        shown.insert("users".to_owned(), users(ask, state, author.as_slice()));
    }
    Value::Object(shown)
}

/// The reason for a change comes back in the answer to it.
pub(crate) fn echo(shown: &mut Value, fields: &Map<String, Value>) {
    if let (Some(shown), Some(code)) = (shown.as_object_mut(), fields.get("edit_reason_code")) {
        shown.insert("edit_reason_code".to_owned(), code.clone());
    }
}

/// Where a comment is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// In its thread.
    Thread,
    /// After a change, where the server leaves out who marked it as answer.
    Changed,
    /// Among a person's comments, where next to nothing may be done with it.
    Alone,
}

/// A response or a reply.
pub(crate) fn comment(
    room: &Room<'_>,
    state: &State,
    id: u64,
    comment: &Comment,
    place: Where,
    pictures: bool,
) -> Value {
    let (ask, viewer) = (room.ask, &room.viewer);
    let thread = state.forum.threads.get(&comment.thread);
    let fields = match thread {
        Some(thread) if place != Where::Alone => comment_fields(viewer, comment, thread, room.allowed()),
        _ => vec!["abuse_flagged"],
    };
    let mut shown = base(room, state, id, &comment.post, &fields);
    // Who marks an answer to an anonymous question would be its author.
    let hides = |by: &str| thread.is_some_and(|thread| thread.post.author == by && !viewer.sees_author(&thread.post));
    let endorsed = comment.endorsed.as_ref().filter(|_| place == Where::Thread);
    let by = endorsed.map(|endorsed| endorsed.by.as_str()).filter(|by| !hides(by));
    let rest = json!({
        "thread_id": text(ask, comment.thread),
        "parent_id": text_or_null(ask, comment.parent),
        "endorsed": comment.endorsed.is_some(),
        "endorsed_by": by,
        "endorsed_by_label": by.and_then(|by| label(&state.forum, by)),
        "endorsed_at": endorsed.map(|endorsed| ask.date(endorsed.at)),
        "child_count": comment.replies.len(),
        "children": [],
        "abuse_flagged_any_user": viewer.moderates().then_some(!comment.post.reporters.is_empty()),
        "profile_image": picture(ask, state, &viewer.username),
    });
    if let Value::Object(rest) = rest {
        shown.extend(rest);
    }
    if pictures {
        let author = viewer.sees_author(&comment.post).then_some(comment.post.author.as_str());
        let names: Vec<&str> = author.into_iter().chain(by).collect();
        shown.insert("users".to_owned(), users(ask, state, &names));
    }
    Value::Object(shown)
}
