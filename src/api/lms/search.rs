//! Search inside a course.
use super::{Body, course_path, get, post};
use crate::{
    api::{ApiError, session},
    json::read_fields,
    wire::openedx::{CourseHits, CourseKey},
};

/// Hits that a page holds.
pub const HITS: u32 = 20;

/// Answer of `…/courseware-search/enabled/`.
struct Enabled {
    enabled: bool,
}
read_fields! { Enabled { enabled } }

/// Whether one can search in the course.
///
/// # Errors
/// Any [`ApiError`]; a server that does not know the question has no search.
pub async fn can_search(course: &CourseKey) -> Result<bool, ApiError> {
    match get::<Enabled>([&course_path("/courses/", course), "/courseware-search/enabled/"].concat()).await {
        Ok(answer) => Ok(answer.enabled),
        Err(ApiError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A page, from 0, of what is found; nothing for a blank text, for which the server would fail.
///
/// # Errors
/// Any [`ApiError`].
pub async fn search(course: &CourseKey, text: &str, page: u32) -> Result<CourseHits, ApiError> {
    if text.trim().is_empty() {
        return Ok(CourseHits::default());
    }
    let body = Body::Form(vec![
        ("search_string", text.trim().into()),
        ("page_size", HITS.to_string()),
        ("page_index", page.to_string()),
    ]);
    let answer = post(course_path("/search/", course), body).await;
    if answer.as_ref().err() == Some(&ApiError::Server(500)) {
        // whatever is wrong is this, also that the session has ended
        session::is_renewed().await?;
    }
    answer
}
