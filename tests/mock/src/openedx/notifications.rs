//! `/api/notifications/…`: what happened, for one person. It names who wrote, also where they hide: so does the server.
use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::access::DAY;
use super::ask::Ask;
use super::forum::query::link;
use super::forum::room::{text, text_or_null};
use super::reply;
use super::state::State;
use crate::catalogue::document::Moment;

/// Types that people choose with one switch.
const EVERYDAY: &str = "grouped_notification";
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

/// Tells somebody, unless they chose not to be told or did it themselves.
fn tell(state: &mut State, notice: Notice) {
    let wanted = preferences_of(state, &notice.to);
    let name = match notice.kind {
        kind @ ("new_discussion_post"
        | "new_question_post"
        | "new_instructor_all_learners_post"
        | "content_reported"
        | "course_updates") => kind,
        _ => EVERYDAY,
    };
    let place = format!("/{}/notification_types/{name}/web", notice.app());
    let is_wanted = wanted.pointer(&place).and_then(Value::as_bool).unwrap_or(false);
    if is_wanted && notice.to != notice.by {
        let id = 9000 + state.next();
        state.forum.notices.all.push(Notice { id, ..notice });
    }
}

/// The first words of a text.
fn excerpt(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().take(8).collect();
    format!("{}…", words.join(" "))
}

/// Tells those whom a new comment concerns.
pub(crate) fn of_comment(state: &mut State, id: u64, now: Moment) {
    let Some(comment) = state.forum.comments.get(&id).cloned() else { return };
    let Some(thread) = state.forum.threads.get(&comment.thread) else { return };
    // a giant thread that nobody follows is not worth a copy for each of its comments
    if thread.followers.is_empty() && comment.parent.is_none() {
        return;
    }
    let thread = thread.clone();
    let above =
        comment.parent.and_then(|parent| state.forum.comments.get(&parent)).map(|parent| parent.post.author.clone());
    let mut people: Vec<(String, &'static str)> = Vec::new();
    if let Some(above) = &above {
        people.push((above.clone(), "new_comment_on_response"));
    }
    if thread.followers.contains(&thread.post.author) {
        people.push((thread.post.author.clone(), if above.is_some() { "new_comment" } else { "new_response" }));
    }
    let followed = if above.is_some() { "comment_on_followed_post" } else { "response_on_followed_post" };
    people.extend(thread.followers.iter().map(|name| (name.clone(), followed)));
    let mut told: Vec<String> = Vec::new();
    for (to, kind) in people {
        if told.contains(&to) {
            continue;
        }
        told.push(to.clone());
        let notice = Notice {
            to,
            kind,
            by: comment.post.author.clone(),
            title: thread.title.clone(),
            excerpt: excerpt(&comment.post.body),
            course: thread.course.clone(),
            topic: thread.topic.clone(),
            thread: comment.thread,
            response: Some(comment.parent.unwrap_or(id)),
            comment: comment.parent.map(|_| id),
            above: above.clone(),
            created: now,
            ..Notice::default()
        };
        tell(state, notice);
    }
}

/// Tells who wrote an answer, and who had asked.
pub(crate) fn of_endorsement(state: &mut State, id: u64, now: Moment) {
    let Some(comment) = state.forum.comments.get(&id).cloned() else { return };
    let Some(thread) = state.forum.threads.get(&comment.thread).cloned() else { return };
    let by = comment.endorsed.map(|endorsed| endorsed.by).unwrap_or_default();
    let notice = |to: &str, kind: &'static str, by: &str| Notice {
        to: to.to_owned(),
        kind,
        by: by.to_owned(),
        title: thread.title.clone(),
        excerpt: excerpt(&comment.post.body),
        course: thread.course.clone(),
        topic: thread.topic.clone(),
        thread: comment.thread,
        comment: Some(id),
        created: now,
        ..Notice::default()
    };
    let author = comment.post.author.as_str();
    if by != thread.post.author {
        tell(state, notice(&thread.post.author, "response_endorsed_on_thread", author));
    }
    tell(state, notice(author, "response_endorsed", &by));
}

