//! `/api/notifications/…`: what happened, for one person. It names who wrote, also where they hide: so does the server.
use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::ask::Ask;
use super::forum::query::link;
use super::reply;
use super::state::State;
use crate::catalogue::document::Moment;

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    id: u64,
    to: String,
    kind: &'static str,
    context: Value,
    content: String,
    course: String,
    thread: u64,
    created: Moment,
    read: Option<Moment>,
    seen: Option<Moment>,
}

/// Everybody's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notices {
    all: Vec<Notice>,
    preferences: BTreeMap<String, Value>,
}

/// Tells those whom a new comment concerns.
pub(crate) fn of_comment(state: &mut State, id: u64, now: Moment) {
    let Some(comment) = state.forum.comments.get(&id).cloned() else { return };
    let Some(thread) = state.forum.threads.get(&comment.thread).cloned() else { return };
    let author = comment.post.author.clone();
    let parent =
        comment.parent.and_then(|parent| state.forum.comments.get(&parent)).map(|parent| parent.post.author.clone());
    let context = json!({
        "replier_name": author,
        "post_title": thread.title,
        "course_name": thread.course,
        "sender_id": 22,
        "thread_id": comment.thread.to_string(),
        "topic_id": thread.topic,
        "response_id": comment.parent.unwrap_or(id).to_string(),
        "comment_id": comment.parent.map(|_| id.to_string()),
        "p": "p",
        "strong": "strong",
    });
    let mut people: Vec<(String, &'static str)> = Vec::new();
    if let Some(parent) = &parent {
        people.push((parent.clone(), "new_comment_on_response"));
    }
    if thread.followers.contains(&thread.post.author) {
        people.push((thread.post.author.clone(), if parent.is_some() { "new_comment" } else { "new_response" }));
    }
    let followed = if parent.is_some() { "comment_on_followed_post" } else { "response_on_followed_post" };
    people.extend(thread.followers.iter().map(|name| (name.clone(), followed)));
    let mut told: Vec<String> = vec![author.clone()];
    for (to, kind) in people {
        if told.contains(&to) {
            continue;
        }
        told.push(to.clone());
        let notice = Notice {
            id: 9000 + state.next(),
            to,
            kind,
            context: context.clone(),
            content: format!("<p><strong>{}</strong>: <strong>{}</strong></p>", author, reply::escaped(&thread.title)),
            course: thread.course.clone(),
            thread: comment.thread,
            created: now,
            read: None,
            seen: None,
        };
        state.forum.notices.all.push(notice);
    }
}

/// What the demonstration begins with: the newest comments in threads that people follow.
pub(crate) fn seed(state: &mut State) {
    let comments: Vec<(u64, Moment)> =
        state.forum.comments.iter().map(|(id, comment)| (*id, comment.post.created)).collect();
    for (id, at) in comments.into_iter().filter(|(_, at)| *at > -30 * 86_400) {
        of_comment(state, id, at);
    }
}

/// `/api/notifications/…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if ask.world.settings.lms.oddities.older_server {
        return reply::not_found();
    }
    let method = &ask.parts.method;
    match (method, rest) {
        (&Method::GET, []) => list(ask, state),
        (&Method::GET, ["count"]) => count(ask, state),
        (&Method::PUT, ["mark-seen", app]) => {
            let now = ask.now();
            for notice in mine(ask, state).filter(|_| *app == "discussion") {
                notice.seen.get_or_insert(now);
            }
            reply::ok(&json!({"message": "Notifications marked as seen."}))
        }
        (&Method::PATCH, ["read"]) => read(ask, state),
        (&Method::GET, ["v3", "configurations"]) => {
            let data = state.forum.notices.preferences.get(ask.username()).cloned().unwrap_or_else(preferences);
            reply::ok(&json!({
                "status": "success",
                "message": "Notification preferences retrieved successfully.",
                "show_preferences": true,
                "show_email_preferences": true,
                "data": data,
            }))
        }
        (&Method::PUT, ["v3", "configurations"]) => choose(ask, state),
        (method, _) => reply::wrong_method(method.as_str()),
    }
}

fn mine<'s>(ask: &'s Ask<'_>, state: &'s mut State) -> impl Iterator<Item = &'s mut Notice> {
    state.forum.notices.all.iter_mut().filter(|notice| notice.to == ask.username())
}

