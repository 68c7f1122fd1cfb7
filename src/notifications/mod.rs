//! What happened on the platform, for the learner.
use crate::{app::PageHeading, i18n::t};
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::app::nav_notifications().to_owned())/>
        </div>
    }
    .into_any()
}