/// Tells everybody in the course of a new thread: those who want to know of all, or all of them.
pub(crate) fn of_thread(state: &mut State, id: u64, is_for_all: bool, now: Moment) {
    let Some(thread) = state.forum.threads.get(&id).cloned() else { return };
    let kind = match (is_for_all, thread.is_question) {
        (true, _) => "new_instructor_all_learners_post",
        (false, true) => "new_question_post",
        (false, false) => "new_discussion_post",
    };
    let enrolled = state.learners.iter().filter(|(_, learner)| learner.is_enrolled(&thread.course));
    let mut people: Vec<String> = enrolled.map(|(name, _)| name.clone()).collect();
    people.sort();
    for to in people {
        let notice = Notice {
            to,
            kind,
            by: thread.post.author.clone(),
            title: thread.title.clone(),
            excerpt: excerpt(&thread.post.body),
            course: thread.course.clone(),
            topic: thread.topic.clone(),
            thread: id,
            created: now,
            ..Notice::default()
        };
        tell(state, notice);
    }
}

/// Tells those who moderate that something was reported for the first time; names its author.
pub(crate) fn of_report(state: &mut State, thread_id: u64, comment_id: Option<u64>, now: Moment) {
    let Some(thread) = state.forum.threads.get(&thread_id) else { return };
    let comment = comment_id.and_then(|id| state.forum.comments.get(&id));
    let parent = comment.and_then(|comment| comment.parent);
    let post = comment.map_or(&thread.post, |comment| &comment.post);
    let notice = Notice {
        kind: "content_reported",
        by: post.author.clone(),
        title: thread.title.clone(),
        excerpt: excerpt(&post.body),
        course: thread.course.clone(),
        topic: thread.topic.clone(),
        thread: thread_id,
        response: parent.or(comment_id),
        comment: parent.and(comment_id),
        created: now,
        ..Notice::default()
    };
    let people: Vec<String> = state.forum.roles.keys().cloned().collect();
    for to in people {
        let is_here = state.learners.get(&to).is_some_and(|learner| learner.is_enrolled(&notice.course));
        if is_here {
            tell(state, Notice { to, ..notice.clone() });
        }
    }
}

