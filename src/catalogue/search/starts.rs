//! Ways into the catalogue for somebody who has nothing to search for yet: themes first, then how and when.
use super::{Search, SearchState, facet};
use crate::{
    api::{Remote, catalogue},
    app::{
        Query,
        config::{self, StartingPoints},
    },
    i18n::t,
    ui::{self, Icon, icon},
    wire::richie::{FilterValue, Filters},
};
use leptos::prelude::*;

/// Name of the filter of themes on a default site; a site without it has no themes here.
const THEMES: &str = "subjects";
/// Themes offered when the site configured none.
const MOST: usize = 8;

/// The section, on the empty search only; its room is kept while the catalogue is on its way.
pub(super) fn section(search: Search) -> AnyView {
    let shown = Memo::new(move |_| search.state.with(|state| state.is_empty() && state.offset == 0));
    let filters = Memo::new(move |_| if shown.get() { search.filters.get() } else { None });
    view! {
        <section class="preau-wrap preau-starts" aria-labelledby="starts" hidden=move || !shown.get()>
            <h2 id="starts" class="preau-starts__title">{t::search::starts()}</h2>
            {ui::optional(move || filters.get().map(|filters| ways(search, &filters)))}
        </section>
    }
    .into_any()
}

fn ways(search: Search, filters: &Filters) -> AnyView {
    let points = config::config().starting_points.clone();
    let largest: Option<Vec<FilterValue>> = filters.get(THEMES).map(|filter| filter.values.iter().take(MOST).cloned().collect());
    let largest = largest.unwrap_or_default();
    let lists = if points.myself.is_empty() && points.work.is_empty() {
        list(search, t::search::by_theme(), largest)
    } else {
        configured(search, points, largest)
    };
    view! {
        {quick(search, filters)}
        {lists}
    }
    .into_any()
}

/// The themes that the institution chose: asked for by id, since a facet brings the ten largest only. An id that the
/// server does not know is left out; when it cannot be asked, `largest` stand in.
fn configured(search: Search, points: StartingPoints, largest: Vec<FilterValue>) -> AnyView {
    let mut query = Query::default();
    for id in points.myself.iter().chain(&points.work) {
        query.push(&[THEMES, "_aggs"].concat(), id);
    }
    let found = Remote::new(move || Some(Box::pin(catalogue::filters(query.to_text()))));
    let themes = move |ids: &[String]| -> Vec<FilterValue> {
        let found = found.value.get();
        let values = found.as_ref().and_then(|found| found.get(THEMES)).map(|filter| filter.values.as_slice()).unwrap_or_default();
        ids.iter().filter_map(|id| values.iter().find(|theme| theme.key == *id)).cloned().collect()
    };
    ui::dynamic(move || {
        if found.error.with(Option::is_some) && found.value.with(Option::is_none) {
            return list(search, t::search::by_theme(), largest.clone());
        }
        view! {
            <div class="preau-starts__lists">
                {list(search, t::search::for_myself(), themes(&points.myself))}
                {list(search, t::search::for_work(), themes(&points.work))}
            </div>
        }
        .into_any()
    })
}

/// When and how: only what the site has, and only what finds something.
fn quick(search: Search, filters: &Filters) -> AnyView {
    let ways = [
        ("availability", "coming_soon", t::search::opening_soon(), Icon::Calendar),
        ("pace", "lt-1h", t::search::short_courses(), Icon::Clock),
        ("pace", "self-paced", t::search::own_pace(), Icon::Gauge),
        ("new", "new", t::search::new_courses(), Icon::Tag),
    ];
    let ways = ways.into_iter().filter(|(name, key, ..)| {
        filters.get(name).is_some_and(|filter| filter.values.iter().any(|value| value.key == *key && value.count > 0))
    });
    let ways: Vec<AnyView> = ways
        .map(|(name, key, text, drawn)| {
            view! { <li><a class="preau-starts__way" href=address(search, name, key)>{icon(drawn)}{text}</a></li> }.into_any()
        })
        .collect();
    view! { <ul class="preau-starts__ways" role="list" aria-label=t::search::by_way()>{ways}</ul> }.into_any()
}

fn list(search: Search, title: &'static str, themes: Vec<FilterValue>) -> AnyView {
    let items: Vec<AnyView> = themes
        .into_iter()
        .filter(|theme| theme.count > 0)
        .map(|theme| {
            view! {
                <li>
                    <a class="preau-starts__theme" href=address(search, THEMES, &theme.key)>
                        <span>{theme.human_name}</span>
                        " "
                        <span class="preau-starts__count">{t::search::count(theme.count.into())}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="preau-starts__list">
            <h3 class="preau-starts__subtitle">{title}</h3>
            <ul class="preau-starts__themes" role="list">{items}</ul>
        </div>
    }
    .into_any()
}

fn address(search: Search, name: &str, key: &str) -> String {
    let mut state = SearchState::default();
    // a text typed meanwhile is not lost silently: these links are shown on the empty search only
    if search.filters.with_untracked(|all| all.as_ref().and_then(|all| all.get(name)).map(facet::choice)).is_some() {
        state.add(name, key);
    }
    search.address(&state)
}
