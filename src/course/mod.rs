//! A course that one learns in.
mod bookmarks;
mod dates;
mod header;
mod home;
mod jump;
mod more;
mod outline;
mod plan;
mod progress;
mod refusal;
mod unit;

use crate::{
    app::{LearnPage, Nav, PageHeading, Route},
    i18n::t,
    ui,
    wire::openedx::CourseKey,
};
use leptos::prelude::*;

/// The pages of home and units.
pub fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let Route::Learn(key, page) = nav.route.get_untracked() else { return ().into_any() };
    match (CourseKey::parse(&key), page) {
        (Some(key), LearnPage::Unit { sequence, unit }) => unit::page(key.as_str(), sequence, unit),
        (Some(key), _) => home::page(&key),
        (None, _) => no_course(nav),
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

/// What stands in the address is no key of a course.
fn no_course(nav: Nav) -> AnyView {
    ui::effect(move || nav.content_stands());
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::learn::unknown_course().to_owned()) error=true/>
            <ui::ErrorPanel error=crate::api::ApiError::NotFound/>
        </div>
    }
    .into_any()
}
