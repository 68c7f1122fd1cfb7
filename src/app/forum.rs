//! The forum's pages, which show inside a course: the slices of both do not know one another.
use crate::{course, forum};
use leptos::prelude::*;

/// Threads, topics, learners.
pub(super) fn list_page() -> AnyView {
    course::page_with(forum::list_page)
}

/// A thread.
pub(super) fn thread_page() -> AnyView {
    course::page_with(forum::thread_page)
}

/// A new thread, drafts.
pub(super) fn write_page() -> AnyView {
    course::page_with(forum::write_page)
}
