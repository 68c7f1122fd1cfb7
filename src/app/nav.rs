//! Going from page to page: the browser's history, with the place and the focus that the way back restores.
//!
//! - A click on a link to a page of ours does not load a document; every other link is left to the browser.
//! - Back and forward give back the scroll position and the link that led away (requirements §2), once the page says
//!   that its content stands ([`Nav::content_stands`]); a learner who moves meanwhile is not pulled back.
mod back;
mod clicks;
mod links;

use super::{Query, Route};
use crate::i18n::{Locale, lang};
use back::Left;
use clicks::prefetch;
use leptos::{ev, prelude::*};
use links::Way;
pub(crate) use links::find_link;
use wasm_bindgen::JsValue;

/// Name of the parameter that asks for a language.
const LANG: &str = "lang";

/// Where the learner is, and ways to go elsewhere. Provided by `app`.
#[derive(Clone, Copy)]
pub struct Nav {
    /// Page in view.
    pub route: Memo<Route>,
    /// Parameters of the page in view.
    pub query: Memo<Query>,
    place: RwSignal<Place>,
    /// Places left, by history entry.
    left: StoredValue<Vec<(u32, Left)>>,
    entry: StoredValue<u32>,
    arrival: StoredValue<Arrival>,
    around: StoredValue<Option<Around>>,
}

/// A page of others in which one of our views stands: the address and the history are that page's.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    /// Leaves for an address of our site.
    pub leave: Callback<String>,
    /// Told the parameters of the view when they change.
    pub changed: Callback<(String, Write)>,
}

/// An address within the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Place {
    path: String,
    query: String,
}

/// How the learner came to the page in view.
#[derive(Debug, Clone)]
enum Arrival {
    /// By loading the document: the browser has placed the focus.
    Load,
    /// By a link: the focus goes to the `h1`.
    Link,
    /// By back or forward: what was left there is restored.
    History(Left),
    /// Already settled.
    Settled,
}

/// How a change of the address is written in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// A step that "back" undoes.
    Push,
    /// In place of the present step.
    Replace,
}

impl Nav {
    /// Starts from the document's address and follows clicks and the history.
    pub fn provide() -> Self {
        let nav = Self::at(Place::current(), None);
        nav.listen();
        // a language chosen meanwhile wins over the one that the address asked for, after a reload too
        Effect::new(move |_| {
            expect_context::<Locale>().track();
            let query = nav.query.get_untracked();
            if query.get(LANG).is_some_and(|asked| asked != lang().code()) {
                nav.set_query(&query, Write::Replace);
            }
        });
        nav
    }

    /// For a view in a page of others: the search, with those parameters, which stays in memory.
    pub(crate) fn provide_within(around: Around, query: &str) -> Self {
        let nav = Self::at(Place { path: Route::Search.path(), query: query.into() }, Some(around));
        nav.arrival.set_value(Arrival::Settled);
        nav
    }

    fn at(place: Place, around: Option<Around>) -> Self {
        let place = RwSignal::new(place);
        let nav = Self {
            route: Memo::new(move |_| place.with(|place| Route::parse(&place.path))),
            query: Memo::new(move |_| place.with(|place| Query::parse(&place.query))),
            place,
            left: StoredValue::new(Vec::new()),
            entry: StoredValue::new(0),
            arrival: StoredValue::new(Arrival::Load),
            around: StoredValue::new(around),
        };
        provide_context(nav);
        nav
    }

    /// Path and query of the place in view; tracked.
    pub fn address(self) -> String {
        self.place.with(Place::address)
    }

    /// Goes to an address within the site.
    pub fn go(self, address: &str) {
        self.go_by(address, None);
    }

    /// The same, by a link that the way back looks for.
    fn go_by(self, address: &str, link: Option<Way>) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let next = Place { path: path.into(), query: self.with_language(query.into()) };
        let same_page = Route::parse(path) == self.route.get_untracked();
        if let Some(around) = self.around.get_value().filter(|_| !same_page) {
            around.leave.run(address.to_owned());
            return;
        }
        self.leave(link, same_page);
        self.arrival.set_value(if same_page { Arrival::Settled } else { Arrival::Link });
        // as in any browser, a link to the very place in view adds no step
        let stays = self.place.with_untracked(|place| *place == next);
        self.write(next, if stays { Write::Replace } else { Write::Push });
        if !same_page {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Shows what other parameters ask for, which the page around has brought back.
    pub(crate) fn restore(self, query: &str) {
        let path = self.place.with_untracked(|place| place.path.clone());
        self.place.set(Place { path, query: query.into() });
    }

    /// Puts the address that was meant in place of the one in view, which led here: focus and place are what they would be there.
    pub fn redirect(self, address: &str) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        self.write(Place { path: path.into(), query: self.with_language(query.into()) }, Write::Replace);
    }

