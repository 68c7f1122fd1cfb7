//! The slice that finds a course: search, one course, institutions and subjects, saved courses, comparison.
mod calendar;
mod card;
mod compare;
mod course;
mod entity;
pub(crate) mod known;
mod saved;
pub(crate) mod search;
pub mod state;

pub(crate) use compare::{bar as compare_bar, button as compare_button};
pub(crate) use saved::button as save_button;

use crate::app::{Nav, Route};
use leptos::prelude::*;

/// The search page.
pub fn search_page() -> AnyView {
    search::page()
}

/// The other pages of the slice.
pub fn other_pages() -> AnyView {
    match expect_context::<Nav>().route.get_untracked() {
        Route::Course(key) => course::page(key),
        Route::Organization(id) => entity::page(entity::Kind::Organization, id),
        Route::Subject(id) => entity::page(entity::Kind::Subject, id),
        Route::Level(id) => entity::page(entity::Kind::Level, id),
        Route::Person(id) => entity::page(entity::Kind::Person, id),
        Route::Saved => saved::page(),
        Route::Compare => compare::page(),
        // pages of other slices
        _ => ().into_any(),
    }
}

/// How many courses are saved on the device.
pub fn saved_count() -> Signal<usize> {
    saved::count()
}