/// What the demonstration begins with: the conversations of the last weeks as people were told of them, news of a
/// course. What is some days old was seen, what is older was read.
pub(crate) fn seed(state: &mut State) {
    let mut happened: Vec<(Moment, u64, bool)> = Vec::new();
    for (id, comment) in &state.forum.comments {
        happened.push((comment.post.created, *id, false));
        happened.extend(comment.endorsed.as_ref().map(|endorsed| (endorsed.at, *id, true)));
    }
    happened.sort_unstable();
    for (at, id, is_endorsed) in happened.into_iter().filter(|(at, ..)| *at > -30 * DAY) {
        if is_endorsed { of_endorsement(state, id, at) } else { of_comment(state, id, at) }
    }
    let pinned: Vec<(u64, Moment)> = state
        .forum
        .threads
        .iter()
        .filter(|(_, thread)| thread.pinned && thread.topic == "general" && thread.post.created > -30 * DAY)
        .map(|(id, thread)| (*id, thread.post.created))
        .collect();
    for (id, at) in pinned {
        of_thread(state, id, true, at);
    }
    if let Some(course) = state.forum.threads.values().next().map(|thread| thread.course.clone()) {
        let news = Notice {
            to: "learner".to_owned(),
            kind: "course_updates",
            title: "La deuxième semaine est ouverte".to_owned(),
            course,
            created: -4 * DAY,
            ..Notice::default()
        };
        tell(state, news);
    }
    for notice in &mut state.forum.notices.all {
        notice.seen = (notice.created < -3 * DAY).then_some(notice.created + DAY / 4);
        notice.read = (notice.created < -10 * DAY).then_some(notice.created + DAY / 3);
    }
    if let Some(first) = state.forum.notices.all.iter_mut().find(|notice| notice.kind == "response_on_followed_post") {
        first.grouped = Some(3);
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

fn shown(ask: &Ask<'_>, state: &State, notice: &Notice) -> Value {
    let micro = |moment: Moment| ask.date(moment).replace('Z', ".123456Z");
    let is_news = notice.app() == "updates";
    let page = if is_news {
        format!("/learning/course/{}/home", notice.course)
    } else {
        format!("/discussions/{}/posts/{}", notice.course, text(ask, notice.thread))
    };
    json!({
        "id": notice.id,
        "app_name": notice.app(),
        "notification_type": notice.kind,
        "content_context": context(ask, state, notice),
        "content": content(ask, notice),
        "content_url": format!("{}{page}", ask.origin()),
        "course_id": notice.course,
        "last_read": notice.read.map(micro),
        "last_seen": notice.seen.map(micro),
        "created": micro(notice.created),
    })
}

fn context(ask: &Ask<'_>, state: &State, notice: &Notice) -> Map<String, Value> {
    let course = ask.course(&notice.course).map(|course| course.title.as_str());
    let mut context = Map::new();
    let mut put = |name: &str, value: Value| context.insert(name.to_owned(), value);
    put("course_name", json!(course));
    put("p", json!("p"));
    put("strong", json!("strong"));
    if notice.app() == "updates" {
        put("course_update_content", json!(notice.title));
        return context;
    }
    put("replier_name", json!(notice.by));
    put("post_title", json!(notice.title));
    put("sender_id", json!(state.user(&notice.by).map_or(0, |user| user.id)));
    put("email_content", json!(notice.excerpt));
    put("thread_id", json!(text(ask, notice.thread)));
    put("topic_id", json!(notice.topic));
    put("response_id", text_or_null(ask, notice.response));
    put("comment_id", text_or_null(ask, notice.comment));
    if let Some(above) = &notice.above {
        put("author_name", json!(format!("{above}'s")));
        put("author_pronoun", json!("their"));
    }
    if let Some(count) = notice.grouped {
        put("group_by_id", json!(text(ask, notice.thread)));
        put("grouped", json!(true));
        put("grouped_count", json!(count));
        put("replier_name_list", json!([notice.by]));
    }
    if notice.kind == "content_reported" {
        let what = match (notice.response, notice.comment) {
            (None, _) => "thread",
            (_, None) => "response",
            _ => "comment",
        };
        put("username", json!(notice.by));
        put("content_type", json!(what));
        put("content", json!(notice.title));
    }
    if matches!(notice.kind, "new_discussion_post" | "new_question_post" | "new_instructor_all_learners_post") {
        put("username", json!(notice.by));
        put("group_by_id", json!(notice.course));
    }
    context
}

/// A sentence in the language of the request, as HTML.
fn content(ask: &Ask<'_>, notice: &Notice) -> String {
    let sentence = match notice.kind {
        "new_response" => ask.text("{by} has answered your post {title}", "{by} a répondu à votre message {title}"),
        "new_comment" => ask.text(
            "{by} has written below an answer to your post {title}",
            "{by} a commenté une réponse à votre message {title}",
        ),
        "new_comment_on_response" => {
            ask.text("{by} has written below your answer to {title}", "{by} a commenté votre réponse à {title}")
        }
        "response_on_followed_post" => {
            ask.text("{by} has answered {title}, which you follow", "{by} a répondu à {title}, que vous suivez")
        }
        "comment_on_followed_post" => {
            ask.text("{by} has written a comment in {title}", "{by} a écrit un commentaire dans {title}")
        }
        "response_endorsed_on_thread" => ask.text(
            "The answer of {by} to your post {title} is endorsed",
            "La réponse de {by} à votre message {title} est validée",
        ),
        "response_endorsed" => ask.text("Your answer to {title} is endorsed", "Votre réponse à {title} est validée"),
        "new_instructor_all_learners_post" => {
            ask.text("The team has written {title}", "L’équipe du cours a écrit {title}")
        }
        "content_reported" => {
            ask.text("What {by} wrote in {title} was reported", "Ce que {by} a écrit dans {title} a été signalé")
        }
        "new_question_post" => ask.text("{by} asks: {title}", "{by} demande : {title}"),
        "new_discussion_post" => ask.text("{by} has begun {title}", "{by} a ouvert {title}"),
        _ => "{title}",
    };
    let strong = |text: &str| format!("<strong>{}</strong>", reply::escaped(text));
    format!("<p>{}</p>", sentence.replace("{by}", &strong(&notice.by)).replace("{title}", &strong(&notice.title)))
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

fn preferences_of(state: &State, username: &str) -> Value {
    let chosen = state.forum.notices.preferences.get(username).cloned();
    chosen.unwrap_or_else(|| {
        let moderates = state.forum.roles.get(username).is_some_and(|roles| !roles.is_empty());
        preferences(moderates, state.forum.teams.contains(username))
    })
}

/// What people have who chose nothing. Types that are no business of theirs are absent.
fn preferences(moderates: bool, is_team: bool) -> Value {
    let one = |web: bool, email: bool, info: &str| json!({"web": web, "push": false, "email": email, "email_cadence": "Daily", "info": info});
    let mut all = json!({
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
    });
    for (is_theirs, app, kind) in
        [(moderates, "discussion", "content_reported"), (is_team, "grading", "ora_staff_notifications")]
    {
        let types = all.pointer_mut(&format!("/{app}/notification_types")).and_then(Value::as_object_mut);
        if let Some(types) = types.filter(|_| is_theirs) {
            types.insert(kind.to_owned(), one(true, true, ""));
        }
    }
    all
}

fn choose(ask: &Ask<'_>, state: &mut State) -> Response {
    let body = ask.json();
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (app, kind, channel) = (text("notification_app"), text("notification_type"), text("notification_channel"));
    let field = if channel == "email_cadence" { "email_cadence" } else { "value" };
    let value = body.get(field).cloned().unwrap_or_default();
    let mut chosen = preferences_of(state, ask.username());
    let is_fixed = chosen
        .pointer(&format!("/{app}/non_editable/{kind}"))
        .and_then(Value::as_array)
        .is_some_and(|fixed| fixed.iter().any(|fixed| *fixed == json!(channel)));
    let wrong = |field: &str, message: String| {
        let message = json!({ (field): [message] });
        reply::with_status(StatusCode::BAD_REQUEST, &json!({"status": "error", "message": message}))
    };
    if chosen.get(&app).is_none() {
        return wrong("notification_app", format!("{app} is not a valid notification app."));
    }
    let place = chosen.pointer_mut(&format!("/{app}/notification_types/{kind}")).and_then(Value::as_object_mut);
    let Some(place) = place else {
        return wrong("notification_type", format!("{kind} is not a valid notification type."));
    };
    if channel == "info" || !place.contains_key(&channel) {
        return wrong("notification_channel", format!("{channel} is not a valid notification channel."));
    }
    if is_fixed {
        return wrong("notification_channel", format!("{channel} is not editable for notification type {kind}."));
    }
    let is_value = match field {
        "email_cadence" => matches!(value.as_str(), Some("Daily" | "Weekly" | "Immediately")),
        _ => value.is_boolean(),
    };
    if !is_value {
        return wrong(field, format!("{value} is not a valid choice."));
    }
    place.insert(channel.clone(), value.clone());
    state.forum.notices.preferences.insert(ask.username().to_owned(), chosen);
    let data = json!({"updated_value": value, "notification_type": kind, "channel": channel, "app": app});
    reply::ok(&json!({
        "status": "success",
        "message": "Notification preferences update completed",
        "show_preferences": true,
        "data": data,
    }))
}
