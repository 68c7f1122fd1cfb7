//! The dashboard, the only family in camel case.
use super::CourseKey;
use serde::Deserialize;

/// Answer of `GET /api/learner_home/init`: every course in one go. Older servers lack it: the list of enrolments serves then.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LearnerHome {
    /// Whether the e-mail address is still to be confirmed.
    pub email_confirmation: EmailConfirmation,
    /// Newest enrolment first, then rights to enrol that were not used yet.
    pub courses: Vec<CourseCard>,
}

/// Whether the e-mail address is still to be confirmed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct EmailConfirmation {
    /// It is.
    pub is_needed: bool,
}

/// A course of the learner's.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CourseCard {
    /// What it is.
    pub course: CardCourse,
    /// Who gives it.
    pub course_provider: Option<CardProvider>,
    /// The dated opening; null for a right that was not used yet.
    pub course_run: Option<CardRun>,
    /// The learner's place in it.
    pub enrollment: CardEnrolment,
    /// Null for a right that was not used yet.
    pub certificate: Option<CardCertificate>,
    /// Null for a right that was not used yet.
    pub grade_data: Option<GradeData>,
    /// A right to enrol; `None` (`{}`) when enrolled without one.
    #[serde(deserialize_with = "super::unless_empty")]
    pub entitlement: Option<CardEntitlement>,
}

/// What a course is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CardCourse {
    /// Absolute, or a path on the LMS.
    pub banner_img_src: Option<String>,
    /// Title.
    pub course_name: String,
    /// Number, as it is to be shown.
    pub course_number: String,
}

/// Who gives a course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CardProvider {
    /// Name.
    pub name: String,
}

/// A dated opening of a course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CardRun {
    /// The course.
    pub course_id: CourseKey,
    /// It is over.
    pub is_archived: bool,
    /// When it starts.
    pub start_date: Option<String>,
    /// When it ends.
    pub end_date: Option<String>,
    /// `jump_to` of where the learner stopped, a path on the LMS; null when not begun.
    pub resume_url: Option<String>,
}

/// The learner's place in a course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CardEnrolment {
    /// There is an active enrolment.
    pub is_enrolled: bool,
    /// The learner was in the course.
    pub has_started: bool,
    /// When an audit learner's access ends.
    pub access_expiration_date: Option<String>,
    /// It has ended.
    pub is_audit_access_expired: bool,
    /// What keeps the learner out.
    pub courseware_access: CoursewareAccess,
}

/// What keeps a learner out of a course, unless staff.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CoursewareAccess {
    /// Another course has to be passed first.
    pub has_unmet_prerequisites: bool,
    /// The course has not begun.
    pub is_too_early: bool,
    /// Staff may enter whatever the rest says.
    pub is_staff: bool,
}

/// State of the certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CardCertificate {
    /// When it comes.
    pub available_date: Option<String>,
    /// It is earned.
    pub is_earned: bool,
    /// It is ready.
    pub is_downloadable: bool,
    /// Path on the LMS.
    pub cert_preview_url: Option<String>,
}

/// The grade so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GradeData {
    /// Enough to pass.
    pub is_passing: bool,
}

/// A right to enrol in one of several openings of a course.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CardEntitlement {
    /// Its number; an entitlement that is none is an empty object.
    pub uuid: String,
    /// It cannot be used any more.
    #[serde(default)]
    pub is_expired: bool,
    /// Last day to use it.
    #[serde(default)]
    pub expiration_date: Option<String>,
}
