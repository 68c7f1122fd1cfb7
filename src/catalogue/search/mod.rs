//! The search page, and the same search inside a page about one institution, subject, level or person.
//!
//! The address is the state ([`SearchState`]); what the server answered is the only other thing that the parts share.
mod active;
mod announce;
mod embedded;
mod facet;
mod facets;
mod field;
mod more_values;
mod nothing;
mod parts;
mod rest;
mod results;
mod starts;
mod state;
mod suggest;

pub(crate) use embedded::{Guest, guest};
pub(crate) use state::{Fixed, SearchState};

use crate::{
    api::{
        Remote,
        catalogue::{self, Results},
    },
    app::{Nav, PageHeading, Write},
    i18n::t,
    ui,
    wire::richie::Filters,
};
use leptos::prelude::*;

/// What the parts of a search share. Provided as a context by [`panel`] and [`page`].
#[derive(Clone, Copy)]
struct Search {
    nav: Nav,
    /// What is searched for, from the address.
    state: Memo<SearchState>,
    /// The newest answer.
    results: Remote<Results>,
    /// The newest filters: an answer without any leaves the former ones.
    filters: Memo<Option<Filters>>,
    /// What the last change was, for the announcement of its outcome.
    change: StoredValue<announce::Change>,
    /// Where the focus is to go when what has it goes.
    focus: StoredValue<Focus>,
    frame: StoredValue<Frame>,
}

/// Where the focus is to go.
#[derive(Debug, Default)]
struct Focus {
    /// To the heading of the results, once they are there.
    to_results: bool,
    /// On the way back, to the way into the catalogue that was taken.
    way: Option<String>,
}

/// What is around a search.
struct Frame {
    fixed: Vec<Fixed>,
    /// Courses on a page of results.
    length: u32,
    /// Whether there is room for the filters beside the results.
    room: Signal<bool>,
    /// Names of chosen values that the filters do not hold.
    names: Option<Remote<Filters>>,
    /// It stands in a page of others: no dialog, nothing kept on the device.
    guest: Option<embedded::Parts>,
}

impl Search {
    fn provide(fixed: Vec<Fixed>) -> Self {
        let room = ui::media_signal(facets::ROOM);
        Self::within(Frame { fixed, length: catalogue::PAGE, room, names: None, guest: None })
    }

    fn within(frame: Frame) -> Self {
        let nav = expect_context::<Nav>();
        let length = frame.length;
        let frame = StoredValue::new(frame);
        let state = ui::memo(move |_| {
            let mut state = nav.query.with(SearchState::from_query);
            // an address of the whole catalogue says it too
            frame.with_value(|frame| {
                state.filters.retain(|(name, id)| !frame.fixed.iter().any(|one| one.is(name, id)));
            });
            state
        });
        // one or two letters more or less ask for nothing new
        let query =
            ui::memo(move |_| state.with(|state| frame.with_value(|frame| state.api_query(&frame.fixed, length))));
        let results = Remote::new(move || Some(Box::pin(catalogue::search(query.get()))));
        // what was seen before stands there at once, on the way back above all
        if let Some(last) = query.with_untracked(|query| catalogue::last_search(query)) {
            results.preset(last);
        }
        let filters = ui::memo(move |former: Option<&Option<Filters>>| {
            let newest = results.value.with(|results| results.as_ref().and_then(|results| results.filters.clone()));
            newest.or_else(|| former.cloned().flatten())
        });
        let names = active::names_elsewhere(state, results, filters);
        frame.update_value(|frame| frame.names = Some(names));
        let (change, focus) = (StoredValue::default(), StoredValue::default());
        let search = Self { nav, state, results, filters, change, focus, frame };
        provide_context(search);
        announce::outcomes(search);
        search
    }

    /// Changes the search; the learner stays where they are.
    fn change(self, write: Write, change: announce::Change, edit: impl FnOnce(&mut SearchState)) {
        let mut state = self.state.get_untracked();
        edit(&mut state);
        self.change.set_value(change);
        self.focus.update_value(|focus| focus.way = None); // from here on, nothing leads back to it
        self.nav.set_query(&state.to_query(), write);
    }

