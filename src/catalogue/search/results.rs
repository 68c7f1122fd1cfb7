//! The results: how many, the cards, the pages; and what stands there when there are none.
use super::{
    Search, SearchState, active, facets, rest,
    state::{REACH, page_at, pages},
};
use crate::{
    api::catalogue::Results,
    app::{Route, config, on_demand},
    catalogue::{card, known},
    i18n::{number, t},
    ui::{self, Pages},
    wire::richie::Course,
};
use leptos::{html, prelude::*};

/// The column of results.
pub(super) fn section(search: Search) -> AnyView {
    let heading = NodeRef::<html::H2>::new();
    focus_after_paging(search, heading);
    // on the way back the place that was left may be at the end: asked before the effect below settles it
    let screen = if search.room().get_untracked() { AT_ONCE } else { AT_ONCE_NARROW };
    let at_once = if search.nav.restores() { usize::MAX } else { screen };
    ui::effect(move || {
        if let Some(results) = search.results.value.get() {
            known::remember(&results.courses);
            search.nav.content_stands();
        }
    });
    // on the way back to a page that fails now, the focus has a place all the same
    ui::effect(move || {
        if search.results.error.with(Option::is_some) {
            search.nav.content_stands();
        }
    });
    // two searches that find nothing have equal answers, which change nothing: the advice follows what was searched for
    let answered = ui::memo(move |former: Option<&SearchState>| {
        // by the request alone: a new search is known before it is asked for
        let is_asked = search.results.pending.get();
        former.filter(|_| is_asked).cloned().unwrap_or_else(|| search.state.get_untracked())
    });
    view! {
        <section class="preau-stack preau-results" aria-labelledby="results">
            <div class="preau-row preau-row--apart">
                <h2 id="results" tabindex="-1" node_ref=heading>{ui::text(move || heading_text(search))}</h2>
                {facets::dialog(search)}
            </div>
            {active::filters(search)}
            {ui::optional(move || failure(search))}
            {ui::optional(move || without_filters(search))}
            <div aria-busy=move || search.results.pending.get().then_some("true")>{list(search, answered, at_once)}</div>
            {ui::optional(move || paging(search))}
        </section>
    }
    .into_any()
}

fn heading_text(search: Search) -> String {
    let Some(results) = search.results.value.get() else { return t::search::results().to_owned() };
    let count = count_text(results.meta.total_count);
    let (page, last) = (page_of(search, &results), pages(results.meta.total_count, search.length()));
    if (2..=last).contains(&page) { t::search::count_page(last.into(), page.into(), &count) } else { count }
}

/// How many courses were found, as far as the server counts.
pub(super) fn count_text(total: u32) -> String {
    if total >= REACH { t::search::count_beyond(&number(REACH.into())) } else { t::search::count(total.into()) }
}

/// What stands where the results do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Waiting,
    /// The failure is told above.
    Nothing,
    Advice,
    Cards,
}

fn list(search: Search, answered: Memo<SearchState>, at_once: usize) -> AnyView {
    let value = search.results.value;
    let shown =
        ui::memo(move |_| match value.with(|results| results.as_ref().map(|results| results.courses.is_empty())) {
            Some(true) => Shown::Advice,
            Some(false) => Shown::Cards,
            None if search.results.error.with(Option::is_some) => Shown::Nothing,
            None => Shown::Waiting,
        });
    ui::dynamic(move || match shown.get() {
        Shown::Waiting => view! {
            <ui::Loading text=t::search::searching()/>
            {ui::skeleton_cards(6)}
        }
        .into_any(),
        Shown::Nothing => ().into_any(),
        Shown::Advice => ui::optional(move || {
            let (results, searched) = (value.get()?, answered.get());
            Some(on_demand(rest::fetched, move |rest| (rest.advice)(search, &searched, &results)))
        }),
        Shown::Cards => cards(search, at_once),
    })
}

/// Cards that come with the answer: all that most screens show. The others follow in tasks of their own, as many at a time.
const AT_ONCE: usize = 6;
/// The same on narrow screens, which show them one below the other.
const AT_ONCE_NARROW: usize = 3;

