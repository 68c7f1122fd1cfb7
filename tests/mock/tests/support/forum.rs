//! Where the forum is, and what most tests ask of its lists.
use serde_json::Value;

/// A course with conversations of every kind.
pub(crate) const COURSE: &str = "course-v1:Preau+ENLIGNE+1";
pub(crate) const THREADS: &str = "/api/discussion/v1/threads/";
pub(crate) const COMMENTS: &str = "/api/discussion/v1/comments/";
/// What concerns `COURSE` as a whole.
pub(crate) const COURSES: &str = "/api/discussion/v1/courses/course-v1:Preau+ENLIGNE+1/";

/// Ids of a page's items, in its order.
pub(crate) fn ids(list: &Value) -> Vec<&str> {
    list["results"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}
