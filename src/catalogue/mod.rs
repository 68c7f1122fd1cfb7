//! The slice that finds a course: search, one course, institutions and subjects, saved courses, comparison.
mod card;
pub(crate) mod search;
pub mod state;

use leptos::prelude::*;

/// The search page.
pub fn search_page() -> AnyView {
    search::page()
}

/// The other pages of the slice.
pub fn other_pages() -> AnyView {
    ().into_any()
}

/// How many courses are saved on the device.
pub fn saved_count() -> Signal<usize> {
    Signal::stored(0)
}
