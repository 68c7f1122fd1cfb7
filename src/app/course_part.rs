//! Where slices meet: a page of one that shows inside what another draws around it.
use crate::wire::openedx::{CourseKey, CourseMetadata};
use leptos::prelude::*;
use std::rc::Rc;

/// A page within a course that one learns in. The course draws way back, parts and heading, and shows the body only to those
/// who may go in.
pub struct CoursePart {
    /// Heading of the page, which may change when more is known.
    pub heading: Signal<String>,
    /// What the address names is not there: the document's title says so first.
    pub is_missing: Signal<bool>,
    /// The page lies below the part's own: the way back has one more step.
    pub is_inner: bool,
    /// What stands below the heading; calls [`super::Nav::content_stands`] when it stands.
    pub body: PartBody,
}

/// Draws what stands below the heading.
pub(crate) type PartBody = Rc<dyn Fn(&CourseKey, &CourseMetadata) -> AnyView>;
