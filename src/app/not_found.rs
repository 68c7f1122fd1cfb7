//! The page for an address that leads nowhere.
use super::{Nav, PageHeading, Route};
use crate::i18n::t;
use leptos::prelude::*;

/// Says so, and offers the ways on.
pub(super) fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    Effect::new(move |_| nav.content_stands());
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::app::not_found_title().to_owned()) error=true/>
            <p class="preau-lead">{t::app::not_found()}</p>
            <ul>
                <li><a href=Route::Search.path()>{t::app::nav_catalogue()}</a></li>
                <li><a href=Route::SiteMap.path()>{t::app::nav_sitemap()}</a></li>
            </ul>
        </div>
    }
    .into_any()
}
