//! The page.
use crate::{app::CoursePart, i18n::t, wire::openedx::CourseKey};
use leptos::prelude::*;
use std::rc::Rc;

/// The page.
pub fn write_page(_course: &CourseKey) -> CoursePart {
    CoursePart {
        heading: Signal::stored(t::learn::tab_forum().to_owned()),
        is_inner: false,
        body: Rc::new(|_, _| ().into_any()),
    }
}
