//! What people want to be told of.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::super::ask::Ask;
use super::super::reply;
use super::super::state::State;

pub(super) fn preferences_of(state: &State, username: &str) -> Value {
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

pub(super) fn choose(ask: &Ask<'_>, state: &mut State) -> Response {
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
