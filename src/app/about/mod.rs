//! Pages about the site itself: display settings, accessibility statement, site map.
mod choices;
mod kept;
mod settings;
mod sitemap;
mod statement;

use super::{Nav, Route};
use leptos::prelude::*;

/// The page in view, of this group.
pub(super) fn page() -> AnyView {
    let route = expect_context::<Nav>().route.get_untracked();
    match route {
        Route::Accessibility => statement::page(),
        Route::SiteMap => sitemap::page(),
        _ => settings::page(),
    }
}

/// Tells the router that a page without anything to load stands.
fn stands_at_once() {
    let nav = expect_context::<Nav>();
    Effect::new(move |_| nav.content_stands());
}
