//! Threads, topics and learners of a course's forum.
mod cohorts;
mod filters;
mod learners;
mod pages;
mod query;
pub(in crate::forum) mod row;
mod threads;
pub(in crate::forum) mod topics;
mod unread;

use super::{about, places};
use crate::{
    api::Remote,
    app::{CoursePart, ForumPage, LearnPage, Nav, Route, opening},
    i18n::t,
    percent,
    ui::{self, ButtonKind, Icon, icon},
    wire::openedx::{CourseKey, Discussions},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Whichever list the address names.
pub fn list_page(course: &CourseKey) -> CoursePart {
    super::write::resume();
    let nav = expect_context::<Nav>();
    let page = match nav.route.get_untracked() {
        Route::Learn(_, LearnPage::Forum(page)) => page,
        _ => ForumPage::Threads,
    };
    let about = about::about(course);
    if matches!(page, ForumPage::Topics | ForumPage::Topic(_)) {
        topics::prefetch();
    }
    let topic = RwSignal::new(None);
    let heading = heading(&page, topic);
    let is_inner = page != ForumPage::Threads;
    let body = move |course: &CourseKey, _: &_| {
        let (course, page) = (course.clone(), page.clone());
        opening(about, move || drawn(&course, &page, about, topic))
    };
    CoursePart { heading, is_missing: Signal::stored(false), is_inner, body: Rc::new(body) }
}

/// Name of the page; that of a topic is known when the topics are.
fn heading(page: &ForumPage, topic: RwSignal<Option<String>>) -> Signal<String> {
    let fixed = |text: &str| Signal::stored(text.to_owned());
    match page {
        ForumPage::Topics => fixed(t::forum::topics()),
        ForumPage::Learners => fixed(t::forum::learners()),
        ForumPage::Learner(name) => fixed(&t::forum::learner_threads(name)),
        ForumPage::Topic(_) => Signal::derive(move || topic.get().unwrap_or_else(|| t::forum::topic().to_owned())),
        _ => fixed(t::learn::tab_forum()),
    }
}

fn drawn(course: &CourseKey, page: &ForumPage, about: Remote<Discussions>, topic: RwSignal<Option<String>>) -> AnyView {
    let is_there = ui::memo(move |_| about.value.with(|about| about.as_deref().is_none_or(about::is_there)));
    let (course, page) = (course.clone(), page.clone());
    ui::dynamic(move || {
        if !is_there.get() {
            expect_context::<Nav>().content_stands();
            return view! { <ui::EmptyState title=t::forum::none_title()><p class="preau-state__text">{t::forum::none()}</p></ui::EmptyState> }
                .into_any();
        }
        untrack(|| {
            view! {
                {tools(&course, &page)}
                {match &page {
                    ForumPage::Topic(id) => topics::named(&course, about, id, topic),
                    _ => ().into_any(),
                }}
                {match &page {
                    ForumPage::Topics => topics::page(&course, about),
                    ForumPage::Learners => learners::page(&course, about),
                    page => threads::page(&course, page, about),
                }}
            }
            .into_any()
        })
    })
}

/// Ways to the other lists, and to a new thread.
fn tools(course: &CourseKey, page: &ForumPage) -> AnyView {
    let link = |to: ForumPage, text: &'static str| {
        let current = (to == *page).then_some("page");
        view! { <li><a class="preau-nav__link" href=places::path(course, to) aria-current=current>{text}</a></li> }
            .into_any()
    };
    let mut new = places::path(course, ForumPage::New);
    if let ForumPage::Topic(id) = page {
        new = [&new, "?topic=", &percent::in_query(id)].concat();
    }
    view! {
        <div class="preau-forum__tools">
            <nav aria-label=t::forum::lists()>
                <ul class="preau-nav__list" role="list">
                    {link(ForumPage::Threads, t::forum::all_threads())}
                    {link(ForumPage::Topics, t::forum::topics())}
                    {link(ForumPage::Learners, t::forum::learners())}
                    {link(ForumPage::Drafts, t::forum::drafts())}
                </ul>
            </nav>
            <a class=ButtonKind::Primary.class() href=new>{icon(Icon::Plus)}{t::forum::new_thread()}</a>
        </div>
    }
    .into_any()
}