fn list(ask: &Ask<'_>, state: &mut State) -> Response {
    let number = |name: &str, usual: usize| ask.first(name).and_then(|text| text.parse().ok()).unwrap_or(usual).max(1);
    let (page, size) = (number("page", 1), number("page_size", 10).min(100));
    let app = ask.first("app_name").filter(|app| !app.is_empty());
    let mut all: Vec<Notice> =
        mine(ask, state).filter(|_| app.is_none_or(|app| app == "discussion")).map(|notice| notice.clone()).collect();
    all.sort_by_key(|notice| std::cmp::Reverse((notice.created, notice.id)));
    let pages = all.len().div_ceil(size).max(1);
    if page > pages {
        return reply::detail(StatusCode::NOT_FOUND, "Invalid page.");
    }
    let count = all.len();
    let micro = |moment: Moment| ask.date(moment).replace('Z', ".123456Z");
    let results: Vec<Value> = all
        .into_iter()
        .skip((page - 1) * size)
        .take(size)
        .map(|notice| {
            json!({
                "id": notice.id,
                "app_name": "discussion",
                "notification_type": notice.kind,
                "content_context": notice.context,
                "content": notice.content,
                "content_url": format!("{}/discussions/{}/posts/{}", ask.origin(), notice.course, notice.thread),
                "course_id": notice.course,
                "last_read": notice.read.map(micro),
                "last_seen": notice.seen.map(micro),
                "created": micro(notice.created),
            })
        })
        .collect();
    reply::ok(&json!({
        "next": (page < pages).then(|| link(ask, page + 1)),
        "previous": (page > 1).then(|| link(ask, page - 1)),
        "count": count,
        "num_pages": pages,
        "current_page": page,
        "start": (page - 1) * size,
        "results": results,
    }))
}

fn count(ask: &Ask<'_>, state: &mut State) -> Response {
    let unseen = mine(ask, state).filter(|notice| notice.seen.is_none()).count();
    reply::ok(&json!({
        "show_notifications_tray": true,
        "count": unseen,
        "count_by_app_name": {"discussion": unseen, "updates": 0, "grading": 0},
        "notification_expiry_days": 60,
    }))
}

fn read(ask: &Ask<'_>, state: &mut State) -> Response {
    let body = ask.json();
    let now = ask.now();
    if let Some(id) = body.get("notification_id").and_then(Value::as_u64) {
        return match mine(ask, state).find(|notice| notice.id == id) {
            Some(notice) => {
                notice.read.get_or_insert(now);
                reply::ok(&json!({"message": "Notification marked read."}))
            }
            None => reply::not_found(),
        };
    }
    let Some(app) = body.get("app_name").and_then(Value::as_str) else {
        return reply::with_status(StatusCode::BAD_REQUEST, &json!({"error": "Invalid app_name or notification_id."}));
    };
    for notice in mine(ask, state).filter(|_| app == "discussion") {
        notice.read.get_or_insert(now);
    }
    reply::ok(&json!({"message": "Notifications marked read."}))
}

fn preferences() -> Value {
    let one = |web: bool, email: bool, info: &str| json!({"web": web, "push": false, "email": email, "email_cadence": "Daily", "info": info});
    json!({
        "discussion": {
            "notification_types": {
                "grouped_notification": one(true, true, "Notifications for responses and comments on your posts."),
                "new_discussion_post": one(false, false, ""),
                "new_question_post": one(false, false, ""),
                "new_instructor_all_learners_post": one(true, true, ""),
            },
            "enabled": true,
            "non_editable": {"new_discussion_post": ["push"], "new_question_post": ["push"], "new_instructor_all_learners_post": ["push"]},
        },
        "updates": {
            "notification_types": {"course_updates": one(true, true, "")},
            "enabled": true,
            "non_editable": {"course_updates": ["push"]},
        },
        "grading": {
            "notification_types": {
                "ora_grade_assigned": one(true, true, ""),
                "ora_reminder": one(true, true, "Reminder notifications for learners who have pending steps."),
            },
            "enabled": true,
            "non_editable": {"ora_grade_assigned": ["push"], "ora_reminder": ["push"]},
        },
    })
}

fn choose(ask: &Ask<'_>, state: &mut State) -> Response {
    let body = ask.json();
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (app, kind, channel) = (text("notification_app"), text("notification_type"), text("notification_channel"));
    let value = if channel == "email_cadence" { body.get("email_cadence") } else { body.get("value") };
    let chosen = state.forum.notices.preferences.entry(ask.username().to_owned()).or_insert_with(preferences);
    let place = chosen.pointer_mut(&format!("/{app}/notification_types/{kind}")).and_then(Value::as_object_mut);
    match (place, value) {
        (Some(place), Some(value)) if place.contains_key(&channel) => {
            place.insert(channel.clone(), value.clone());
            let data = json!({"updated_value": value, "notification_type": kind, "channel": channel, "app": app});
            reply::ok(&json!({
                "status": "success",
                "message": "Notification preferences update completed",
                "show_preferences": true,
                "data": data,
            }))
        }
        _ => {
            let mut message = Map::new();
            message
                .insert("notification_type".to_owned(), json!([format!("{kind} is not a valid notification type.")]));
            reply::with_status(StatusCode::BAD_REQUEST, &json!({"status": "error", "message": message}))
        }
    }
}
