//! Units that the learner marked, to find them again.
mod item;
mod remove;

use crate::{
    api::{ApiError, Remote, all, lms, session},
    app::{LearnPage, Nav, Route, standing},
    i18n::t,
    ui::{self, ButtonKind},
    wire::openedx::{Bookmark, CourseKey, CourseMetadata, UsageKey},
};
use leptos::{
    html::Ul,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

/// What the pages that were asked for hold.
#[derive(Debug, Clone, PartialEq)]
struct List {
    marks: Vec<Bookmark>,
    count: u32,
    has_more: bool,
}

/// The list, and what was taken off it just now.
#[derive(Clone, Copy)]
struct Page {
    remote: Remote<List>,
    /// How many pages of the answer show.
    pages: RwSignal<u32>,
    gone: RwSignal<Vec<UsageKey>>,
    list: NodeRef<Ul>,
}

/// The page below the course's heading.
pub(super) fn body(key: &CourseKey, _course: &CourseMetadata) -> AnyView {
    let pages = RwSignal::new(1);
    let asked = key.clone();
    let remote = Remote::new(move || {
        let (key, pages) = (asked.clone(), pages.get());
        Some(Box::pin(async move { read(&key, pages).await }))
    });
    if let Some(known) = lms::last_bookmarks(key, 1) {
        remote.preset(List { has_more: known.num_pages > 1, count: known.count, marks: known.results });
    }
    let page = Page { remote, pages, gone: RwSignal::new(Vec::new()), list: NodeRef::new() };
    let key = key.clone();
    let needs_session = ui::memo(move |_| {
        let is_refused = remote.error.with(|error| error.as_ref().is_some_and(is_without_session));
        is_refused && remote.value.with(Option::is_none)
    });
    ui::dynamic(move || {
        if needs_session.get() {
            return no_session();
        }
        let key = key.clone();
        let count = ui::memo(move |_| page.shown().len());
        standing(remote, move || drawn(&key, page, count))
    })
}

/// Refused without a word although somebody is signed in elsewhere, or signed out.
fn is_without_session(error: &ApiError) -> bool {
    match error {
        ApiError::SignInNeeded => true,
        ApiError::Refused(reason) => reason.trim().is_empty(),
        _ => false,
    }
}

/// Asks for the first so many pages at once: one of a hundred holds all that a course may have on today's servers.
async fn read(key: &CourseKey, pages: u32) -> Result<List, ApiError> {
    let mut list = List { marks: Vec::new(), count: 0, has_more: false };
    for answer in all((1..=pages).map(|page| lms::bookmarks(key, page))).await {
        let answer = answer?;
        list.count = answer.count;
        list.has_more = answer.num_pages > pages;
        list.marks.extend(answer.results);
    }
    Ok(list)
}

impl Page {
    fn shown(self) -> Vec<Bookmark> {
        let gone = self.gone.get();
        self.remote.value.with(|list| {
            let marks = list.as_ref().map(|list| list.marks.as_slice()).unwrap_or_default();
            marks.iter().filter(|mark| !gone.contains(&mark.usage_id)).cloned().collect()
        })
    }

    /// Gives the focus to what stands at a place in the list, else to the heading.
    fn focus_at(self, index: usize, what: &'static str) {
        request_animation_frame(move || {
            if self.gone.is_disposed() {
                return; // the learner has left the page
            }
            let items = self.list.get_untracked().and_then(|list| list.query_selector_all("li").ok());
            let item = items.and_then(|items| {
                let last = items.length().checked_sub(1)?;
                items.item(u32::try_from(index).unwrap_or(u32::MAX).min(last))?.dyn_into::<Element>().ok()
            });
            let target = item.and_then(|item| item.query_selector(what).ok().flatten());
            match target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                Some(target) => ui::dom::focus(&target),
                None => ui::dom::focus_heading(),
            }
        });
    }
}

/// The LMS gives bookmarks to a session of its own only, and to accounts with a confirmed address.
fn no_session() -> AnyView {
    let nav = expect_context::<Nav>();
    nav.content_stands();
    let sign_in = session::sign_in_address(&untrack(|| nav.address()));
    view! {
        <ui::EmptyState title=t::find::no_session_title()>
            <p class="preau-state__text">{t::find::no_session()}</p>
            <p class="preau-state__text">{t::find::no_session_confirm()}</p>
            <a class=ButtonKind::Primary.class() href=sign_in rel="external">{t::ui::sign_in()}</a>
        </ui::EmptyState>
    }
    .into_any()
}

fn drawn(key: &CourseKey, page: Page, count: Memo<usize>) -> AnyView {
    let is_empty = ui::memo(move |_| count.get() == 0);
    let key = key.clone();
    ui::dynamic(move || if is_empty.get() { empty(&key) } else { marks(&key, page, count) })
}

fn empty(key: &CourseKey) -> AnyView {
    let outline = Route::Learn(key.as_str().to_owned(), LearnPage::Home).path();
    view! {
        <ui::EmptyState title=t::find::no_bookmarks_title()>
            <p class="preau-state__text">{t::find::no_bookmarks()}</p>
            <a class=ButtonKind::Primary.class() href=outline>{t::progress::to_outline()}</a>
        </ui::EmptyState>
    }
    .into_any()
}

fn marks(key: &CourseKey, page: Page, count: Memo<usize>) -> AnyView {
    let keys = move || page.shown().iter().map(|mark| mark.usage_id.as_str().to_owned()).collect();
    let course = key.clone();
    let draw = move |wanted: String| {
        let found = untrack(|| page.shown().into_iter().find(|mark| mark.usage_id.as_str() == wanted));
        found.map(|mark| item::row(&course, &mark, page)).unwrap_or_default()
    };
    let total = move || {
        let (known, listed) =
            page.remote.value.with(|list| list.as_ref().map_or((0, 0), |list| (list.count, list.marks.len())));
        // a list that was asked for since does not count them any more
        let gone = listed.saturating_sub(count.get());
        u64::from(known).saturating_sub(u64::try_from(gone).unwrap_or_default())
    };
    view! {
        <section class="preau-stack" aria-labelledby="bookmarks">
            <h2 id="bookmarks">{ui::text(move || t::find::bookmarks(total()))}</h2>
            <ul class="preau-stack" role="list" node_ref=page.list>{ui::each(keys, draw)}</ul>
            {more(page, count)}
        </section>
    }
    .into_any()
}

/// Shows the next page below; its first unit takes the focus.
fn more(page: Page, count: Memo<usize>) -> AnyView {
    let waits_from = StoredValue::new(None::<usize>);
    ui::effect(move || {
        let now = count.get();
        if let Some(before) = waits_from.get_value().filter(|before| *before < now) {
            waits_from.set_value(None);
            page.focus_at(before, "a, button");
            ui::announce(&t::find::more_bookmarks(u64::try_from(now.saturating_sub(before)).unwrap_or_default()));
        }
    });
    let has_more = ui::memo(move |_| page.remote.value.with(|list| list.as_ref().is_some_and(|list| list.has_more)));
    let press = move |()| {
        waits_from.set_value(Some(count.get_untracked()));
        page.pages.update(|pages| *pages = pages.saturating_add(1));
    };
    ui::optional(move || {
        has_more.get().then(|| {
            view! {
                <p><ui::Button pending=page.remote.pending on_press=press>{t::find::show_more()}</ui::Button></p>
            }
            .into_any()
        })
    })
}
