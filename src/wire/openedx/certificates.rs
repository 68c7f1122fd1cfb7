//! Certificates of courses, and the badges of releases before Redwood (June 2024).
use super::CourseKey;
use serde::Deserialize;

/// An item of `GET /api/certificates/v0/certificates/{username}/`, which is a bare list; also the answer of
/// `…/{username}/courses/{course_id}/`, which lacks names, `modified_date` and `uuid`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct CourseCertificate {
    /// The course.
    pub course_id: CourseKey,
    /// Its title.
    #[serde(default)]
    pub course_display_name: String,
    /// Who gives it, by a short code.
    #[serde(default)]
    pub course_organization: String,
    /// When it was issued.
    #[serde(default)]
    pub created_date: String,
    /// `downloadable`, `generating`, …
    #[serde(default)]
    pub status: String,
    /// A PDF, or the path of its page on the LMS; null when there is nothing to see.
    #[serde(default)]
    pub download_url: Option<String>,
    /// Mark as a decimal number; may be empty.
    #[serde(default)]
    pub grade: String,
    /// 32 digits of base 16.
    #[serde(default)]
    pub uuid: String,
}

/// Body of the 404 of the certificate of one course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct NoCertificate {
    /// `course_id_not_valid`, `no_certificate_for_user` or `no_certificate_configuration_for_course`.
    pub error_code: String,
}

/// An item of `GET /api/badges/v1/assertions/user/{username}/`, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct PlatformBadge {
    /// For what.
    #[serde(default)]
    pub badge_class: PlatformBadgeClass,
    /// The baked picture.
    #[serde(default)]
    pub image_url: String,
    /// The hosted assertion.
    pub assertion_url: String,
    /// When it was awarded.
    #[serde(default)]
    pub created: String,
}

/// For what a badge is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PlatformBadgeClass {
    /// Title.
    pub display_name: String,
    /// The course that it is for, if it is for one.
    pub course_id: Option<CourseKey>,
    /// Its picture.
    pub image_url: String,
    /// Its picture, as the documentation's example calls it.
    pub image: Option<String>,
}
