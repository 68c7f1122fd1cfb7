//! Dates, progress, bookmarks, search in the course.
use super::{course_in, header::course_page, no_course, tab::Tab};
use crate::{
    app::Nav,
    wire::openedx::{CourseKey, CourseMetadata},
};
use leptos::prelude::*;

/// One of the pages.
pub(super) fn page(tab: Tab, body: fn(&CourseKey, &CourseMetadata) -> AnyView) -> AnyView {
    let nav = expect_context::<Nav>();
    let Some(key) = course_in(nav) else { return no_course(nav) };
    let course = key.clone();
    course_page(&key, tab, move |metadata| body(&course, &metadata))
}
