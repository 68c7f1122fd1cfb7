//! Threads: as many as were asked for, and more on a button.
use super::{
    filters::filters,
    pages::{List, read},
    query::{self, PAGES, Rest},
    row::row,
};
use crate::{
    api::{
        ApiError, Remote,
        lms::forum::{self, ThreadQuery},
        session::{Asker, asker},
    },
    app::{ForumPage, Nav, Write, find_link, standing},
    forum::about,
    i18n::t,
    ui::{self, ButtonKind},
    wire::openedx::{CourseKey, Discussions, Thread},
};
use futures::future::LocalBoxFuture;
use leptos::{html::Ul, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

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

fn list(course: &CourseKey, remote: Remote<List>, asked: Memo<ThreadQuery>, nav: Nav, of_other: bool) -> AnyView {
    let element = NodeRef::<Ul>::new();
    let course = course.clone();
    let ids = move || {
        remote.value.with(|list| {
            keep_focus(element);
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

/// The link that has the focus in the list has it again when its row was drawn anew; the list's heading, when it has gone.
fn keep_focus(element: NodeRef<Ul>) {
    let Some(list) = element.get_untracked() else { return };
    let Some(active) = ui::dom::active_near(&list).filter(|active| list.contains(Some(active))) else { return };
    let Some(way) = active.get_attribute("href") else { return };
    request_animation_frame(move || {
        if !ui::dom::is_focus_free() {
            return;
        }
        match find_link(&way) {
            Some(link) => ui::dom::focus_quietly(&link),
            None => ui::dom::focus_id("threads"),
        }
    });
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
        ui::dom::focus_id("threads");
    };
    view! {
        <ui::EmptyState title=t::forum::nothing_title() level=3>
            <p class="preau-state__text">{t::forum::nothing()}</p>
            <ui::Button kind=ButtonKind::Primary on_press=clear>{t::forum::show_everything()}</ui::Button>
        </ui::EmptyState>
    }
    .into_any()
}

/// Shows more; the first of them, wherever the order puts it, takes the focus.
fn more(remote: Remote<List>, nav: Nav, element: NodeRef<Ul>) -> AnyView {
    let former = StoredValue::new(None::<List>);
    ui::effect(move || {
        let Some(list) = remote.value.get() else { return };
        let Some((first, count)) = former.get_value().and_then(|former| list.new_since(&former)) else { return };
        former.set_value(None);
        ui::announce(&t::forum::more_threads(count));
        request_animation_frame(move || focus_row(element, first));
    });
    // how it goes on, and among how many an order by waiting holds or a full list ends
    let rest = ui::memo(move |_| {
        let Some(list) = remote.value.get() else { return (Rest::Nothing, 0) };
        let rest = query::rest(list.pages, list.has_more);
        let is_told = rest == Rest::TooMuch || list.is_by_waiting();
        (rest, if is_told { u64::try_from(list.threads.len()).unwrap_or_default() } else { 0 })
    });
    let press = move |()| {
        let Some(list) = remote.value.get_untracked() else { return };
        let mut query = nav.query.get_untracked();
        query.set(PAGES, Some(&list.pages.saturating_add(1).to_string()));
        former.set_value(Some((*list).clone()));
        nav.set_query(&query, Write::Replace);
    };
    ui::optional(move || {
        let (rest, count) = rest.get();
        let text = match rest {
            Rest::Nothing => return None,
            Rest::TooMuch => t::forum::list_is_full(count),
            // who waits longest may not be among those that are here
            Rest::More if count > 0 => t::forum::by_waiting(count),
            Rest::More => String::new(),
        };
        let text = (!text.is_empty()).then(|| view! { <p>{text}</p> }.into_any());
        let button = (rest == Rest::More).then(|| {
            view! { <p><ui::Button pending=remote.pending on_press=press>{t::forum::more()}</ui::Button></p> }
                .into_any()
        });
        Some(view! { {text} {button} }.into_any())
    })
}

fn focus_row(element: NodeRef<Ul>, index: usize) {
    let items = element.get_untracked().and_then(|list| list.query_selector_all("h3 a").ok());
    let item = items.and_then(|items| items.item(u32::try_from(index).ok()?));
    if let Some(link) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        ui::dom::focus(&link);
    }
}
