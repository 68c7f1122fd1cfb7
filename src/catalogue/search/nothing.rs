//! Nothing was found: what was searched for, and what to drop to find something.
use super::{Search, SearchState, facets};
use crate::{
    api::{self, ApiError, Remote, catalogue, catalogue::Results},
    app::Route,
    i18n::t,
    order, ui,
};
use leptos::prelude::*;

/// Ways out that are tried: each costs a request.
const TRIED: usize = 6;

/// A search with one thing less.
#[derive(Debug, Clone, PartialEq)]
struct WayOut {
    /// The filter whose value is dropped; `None` for the text.
    filter: Option<String>,
    /// What is dropped.
    value: String,
    search: SearchState,
    count: u32,
}

/// Says what was searched for (`state`), which filter to drop, and how many courses that would give.
pub(super) fn advice(search: Search, state: &SearchState, results: &Results) -> AnyView {
    if results.meta.total_count > 0 {
        return beyond_the_end(search, state);
    }
    let text = state.sent_text().map(str::to_owned);
    let said = match text.as_deref() {
        // nothing was asked for: the catalogue, or what the page is about, has none
        None if state.filters.is_empty() => None,
        None => Some(t::search::nothing_with_filters().to_owned()),
        Some(text) if state.filters.is_empty() => Some(t::search::nothing_for_text(text)),
        Some(text) => Some(t::search::nothing_for(text)),
    };
    let title = if said.is_none() { t::search::nothing_yet() } else { t::search::nothing() };
    let is_whole = said.is_none() && search.with_fixed(<[_]>::is_empty);
    let ways = ways_out(search, state);
    view! {
        <ui::EmptyState title=title level=3>
            {said.map(|said| view! { <p class="preau-state__text">{said}</p> }.into_any())}
            {ui::optional(move || ways.pending.get().then(|| view! { <ui::Loading text=t::search::looking_for_ways() inline=true/> }.into_any()))}
            {ui::optional(move || ways.value.get().map(|ways| list(search, &ways)))}
            {text.is_some().then(|| view! {
                <ul class="preau-state__text">
                    <li>{t::search::advice_spelling()}</li>
                    <li>{t::search::advice_fewer()}</li>
                    <li>{t::search::advice_other()}</li>
                </ul>
            }.into_any())}
            {(!is_whole).then(|| view! {
                <p><a class="preau-button preau-button--secondary" href=Route::Search.path()>{t::search::all_courses()}</a></p>
            }.into_any())}
        </ui::EmptyState>
    }
    .into_any()
}

/// A page beyond the last one: an old link, or courses that have gone.
fn beyond_the_end(search: Search, state: &SearchState) -> AnyView {
    let first = search.address(&state.at_page(1, search.length()));
    view! {
        <ui::EmptyState title=t::search::beyond_end() level=3>
            <p><a class="preau-button preau-button--secondary" href=first>{t::search::first_page()}</a></p>
        </ui::EmptyState>
    }
    .into_any()
}

fn list(search: Search, ways: &[WayOut]) -> AnyView {
    let items: Vec<AnyView> = ways
        .iter()
        .filter(|way| way.count > 0)
        .map(|way| {
            // the names may come after the counts
            let name = way.filter.as_ref().map(|filter| search.value_name(filter, &way.value));
            let label = t::search::quoted(name.as_ref().unwrap_or(&way.value));
            let text = t::search::way_out(&t::search::count(way.count.into()), &label);
            view! { <li><a href=search.address(&way.search)>{text}</a></li> }.into_any()
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="preau-state__text">{t::search::ways_out()}</p>
        <ul>{items}</ul>
    }
    .into_any()
}

/// Each filter dropped in turn, and the text, with what that would find.
fn ways_out(search: Search, state: &SearchState) -> Remote<Vec<WayOut>> {
    let mut ways = Vec::new();
    let narrowed_twice = state.filters.len() + usize::from(state.sent_text().is_some()) > 1;
    if narrowed_twice {
        for (name, value) in &state.filters {
            let search = facets::without(state, name, value);
            ways.push(WayOut { filter: Some(name.clone()), value: value.clone(), search, count: 0 });
        }
        if let Some(text) = state.sent_text() {
            ways.push(WayOut { filter: None, value: text.to_owned(), search: state.with_text(""), count: 0 });
        }
    }
    ways.truncate(TRIED);
    let queries: Vec<String> =
        ways.iter().map(|way| search.with_fixed(|fixed| way.search.api_filters(fixed).to_text())).collect();
    Remote::new(move || {
        if ways.is_empty() {
            return None;
        }
        let (ways, queries) = (ways.clone(), queries.clone());
        Some(Box::pin(count(ways, queries)))
    })
}

/// A way that cannot be counted is left out: it might lead to nothing again.
async fn count(ways: Vec<WayOut>, queries: Vec<String>) -> Result<Vec<WayOut>, ApiError> {
    let counts = api::all(queries.into_iter().map(catalogue::count)).await;
    let counted = ways.into_iter().zip(counts).filter_map(|(way, count)| match count {
        Ok(count) => Some(WayOut { count, ..way }),
        Err(error) => {
            leptos::logging::warn!("a way out of an empty result: {error}");
            None
        }
    });
    let mut ways: Vec<WayOut> = counted.collect();
    order::sort_by(&mut ways, |a, b| b.count.cmp(&a.count));
    Ok(ways)
}
