//! Certificates of Joanie, the service of products and orders of FUN (`openfun/joanie`), as the app reads them.
use serde::Deserialize;

/// Answer of `GET {lms}/api/v1.0/user/me` where the LMS has Fonzie: what Joanie wants as `Authorization: Bearer`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct AccessToken {
    /// The token.
    pub access_token: String,
}

/// An item of `GET /api/v1.0/certificates/?type=order|enrollment&page=…`, newest first; exactly one of `order` and
/// `enrollment` is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Certificate {
    /// UUID.
    pub id: String,
    /// What kind of certificate it is.
    #[serde(default)]
    pub certificate_definition: CertificateDefinition,
    /// When it was issued.
    #[serde(default)]
    pub issued_on: String,
    /// What was bought.
    #[serde(default)]
    pub order: Option<Order>,
    /// What was followed.
    #[serde(default)]
    pub enrollment: Option<Enrollment>,
}

/// What kind of certificate it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CertificateDefinition {
    /// Name in the office.
    pub name: String,
    /// Name for learners.
    pub title: String,
    /// About it; may be empty.
    pub description: String,
}

/// What was bought: a course, or a certificate of an enrolment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Order {
    /// The course.
    pub course: Option<Course>,
    /// The enrolment that a certificate was bought for.
    pub enrollment: Option<Enrollment>,
    /// Who sells and vouches.
    pub organization: Option<Organization>,
    /// Title of what was bought.
    pub product_title: String,
}

/// Who sells and vouches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Organization {
    /// Name.
    pub title: String,
    /// Logo.
    pub logo: Option<Picture>,
}

/// A course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Course {
    /// Code in the catalogue.
    pub code: String,
    /// Title.
    pub title: String,
    /// Picture.
    pub cover: Option<Picture>,
}

/// A picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Picture {
    /// Address.
    pub src: String,
}

/// A learner in a course run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Enrollment {
    /// The course run.
    pub course_run: CourseRun,
}

/// A dated opening of a course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseRun {
    /// The course.
    pub course: Course,
    /// Title of the run.
    pub title: String,
    /// The course on its LMS.
    pub resource_link: String,
}
