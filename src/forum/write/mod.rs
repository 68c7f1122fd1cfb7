//! What the learner writes: threads, responses, replies, changes.
//!
//! The form is in a file of its own, fetched when it opens: who only reads does without.
#![allow(
    clippy::large_types_passed_by_value,
    reason = "a handful of handles of signals, which are half as large in a browser as on the host"
)]
mod drafts;
mod drafts_page;
mod edit;
mod form;
mod gate;
mod new_thread;
mod picture;
mod problems;
mod send;
mod stored;
mod target;
mod toolbar;
mod view;

pub(in crate::forum) use edit::quote;
pub(in crate::forum) use target::{Sent, Target, Writing};

use crate::{
    api::session::username,
    app::{ChunkError, CoursePart, Fetch, ForumPage, LearnPage, Nav, Route, fetch, on_demand},
    i18n::t,
    wire::openedx::CourseKey,
};
use leptos::prelude::*;
use std::rc::Rc;

/// What draws the form.
type Form = fn(&Rc<Writing>) -> AnyView;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(forum_form, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn forum_form() -> Result<Form, ChunkError> {
    Ok(view::form)
}

fn fetch_form() -> Fetch<Form> {
    fetch!(forum_form)
}

/// The form for a text; its file comes on demand.
pub(in crate::forum) fn composer(writing: Writing) -> AnyView {
    let writing = Rc::new(writing);
    on_demand(fetch_form, move |form| form(&writing))
}

/// Whether something was begun and not sent.
pub(in crate::forum) fn has_draft(course: &CourseKey, target: &Target) -> bool {
    username().is_some_and(|who| drafts::load(&who, course, &drafts::key(target)).is_some())
}

/// The pages for a new thread, and of drafts.
pub fn write_page(_course: &CourseKey) -> CoursePart {
    let nav = expect_context::<Nav>();
    let is_drafts = matches!(nav.route.get_untracked(), Route::Learn(_, LearnPage::Forum(ForumPage::Drafts)));
    let heading = if is_drafts { t::forum::drafts() } else { t::forum::new_thread() };
    CoursePart {
        heading: Signal::stored(heading.to_owned()),
        is_inner: true,
        body: Rc::new(
            move |course, _| {
                if is_drafts { drafts_page::page(course, nav) } else { new_thread::page(course, nav) }
            },
        ),
    }
}
