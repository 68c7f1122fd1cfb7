//! The forum's pages, which show inside a course: the slices of both do not know one another.
use super::{on_demand, split_point};
use crate::{
    course, forum,
    wire::openedx::{CourseKey, UsageKey},
};
use leptos::prelude::*;

/// Draws the discussions of a unit.
type Beside = fn(&CourseKey, &UsageKey) -> AnyView;

split_point! {
    fn fetch_beside() -> Beside = forum_beside {
        forum::beside
    }
}

/// Discussions of a unit, whose code comes when they are wanted.
pub(crate) fn beside_unit(course: CourseKey, unit: UsageKey) -> AnyView {
    on_demand(fetch_beside, move |draw| draw(&course, &unit))
}

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
