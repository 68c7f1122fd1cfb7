//! Timed exams. Supervised ones are the LMS's own page's.
use super::{Body, course_path, get, in_query, send, text};
use crate::{
    api::ApiError,
    json::Json,
    wire::openedx::{CourseKey, ExamState, UsageKey},
};

const ATTEMPTS: &str = "/api/edx_proctoring/v1/proctored_exam/attempt";

/// What a learner does with a running exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExamAction {
    /// Goes on after "I want to end".
    Resume,
    /// Wants to end; the clock goes on.
    Stop,
    /// Ends.
    Submit,
}

/// The exam of a sequence and its state; without a sequence only the attempt that is running, of any course.
///
/// # Errors
/// Any [`ApiError`]; `NotFound` where the server has no exams.
pub async fn exam(course: &CourseKey, sequence: Option<&UsageKey>) -> Result<ExamState, ApiError> {
    let path = course_path("/api/edx_proctoring/v1/proctored_exam/attempt/course_id/", course);
    let sequence = sequence.map(|sequence| ["content_id=", &in_query(sequence.as_str()), "&"].concat());
    get([&path, "?", &sequence.unwrap_or_default(), "is_learning_mfe=true"].concat()).await
}

/// Starts the clock. Read [`exam`] again afterwards.
///
/// # Errors
/// Any [`ApiError`].
pub async fn start_exam(exam_id: u32) -> Result<(), ApiError> {
    let body = Body::Json(vec![
        ("exam_id", Json::Number(exam_id.into())),
        // texts, as the reference sends them
        ("start_clock", text("true")),
        ("attempt_proctored", text("false")),
    ]);
    send("POST", ATTEMPTS.into(), body).await
}

/// Changes the state of an attempt. Read [`exam`] again afterwards.
///
/// # Errors
/// Any [`ApiError`].
pub async fn change_exam(attempt_id: u32, action: ExamAction) -> Result<(), ApiError> {
    let action = match action {
        ExamAction::Resume => "start",
        ExamAction::Stop => "stop",
        ExamAction::Submit => "submit",
    };
    let path = [ATTEMPTS, "/", &attempt_id.to_string()].concat();
    send("PUT", path, Body::Json(vec![("action", text(action))])).await
}
