//! The forum of a course, and notifications of it and of the rest.
mod notifications;
mod query;
mod write;

pub use notifications::{
    last_notification_count, mark_all_read, mark_read, mark_seen, notification_count, notification_preferences,
    notifications, set_email_cadence, set_preference,
};
pub use query::{LearnerOrder, ThreadKind, ThreadOrder, ThreadQuery, ThreadView};
pub use write::{
    Change, NewThread, Secrecy, change_comment, change_thread, create_comment, create_thread, delete_comment,
    delete_thread, upload,
};

use super::{Body, course_path, get, in_path, in_query, last, lms, post, send};
use crate::{
    api::ApiError,
    json::Lenient,
    wire::openedx::{
        Cohort, Comment, CourseKey, DiscussionSettings, Discussions, LearnerActivity, Paged, Thread, TopicNode,
        TopicsV1,
    },
};

/// Threads, responses or replies that one answer holds: the most that the server gives.
pub const PAGE_SIZE: u32 = 100;
/// Threads that a page of the list shows at first and adds at a time.
pub const LIST_SIZE: u32 = 20;

/// Which end of a list of comments comes first. The server sorts ids as texts, so that this is only roughly the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// The newest, roughly.
    #[default]
    Last,
    /// The oldest, roughly.
    First,
}

impl End {
    /// Sent to the server: `false` would be taken for the other order, a zero is not.
    const fn query(self) -> &'static str {
        match self {
            Self::Last => "",
            Self::First => "&reverse_order=0",
        }
    }
}

/// What the forum is, and what the learner may do in it. [`ApiError::NotFound`] also when the learner has no way into the course.
///
/// # Errors
/// Any [`ApiError`].
pub async fn discussions(course: &CourseKey) -> Result<Discussions, ApiError> {
    // older servers have the first version alone
    for version in ["2", "1"] {
        match get(discussions_path(course, version)).await {
            Err(ApiError::NotFound) => {}
            answer => return answer,
        }
    }
    Err(ApiError::NotFound)
}

/// The last good answer of [`discussions`].
pub fn last_discussions(course: &CourseKey) -> Option<Discussions> {
    last(&discussions_path(course, "2"))
}

fn discussions_path(course: &CourseKey, version: &str) -> String {
    [&course_path(&["/api/discussion/v", version, "/courses/"].concat(), course), "/"].concat()
}

/// Which topics are divided into cohorts; for who moderates.
///
/// # Errors
/// Any [`ApiError`].
pub async fn discussion_settings(course: &CourseKey) -> Result<DiscussionSettings, ApiError> {
    get([&course_path("/api/discussion/v1/courses/", course), "/settings"].concat()).await
}

/// Cohorts of a course; for who moderates.
///
/// # Errors
/// Any [`ApiError`].
pub async fn cohorts(course: &CourseKey) -> Result<Vec<Cohort>, ApiError> {
    let path = [&course_path("/api/cohorts/v1/courses/", course), "/cohorts/"].concat();
    get::<Lenient<Vec<Cohort>>>(path).await.map(|list| list.0)
}

/// Topics, those of the whole course first; `provider` is [`Discussions::provider`].
///
/// # Errors
/// Any [`ApiError`].
pub async fn topics(course: &CourseKey, provider: Option<&str>) -> Result<Vec<TopicNode>, ApiError> {
    if !is_legacy(provider) {
        match get::<Lenient<Vec<TopicNode>>>(topics_path(course, "3")).await {
            // older servers have the first version alone
            Err(ApiError::NotFound) => {}
            answer => return answer.map(|list| list.0),
        }
    }
    get(topics_path(course, "1")).await.map(joined)
}

/// The last good answer of [`topics`].
pub fn last_topics(course: &CourseKey, provider: Option<&str>) -> Option<Vec<TopicNode>> {
    if is_legacy(provider) {
        return last(&topics_path(course, "1")).map(joined);
    }
    last::<Lenient<Vec<TopicNode>>>(&topics_path(course, "3")).map(|list| list.0)
}

fn is_legacy(provider: Option<&str>) -> bool {
    provider == Some("legacy")
}

fn joined(mut topics: TopicsV1) -> Vec<TopicNode> {
    topics.non_courseware_topics.append(&mut topics.courseware_topics);
    topics.non_courseware_topics
}

fn topics_path(course: &CourseKey, version: &str) -> String {
    course_path(&["/api/discussion/v", version, "/course_topics/"].concat(), course)
}

/// A page, from 1, of the threads that a question fits; beyond the last one it is empty.
///
/// # Errors
/// Any [`ApiError`].
pub async fn threads(course: &CourseKey, query: &ThreadQuery, page: u32) -> Result<Paged<Thread>, ApiError> {
    get(query.path(course, page)).await
}

/// The last good answer of [`threads`].
pub fn last_threads(course: &CourseKey, query: &ThreadQuery, page: u32) -> Option<Paged<Thread>> {
    last(&query.path(course, page))
}

