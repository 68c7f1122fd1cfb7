//! The slice that finds a course: search, one course, institutions and subjects, saved courses, comparison.
mod card;
mod compare;
mod course;
mod enrolment;
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

/// The page of a course.
pub fn course_page() -> AnyView {
    match route() {
        Route::Course(key) => course::page(key),
        _ => ().into_any(),
    }
}

/// A course in a page of others.
pub fn course_guest(key: &str, failed: Callback<String>) -> AnyView {
    course::guest(key, failed)
}

/// The page of an institution, subject, level or person.
pub fn entity_page() -> AnyView {
    match route() {
        Route::Organization(id) => entity::page(entity::Kind::Organization, id),
        Route::Subject(id) => entity::page(entity::Kind::Subject, id),
        Route::Level(id) => entity::page(entity::Kind::Level, id),
        Route::Person(id) => entity::page(entity::Kind::Person, id),
        _ => ().into_any(),
    }
}

/// The learner's own lists.
pub fn list_page() -> AnyView {
    match route() {
        Route::Saved => saved::page(),
        Route::Compare => compare::page(),
        _ => ().into_any(),
    }
}

fn route() -> Route {
    expect_context::<Nav>().route.get_untracked()
}

/// How many courses are saved on the device.
pub fn saved_count() -> Signal<usize> {
    saved::count()
}
