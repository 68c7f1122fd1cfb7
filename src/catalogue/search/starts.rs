//! Ways into the catalogue for somebody who has nothing to search for yet: themes first, then how and when.
use super::{Search, SearchState, announce::Change};
use crate::{
    api::{ApiError, Remote, catalogue},
    app::{self, Query, config},
    i18n::t,
    ui::{self, Icon, icon},
    wire::richie::{FilterValue, Filters},
};
use futures::FutureExt;
use leptos::{html, prelude::*};

/// Name of the filter of themes on a default site; a site without it has no themes here.
const THEMES: &str = "subjects";
/// Themes offered when the site configured none.
const MOST: usize = 8;

/// The ways in, and what they wait for.
#[derive(Clone, Copy)]
pub(super) struct Starts {
    search: Search,
    /// The search is empty: only then there is something to start.
    shown: Memo<bool>,
    /// The themes that the institution chose, if it did.
    chosen: Option<Remote<Filters>>,
}

impl Starts {
    pub(super) fn new(search: Search) -> Self {
        let shown = ui::memo(move |_| search.state.with(|state| state.is_empty() && state.offset == 0));
        Self { search, shown, chosen: chosen(shown) }
    }

    /// All that stands above the results is there, or will not come: what follows is not pushed down any more.
    pub(super) fn are_settled(self) -> Memo<bool> {
        ui::memo(move |before: Option<&bool>| {
            let came = |error: RwSignal<Option<ApiError>>| error.with(Option::is_some);
            let results = self.search.results;
            let all = results.value.with(Option::is_some) || came(results.error);
            let themes = self.chosen.is_none_or(|chosen| chosen.value.with(Option::is_some) || came(chosen.error));
            before == Some(&true) || !self.shown.get() || (all && themes)
        })
    }

    /// The section, on the empty search only; `settled` as [`Self::are_settled`] says.
    pub(super) fn section(self, settled: Memo<bool>) -> AnyView {
        let Self { search, shown, .. } = self;
        let section = NodeRef::<html::Section>::new();
        ui::effect(move || match (shown.get(), settled.get()) {
            (true, true) if !search.results.pending.get() => self.go_back(),
            (true, _) => {}
            (false, _) => {
                if let Some(way) = self.go_on(section) {
                    search.focus.update_value(|focus| focus.way = Some(way));
                }
            }
        });
        let filters = ui::memo(move |_| if shown.get() { search.filters.get() } else { None });
        let is_empty = move || search.results.value.with(|it| it.as_ref().is_some_and(|it| it.meta.total_count == 0));
        view! {
            <section class="preau-wrap preau-starts" aria-labelledby="starts" hidden=move || !shown.get() || is_empty() node_ref=section>
                <h2 id="starts" class="preau-starts__title">{t::search::starts()}</h2>
                {ui::optional(move || filters.get().map(|filters| self.ways(&filters)))}
            </section>
        }
        .into_any()
    }

    /// What had the focus here goes: the results take it, and their heading says how many there are. Gives the way taken.
    fn go_on(self, section: NodeRef<html::Section>) -> Option<String> {
        let section = section.get_untracked()?;
        let way = ui::dom::active_near(&section).filter(|way| section.contains(Some(way)))?;
        self.search.focus.update_value(|focus| focus.to_results = true);
        self.search.change.set_value(Change::Arrived);
        way.get_attribute("href")
    }

    /// On the way back, the way that was taken has the focus again, unless the learner is elsewhere.
    fn go_back(self) {
        request_animation_frame(move || {
            // while an answer is on its way, the ways are about to be drawn anew; and the page may be gone
            if self.search.results.pending.is_disposed() || self.search.results.pending.get_untracked() {
                return;
            }
            let Some(way) = self.search.focus.try_update_value(|focus| focus.way.take()).flatten() else { return };
            if ui::dom::is_focus_free()
                && let Some(link) = app::find_link(&way)
            {
                ui::dom::focus_quietly(&link);
            }
        });
    }

    fn ways(self, filters: &Filters) -> AnyView {
        let themes = filters.get(THEMES).map(|filter| filter.values.as_slice()).unwrap_or_default();
        let largest = move |themes: &[FilterValue]| {
            list(self.search, t::search::by_theme(), themes.iter().take(MOST).cloned().collect())
        };
        let Some(chosen) = self.chosen else {
            return view! { {quick(self.search, filters)}{largest(themes)} }.into_any();
        };
        let themes = themes.to_vec();
        let lists = ui::dynamic(move || match (chosen.value.get(), chosen.error.with(Option::is_some)) {
            (Some(chosen), _) => self.lists(&chosen),
            (None, true) => largest(&themes),
            (None, false) => ().into_any(),
        });
        view! { {quick(self.search, filters)}{lists} }.into_any()
    }

    /// Themes for oneself and for work. An id that the server does not know is left out.
    fn lists(self, chosen: &Filters) -> AnyView {
        let values = chosen.get(THEMES).map(|filter| filter.values.as_slice()).unwrap_or_default();
        let named = |ids: &[String]| {
            ids.iter().filter_map(|id| values.iter().find(|theme| theme.key == *id)).cloned().collect()
        };
        let points = &config::config().starting_points;
        view! {
            <div class="preau-starts__lists">
                {list(self.search, t::search::for_myself(), named(&points.myself))}
                {list(self.search, t::search::for_work(), named(&points.work))}
            </div>
        }
        .into_any()
    }
}

/// Asks for the themes that the institution chose: by id, since a facet brings the ten largest only.
fn chosen(shown: Memo<bool>) -> Option<Remote<Filters>> {
    let points = &config::config().starting_points;
    let mut query = Query::default();
    for id in points.myself.iter().chain(&points.work) {
        query.push(&[THEMES, "_aggs"].concat(), id);
    }
    let query = (!query.is_empty()).then(|| query.to_text())?;
    let known = catalogue::last_filters(&query);
    let chosen = Remote::new(move || {
        let query = query.clone();
        shown.get().then(|| catalogue::filters(query).boxed_local())
    });
    // on the way back they stand there at once: what waits for them would be hidden, and could not take the focus
    if let Some(known) = known {
        chosen.preset(known);
    }
    Some(chosen)
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
            view! { <li><a class="preau-starts__way" href=address(search, name, key)>{icon(drawn)}{text}</a></li> }
                .into_any()
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
                        <span class="preau-starts__count">
                            <span class="preau-visually-hidden">", "</span>
                            {t::search::count(theme.count.into())}
                        </span>
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

/// The search for one value; these links are shown on the empty search only, so nothing else is lost.
fn address(search: Search, name: &str, key: &str) -> String {
    let mut state = SearchState::default();
    state.add(name, key);
    search.address(&state)
}