/// A card stays as it is while the learner types, as long as its course is among the results and the same.
fn cards(search: Search, at_once: usize) -> AnyView {
    let value = search.results.value;
    let count = ui::memo(move |_| value.with(|results| results.as_ref().map_or(0, |results| results.courses.len())));
    let drawn = ui::grows(at_once, count);
    let ids = move || {
        let drawn = drawn.get();
        value.with(|results| {
            let courses = results.iter().flat_map(|results| &results.courses);
            courses.take(drawn).map(|course| course.id.clone()).collect()
        })
    };
    let card: fn(&Course) -> AnyView = match search.guest() {
        Some(guest) => guest.card,
        None => card::card,
    };
    let draw = move |id: String| {
        let course = ui::memo(move |_| {
            value.with(|results| results.as_ref()?.courses.iter().find(|course| course.id == id).cloned())
        });
        let item = NodeRef::<html::Li>::new();
        // on the way back to results without it
        on_cleanup(move || {
            if let Some(item) = item.get_untracked() {
                ui::dom::rescue_focus(&item);
            }
        });
        view! { <li node_ref=item>{ui::optional(move || course.with(|course| course.as_ref().map(card)))}</li> }
            .into_any()
    };
    view! { <ul class="preau-cards" role="list">{ui::each(ids, draw)}</ul> }.into_any()
}

/// The failure stands above what was found before.
fn failure(search: Search) -> Option<AnyView> {
    let error = search.results.error.get()?;
    let retry = Callback::new(move |()| search.results.retry());
    let elsewhere = config::config().catalogue_page.clone();
    let pending = search.results.pending;
    Some(match elsewhere {
        Some(elsewhere) => {
            view! { <ui::ErrorPanel error=error on_retry=retry pending=pending elsewhere=elsewhere level=3/> }
                .into_any()
        }
        None => view! { <ui::ErrorPanel error=error on_retry=retry pending=pending level=3/> }.into_any(),
    })
}

/// An outdated address made the server fail over the filters: say why they are not there.
fn without_filters(search: Search) -> Option<AnyView> {
    let missing =
        search.results.value.with(|results| results.as_ref().is_some_and(|results| results.filters.is_none()));
    missing.then(|| {
        let all = Route::Search.path();
        view! {
            <ui::Notice kind=ui::NoticeKind::Warning title=t::search::outdated_title()>
                <p>{t::search::outdated()} " " <a href=all>{t::search::all_courses()}</a></p>
            </ui::Notice>
        }
        .into_any()
    })
}

fn paging(search: Search) -> Option<AnyView> {
    let results = search.results.value.get()?;
    let last = pages(results.meta.total_count, search.length());
    let state = search.state.get();
    let href = move |page| search.address(&state.at_page(page, search.length()));
    let page = page_of(search, &results);
    if page > last {
        return None; // none of them is shown; the advice leads to the first
    }
    let beyond = results.meta.total_count >= REACH && page == last;
    Some(
        view! {
            {ui::pagination(Pages::new(page, last), t::search::pages(), &href)}
            {beyond.then(|| view! { <p class="preau-soft">{t::search::beyond(&number(REACH.into()))}</p> }.into_any())}
        }
        .into_any(),
    )
}

/// The page that is shown, from what the server says it sent.
fn page_of(search: Search, results: &Results) -> u32 {
    page_at(results.meta.offset, search.length())
}

/// After a step to another page, and after a way in, the reader goes on at the heading of the results (requirements §4).
fn focus_after_paging(search: Search, heading: NodeRef<html::H2>) {
    Effect::new(move |before: Option<SearchState>| {
        let now = search.state.get();
        if let Some(before) = before
            && before.offset != now.offset
            && before.with_text("") == now.with_text("")
            && before.text == now.text
        {
            search.focus.update_value(|focus| focus.to_results = true);
        }
        now
    });
    ui::effect(move || {
        let settled = search.results.value.with(Option::is_some) && !search.results.pending.get();
        if settled && search.focus.with_value(|focus| focus.to_results) {
            search.focus.update_value(|focus| focus.to_results = false);
            request_animation_frame(move || {
                if let Some(heading) = heading.get_untracked()
                    && let Err(error) = heading.focus()
                {
                    crate::log::warn_js("focus", &error);
                }
            });
        }
    });
}
