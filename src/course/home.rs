//! A course's home.
use crate::{app::PageHeading, i18n::t};
use leptos::prelude::*;

pub(super) fn page(_key: &str) -> AnyView {
    view! { <div class="preau-wrap"><PageHeading text=Signal::stored(t::learn::opening().to_owned())/></div> }
        .into_any()
}
