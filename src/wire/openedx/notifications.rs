//! What happened, for the learner who is signed in.
use crate::wire::by_name::ByName;
use serde::Deserialize;

/// Answer of `GET /api/notifications/`: newest first, of the last 60 days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Notifications {
    /// All of them.
    pub count: u32,
    /// Pages.
    pub num_pages: u32,
    /// This page's.
    pub results: Vec<Notification>,
}

/// Something that happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Notification {
    /// By which it is marked as read.
    pub id: u32,
    /// `discussion`, `updates`, `grading`, …
    #[serde(default)]
    pub app_name: String,
    /// `new_response`, …; a newer server knows more.
    #[serde(default)]
    pub notification_type: String,
    /// Who and where.
    #[serde(default)]
    pub content_context: NotificationContext,
    /// A sentence, as HTML that must not be believed.
    #[serde(default)]
    pub content: String,
    /// A page of the platform's former front end.
    #[serde(default)]
    pub content_url: Option<String>,
    /// The course.
    #[serde(default)]
    pub course_id: Option<String>,
    /// When it was opened.
    #[serde(default)]
    pub last_read: Option<String>,
    /// When it was shown.
    #[serde(default)]
    pub last_seen: Option<String>,
    /// When it happened.
    #[serde(default)]
    pub created: String,
}

/// Who and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NotificationContext {
    /// Title of the thread.
    pub post_title: Option<String>,
    /// Title of the course.
    pub course_name: Option<String>,
    /// The thread.
    pub thread_id: Option<String>,
    /// The response; of a reply, the one it replies to.
    pub response_id: Option<String>,
    /// The reply; of a mark, the response that got it.
    pub comment_id: Option<String>,
    /// Stands for several.
    pub grouped: bool,
    /// How many.
    pub grouped_count: Option<u32>,
}

/// Answer of `GET /api/notifications/count/`: what was not shown yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NotificationCount {
    /// Whether the platform has notifications at all.
    pub show_notifications_tray: bool,
    /// Of all kinds.
    pub count: u32,
}

/// Answer of `GET /api/notifications/v3/configurations/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NotificationPreferences {
    /// Whether the learner may choose.
    pub show_preferences: bool,
    /// By kind.
    pub data: ByName<AppPreferences>,
}

/// What the learner chose for notifications of a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AppPreferences {
    /// By type.
    pub notification_types: ByName<TypePreferences>,
    /// Ways that cannot be chosen, by type.
    pub non_editable: ByName<Vec<String>>,
}

/// What the learner chose for notifications of a type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypePreferences {
    /// Here.
    pub web: bool,
    /// By e-mail.
    pub email: bool,
    /// `Daily`, `Weekly`, `Immediately`.
    pub email_cadence: Option<String>,
    /// What it is for, in the server's words.
    pub info: Option<String>,
}
