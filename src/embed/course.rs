//! One course in a page of others.
use super::tell::Tell;
use crate::{
    app::{Draw, course_code, on_demand},
    catalogue::CourseGuest,
};
use leptos::prelude::*;

/// The course with that code or id.
pub(super) fn view(key: String, tell: &Tell) -> AnyView {
    let tell = tell.clone();
    provide_context(CourseGuest { key, failed: Callback::new(move |message: String| tell.failed(&message)) });
    on_demand(course_code, |draw: Draw| draw())
}
