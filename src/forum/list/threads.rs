//! Threads: as many as were asked for, and more on a button.
use super::{
    filters::filters,
    query::{self, PAGES},
    row::row,
};
use crate::{
    api::{
        ApiError, Remote, all,
        lms::forum::{self, ThreadQuery, ThreadView},
        session::{Asker, asker},
    },
    app::{ForumPage, Nav, Write, standing},
    forum::about,
    i18n::{Instant, t},
    ui::{self, ButtonKind},
    wire::openedx::{CourseKey, Discussions, Thread},
};
use futures::future::LocalBoxFuture;
use leptos::{html::Ul, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

/// The pages that show.
#[derive(Debug, Clone, Default, PartialEq)]
struct List {
    asked: ThreadQuery,
    pages: u32,
    threads: Vec<Thread>,
    /// Of all pages; `None` where the server cannot count ahead.
    count: Option<u32>,
    has_more: bool,
    rewritten: Option<String>,
}

/// The page.
pub(super) fn page(course: &CourseKey, page: &ForumPage, about: Remote<Discussions>) -> AnyView {
    let nav = expect_context::<Nav>();
    let moderates = about.value.with_untracked(|about| about.as_deref().is_some_and(about::moderates));
    let who = asker();
    let asked = {
        let page = page.clone();
        ui::memo(move |_| {
            let username = match who.get() {
                Asker::Learner(name) => Some(name),
                Asker::Unknown | Asker::Nobody => None,
            };
            nav.query.with(|query| query::thread_query(&page, query, username.as_deref(), moderates))
        })
    };
    let pages = ui::memo(move |_| nav.query.with(query::pages));
    let remote = remote(course, asked, pages);
    let of_other = matches!(page, ForumPage::Learner(_));
    let course_key = course.clone();
    view! {
        {filters(course, page, moderates)}
        {standing(remote, move || list(&course_key, remote, asked, nav, of_other))}
    }
    .into_any()
}

fn remote(course: &CourseKey, asked: Memo<ThreadQuery>, pages: Memo<u32>) -> Remote<List> {
    let key = course.clone();
    let held = StoredValue::new(None::<List>);
    let remote = Remote::new(move || {
        let (key, asked, pages) = (key.clone(), asked.get(), pages.get());
        // pages that show are not asked for again when more are wanted
        let held = held.get_value().filter(|held| held.asked == asked && held.pages < pages);
        let answer: LocalBoxFuture<'static, Result<List, ApiError>> =
            Box::pin(async move { read(&key, asked, pages, held.unwrap_or_default()).await });
        Some(answer)
    });
    ui::effect(move || held.set_value(remote.value.get().map(|list| (*list).clone())));
    let (asked, pages) = (asked.get_untracked(), pages.get_untracked());
    if let Some(first) = forum::last_threads(course, &asked, 1).filter(|_| pages == 1) {
        let mut list = List { asked, ..List::default() };
        list.add(first);
        remote.preset(list);
    }
    remote
}

async fn read(course: &CourseKey, asked: ThreadQuery, pages: u32, mut list: List) -> Result<List, ApiError> {
    list.asked = asked.clone();
    let wanted = list.pages.saturating_add(1)..=pages;
    for answer in all(wanted.map(|page| forum::threads(course, &asked, page))).await {
        list.add(answer?);
    }
    Ok(list)
}

impl List {
    /// Adds the next page. What moved from one page to the next meanwhile is there once.
    fn add(&mut self, page: crate::wire::openedx::Paged<Thread>) {
        self.pages = self.pages.saturating_add(1);
        let can_count = self.asked.view != Some(ThreadView::Unread) && self.asked.participant.is_empty();
        self.count = can_count.then_some(page.pagination.count);
        self.has_more = page.pagination.next.is_some() && !page.results.is_empty();
        if page.text_search_rewrite.is_some() {
            self.rewritten = page.text_search_rewrite;
        }
        for thread in page.results {
            if self.threads.iter().all(|other| other.post.id != thread.post.id) {
                self.threads.push(thread);
            }
        }
        // who waits longest for an answer comes first
        if matches!(self.asked.view, Some(ThreadView::Unanswered | ThreadView::Unresponded)) && self.asked.counts_flags
        {
            crate::order::sort_by(&mut self.threads, |a, b| {
                let at = |thread: &Thread| Instant::parse(&thread.post.created_at).map_or(0.0, Instant::millis);
                b.pinned.cmp(&a.pinned).then(at(a).total_cmp(&at(b)))
            });
        }
    }
}

fn list(course: &CourseKey, remote: Remote<List>, asked: Memo<ThreadQuery>, nav: Nav, of_other: bool) -> AnyView {
    let element = NodeRef::<Ul>::new();
    let course = course.clone();
    let ids = move || {
        remote.value.with(|list| {
            let threads = list.as_ref().map(|list| list.threads.as_slice()).unwrap_or_default();
            // a row is drawn anew when what it tells has changed
            threads.iter().map(row_key).collect()
        })
    };
    let draw = move |key: String| {
        let list = remote.value.get_untracked();
        let thread = list.as_ref().and_then(|list| list.threads.iter().find(|thread| row_key(thread) == key));
        thread.map(|thread| row(&course, thread, of_other)).unwrap_or_default()
    };
    let words = move || {
        remote.value.with(|list| {
            let Some(list) = list else { return String::new() };
            let shown = u64::try_from(list.threads.len()).unwrap_or(u64::MAX);
            match list.count {
                Some(count) => t::forum::threads(u64::from(count).max(shown)),
                None if list.has_more => t::forum::threads_and_more(shown),
                None => t::forum::threads(shown),
            }
        })
    };
    let is_empty =
        ui::memo(move |_| remote.value.with(|list| list.as_ref().is_some_and(|list| list.threads.is_empty())));
    let rewritten = move || {
        let text = remote.value.with(|list| list.as_ref().and_then(|list| list.rewritten.clone()))?;
        Some(view! { <p>{t::forum::rewritten(&text)}</p> }.into_any())
    };
    speak(remote, words);
    view! {
        <section class="preau-stack" aria-labelledby="threads" aria-busy=ui::flag(move || remote.pending.get())>
            <h2 id="threads" tabindex="-1">{ui::text(words)}</h2>
            {ui::optional(rewritten)}
            {ui::optional(move || is_empty.get().then(|| empty(nav, &asked.get())))}
            <ul class="preau-stack preau-threads" role="list" node_ref=element>{ui::each(ids, draw)}</ul>
            {more(remote, nav, element)}
        </section>
    }
    .into_any()
}

/// Everything that a row tells.
fn row_key(thread: &Thread) -> String {
    let Thread { post, comment_count, unread_comment_count, pinned, closed, following, read, .. } = thread;
    let numbers = [post.vote_count, *comment_count, *unread_comment_count].map(|number| number.to_string());
    let states = [*pinned, *closed, *following, *read, post.abuse_flagged].map(|is| if is { "1" } else { "0" });
    [post.id.as_str(), " ", &numbers.join(" "), " ", &states.concat(), " ", &thread.title].concat()
}

/// How many there are is said when something else was asked for.
fn speak(remote: Remote<List>, words: impl Fn() -> String + 'static) {
    let mut before = None::<ThreadQuery>;
    ui::effect(move || {
        let Some(list) = remote.value.get() else { return };
        let is_other = before.as_ref().is_some_and(|before| *before != list.asked);
        before = Some(list.asked.clone());
        if is_other {
            ui::announce_topic("threads", &words(), 1000);
        }
    });
}

fn empty(nav: Nav, asked: &ThreadQuery) -> AnyView {
    if !query::is_narrow(asked) {
        return view! {
            <ui::EmptyState title=t::forum::no_threads_title() level=3>
                <p class="preau-state__text">{t::forum::no_threads()}</p>
            </ui::EmptyState>
        }
        .into_any();
    }
    let clear = move |()| {
        nav.set_query(&crate::app::Query::default(), Write::Push);
        ui::dom::focus_heading_of("threads");
    };
    view! {
        <ui::EmptyState title=t::forum::nothing_title() level=3>
            <p class="preau-state__text">{t::forum::nothing()}</p>
            <ui::Button kind=ButtonKind::Primary on_press=clear>{t::forum::show_everything()}</ui::Button>
        </ui::EmptyState>
    }
    .into_any()
}

/// Shows more below; the first of them takes the focus.
fn more(remote: Remote<List>, nav: Nav, element: NodeRef<Ul>) -> AnyView {
    let waits_from = StoredValue::new(None::<usize>);
    ui::effect(move || {
        let now = remote.value.with(|list| list.as_ref().map_or(0, |list| list.threads.len()));
        let Some(before) = waits_from.get_value().filter(|before| *before < now) else { return };
        waits_from.set_value(None);
        ui::announce(&t::forum::more_threads(u64::try_from(now.saturating_sub(before)).unwrap_or_default()));
        request_animation_frame(move || focus_row(element, before));
    });
    let has_more = ui::memo(move |_| remote.value.with(|list| list.as_ref().is_some_and(|list| list.has_more)));
    let press = move |()| {
        let Some(list) = remote.value.get_untracked() else { return };
        waits_from.set_value(Some(list.threads.len()));
        let mut query = nav.query.get_untracked();
        query.set(PAGES, Some(&list.pages.saturating_add(1).to_string()));
        nav.set_query(&query, Write::Replace);
    };
    ui::optional(move || {
        has_more.get().then(|| {
            view! { <p><ui::Button pending=remote.pending on_press=press>{t::forum::more()}</ui::Button></p> }
                .into_any()
        })
    })
}

fn focus_row(element: NodeRef<Ul>, index: usize) {
    let items = element.get_untracked().and_then(|list| list.query_selector_all("h3 a").ok());
    let item = items.and_then(|items| items.item(u32::try_from(index).ok()?));
    if let Some(link) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        ui::dom::focus(&link);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::{Paged, Pagination, Post};

    fn page(ids: &[&str], has_next: bool) -> Paged<Thread> {
        let thread = |id: &&str| Thread { post: Post { id: (*id).into(), ..Post::default() }, ..Thread::default() };
        Paged {
            results: ids.iter().map(thread).collect(),
            pagination: Pagination { next: has_next.then(String::new), count: 3, num_pages: 2 },
            text_search_rewrite: None,
        }
    }

    fn ids(list: &List) -> Vec<&str> {
        list.threads.iter().map(|thread| thread.post.id.as_str()).collect()
    }

    #[test]
    fn what_moved_to_the_next_page_shows_once() {
        let mut list = List::default();
        list.add(page(&["1", "2"], true));
        assert!(list.has_more);
        list.add(page(&["2", "3"], false));
        assert_eq!(ids(&list), ["1", "2", "3"]);
        assert_eq!((list.has_more, list.count, list.pages), (false, Some(3), 2));
    }

    #[test]
    fn a_count_that_the_server_cannot_know_is_not_told() {
        let asked = ThreadQuery { view: Some(ThreadView::Unread), ..ThreadQuery::default() };
        let mut list = List { asked, ..List::default() };
        list.add(page(&["1"], true));
        assert_eq!(list.count, None);
    }

    #[test]
    fn an_empty_page_is_the_last_one() {
        let mut list = List::default();
        list.add(page(&[], true));
        assert!(!list.has_more);
    }
}
