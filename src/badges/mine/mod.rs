//! The learner's awards: all of them, and one.
mod check;
mod item;
mod list;
mod one;
mod wallet;

use crate::app::{Nav, Route};
use crate::ui;
use leptos::prelude::*;

/// The page of all awards, or of one.
pub fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let id =
        ui::memo(move |_| nav.route.with(|route| if let Route::Badge(id) = route { Some(id.clone()) } else { None }));
    match id.get_untracked() {
        Some(id) => one::page(id),
        None => list::page(),
    }
}
