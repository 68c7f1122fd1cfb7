//! A course that one learns in.
mod bookmarks;
mod dates;
mod end;
mod exam;
mod frame;
mod header;
mod home;
mod jump;
mod language;
mod more;
mod native;
mod outline;
mod plan;
mod progress;
mod refusal;
mod search;
mod tab;
mod unit;
mod video;
mod viewing_as;

use crate::{
    app::{CoursePart, Nav, PageHeading, Route},
    i18n::t,
    ui,
    wire::openedx::CourseKey,
};
pub(crate) use exam::timer as exam_timer;

use leptos::prelude::*;
use tab::Tab;

/// The page of a course's home.
pub fn home_page() -> AnyView {
    let nav = expect_context::<Nav>();
    course_in(nav).map_or_else(|| no_course(nav), |key| home::page(&key))
}

/// The page of units.
pub fn unit_page() -> AnyView {
    let nav = expect_context::<Nav>();
    course_in(nav).map_or_else(|| no_course(nav), |key| unit::page(&key))
}

/// The page after the last unit.
pub fn end_page() -> AnyView {
    let nav = expect_context::<Nav>();
    course_in(nav).map_or_else(|| no_course(nav), |key| end::page(&key))
}

/// The page of dates.
pub fn dates_page() -> AnyView {
    more::page(Tab::Dates, dates::body)
}

/// The page of progress.
pub fn progress_page() -> AnyView {
    more::page(Tab::Progress, progress::body)
}

/// The page of bookmarks.
pub fn bookmarks_page() -> AnyView {
    more::page(Tab::Bookmarks, bookmarks::body)
}

/// The page of the search.
pub fn search_page() -> AnyView {
    more::page(Tab::Search, search::body)
}

/// A page that another slice draws inside the course in the address.
pub fn page_with(part: fn(&CourseKey) -> CoursePart) -> AnyView {
    let nav = expect_context::<Nav>();
    course_in(nav).map_or_else(|| no_course(nav), |key| header::foreign_page(&key, part(&key)))
}

/// The course in the address.
fn course_in(nav: Nav) -> Option<CourseKey> {
    match nav.route.get_untracked() {
        Route::Learn(key, _) => CourseKey::parse(&key),
        _ => None,
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
