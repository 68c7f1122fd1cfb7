//! A course's home.
use super::header::{Entered, Tab, page_of};
use crate::{app::Nav, wire::openedx::CourseKey};
use leptos::prelude::*;
use std::rc::Rc;

/// The home of a course.
pub(super) fn page(key: &CourseKey) -> AnyView {
    page_of(key, Tab::Home, Rc::new(body))
}

fn body(_entered: Entered) -> AnyView {
    expect_context::<Nav>().content_stands();
    ().into_any()
}
