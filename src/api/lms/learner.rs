//! What is the learner's own: courses, enrolments, bookmarks.
use super::{Body, course_path, get, in_path, in_query, last, post, send, text};
use crate::{
    api::{ApiError, decode::decode, http::lms},
    json::{Json, Lenient},
    wire::openedx::{Bookmark, Bookmarks, CourseKey, Enrolment, EnrolmentCourse, LearnerHome, UsageKey},
};

const HOME: &str = "/api/learner_home/init";
const ENROLMENTS: &str = "/api/enrollment/v1/enrollment";

/// Every course of the learner's; older servers: [`ApiError::NotFound`], then [`enrolments`] has to do.
///
/// # Errors
/// Any [`ApiError`].
pub async fn home() -> Result<LearnerHome, ApiError> {
    get(HOME.into()).await
}

/// The last good answer of [`home`].
pub fn last_home() -> Option<LearnerHome> {
    last(HOME)
}

/// Sends the message that confirms the e-mail address again.
///
/// # Errors
/// Any [`ApiError`].
pub async fn resend_confirmation() -> Result<(), ApiError> {
    send("POST", "/api/send_account_activation_email".into(), Body::None).await
}

/// Every enrolment of the learner's, also those that ended ([`Enrolment::is_active`]).
///
/// # Errors
/// Any [`ApiError`].
pub async fn enrolments() -> Result<Vec<Enrolment>, ApiError> {
    get::<Lenient<Vec<Enrolment>>>(ENROLMENTS.into()).await.map(|list| list.0)
}

/// The last good answer of [`enrolments`].
pub fn last_enrolments() -> Option<Vec<Enrolment>> {
    last::<Lenient<Vec<Enrolment>>>(ENROLMENTS).map(|list| list.0)
}

/// The learner's enrolment in a course, which may have ended; `None` if there never was one.
///
/// # Errors
/// Any [`ApiError`].
pub async fn enrolment(username: &str, course: &CourseKey) -> Result<Option<Enrolment>, ApiError> {
    let path = [ENROLMENTS, "/", &in_path(username), ",", &in_path(course.as_str())].concat();
    let answer = lms::read(path).await?;
    if answer.trim().is_empty() { Ok(None) } else { decode(&answer) }
}

/// When and how one may enrol in a course. No session is needed; an unknown course is [`ApiError::Refused`].
///
/// # Errors
/// Any [`ApiError`].
pub async fn enrolment_course(course: &CourseKey) -> Result<EnrolmentCourse, ApiError> {
    get(course_path("/api/enrollment/v1/course/", course)).await
}

/// Enrols the learner, or enrols them again. [`ApiError::Refused`] says why not: closed, full, not invited, …
///
/// # Errors
/// Any [`ApiError`].
pub async fn enrol(course: &CourseKey) -> Result<Enrolment, ApiError> {
    let details = Json::Object(vec![("course_id".into(), text(course.as_str()))]);
    post(ENROLMENTS.into(), Body::Json(vec![("course_details", details)])).await
}

/// Ends the learner's enrolment.
///
/// # Errors
/// Any [`ApiError`].
pub async fn leave(course: &CourseKey) -> Result<(), ApiError> {
    let body = Body::Form(vec![("course_id", course.as_str().into()), ("enrollment_action", "unenroll".into())]);
    send("POST", "/change_enrollment".into(), body).await
}

const BOOKMARKS: &str = "/api/bookmarks/v1/bookmarks/";

/// A page, from 1, of at most 100 bookmarks in a course, newest first.
///
/// # Errors
/// Any [`ApiError`].
pub async fn bookmarks(course: &CourseKey, page: u32) -> Result<Bookmarks, ApiError> {
    get(bookmarks_path(course, page)).await
}

/// The last good answer of [`bookmarks`].
pub fn last_bookmarks(course: &CourseKey, page: u32) -> Option<Bookmarks> {
    last(&bookmarks_path(course, page))
}

fn bookmarks_path(course: &CourseKey, page: u32) -> String {
    let course = in_query(course.as_str());
    [BOOKMARKS, "?course_id=", &course, "&fields=display_name,path&page_size=100&page=", &page.to_string()].concat()
}

/// Marks a unit. [`ApiError::Refused`] says why not: 100 in a course are the most.
///
/// # Errors
/// Any [`ApiError`].
pub async fn bookmark(unit: &UsageKey) -> Result<Bookmark, ApiError> {
    post(BOOKMARKS.into(), Body::Json(vec![("usage_id", text(unit.as_str()))])).await
}

/// Takes a mark away; that there is none is no failure.
///
/// # Errors
/// Any [`ApiError`].
pub async fn unbookmark(username: &str, unit: &UsageKey) -> Result<(), ApiError> {
    let path = [BOOKMARKS, &in_path(username), ",", &in_path(unit.as_str()), "/"].concat();
    match send("DELETE", path, Body::None).await {
        Err(ApiError::NotFound) => Ok(()),
        answer => answer,
    }
}
