//! Loading: something is on its way.
//!
//! Criteria:
//! - nothing shows for 300 ms, so that a quick answer does not flicker;
//! - after 1 s it is said once; what finished earlier is not said;
//! - the sun under the roof moves, unless the learner wants less motion; the text says it in any case.
use super::{
    announcer::{announce_topic, silence_topic},
    build::effect,
    icon::mark,
};
use crate::i18n::t;
use leptos::prelude::*;

/// When loading is said, in milliseconds.
const SAID_AFTER: u64 = 1000;
const TOPIC: &str = "loading";

/// Stands where something will be.
#[component]
pub fn Loading(
    /// What is loading, as a sentence: "Searching…"; else "Loading…".
    #[prop(optional, into)]
    text: Option<String>,
    /// In a line of text rather than alone in the middle.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView {
    let text = text.unwrap_or_else(|| t::ui::loading().to_owned());
    announce_topic(TOPIC, &text, SAID_AFTER);
    on_cleanup(|| silence_topic(TOPIC));
    view! {
        <div class=if inline { "preau-loading preau-loading--inline" } else { "preau-loading" }>
            {mark()}
            <p>{text}</p>
        </div>
    }
}

/// Says a text when something is still under way after a second: for regions that keep their old content meanwhile.
pub fn say_when_slow(pending: Signal<bool>, text: &'static str) {
    effect(move || {
        if pending.get() {
            announce_topic(TOPIC, text, SAID_AFTER);
        } else {
            silence_topic(TOPIC);
        }
    });
    on_cleanup(|| silence_topic(TOPIC));
}

/// Grey cards where cards will be; screen readers pass them over. Put a [`Loading`] beside them.
pub fn skeleton_cards(count: usize) -> AnyView {
    let cards: Vec<AnyView> = (0..count)
        .map(|_| view! { <div class="preau-skeleton"><div></div><div></div><div></div></div> }.into_any())
        .collect();
    view! { <div class="preau-cards" aria-hidden="true">{cards}</div> }.into_any()
}
