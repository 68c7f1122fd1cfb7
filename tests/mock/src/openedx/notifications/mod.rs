//! `/api/notifications/…`: what happened, for one person. It names who wrote, also where they hide: so does the server.
mod events;
mod preferences;
mod shown;

pub(crate) use events::{of_comment, of_endorsement, of_report, of_thread, seed};

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::access::DAY;
use super::ask::Ask;
use super::forum::query::link;
use super::reply;
use super::state::State;
use crate::catalogue::document::Moment;
use preferences::{choose, preferences_of};
use shown::shown;

/// Days after which the server forgets them.
const KEPT: Moment = 60;

/// One of them.
#[derive(Debug, Clone, Default)]
struct Notice {
    id: u64,
    to: String,
    kind: &'static str,
    /// Who did it; empty for news of the course.
    by: String,
    /// Title of the thread, or the news.
    title: String,
    /// How what was written begins.
    excerpt: String,
    course: String,
    topic: String,
    thread: u64,
    response: Option<u64>,
    comment: Option<u64>,
    /// Who wrote the response that this is a reply to.
    above: Option<String>,
    /// Stands for so many.
    grouped: Option<u32>,
    created: Moment,
    read: Option<Moment>,
    seen: Option<Moment>,
}

impl Notice {
    fn app(&self) -> &'static str {
        if self.kind == "course_updates" { "updates" } else { "discussion" }
    }
}

/// Everybody's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notices {
    all: Vec<Notice>,
    preferences: BTreeMap<String, Value>,
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
            for notice in mine(ask, state).filter(|notice| notice.app() == *app) {
                notice.seen.get_or_insert(now);
            }
            reply::ok(&json!({"message": "Notifications marked as seen."}))
        }
        (&Method::PATCH, ["read"]) => read(ask, state),
        (&Method::GET, ["v3", "configurations"]) => reply::ok(&json!({
            "status": "success",
            "message": "Notification preferences retrieved successfully.",
            "show_preferences": true,
            "show_email_preferences": true,
            "data": preferences_of(state, ask.username()),
        })),
        (&Method::PUT, ["v3", "configurations"]) => choose(ask, state),
        (_, [] | ["count" | "read"] | ["mark-seen", _] | ["v3", "configurations"]) => {
            reply::wrong_method(method.as_str())
        }
        _ => reply::not_found(),
    }
}

fn mine<'s>(ask: &'s Ask<'_>, state: &'s mut State) -> impl Iterator<Item = &'s mut Notice> {
    let oldest = ask.now() - KEPT * DAY;
    state.forum.notices.all.iter_mut().filter(move |notice| notice.to == ask.username() && notice.created > oldest)
}

fn list(ask: &Ask<'_>, state: &mut State) -> Response {
    let number = |name: &str, usual: usize| ask.first(name).and_then(|text| text.parse().ok()).unwrap_or(usual).max(1);
    let (page, size) = (number("page", 1), number("page_size", 10).min(100));
    let app = ask.first("app_name").filter(|app| !app.is_empty());
    let mut all: Vec<Notice> = mine(ask, state)
        .filter(|notice| app.is_none_or(|app| app == notice.app()))
        .map(|notice| notice.clone())
        .collect();
    all.sort_by_key(|notice| std::cmp::Reverse((notice.created, notice.id)));
    let pages = all.len().div_ceil(size).max(1);
    if page > pages {
        return reply::detail(StatusCode::NOT_FOUND, "Invalid page.");
    }
    let count = all.len();
    let results: Vec<Value> =
        all.iter().skip((page - 1) * size).take(size).map(|notice| shown(ask, state, notice)).collect();
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
    let unseen: Vec<&'static str> =
        mine(ask, state).filter(|notice| notice.seen.is_none()).map(|notice| notice.app()).collect();
    let of = |app: &str| unseen.iter().filter(|known| **known == app).count();
    reply::ok(&json!({
        "show_notifications_tray": true,
        "count": unseen.len(),
        "count_by_app_name": {"discussion": of("discussion"), "updates": of("updates"), "grading": of("grading")},
        "notification_expiry_days": KEPT,
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
            None => reply::detail(StatusCode::NOT_FOUND, "No Notification matches the given query."),
        };
    }
    let Some(app) = body.get("app_name").and_then(Value::as_str) else {
        return reply::with_status(StatusCode::BAD_REQUEST, &json!({"error": "Invalid app_name or notification_id."}));
    };
    for notice in mine(ask, state).filter(|notice| notice.app() == app) {
        notice.read.get_or_insert(now);
    }
    reply::ok(&json!({"message": "Notifications marked read."}))
}
