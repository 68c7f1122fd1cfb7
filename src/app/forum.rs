//! The forum's pages, which show inside a course: the slices of both do not know one another.
use super::{ChunkError, Fetch, fetch, on_demand};
use crate::{
    course, forum,
    wire::openedx::{CourseKey, UsageKey},
};
use leptos::prelude::*;

/// Draws the discussions of a unit.
type Beside = fn(&CourseKey, &UsageKey) -> AnyView;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(forum_beside, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn forum_beside() -> Result<Beside, ChunkError> {
    Ok(forum::beside)
}

fn fetch_beside() -> Fetch<Beside> {
    fetch!(forum_beside)
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
