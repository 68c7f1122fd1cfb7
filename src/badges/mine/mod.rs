//! The learner's awards: all of them, and one.
mod beside;
mod check;
mod item;
mod list;
mod one;
mod record;
mod wallet;

pub use beside::beside_course;

use crate::app::{Nav, Route};
use leptos::prelude::*;

/// The page of all awards, or of one.
pub fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    match nav.route.get_untracked() {
        Route::Badge(id) => one::page(&id),
        _ => list::page(),
    }
}
