//! The first question about a course, which also tells what the server is able to do.
use super::{course, learner};
use crate::{
    api::{ApiError, http::lms},
    json::{Json, from_text},
    wire::openedx::{CourseKey, CourseMetadata, EnrolmentCourse},
};
use std::cell::Cell;

/// What stands behind a course's key.
#[derive(Debug, Clone, PartialEq)]
pub enum Entrance {
    /// A server with everything that these pages need.
    Course(CourseMetadata),
    /// An older server: only [`super::all_blocks`], [`super::enrolment`], [`super::bookmarks`] and the units' own pages may be
    /// counted on. Say so.
    Older(EnrolmentCourse),
}

thread_local! {
    /// The last answer about a course was an older server's, which has not to be asked twice then. Any course may show otherwise:
    /// a page of a proxy at a bad moment looks the same.
    static IS_OLDER: Cell<bool> = const { Cell::new(false) };
}

/// Asks what the course is and whether the learner may go in.
///
/// An older server answers 404 like one that does not know the course; then the enrolment API, which all have, decides.
///
/// # Errors
/// Any [`ApiError`]; `NotFound` when there is no such course.
pub async fn entrance(key: &CourseKey) -> Result<Entrance, ApiError> {
    match course::metadata(key).await {
        Err(ApiError::NotFound) if IS_OLDER.get() || !knows_the_question(key).await? => {}
        answer => {
            if answer.is_ok() {
                IS_OLDER.set(false);
            }
            return answer.map(Entrance::Course);
        }
    }
    let known = match learner::enrolment_course(key).await {
        // how this family says that it does not know a course
        Err(ApiError::Refused(_)) => Err(ApiError::NotFound),
        answer => answer,
    }?;
    IS_OLDER.set(true);
    Ok(Entrance::Older(known))
}

/// Whether a 404 came from the API itself, which answers in JSON, and not from a server that has no such address.
async fn knows_the_question(key: &CourseKey) -> Result<bool, ApiError> {
    let (_, body) = lms::plain("GET", &course::metadata_path(key)).await?;
    Ok(from_text::<Answered>(&body).is_ok())
}

struct Answered;

impl crate::json::FromJson for Answered {
    fn read(json: Json, reader: &mut crate::json::Reader) -> Self {
        reader.object(json);
        Self
    }
}
