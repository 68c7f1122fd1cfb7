//! Completion, grades and certificate.
use super::UsageKey;
use crate::wire::ByName;
use serde::Deserialize;

/// Answer of `GET /api/course_home/progress/{course_key}`.
///
/// 401 with a bare JSON string when signed in and not enrolled; 404 also where the course hides this page.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Whose it is.
    pub username: String,
    /// Units.
    pub completion_summary: CompletionSummary,
    /// Over grades that may be seen.
    pub course_grade: CourseGrade,
    /// By type of assignment; empty on older servers: computed from scores and policy then.
    pub assignment_type_grade_summary: Vec<AssignmentSummary>,
    /// How grades are counted.
    pub grading_policy: GradingPolicy,
    /// By section.
    pub section_scores: Vec<SectionScores>,
    /// Null when there is nothing to say.
    pub certificate_data: Option<CertificateData>,
    /// When the course ends.
    pub end: Option<String>,
    /// More will open later.
    pub has_scheduled_content: Option<bool>,
    /// The course wants no chart.
    pub disable_progress_graph: bool,
}

/// Counts of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct CompletionSummary {
    /// Done.
    pub complete_count: u32,
    /// To do.
    pub incomplete_count: u32,
    /// Not open to this learner.
    pub locked_count: u32,
}

/// The grade so far.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseGrade {
    /// 0 to 1.
    pub percent: f64,
    /// A name from the policy's range.
    pub letter_grade: Option<String>,
    /// Enough to pass.
    pub is_passing: bool,
}

/// The grade of a type of assignment.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct AssignmentSummary {
    /// Name of the type.
    #[serde(rename = "type")]
    pub kind: String,
    /// 0 to 1, share of the whole.
    pub weight: f64,
    /// 0 to 1.
    pub average_grade: f64,
    /// The worst ones that do not count.
    pub num_droppable: u32,
    /// When the last hidden grade will be shown.
    pub last_grade_publish_date: Option<String>,
    /// What of it is not shown yet.
    pub has_hidden_contribution: HiddenShare,
}

/// What of a type's grades is not shown yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenShare {
    /// Everything.
    All,
    /// A part.
    Some,
    /// Nothing, or a word that a newer server knows.
    #[default]
    #[serde(other)]
    None,
}

/// How grades are counted.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct GradingPolicy {
    /// By type of assignment.
    pub assignment_policies: Vec<AssignmentPolicy>,
    /// Least share (0 to 1) for each grade: `Pass` alone, or letters. Names are to be shown as they are.
    pub grade_range: ByName<f64>,
}

/// How a type of assignment counts.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct AssignmentPolicy {
    /// Name of the type.
    #[serde(rename = "type")]
    pub kind: String,
    /// 0 to 1, share of the whole.
    pub weight: f64,
    /// How many there are.
    pub num_total: f64,
    /// The worst ones that do not count.
    pub num_droppable: u32,
}

/// Scores of a section.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct SectionScores {
    /// Title.
    pub display_name: String,
    /// Without those whose grade counts but is never shown.
    pub subsections: Vec<SubsectionScore>,
}

/// Scores of a subsection.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct SubsectionScore {
    /// The subsection.
    pub block_key: UsageKey,
    /// Title.
    pub display_name: String,
    /// Null when not graded.
    pub assignment_type: Option<String>,
    /// When it is due.
    pub due: Option<String>,
    /// It counts.
    pub has_graded_assignment: bool,
    /// Not kept for those who pay.
    pub learner_has_access: bool,
    /// Points got.
    pub num_points_earned: f64,
    /// Of so many.
    pub num_points_possible: f64,
    /// 0 to 1.
    pub percent_graded: f64,
    /// By problem.
    pub problem_scores: Vec<ProblemScore>,
    /// `always`, `past_due`, `never`: when answers are shown.
    pub show_correctness: String,
    /// False: hide the scores.
    pub show_grades: bool,
    /// Somebody set the grade by hand.
    #[serde(rename = "override")]
    pub grade_override: Option<GradeOverride>,
    /// Absolute; null when hidden after its due date.
    pub url: Option<String>,
}

/// Score of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct ProblemScore {
    /// Points got.
    pub earned: f64,
    /// Of so many.
    pub possible: f64,
}

/// A grade that was set by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GradeOverride {
    /// `GRADING` or `PROCTORING`.
    pub system: Option<String>,
    /// In words of whoever did it.
    pub reason: Option<String>,
}

/// State of the certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CertificateData {
    /// `downloadable`, `requesting`, `generating`, `unverified`, `earned_but_not_available`, `audit_passing`,
    /// `honor_passing`; another means that there is nothing to show.
    pub cert_status: String,
    /// Path on the LMS.
    pub cert_web_view_url: Option<String>,
    /// Address of the file.
    pub download_url: Option<String>,
    /// When it comes.
    pub certificate_available_date: Option<String>,
}
