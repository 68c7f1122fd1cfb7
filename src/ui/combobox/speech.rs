//! What the combobox says.
use super::{
    super::{
        announcer::{announce_topic, silence_topic},
        dom::later,
    },
    Combo,
    model::keys_of,
};
use crate::i18n::t;
use leptos::prelude::*;

/// Topic of the announcer.
pub(super) const TOPIC: &str = "suggestions";
/// After the last key, before the number of suggestions is said, in milliseconds.
const REST: u64 = 1000;

/// Says how many suggestions there are, once the learner rests; where there are none for a reason, the hint that tells it.
pub(super) fn say_how_many(combo: Combo, settled: Signal<bool>, hint: MaybeProp<String>) {
    let knows_keys = StoredValue::new(false);
    // compared, so that moving in the list says nothing; the text counts, so that each word typed has its answer
    let state = Memo::new(move |_| {
        let count = combo.groups.with(|groups| keys_of(groups).len());
        (count, settled.get(), combo.wants_open.get(), combo.value.get())
    });
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        if let Some(before) = before.flatten() {
            before.clear();
        }
        let (count, is_settled, is_wanted, _) = state.get();
        if !is_wanted || (count == 0 && !is_settled) {
            silence_topic(TOPIC);
            return None;
        }
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let text = if count == 0 {
            untrack(|| hint.get()).unwrap_or_else(|| t::ui::no_suggestions().to_owned())
        } else if knows_keys.get_value() {
            t::ui::suggestions(count)
        } else {
            t::ui::suggestions_hint(count)
        };
        announce_topic(TOPIC, &text, REST);
        // once it is said, and not replaced by the next key
        let is_said = move || {
            knows_keys.try_set_value(true);
        };
        if count == 0 { None } else { later(REST, is_said) }
    });
    on_cleanup(|| silence_topic(TOPIC));
}

pub(super) fn is_apple() -> bool {
    window()
        .navigator()
        .user_agent()
        .is_ok_and(|agent| ["Mac", "iPhone", "iPad"].iter().any(|name| agent.contains(name)))
}
