//! What every page of a course asks first.
use super::CourseKey;
use serde::Deserialize;

/// Answer of `GET /api/course_home/course_metadata/{course_key}`, also for anonymous visitors.
///
/// Refusals come as 200 with [`CourseAccess::has_access`] false: ask nothing else then. A 404 may mean a server without this
/// family of APIs as well as an unknown course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseMetadata {
    /// The course.
    pub course_id: CourseKey,
    /// Title to show.
    pub title: String,
    /// Who asks, or whom staff views the course as; null when anonymous.
    pub username: Option<String>,
    /// There is an active enrolment.
    pub is_enrolled: bool,
    /// Staff, while not viewing the course as a learner.
    pub is_staff: bool,
    /// Staff, whomever they view the course as.
    pub original_user_is_staff: bool,
    /// When the course starts.
    pub start: Option<String>,
    /// Parts of the course, in the order to show.
    pub tabs: Vec<Tab>,
    /// Whether the learner may go in.
    pub course_access: CourseAccess,
    /// What to congratulate the learner on.
    pub celebrations: Celebrations,
}

/// What to congratulate the learner on, once: `POST /api/courseware/celebration/…` puts the first two out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Celebrations {
    /// The first section, as soon as it is complete.
    pub first_section: bool,
    /// The goal of this week is reached.
    pub weekly_goal: bool,
    /// So many days of learning in a row; told in one answer only.
    pub streak_length_to_celebrate: Option<u32>,
}

/// A part of the course; those for enrolled learners are left out for others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Tab {
    /// `courseware`, `progress`, `dates`, `discussion`, `wiki`, … or a plug-in's own.
    pub tab_id: String,
    /// Translated.
    pub title: String,
    /// Absolute address on the LMS or its front end.
    pub url: String,
}

/// Whether the learner may go in, and why not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseAccess {
    /// Come in.
    pub has_access: bool,
    /// Why not: `enrollment_required`, `course_not_started`, …; plug-ins invent their own.
    pub error_code: Option<String>,
    /// For the two enterprise codes the address of the consent page, else words for developers.
    pub developer_message: Option<String>,
    /// Translated.
    pub user_message: Option<String>,
    /// Translated, more precise when there.
    pub additional_context_user_message: Option<String>,
}

/// Answer of the writes that say how it went: goal, welcome message, shifted dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Done {
    /// Translated, for the goal and the dates.
    pub header: String,
    /// Translated; for dates the technical outcome, which `header` says better.
    pub message: String,
}