    /// Changes the parameters of the page in view; the page stays, and so does the focus.
    pub fn set_query(self, query: &Query, write: Write) {
        let path = self.place.with_untracked(|place| place.path.clone());
        let next = Place { path, query: self.with_language(query.to_text()) };
        if self.place.with_untracked(|place| *place != next) {
            if write == Write::Push {
                self.leave(None, true);
            }
            self.write(next, write);
        }
    }

    /// Whether the page's `h1` is to take the focus: after a link, once.
    pub(crate) fn takes_focus(self) -> bool {
        let takes = self.arrival.with_value(|arrival| matches!(arrival, Arrival::Link));
        if takes {
            self.arrival.set_value(Arrival::Settled);
        }
        takes
    }

    /// The next `h1` takes the focus, as after a link: what has it now is about to go.
    pub(crate) fn expects_heading(self) {
        self.arrival.set_value(Arrival::Link);
    }

    /// A language that the address asks for goes along from place to place: a reload would bring another.
    fn with_language(self, query: String) -> String {
        if self.query.with_untracked(|now| now.get(LANG).is_none()) {
            return query;
        }
        let mut query = Query::parse(&query);
        query.set(LANG, Some(lang().code()));
        query.to_text()
    }

    fn write(self, next: Place, write: Write) {
        if let Some(around) = self.around.get_value() {
            around.changed.run((next.query.clone(), write));
            self.place.set(next);
            return;
        }
        let address = next.address();
        let Ok(history) = window().history() else { return };
        let entry = match write {
            Write::Push => self.entry.get_value().wrapping_add(1),
            Write::Replace => self.entry.get_value(),
        };
        let state = JsValue::from(entry.to_string());
        let written = match write {
            Write::Push => history.push_state_with_url(&state, "", Some(&address)),
            Write::Replace => history.replace_state_with_url(&state, "", Some(&address)),
        };
        if let Err(error) = written {
            // browsers limit how often an address may change: the page changes all the same
            crate::log::warn_js("the address could not be changed", &error);
        }
        if write == Write::Push {
            // a new step takes the place of those that "forward" would have led to
            self.left.update_value(|left| left.retain(|(at, _)| *at < entry));
        }
        self.entry.set_value(entry);
        self.place.set(next);
    }

    fn listen(self) {
        if let Ok(history) = window().history() {
            if let Err(error) = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual) {
                crate::log::warn_js("scroll restoration", &error);
            }
            if let Ok(state) = history.state() {
                self.entry.set_value(entry_of(&state));
            }
        }
        let popped = window_event_listener(ev::popstate, move |event| {
            self.leave(None, true);
            let entry = entry_of(&event.state());
            self.entry.set_value(entry);
            let next = Place::current();
            if Route::parse(&next.path) == self.route.get_untracked() {
                self.arrival.set_value(Arrival::Settled);
            } else {
                let left =
                    self.left.with_value(|all| all.iter().find(|(at, _)| *at == entry).map(|(_, left)| left.clone()));
                self.arrival.set_value(Arrival::History(left.unwrap_or_default()));
            }
            self.place.set(next);
        });
        let clicked = window_event_listener(ev::click, move |event| self.follow(&event));
        let hovered = window_event_listener(ev::pointerover, |event| prefetch(event.target()));
        let focused = window_event_listener(ev::focusin, |event| prefetch(event.target()));
        // a learner who scrolls or types is where they want to be
        let moved = [
            window_event_listener(ev::wheel, move |_| self.stay()),
            window_event_listener(ev::keydown, move |_| self.stay()),
            window_event_listener(ev::touchstart, move |_| self.stay()),
        ];
        on_cleanup(move || {
            for handle in [popped, clicked, hovered, focused].into_iter().chain(moved) {
                handle.remove();
            }
        });
    }

    fn stay(self) {
        if self.restores() {
            self.arrival.set_value(Arrival::Settled);
        }
    }
}

impl Place {
    fn current() -> Self {
        let location = window().location();
        let query = location.search().unwrap_or_default();
        Self { path: location.pathname().unwrap_or_default(), query: query.trim_start_matches('?').into() }
    }

    fn address(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { [&self.path, "?", &self.query].concat() }
    }
}

/// Number of a history entry; an entry that is not ours counts as the first.
fn entry_of(state: &JsValue) -> u32 {
    state.as_string().and_then(|entry| entry.parse().ok()).unwrap_or_default()
}
