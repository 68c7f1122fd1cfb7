//! What the learner writes.
mod target;

pub(in crate::forum) use target::{Sent, Target, Writing};

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

/// The form.
pub(in crate::forum) fn composer(writing: Writing) -> AnyView {
    let Writing { label, .. } = writing;
    view! { <p>{label}</p> }.into_any()
}

/// Whether something was begun.
pub(in crate::forum) fn has_draft(_course: &CourseKey, _target: &Target) -> bool {
    false
}

/// Words of somebody as a quote.
pub(in crate::forum) fn quote(text: &str, _author: &str) -> String {
    ["> ", &text.replace('\n', "\n> "), "\n\n"].concat()
}
