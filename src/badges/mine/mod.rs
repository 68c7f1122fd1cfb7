//! The learner's awards: all of them, and one.
mod beside;
mod checks;
mod daily;
mod found;
mod item;
mod list;
mod one;
mod record;
mod sources;
mod wallet;

pub use beside::beside_course;

use crate::app::{Nav, Route};
use leptos::prelude::*;

/// The page of all awards.
pub fn page() -> AnyView {
    list::page()
}

/// The page of one.
pub fn one_page() -> AnyView {
    match expect_context::<Nav>().route.get_untracked() {
        Route::Badge(id) => one::page(&id),
        _ => ().into_any(),
    }
}
