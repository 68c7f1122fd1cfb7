//! Reads under way, which equal ones join, and the last good answers.
use super::Answer;
use crate::i18n::lang;
use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared, WeakShared},
};
use std::{cell::RefCell, rc::Rc};

/// Answers kept for the way back and for showing something while asking again.
const KEPT: usize = 40;

/// A request under way.
pub(super) type Flight = LocalBoxFuture<'static, Answer>;

thread_local! {
    /// Reads under way, by language and address.
    static IN_FLIGHT: RefCell<Vec<(String, WeakShared<Flight>)>> = const { RefCell::new(Vec::new()) };
    /// Last good answers, newest last.
    static LAST_GOOD: RefCell<Vec<(String, Rc<str>)>> = const { RefCell::new(Vec::new()) };
}

/// Joins the read of that key that is under way, else begins this one.
pub(super) fn share(key: &str, flight: Flight) -> Shared<Flight> {
    IN_FLIGHT.with_borrow_mut(|flights| {
        flights.retain(|(_, flight)| flight.upgrade().is_some_and(|flight| flight.peek().is_none()));
        if let Some(flight) = flights.iter().find(|(other, _)| other == key).and_then(|(_, flight)| flight.upgrade()) {
            return flight;
        }
        let flight = flight.shared();
        if let Some(weak) = flight.downgrade() {
            flights.push((key.to_owned(), weak));
        }
        flight
    })
}

/// The last good answer of an address in the language in use: something to show while asking again.
pub(crate) fn last_good(url: &str) -> Option<Rc<str>> {
    kept(&key(url))
}

pub(super) fn kept(key: &str) -> Option<Rc<str>> {
    LAST_GOOD.with_borrow(|kept| kept.iter().find(|(other, _)| other == key).map(|(_, text)| Rc::clone(text)))
}

/// Drops the kept answers whose keys begin so.
pub(super) fn forget(start: &str) {
    LAST_GOOD.with_borrow_mut(|kept| kept.retain(|(key, _)| !key.starts_with(start)));
}

pub(super) fn key(url: &str) -> String {
    [lang().code(), " ", url].concat()
}

pub(super) fn keep(key: String, text: &Rc<str>) {
    LAST_GOOD.with_borrow_mut(|kept| {
        kept.retain(|(other, _)| *other != key);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((key, Rc::clone(text)));
    });
}
