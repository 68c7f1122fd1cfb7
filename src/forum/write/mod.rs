//! What the learner writes: threads, responses, replies, changes.
//!
//! The form is in a file of its own, fetched when it opens: who only reads does without.
#![allow(
    clippy::large_types_passed_by_value,
    reason = "a handful of handles of signals, which are half as large in a browser as on the host"
)]
mod body;
mod choices;
mod drafts;
mod drafts_page;
mod edit;
mod form;
mod gate;
mod groups;
mod hand_over;
mod markdown;
mod new_thread;
mod outbox;
mod picture;
mod post_office;
mod problems;
mod send;
mod stored;
mod target;
mod toolbar;
mod topics;
mod view;
mod waiting;

pub(in crate::forum) use edit::quote;
pub(in crate::forum) use target::{Sent, Target, Writing};

use crate::{
    api::session::{Asker, asker},
    app::{ChunkError, CoursePart, ForumPage, LearnPage, Nav, Route, device, on_demand, spawn, split_point},
    i18n::t,
    json::Json,
    ui,
    wire::openedx::CourseKey,
};
use leptos::prelude::*;
use std::rc::Rc;

/// What is fetched on demand.
#[derive(Clone, Copy)]
struct Parts {
    /// Draws the form.
    form: fn(&Rc<Writing>) -> AnyView,
    /// Draws what waits to be sent.
    waiting: fn(waiting::Jobs, u8, Callback<String>) -> AnyView,
    /// Sends what waits.
    start: fn(),
}

split_point! {
    fn fetch_form() -> Parts = forum_form {
        Parts { form: view::form, waiting: waiting::waiting, start: post_office::start }
    }
}

/// The form for a text; its file comes on demand.
pub(in crate::forum) fn composer(writing: Writing) -> AnyView {
    let writing = Rc::new(writing);
    on_demand(fetch_form, move |parts| (parts.form)(&writing))
}

/// Sends what waits since an earlier page, if there is anything; its file comes for that.
pub(in crate::forum) fn resume() {
    // by what the device holds: to read the messages themselves takes code that only who writes has
    if !matches!(device::load(outbox::NAME), Some(Json::List(jobs)) if !jobs.is_empty()) {
        return;
    }
    spawn(async {
        match fetch_form().await {
            Ok(parts) => (parts.start)(),
            Err(ChunkError) => leptos::logging::warn!("what waits to be sent still does"),
        }
    });
}

/// Opens in a thread what was begun there just now, when the page went: now, or as soon as it is known who began it. Posts are asked
/// for only then.
pub(in crate::forum) fn resume_in(course: &CourseKey, thread: &str) {
    resume();
    let (who, course, thread) = (asker(), course.clone(), thread.to_owned());
    let want = move |who: &Asker| {
        if let Asker::Learner(who) = who {
            drafts::want_latest(who, &course, &thread);
        }
    };
    let now = who.get_untracked();
    want(&now);
    if now == Asker::Unknown {
        let is_late = StoredValue::new(true);
        ui::effect(move || {
            let who = who.get();
            if who != Asker::Unknown && is_late.get_value() {
                is_late.set_value(false);
                want(&who);
            }
        });
    }
}

/// Draws as soon as it is known who is there, once: what was begun is theirs alone.
fn of_author(draw: impl Fn(String) -> AnyView + 'static) -> AnyView {
    let who = asker();
    let is_known = ui::memo(move |was: Option<&bool>| was == Some(&true) || who.get() != Asker::Unknown);
    ui::dynamic(move || {
        if !is_known.get() {
            return view! { <ui::Loading inline=true/> }.into_any();
        }
        untrack(|| draw(if let Asker::Learner(name) = who.get() { name } else { String::new() }))
    })
}

/// Whether the form of that kind (`thread`, `reply`, `comment`) for a post of a thread is to open by itself; once.
pub(in crate::forum) fn takes_up(kind: &str, thread: &str, post: Option<&str>) -> bool {
    drafts::takes_up(&match post {
        Some(post) => [kind, " ", thread, " ", post].concat(),
        None => [kind, " ", thread].concat(),
    })
}

/// Whether somebody began something, or it waits to be sent.
pub(in crate::forum) fn has_draft(who: &Asker, course: &CourseKey, target: &Target) -> bool {
    let Asker::Learner(who) = who else { return false };
    let key = drafts::key(target);
    drafts::begun(who, course, &key).is_some() || !outbox::of(who, course.as_str(), Some(&key)).is_empty()
}

/// The pages for a new thread, and of drafts.
pub fn write_page(_course: &CourseKey) -> CoursePart {
    resume();
    let nav = expect_context::<Nav>();
    let is_drafts = matches!(nav.route.get_untracked(), Route::Learn(_, LearnPage::Forum(ForumPage::Drafts)));
    let heading = if is_drafts { t::forum::drafts() } else { t::forum::new_thread() };
    CoursePart {
        heading: Signal::stored(heading.to_owned()),
        is_missing: Signal::stored(false),
        is_inner: true,
        body: Rc::new(
            move |course, _| {
                if is_drafts { drafts_page::page(course, nav) } else { new_thread::page(course, nav) }
            },
        ),
    }
}
