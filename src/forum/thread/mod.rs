//! A thread: the post that began it, its responses and their replies.
//!
//! Criteria:
//! - the outline is that of headings: title, "3 responses", each response, each reply; depth is never told by indent only;
//! - responses stand in the order of time, marked answers first, whatever the server's order;
//! - what came since the last visit is marked down to the reply, with one control from new to new;
//! - an address of a response or reply leads to it, with the focus; what cannot be reached is said;
//! - what arrives while one reads is offered by a button and never moves what is being read.
#![allow(
    clippy::large_types_passed_by_value,
    reason = "a handful of handles of signals, which are half as large in a browser as on the host"
)]
mod actions;
mod arrivals;
mod author;
mod compose;
mod known;
mod load;
mod manage;
mod more;
mod order;
mod ordered;
mod page;
mod post;
mod replies;
mod responses;
mod seek;
mod subject;
mod switches;
mod target;
mod visit;

use crate::{
    app::{CoursePart, ForumPage, LearnPage, Nav, Route, opening, spawn, standing},
    i18n::t,
    ui,
    wire::openedx::CourseKey,
};
use futures::FutureExt;
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use page::Page;
use std::rc::Rc;
use subject::Subject;

/// The thread that the address names.
pub fn thread_page(course: &CourseKey) -> CoursePart {
    let nav = expect_context::<Nav>();
    let id = match nav.route.get_untracked() {
        Route::Learn(_, LearnPage::Forum(ForumPage::Thread { id, .. })) => id,
        _ => String::new(),
    };
    super::write::resume_in(course, &id);
    let page = Page::new(course, &id);
    let is_missing = Signal::derive(move || page.thread.is_missing());
    let heading = Signal::derive(move || {
        if let Some(thread) = page.thread.value.get() {
            return thread.title.clone();
        }
        if is_missing.get() { t::forum::thread_gone() } else { t::forum::discussion() }.to_owned()
    });
    CoursePart {
        heading,
        is_missing,
        is_inner: true,
        body: Rc::new(move |_, _| opening(page.thread, move || drawn(page, nav))),
    }
}

fn drawn(page: Page, nav: Nav) -> AnyView {
    arrivals::watch(page);
    let is_reached = StoredValue::new(false);
    let reach = move || {
        if !is_reached.get_value() {
            is_reached.set_value(true);
            // a failure shows when a button that needs it is pressed
            spawn(more::fetched().map(|_came| ()));
        }
    };
    view! {
        <div class="preau-thread preau-stack" on:pointerover=move |_| reach() on:focusin=move |_| reach()>
            {post::first(page)}
            {standing(page.loaded, move || responses::section(page, nav))}
            {compose::respond(page)}
            {arrivals::button(page)}
            {more::dialogs(page)}
        </div>
    }
    .into_any()
}

/// Id of the heading of a post, by which addresses and buttons find it.
fn heading_id(id: &str) -> String {
    ["post-", id].concat()
}

/// Gives the focus to the heading of a post; false when it does not show.
fn focus_post(id: &str) -> bool {
    let heading = document().get_element_by_id(&heading_id(id));
    let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    heading.scroll_into_view();
    ui::dom::focus_quietly(&heading);
    true
}
