//! Addresses of the forum's pages.
use crate::{
    app::{ForumPage, LearnPage, Route},
    wire::openedx::CourseKey,
};

/// A page of the course's forum.
pub(super) fn path(course: &CourseKey, page: ForumPage) -> String {
    Route::Learn(course.as_str().to_owned(), LearnPage::Forum(page)).path()
}

/// A thread.
pub(super) fn thread(course: &CourseKey, id: &str) -> String {
    path(course, ForumPage::Thread { id: id.to_owned(), comment: None })
}

/// A response or reply in its thread.
pub(super) fn comment(course: &CourseKey, thread: &str, id: &str) -> String {
    path(course, ForumPage::Thread { id: thread.to_owned(), comment: Some(id.to_owned()) })
}
