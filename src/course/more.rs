//! Dates, progress, bookmarks, search in the course.
use crate::app::LearnPage;
use crate::{app::PageHeading, i18n::t};
use leptos::prelude::*;

pub(super) fn page(_key: &str, _page: &LearnPage) -> AnyView {
    view! { <div class="preau-wrap"><PageHeading text=Signal::stored(t::learn::opening().to_owned())/></div> }
        .into_any()
}