/// A thread by itself. Asking marks it as read.
///
/// # Errors
/// Any [`ApiError`]; [`ApiError::NotFound`] also where the server fails for this thread alone, as it does for ids that it does not
/// know: what it says of the others tells whether it is the whole forum.
pub async fn thread(course: &CourseKey, id: &str) -> Result<Thread, ApiError> {
    match get(thread_path(course, id)).await {
        Err(failure) if without_failure(&failure) == ApiError::NotFound => {
            let others = threads(course, &ThreadQuery::default(), 1).await;
            Err(others.err().filter(|error| *error != ApiError::NotFound).unwrap_or(ApiError::NotFound))
        }
        answer => answer,
    }
}

/// The last good answer of [`thread`].
pub fn last_thread(course: &CourseKey, id: &str) -> Option<Thread> {
    last(&thread_path(course, id))
}

/// Forgets what was kept of a thread that is gone.
pub fn forget_thread(course: &CourseKey, id: &str) {
    lms::put_back(&thread_path(course, id), None);
}

fn thread_path(course: &CourseKey, id: &str) -> String {
    ["/api/discussion/v1/threads/", &in_path(id), "/?course_id=", &in_query(course.as_str())].concat()
}

/// A page, from 1, of the responses to a thread, [`PAGE_SIZE`] at a time; asking marks the thread as read.
///
/// # Errors
/// Any [`ApiError`]; [`ApiError::NotFound`] beyond the last page.
pub async fn responses(thread: &str, end: End, page: u32) -> Result<Paged<Comment>, ApiError> {
    let path = responses_path(thread, end, page);
    let mut results = Vec::new();
    // an older server has the answers to a question in two lists, and refuses to give them in one
    for list in ["", "&endorsed=true", "&endorsed=false"] {
        match get::<Paged<Comment>>([&path, list].concat()).await {
            Ok(mut found) => {
                let before = u32::try_from(results.len()).unwrap_or_default();
                results.append(&mut found.results);
                if list != "&endorsed=true" {
                    found.pagination.count = found.pagination.count.saturating_add(before);
                    found.results = results;
                    return Ok(found);
                }
            }
            Err(ApiError::Invalid(_)) if list.is_empty() => {}
            // one of the two may be shorter
            Err(ApiError::NotFound) if list == "&endorsed=true" => {}
            Err(error) => return Err(error),
        }
    }
    Err(ApiError::NotFound)
}

fn responses_path(thread: &str, end: End, page: u32) -> String {
    [
        "/api/discussion/v1/comments/?thread_id=",
        &in_query(thread),
        // without it counts and pages of a question's answers are wrong; others do not mind
        "&merge_question_type_responses=true",
        end.query(),
        "&",
        &page_query(page),
    ]
    .concat()
}

/// A page, from 1, of the replies to a response. Empty for a response that the server does not find from that end, whatever
/// [`Comment::child_count`] says.
///
/// # Errors
/// Any [`ApiError`]; [`ApiError::NotFound`] beyond the last page, and where the server fails.
pub async fn replies(response: &str, end: End, page: u32) -> Result<Paged<Comment>, ApiError> {
    let path = ["/api/discussion/v1/comments/", &in_path(response), "/?", &page_query(page), end.query()].concat();
    get(path).await.map_err(|error| without_failure(&error))
}

/// What learners did in the forum. `name` finds those whose usernames hold it.
///
/// # Errors
/// Any [`ApiError`].
pub async fn learners(
    course: &CourseKey,
    order: LearnerOrder,
    name: &str,
    page: u32,
) -> Result<Paged<LearnerActivity>, ApiError> {
    let mut path = course_path("/api/discussion/v1/courses/", course);
    path.push_str("/activity_stats/?order_by=");
    path.push_str(order.word());
    if !name.is_empty() {
        path.push_str("&username=");
        path.push_str(&in_query(name));
    }
    path.push('&');
    path.push_str(&page_query(page));
    get(path).await
}

fn page_query(page: u32) -> String {
    ["page=", &page.to_string(), "&page_size=", &PAGE_SIZE.to_string()].concat()
}

/// The server fails for what it does not know.
fn without_failure(error: &ApiError) -> ApiError {
    if *error == ApiError::Server(500) { ApiError::NotFound } else { error.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_spelt_so_that_the_server_understands() {
        assert!(!responses_path("41", End::Last, 1).contains("reverse_order"));
        assert_eq!(
            responses_path("41", End::First, 2),
            "/api/discussion/v1/comments/?thread_id=41&merge_question_type_responses=true&reverse_order=0&page=2&page_size=100"
        );
    }

    #[test]
    fn what_the_server_fails_for_is_not_there() {
        assert_eq!(without_failure(&ApiError::Server(500)), ApiError::NotFound);
        assert_eq!(without_failure(&ApiError::Server(502)), ApiError::Server(502));
    }
}
