//! The outline and the navigation sidebar.
use super::{DateBlock, DatesBanner, UsageKey};
use crate::wire::ByName;
use serde::Deserialize;

/// Answer of `GET /api/course_home/outline/{course_key}`, also for anonymous visitors.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseOutline {
    /// Course, sections and subsections, no units; null when the learner may not see them.
    pub course_blocks: Option<Blocks>,
    /// What the learner wants to do each week.
    pub course_goals: CourseGoals,
    /// Further places of the course.
    pub course_tools: Vec<CourseTool>,
    /// Missed due dates.
    pub dates_banner_info: DatesBanner,
    /// What comes next.
    pub dates_widget: DatesWidget,
    /// Where the learner stopped.
    pub resume_course: ResumeCourse,
    /// Raw HTML; empty if none.
    pub handouts_html: Option<String>,
    /// Raw HTML of the latest update that was not dismissed.
    pub welcome_message_html: Option<String>,
    /// The course is over.
    pub has_ended: Option<bool>,
    /// Limit of an audit learner's access.
    pub access_expiration: Option<AccessExpiration>,
}

/// Parts by usage key, in the order of the course. Answer of `GET /api/course_home/v1/navigation/{course_key}` too, which goes
/// down to units: `{}` when the learner may see nothing, and up to an hour old after a publication.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Blocks {
    /// By usage key.
    pub blocks: ByName<OutlineBlock>,
}

/// A course, section, subsection or unit.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct OutlineBlock {
    /// Its key.
    pub id: UsageKey,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: BlockKind,
    /// Title; graded subsections have a translated suffix such as ` (12 Questions)`.
    pub display_name: String,
    /// In the order of the course.
    pub children: Vec<UsageKey>,
    /// Everything in it is done.
    pub complete: bool,
    /// On the way to where the learner stopped.
    pub resume_block: bool,
    /// Of subsections.
    pub due: Option<String>,
    /// Assignment type; of special exams a translated sentence about their state.
    pub description: Option<String>,
    /// Of units `problem`, `video` or `other`; of subsections a Font Awesome 4 name.
    pub icon: Option<String>,
    /// Seconds of work.
    pub effort_time: Option<u32>,
    /// Things to do, beside those that `effort_time` counts.
    pub effort_activities: Option<u32>,
    /// Null: a title without a link (public outline of a course whose content is not). Always null in the navigation.
    pub lms_web_url: Option<String>,
    /// On the course: more will open later.
    pub has_scheduled_content: Option<bool>,
    /// To be reached by its link only; absent from older servers.
    pub hide_from_toc: Option<bool>,
    /// In the navigation only.
    pub completion_stat: Option<CompletionStat>,
    /// In the navigation, of special exams only: translated sentence about their state.
    pub special_exam_info: Option<String>,
}

/// What an [`OutlineBlock`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum BlockKind {
    /// The course itself.
    #[serde(rename = "course")]
    Course,
    /// A section.
    #[serde(rename = "chapter")]
    Section,
    /// A subsection.
    #[serde(rename = "sequential")]
    Subsection,
    /// A subsection that the learner may not open yet: its prerequisite is not met.
    #[serde(rename = "lock")]
    Locked,
    /// A unit.
    #[serde(rename = "vertical")]
    Unit,
    /// Odd courses have others: skip them.
    #[default]
    #[serde(other)]
    Unknown,
}

/// How much is done: units of a section or subsection, the blocks of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct CompletionStat {
    /// Done; may have a fraction in units.
    pub completion: f64,
    /// Of so many.
    pub completable_children: u32,
}

/// What the learner wants to do each week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct CourseGoals {
    /// The course has this.
    pub weekly_learning_goal_enabled: bool,
    /// What the learner set.
    pub selected_goal: Option<WeeklyGoal>,
}

/// A weekly goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct WeeklyGoal {
    /// 1 to 7.
    pub days_per_week: Option<u8>,
    /// Reminders come by e-mail.
    pub subscribed_to_reminders: bool,
}

/// Answer of `POST /api/course_home/unsubscribe_from_course_goal/{token}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct GoalReminders {
    /// The course that no longer reminds.
    pub course_title: String,
}

/// A further place of the course, such as its updates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseTool {
    /// `edx.bookmarks`, `edx.updates`, …
    pub analytics_id: String,
    /// Translated.
    pub title: String,
    /// Absolute.
    pub url: String,
}

/// At most one assignment and the dates of the course, future ones only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DatesWidget {
    /// Soonest first.
    pub course_date_blocks: Vec<DateBlock>,
}

/// Where the learner stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ResumeCourse {
    /// The learner was in the course before.
    pub has_visited_course: bool,
}

/// Limit of an audit learner's access.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AccessExpiration {
    /// When access ends.
    pub expiration_date: String,
}
