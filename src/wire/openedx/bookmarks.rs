//! Units that the learner marked. This family takes a session or a bearer token, never the JWT cookie alone.
use super::UsageKey;
use serde::Deserialize;

/// Answer of `GET /api/bookmarks/v1/bookmarks/?course_id=…`, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Bookmarks {
    /// All of them.
    pub count: u32,
    /// Pages.
    pub num_pages: u32,
    /// This page's.
    pub results: Vec<Bookmark>,
}

/// A bookmark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Bookmark {
    /// The unit.
    pub usage_id: UsageKey,
    /// When it was set.
    pub created: String,
    /// Title; null when the unit is gone.
    pub display_name: Option<String>,
    /// Section and subsection.
    pub path: Vec<PathStep>,
}

/// A step to a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PathStep {
    /// A section or subsection.
    pub usage_key: UsageKey,
    /// Its title.
    pub display_name: String,
}