    /// Name of a chosen value, as soon as it is known; its id until then.
    fn value_name(self, filter: &str, value: &str) -> String {
        let known = |filters: Option<&Filters>| facet::value_name(filters?, filter, value).map(str::to_owned);
        let name = self.filters.with(|filters| known(filters.as_ref()));
        let name = name.or_else(|| {
            let names = self.frame.with_value(|frame| frame.names)?;
            names.value.with(|names| known(names.as_deref()))
        });
        name.unwrap_or_else(|| value.to_owned())
    }

    /// Address of another search on this same page.
    fn address(self, state: &SearchState) -> String {
        let mut query = state.to_query();
        if self.guest().is_some() {
            // opened by itself, it is a page of the whole catalogue
            self.with_fixed(|fixed| fixed.iter().for_each(|one| query.push(&one.filter, &one.id)));
        }
        let path = self.nav.route.with_untracked(crate::app::Route::path);
        if query.is_empty() { path } else { [path.as_str(), "?", &query.to_text()].concat() }
    }

    /// Whether a filter is the page's own, and not the learner's to change.
    fn is_fixed(self, name: &str) -> bool {
        self.with_fixed(|fixed| fixed.iter().any(|fixed| fixed.filter == name))
    }

    /// Whether values of a filter narrow the search by the learner's choice. The server passes over a filter that the site does not
    /// have, or no longer by that name.
    fn narrows(self, name: &str) -> bool {
        let is_known = |filters: &Option<Filters>| filters.as_ref().is_none_or(|filters| filters.contains_key(name));
        !self.is_fixed(name) && self.filters.with(is_known)
    }

    fn with_fixed<T>(self, look: impl FnOnce(&[Fixed]) -> T) -> T {
        self.frame.with_value(|frame| look(&frame.fixed))
    }

    fn length(self) -> u32 {
        self.frame.with_value(|frame| frame.length)
    }

    fn room(self) -> Signal<bool> {
        self.frame.with_value(|frame| frame.room)
    }

    fn guest(self) -> Option<embedded::Parts> {
        self.frame.with_value(|frame| frame.guest)
    }
}

/// The page `/`.
pub(crate) fn page() -> AnyView {
    let search = Search::provide(Vec::new());
    let title = Signal::derive(move || search.state.with(document_title));
    let starts = starts::Starts::new(search);
    let settled = starts.are_settled();
    let results = if settled.get_untracked() { body(search) } else { ui::later(move || body(search)) };
    view! {
        <div class="preau-roof">
            <div class="preau-wrap preau-stack">
                <PageHeading text=Signal::stored(t::search::heading().to_owned()) title=title/>
                {field::form(search)}
            </div>
        </div>
        {starts.section(settled)}
        {ui::optional(move || (!settled.get()).then(|| view! { <ui::Loading text=t::search::searching()/> }.into_any()))}
        <div hidden=move || !settled.get()>{results}</div>
        {crate::catalogue::compare_bar()}
    }
    .into_any()
}

/// The search among the courses that a page is about; the page has its own heading.
pub(crate) fn panel(fixed: Fixed) -> AnyView {
    let search = Search::provide(vec![fixed]);
    view! {
        <div class="preau-wrap preau-search__among">{field::form(search)}</div>
        {body(search)}
    }
    .into_any()
}

fn body(search: Search) -> AnyView {
    view! {
        <div class="preau-wrap preau-aside-layout preau-search">
            {facets::pane(search)}
            {results::section(search)}
        </div>
    }
    .into_any()
}

fn document_title(state: &SearchState) -> String {
    let name = if state.text.is_empty() { t::search::title().to_owned() } else { t::search::title_of(&state.text) };
    if state.page() > 1 { t::search::title_page(state.page().into(), &name) } else { name }
}
