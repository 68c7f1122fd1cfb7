//! A unit.
use crate::{app::PageHeading, i18n::t};
use leptos::prelude::*;

pub(super) fn page(_key: &str, _sequence: Option<String>, _unit: Option<String>) -> AnyView {
    view! { <div class="preau-wrap"><PageHeading text=Signal::stored(t::learn::opening().to_owned())/></div> }
        .into_any()
}
