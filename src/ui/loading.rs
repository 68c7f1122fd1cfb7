//! Loading: something is on its way.
//!
//! Criteria:
//! - nothing shows for 300 ms, so that a quick answer does not flicker;
//! - after 1 s it is said once; what finished earlier is not said, and does not silence what goes on;
//! - the sun under the roof moves, unless the learner wants less motion; the text says it in any case.
use super::{announcer::Voice, build::effect, icon::mark};
use crate::i18n::t;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// When loading is said, in milliseconds.
const SAID_AFTER: u32 = 1000;
const TOPIC: &str = "loading";

/// Something under way.
struct Wait {
    number: u32,
    text: String,
    began: f64,
    /// Who says it: what is read elsewhere on the page of others concerns nobody here.
    voice: Voice,
}

thread_local! {
    /// The newest last.
    static UNDER_WAY: RefCell<Vec<Wait>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Something is under way: it is said unless it ends soon.
fn begin(text: &str) -> u32 {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    let voice = Voice::here();
    voice.announce(TOPIC, text, SAID_AFTER.into());
    let wait = Wait { number, text: text.to_owned(), began: js_sys::Date::now(), voice };
    UNDER_WAY.with_borrow_mut(|all| all.push(wait));
    number
}

/// It has ended. If something older goes on, of which the newer had kept people from hearing, that is said in its turn.
fn end(number: u32) {
    let ended = UNDER_WAY.with_borrow_mut(|all| {
        let place = all.iter().position(|wait| wait.number == number)?;
        let ended = all.remove(place);
        let is_newest = all.iter().skip(place).all(|newer| newer.voice != ended.voice);
        let older = all.iter().rev().find(|older| older.voice == ended.voice).map(|older| older.text.clone());
        is_newest.then_some((ended, older))
    });
    let Some((ended, older)) = ended else { return };
    let was_said = js_sys::Date::now() - ended.began >= f64::from(SAID_AFTER);
    match older.filter(|_| !was_said) {
        Some(text) => ended.voice.announce(TOPIC, &text, SAID_AFTER.into()),
        None => ended.voice.silence(TOPIC),
    }
}

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
    let number = begin(&text);
    on_cleanup(move || end(number));
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
            let number = begin(text);
            on_cleanup(move || end(number));
        }
    });
}

/// Grey cards where cards will be; screen readers pass them over. Put a [`Loading`] beside them.
pub fn skeleton_cards(count: usize) -> AnyView {
    let cards: Vec<AnyView> = (0..count)
        .map(|_| view! { <div class="preau-skeleton"><div></div><div></div><div></div></div> }.into_any())
        .collect();
    view! { <div class="preau-cards" aria-hidden="true">{cards}</div> }.into_any()
}
