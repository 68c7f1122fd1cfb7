//! Inside a course: its sequences, their units, and where the learner stopped.
use super::{CourseKey, UsageKey};
use crate::wire::ByName;
use serde::Deserialize;

/// Answer of `GET /api/courseware/course/{course_key}`, also for anonymous visitors. May take seconds: nothing should wait.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CoursewareCourse {
    /// The course.
    pub id: CourseKey,
    /// No place is left; absent from older servers.
    pub is_course_full: Option<bool>,
    /// Only who was invited may enrol; absent from older servers.
    pub invitation_only: Option<bool>,
    /// Courses to pass first; empty on older servers.
    pub pre_requisite_courses: Vec<Prerequisite>,
}

/// Of the same answer, what a learner in the course has to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseFacts {
    /// Code of the language that it is taught in (`fr`, `zh-hans`); a platform's default where the team chose none.
    pub language: Option<String>,
    /// The honour code has to be accepted before graded units.
    pub user_needs_integrity_signature: bool,
}

/// A course to pass first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Prerequisite {
    /// The course.
    pub key: CourseKey,
    /// Its name.
    pub display: String,
}

/// Answer of `GET /api/courseware/sequence/{usage_key}`, also for anonymous visitors of public courses.
///
/// 422 for a key of a block that is no sequence; a section answers like a sequence, with another `tag`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Sequence {
    /// Its key.
    pub item_id: UsageKey,
    /// `sequential`, or what else the key names.
    pub tag: String,
    /// Title.
    pub display_name: String,
    /// Units.
    pub items: Vec<SequenceUnit>,
    /// Last unit visited, **from 1**; null means the first.
    pub position: Option<u32>,
    /// False for anonymous visitors: do not send positions.
    pub save_position: bool,
    /// False for anonymous visitors: show no marks.
    pub show_completion: bool,
    /// A special exam.
    pub is_time_limited: bool,
    /// It is over: say so, show nothing.
    pub is_hidden_after_due: bool,
    /// Translated sentence to show above.
    pub banner_text: Option<String>,
    /// A subsection that has to be passed first.
    pub gated_content: GatedContent,
    /// Reached by its link only: nothing follows and nothing precedes.
    pub navigation_disabled: bool,
}

/// A unit of a [`Sequence`]. While gated only `id`, `kind`, `display_name` and `is_gated` come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SequenceUnit {
    /// Its key.
    pub id: UsageKey,
    /// Title, unless gated.
    pub page_title: Option<String>,
    /// Title, when gated.
    pub display_name: Option<String>,
    /// It counts.
    pub graded: bool,
    /// The learner marked it.
    pub bookmarked: bool,
    /// Absent for anonymous visitors and where completion is off.
    pub complete: Option<bool>,
    /// Its subsection's prerequisite is not met.
    pub is_gated: bool,
}

/// A subsection that has to be passed first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GatedContent {
    /// There is one, and it is not passed.
    pub gated: bool,
    /// It.
    pub prereq_id: Option<UsageKey>,
    /// Its title.
    pub prereq_section_name: Option<String>,
}

/// Answer of `GET /api/learning_sequences/v1/course_outline/{course_key}`: the cheapest way to the order of sequences.
///
/// Anonymous on a private or unknown course: 401; a bad key: 400.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseSequences {
    /// Sections and sequences.
    pub outline: SequenceOutline,
}

/// Sections and sequences.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct SequenceOutline {
    /// In order.
    pub sections: Vec<ReleasedSection>,
    /// By usage key.
    pub sequences: ByName<ReleasedSequence>,
}

/// A section and when it opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReleasedSection {
    /// Its key.
    pub id: UsageKey,
    /// Title.
    pub title: String,
    /// In order.
    pub sequence_ids: Vec<UsageKey>,
    /// When it opens; null: it is open.
    pub effective_start: Option<String>,
}

/// A sequence and when it opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReleasedSequence {
    /// Its key.
    pub id: UsageKey,
    /// Title.
    pub title: String,
    /// The learner may open it.
    pub accessible: bool,
    /// It is over and hidden.
    pub inaccessible_after_due: bool,
    /// When it opens; null: it is open.
    pub effective_start: Option<String>,
    /// When it is due.
    pub due: Option<String>,
}

/// Answer of `GET /api/courseware/resume/{course_key}`; all null: begin at the first unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Resume {
    /// The **subsection**, whatever the name says.
    pub section_id: Option<UsageKey>,
    /// The unit.
    pub unit_id: Option<UsageKey>,
}

/// Answer of `GET /courses/{course_key}/courseware-navigation-sidebar/toggles/`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SidebarToggles {
    /// False: show no completion mark at all.
    pub enable_completion_tracking: bool,
}

/// Answer of a sequence's handler `get_completion`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct UnitCompletion {
    /// Everything in the unit is done.
    pub complete: bool,
}
