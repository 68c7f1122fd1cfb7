//! Dates of a course.
use serde::Deserialize;

/// Answer of `GET /api/course_home/dates/{course_key}`; 401 with a bare JSON string when signed in and not enrolled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseDates {
    /// Past and future, soonest first; assignments only where due dates are each learner's own.
    pub course_date_blocks: Vec<DateBlock>,
    /// Nothing is kept for those who pay.
    pub learner_is_full_access: bool,
    /// Missed due dates.
    pub dates_banner_info: DatesBanner,
}

/// A date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DateBlock {
    /// When.
    pub date: String,
    /// What for.
    pub date_type: DateKind,
    /// Translated.
    pub title: String,
    /// Translated; may be empty.
    pub description: String,
    /// Absolute; empty on an assignment that is not released yet.
    pub link: String,
    /// Of assignments.
    pub assignment_type: Option<String>,
    /// Of assignments.
    pub complete: Option<bool>,
    /// Not kept for those who pay.
    pub learner_has_access: bool,
    /// Translated remark.
    pub extra_info: Option<String>,
    /// Usage key of the assignment's first block; empty if none.
    pub first_component_block_id: String,
}

/// What a date is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateKind {
    /// Start; in a self-paced course begun late the title says "enrolment".
    CourseStartDate,
    /// End.
    CourseEndDate,
    /// Work is due.
    AssignmentDueDate,
    /// An audit learner's access ends.
    CourseExpiredDate,
    /// Certificates come.
    CertificateAvailableDate,
    /// Last day to pay.
    VerifiedUpgradeDeadline,
    /// Last day to prove who one is.
    VerificationDeadlineDate,
    /// One that a newer server knows.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Missed due dates of a self-paced course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DatesBanner {
    /// Some were missed: dates may be shifted.
    pub missed_deadlines: bool,
    /// Some of these are kept for those who pay: shifting does not help.
    pub missed_gated_content: bool,
    /// Where to pay.
    pub verified_upgrade_link: Option<String>,
}
