//! Verification of awards in a list: each once a day at most, a few side by side; what was found last shows meanwhile.
use super::{super::verifier, item::Item};
use crate::{
    app::{device, spawn},
    i18n::now,
    json::{Lenient, json_fields},
    wire::verification::{Identities, Outcome},
};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// Name of what is kept on the device: outcomes by id, nothing of what the badges say.
const NAME: &str = "verified";
/// How long an outcome is taken for true, in milliseconds.
const FRESH: f64 = 86_400_000.0;
/// Verified side by side.
const AT_ONCE: u8 = 3;
/// Outcomes that are kept at most.
const MOST: usize = 500;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    id: String,
    outcome: Outcome,
    at: f64,
}
json_fields! { Found { id, outcome, at } }

/// An award that waits, for whom it may be, and who wants to know.
type Waiting = (Item, Identities, ArcRwSignal<Option<Outcome>>);

thread_local! {
    static QUEUE: RefCell<Vec<Waiting>> = const { RefCell::new(Vec::new()) };
    static RUNNING: Cell<u8> = const { Cell::new(0) };
}

fn all() -> Vec<Found> {
    device::load::<Lenient<Vec<Found>>>(NAME).map(|list| list.0).unwrap_or_default()
}

/// Keeps an outcome.
pub(super) fn note(id: &str, outcome: Outcome) {
    let mut all = all();
    all.retain(|found| found.id != id);
    all.push(Found { id: id.to_owned(), outcome, at: now().millis() });
    let surplus = all.len().saturating_sub(MOST);
    all.drain(..surplus);
    if !device::keep(NAME, &all) {
        leptos::logging::warn!("an outcome could not be kept: it will be found out again");
    }
}

/// The outcome of an award, as it is known now or soon; `None` while it is not known.
pub(super) fn outcome(item: &Item, learner: &Identities) -> ArcRwSignal<Option<Outcome>> {
    let known = all().into_iter().find(|found| found.id == item.id);
    let signal = ArcRwSignal::new(known.as_ref().map(|found| found.outcome));
    if known.is_none_or(|found| now().millis() - found.at > FRESH) {
        QUEUE.with_borrow_mut(|queue| queue.push((item.clone(), learner.clone(), signal.clone())));
        go_on();
    }
    signal
}

/// Forgets what waits: the page goes.
pub(super) fn leave() {
    QUEUE.with_borrow_mut(Vec::clear);
}

fn go_on() {
    if RUNNING.get() >= AT_ONCE {
        return;
    }
    let next = QUEUE.with_borrow_mut(|queue| if queue.is_empty() { None } else { Some(queue.remove(0)) });
    let Some((item, learner, signal)) = next else { return };
    let Some(input) = item.input() else { return go_on() };
    RUNNING.set(RUNNING.get().saturating_add(1));
    spawn(async move {
        let outcome = verifier::verify(input, &verifier::setting(learner)).await;
        RUNNING.set(RUNNING.get().saturating_sub(1));
        match outcome.as_deref() {
            Ok([report, ..]) => {
                note(&item.id, report.outcome);
                signal.set(Some(report.outcome));
            }
            // it says nothing of the badge
            _ => signal.set(Some(Outcome::Unverifiable)),
        }
        go_on();
    });
}
