//! What a screen reader hears when results come: how many, and what brought them about.
use super::{Search, results};
use crate::{i18n::t, ui};

/// What the learner last changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing yet: the page has just come, its heading says enough.
    #[default]
    Arrived,
    /// The text.
    Text,
    /// A filter was added; its name.
    Added(String),
    /// A filter was removed; its name.
    Removed(String),
    /// Something else.
    Other,
}

/// One topic: a newer outcome takes the place of one that waits to be said.
const TOPIC: &str = "results";
/// While typing, the count waits until the last key is a second old (requirements §3).
pub(super) const AFTER_TYPING: u64 = 1000;

/// Says how many were found once more: for somebody who asks for what is already there.
pub(super) fn again(search: Search) {
    if let Some(results) = search.results.value.get_untracked().filter(|_| !search.results.pending.get_untracked()) {
        ui::announce_topic(TOPIC, &found(results.meta.total_count), 0);
    }
}

fn found(count: u32) -> String {
    if count == 0 { t::search::nothing_said().to_owned() } else { results::count_text(count) }
}

/// Says the outcome of each change once it is there.
pub(super) fn outcomes(search: Search) {
    ui::say_when_slow(search.results.pending.into(), t::search::searching());
    ui::effect(move || {
        let Some(results) = search.results.value.get() else { return };
        if search.results.pending.get() || search.results.error.with(Option::is_some) {
            return;
        }
        let change = search.change.get_value();
        search.change.set_value(Change::Other);
        let courses = found(results.meta.total_count);
        let (text, wait) = match change {
            Change::Arrived => return,
            Change::Text => (courses, AFTER_TYPING),
            Change::Added(filter) => (t::search::count_after_adding(&courses, &filter), 0),
            Change::Removed(filter) => (t::search::count_after_removing(&courses, &filter), 0),
            Change::Other => (courses, 0),
        };
        ui::announce_topic(TOPIC, &text, wait);
    });
}
