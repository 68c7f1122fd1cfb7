//! A course that one learns in.
mod home;
mod more;
mod unit;

use crate::app::{LearnPage, Nav, Route};
use leptos::prelude::*;

/// The pages of home and units.
pub fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    match nav.route.get_untracked() {
        Route::Learn(key, LearnPage::Unit { sequence, unit }) => unit::page(&key, sequence, unit),
        Route::Learn(key, _) => home::page(&key),
        _ => ().into_any(),
    }
}

/// The pages of dates, progress, bookmarks and search.
pub fn more_page() -> AnyView {
    let nav = expect_context::<Nav>();
    match nav.route.get_untracked() {
        Route::Learn(key, page) => more::page(&key, &page),
        _ => ().into_any(),
    }
}
