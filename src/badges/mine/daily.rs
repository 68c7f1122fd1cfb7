//! Verification of awards in a list: each once a day at most, a few side by side; what was found last shows meanwhile.
use super::{
    super::{kept, verifier, words},
    item::{Item, Origin},
};
use crate::{
    api::awards::short,
    app::{device, spawn},
    i18n::now,
    json::{Lenient, json_fields},
    wire::verification::{Identities, Outcome, Report},
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

/// Who asks: the account, and by what badges may name its learner. Both empty for nobody.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Learner {
    pub name: String,
    pub identities: Identities,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    id: String,
    /// For whom it was asked: another learner on the same device may not be its holder.
    whom: String,
    outcome: Outcome,
    at: f64,
}
json_fields! { Found { id, whom, outcome, at } }

/// An award, for whom it may be, and who wants to know.
struct Wanted {
    item: Item,
    learner: Learner,
    outcome: ArcRwSignal<Option<Outcome>>,
    is_begun: bool,
}

thread_local! {
    /// What waits, runs, or ended since the page was opened; asked once, however often it is drawn.
    static WANTED: RefCell<Vec<Wanted>> = const { RefCell::new(Vec::new()) };
    static RUNNING: Cell<u8> = const { Cell::new(0) };
}

fn all() -> Vec<Found> {
    device::load::<Lenient<Vec<Found>>>(NAME).map(|list| list.0).unwrap_or_default()
}

/// A name for who asks that says nothing of them: the account, then by what it was looked for.
fn whom(learner: &Learner) -> String {
    let identities = &learner.identities;
    let names = short(&[identities.emails.as_slice(), &identities.ids].concat().join("\n"));
    [short(&learner.name), names].join("-")
}

/// Keeps what was found about an award, asked for that learner.
pub(super) fn note(item: &Item, learner: &Learner, report: &Report) {
    if let Origin::Kept(it) = &item.origin {
        kept::note(&it.id, report);
    }
    let mut all = all();
    all.retain(|found| found.id != item.id);
    // what could not be checked is asked for again at the next visit
    let at = if report.outcome == Outcome::Unverifiable { 0.0 } else { now().millis() };
    all.push(Found { id: item.id.clone(), whom: whom(learner), outcome: words::called(report), at });
    let surplus = all.len().saturating_sub(MOST);
    all.drain(..surplus);
    if !device::keep(NAME, &all) {
        leptos::logging::warn!("an outcome could not be kept: it will be found out again");
    }
}

/// The outcome of an award, as it is known now or soon; `None` while it is not known.
pub(super) fn outcome(item: &Item, learner: &Learner) -> ArcRwSignal<Option<Outcome>> {
    let is_it = |wanted: &&Wanted| wanted.item.id == item.id && wanted.learner == *learner;
    if let Some(signal) = WANTED.with_borrow(|all| all.iter().find(is_it).map(|wanted| wanted.outcome.clone())) {
        return signal;
    }
    let whom = whom(learner);
    let known = all().into_iter().find(|found| found.id == item.id && found.whom == whom);
    let signal = ArcRwSignal::new(known.as_ref().map(|found| found.outcome));
    if known.is_none_or(|found| now().millis() - found.at > FRESH) {
        let wanted = Wanted { item: item.clone(), learner: learner.clone(), outcome: signal.clone(), is_begun: false };
        WANTED.with_borrow_mut(|all| all.push(wanted));
        go_on();
    }
    signal
}

/// Whether an award was found on this device to be genuine, and that account's.
pub(super) fn is_theirs(id: &str, name: &str) -> bool {
    // asked while the addresses were not known, nothing was found of the holder
    let nobody = whom(&Learner { name: name.to_owned(), ..Learner::default() });
    let account = [short(name).as_str(), "-"].concat();
    let is_it = |found: &Found| found.id == id && found.whom.starts_with(&account) && found.whom != nobody;
    all().iter().any(|found| is_it(found) && words::is_held(found.outcome))
}

/// Forgets what waits: the page goes.
pub(super) fn leave() {
    WANTED.with_borrow_mut(Vec::clear);
}

fn go_on() {
    if RUNNING.get() >= AT_ONCE {
        return;
    }
    let next = WANTED.with_borrow_mut(|all| {
        let wanted = all.iter_mut().find(|wanted| !wanted.is_begun)?;
        wanted.is_begun = true;
        Some((wanted.item.clone(), wanted.learner.clone(), wanted.outcome.clone()))
    });
    let Some((item, learner, signal)) = next else { return };
    let Some(input) = item.input() else { return go_on() };
    RUNNING.set(RUNNING.get().saturating_add(1));
    spawn(async move {
        let outcome = verifier::verify(input, &verifier::setting(learner.identities.clone())).await;
        RUNNING.set(RUNNING.get().saturating_sub(1));
        match outcome.as_deref() {
            Ok([report, ..]) => {
                note(&item, &learner, report);
                signal.set(Some(words::called(report)));
            }
            // it says nothing of the badge
            _ => signal.set(Some(Outcome::Unverifiable)),
        }
        go_on();
    });
    go_on();
}
