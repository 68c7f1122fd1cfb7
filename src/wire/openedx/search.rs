//! Search inside a course.
use super::UsageKey;
use serde::Deserialize;

/// Answer of `POST /search/{course_key}`; any failure is a 500, an empty query too.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseHits {
    /// All of them.
    pub total: u32,
    /// This page's, best first.
    pub results: Vec<CourseHit>,
}

/// A hit.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseHit {
    /// What was found.
    pub data: HitData,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct HitData {
    /// The block.
    pub id: UsageKey,
    /// `Sequence`, `Text`, `Video`, `CAPA`, …
    pub content_type: String,
    /// Title.
    pub content: HitContent,
    /// Titles of section, subsection and unit.
    pub location: Vec<String>,
    /// HTML: matches in `<b>`, cuts in an empty `<span>`.
    pub excerpt: Option<String>,
    /// `jump_to` of the block, a path on the LMS.
    pub url: Option<String>,
}

/// Title of a hit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HitContent {
    /// Title.
    pub display_name: Option<String>,
}
