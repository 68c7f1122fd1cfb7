//! The learner's courses: what goes on, what is due, what is done.
use crate::{app::PageHeading, i18n::t};
use leptos::prelude::*;

/// The page `/dashboard`.
pub fn page() -> AnyView {
    view! { <div class="preau-wrap"><PageHeading text=Signal::stored(t::dashboard::title().to_owned())/></div> }
        .into_any()
}
