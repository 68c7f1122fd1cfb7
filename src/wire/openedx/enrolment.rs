//! Enrolments.
use super::CourseKey;
use serde::Deserialize;

/// Item of `GET /api/enrollment/v1/enrollment` and answer of `POST` there; **200 without a body** from
/// `GET …/enrollment/{username},{course_key}` for somebody who never was enrolled.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Enrolment {
    /// False: the learner left.
    pub is_active: bool,
    /// The course.
    pub course_details: EnrolmentCourse,
}

/// A course as one enrols in it. Answer of `GET /api/enrollment/v1/course/{course_key}` too, which needs no session.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct EnrolmentCourse {
    /// The course.
    pub course_id: CourseKey,
    /// Title.
    pub course_name: Option<String>,
    /// When enrolment opens.
    pub enrollment_start: Option<String>,
    /// When enrolment closes.
    pub enrollment_end: Option<String>,
    /// When the course starts.
    pub course_start: Option<String>,
    /// When the course ends.
    pub course_end: Option<String>,
    /// Only who was invited may enrol.
    pub invite_only: bool,
    /// Ways to take part.
    pub course_modes: Vec<CourseMode>,
}

/// A way to take part in a course.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CourseMode {
    /// 0 when free.
    pub min_price: f64,
    /// ISO 4217, lower case.
    pub currency: String,
}
