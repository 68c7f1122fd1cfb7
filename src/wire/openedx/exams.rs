//! Timed exams (`edx-proctoring`).
use serde::Deserialize;

/// Answer of `GET /api/edx_proctoring/v1/proctored_exam/attempt/course_id/{course_key}`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ExamState {
    /// `None` when the sequence asked for is no exam, or none was asked for.
    #[serde(deserialize_with = "super::unless_empty")]
    pub exam: Option<Exam>,
    /// The attempt that is running, of any course.
    #[serde(deserialize_with = "super::unless_empty")]
    pub active_attempt: Option<ExamAttempt>,
}

/// An exam.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Exam {
    /// Number, for starting an attempt.
    pub id: u32,
    /// Minutes, without allowances.
    #[serde(default)]
    pub time_limit_mins: u32,
    /// Translated duration, with allowances.
    #[serde(default)]
    pub total_time: String,
    /// `timed`, `proctored`, `practice`, `onboarding`.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// When it is due.
    #[serde(default)]
    pub due_date: Option<String>,
    /// It is over.
    #[serde(default)]
    pub passed_due_date: bool,
    /// Content is hidden when it is over.
    #[serde(default)]
    pub hide_after_due: bool,
    /// The learner's attempt.
    #[serde(default, deserialize_with = "super::unless_empty")]
    pub attempt: Option<ExamAttempt>,
}

/// An attempt at an exam.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ExamAttempt {
    /// Number, for stopping and submitting.
    pub attempt_id: u32,
    /// `created`, `ready_to_start`, `started`, `ready_to_submit`, `submitted`, `timed_out`, `error`, and states of supervision.
    pub attempt_status: String,
    /// Seconds left.
    #[serde(default)]
    pub time_remaining_seconds: f64,
    /// Warn below so many seconds.
    #[serde(default)]
    pub low_threshold_sec: f64,
    /// Warn again below so many seconds.
    #[serde(default)]
    pub critically_low_threshold_sec: f64,
    /// Title of the exam.
    #[serde(default)]
    pub exam_display_name: String,
    /// The exam in a front end: course key and usage key are in its path.
    #[serde(default)]
    pub exam_url_path: String,
}
