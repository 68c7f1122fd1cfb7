//! Dates, progress, bookmarks, search in the course.
pub(super) mod loaded;

use super::{
    bookmarks, dates,
    header::{Tab, course_page},
    no_course, progress,
};
use crate::{
    app::{LearnPage, Nav},
    wire::openedx::CourseKey,
};
use leptos::prelude::*;

/// One of the pages.
pub(super) fn page(key: &str, page: &LearnPage) -> AnyView {
    let Some(key) = CourseKey::parse(key) else { return no_course(expect_context::<Nav>()) };
    let course = key.clone();
    match page {
        LearnPage::Progress => course_page(&key, Tab::Progress, move |metadata| progress::body(&course, &metadata)),
        LearnPage::Dates => course_page(&key, Tab::Dates, move |metadata| dates::body(&course, &metadata)),
        LearnPage::Bookmarks => course_page(&key, Tab::Bookmarks, move |metadata| bookmarks::body(&course, &metadata)),
        _ => course_page(&key, Tab::Search, |_| ().into_any()),
    }
}
