//! Notifications of everything that happens on the platform.
use super::{Body, get, in_path, in_query, last, send};
use crate::{
    api::ApiError,
    json::Json,
    wire::openedx::{NotificationCount, NotificationPreferences, Notifications},
};

const COUNT: &str = "/api/notifications/count/";
const PREFERENCES: &str = "/api/notifications/v3/configurations/";

/// How many there are that were not shown yet; [`ApiError::NotFound`] where the platform has none.
///
/// # Errors
/// Any [`ApiError`].
pub async fn notification_count() -> Result<NotificationCount, ApiError> {
    get(COUNT.into()).await
}

/// The last good answer of [`notification_count`].
pub fn last_notification_count() -> Option<NotificationCount> {
    last(COUNT)
}

/// A page, from 1, of the newest; `app` (`discussion`, …) asks for one kind.
///
/// # Errors
/// Any [`ApiError`].
pub async fn notifications(app: Option<&str>, page: u32, size: u32) -> Result<Notifications, ApiError> {
    let mut path = ["/api/notifications/?page=", &page.to_string(), "&page_size=", &size.to_string()].concat();
    if let Some(app) = app {
        path.push_str("&app_name=");
        path.push_str(&in_query(app));
    }
    get(path).await
}

/// Says that those of a kind were shown.
///
/// # Errors
/// Any [`ApiError`].
pub async fn mark_seen(app: &str) -> Result<(), ApiError> {
    send("PUT", ["/api/notifications/mark-seen/", &in_path(app), "/"].concat(), Body::None).await
}

/// Marks one as read; there is no way back.
///
/// # Errors
/// Any [`ApiError`].
pub async fn mark_read(id: u32) -> Result<(), ApiError> {
    read(("notification_id", Json::Number(f64::from(id)))).await
}

/// Marks all of a kind as read; there is no way back.
///
/// # Errors
/// Any [`ApiError`].
pub async fn mark_all_read(app: &str) -> Result<(), ApiError> {
    read(("app_name", Json::Text(app.to_owned()))).await
}

async fn read(what: (&'static str, Json)) -> Result<(), ApiError> {
    send("PATCH", "/api/notifications/read/".into(), Body::Json(vec![what])).await
}

/// What the learner chose to be told of, and how.
///
/// # Errors
/// Any [`ApiError`].
pub async fn notification_preferences() -> Result<NotificationPreferences, ApiError> {
    get(PREFERENCES.into()).await
}

/// Switches a way (`web`, `email`) for a type of notification.
///
/// # Errors
/// Any [`ApiError`].
pub async fn set_preference(app: &str, kind: &str, channel: &str, value: bool) -> Result<(), ApiError> {
    choose(app, kind, channel, ("value", Json::Bool(value))).await
}

/// How often e-mails come: `Daily`, `Weekly` or `Immediately`.
///
/// # Errors
/// Any [`ApiError`].
pub async fn set_email_cadence(app: &str, kind: &str, cadence: &str) -> Result<(), ApiError> {
    choose(app, kind, "email_cadence", ("email_cadence", Json::Text(cadence.to_owned()))).await
}

async fn choose(app: &str, kind: &str, channel: &str, value: (&'static str, Json)) -> Result<(), ApiError> {
    let text = |text: &str| Json::Text(text.to_owned());
    let fields = vec![
        ("notification_app", text(app)),
        ("notification_type", text(kind)),
        ("notification_channel", text(channel)),
        value,
    ];
    send("PUT", PREFERENCES.into(), Body::Json(fields)).await
}
