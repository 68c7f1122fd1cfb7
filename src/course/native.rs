//! Units of text and film only, shown by the app itself: nothing of the LMS's page has to be loaded.
//!
//! Criteria:
//! - only where the LMS gives the content of *every* block, and the safe form of each text loses nothing; else the frame;
//! - a text counts as read when its end was in view for a while, a film when nearly all of it was played; told once each.
mod texts;

use super::{unit::Unit, video::Film};
use crate::{
    api::{
        ApiError, lms,
        session::{has_ended, track_returns},
    },
    ui,
    wire::openedx::{CourseBlocks, UsageKey},
};
use leptos::{prelude::*, task::spawn_local_scoped};
use std::{cell::Cell, rc::Rc, time::Duration};
use texts::Texts;

/// How long the content is waited for before the frame is shown instead, in milliseconds.
const PATIENCE: u64 = 2500;
thread_local! {
    /// As soon as its file has come.
    static TEXTS: Cell<Option<Texts>> = const { Cell::new(None) };
}

/// A piece of a unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Raw HTML.
    Text(UsageKey, String, bool),
    /// A film.
    Film(Film, bool),
}

/// How a unit is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// Not known yet.
    Waiting,
    /// By the app.
    Here(Rc<Vec<Part>>),
    /// By the LMS.
    Framed,
    /// Not before the learner is signed in again: what the LMS would send until then is not the unit.
    SignedOut,
}

/// Decides how a unit is shown. What is known already decides at once; what is not waits for the session.
pub(super) fn decide(unit: Unit, key: &UsageKey) -> RwSignal<Shown> {
    let username = unit.username.get_value().unwrap_or_default();
    let state = RwSignal::new(match known(unit, key, &username) {
        here @ Shown::Here(_) => here,
        _ if has_ended() => Shown::SignedOut,
        other => other,
    });
    find_out(state, &username, key);
    let key = key.clone();
    ui::effect(move || {
        track_returns();
        if state.get_untracked() == Shown::SignedOut && !has_ended() {
            state.set(known(unit, &key, &username));
            find_out(state, &username, &key);
        }
    });
    state
}

fn known(unit: Unit, key: &UsageKey, username: &str) -> Shown {
    let icon = unit
        .plan
        .value
        .with_untracked(|plan| plan.as_ref().and_then(|plan| plan.get(key).and_then(|block| block.icon.clone())));
    if icon.as_deref() == Some("problem") {
        return Shown::Framed;
    }
    let blocks = TEXTS.get().and_then(|texts| Some((texts, lms::last_unit_blocks(username, key)?)));
    blocks.map_or(Shown::Waiting, |(texts, blocks)| shown(texts, blocks))
}

/// Asks for the content, unless it is decided already.
fn find_out(state: RwSignal<Shown>, username: &str, key: &UsageKey) {
    if state.get_untracked() != Shown::Waiting {
        return;
    }
    let give_up = set_timeout_with_handle(move || framed(state), Duration::from_millis(PATIENCE)).ok();
    on_cleanup(move || {
        if let Some(timer) = give_up {
            timer.clear();
        }
    });
    let (username, key) = (username.to_owned(), key.clone());
    spawn_local_scoped(async move {
        let (blocks, texts) = futures::join!(lms::unit_blocks(&username, &key), texts());
        let found = match blocks {
            // the LMS's page needs nothing of ours
            Ok(blocks) => texts.map_or(Shown::Framed, |texts| shown(texts, blocks)),
            Err(error) if error == ApiError::SignInNeeded || has_ended() => Shown::SignedOut,
            Err(error) => {
                leptos::logging::warn!("content of the unit: {error}");
                Shown::Framed
            }
        };
        if state.try_get_untracked() == Some(Shown::Waiting) {
            state.set(found);
        }
    });
}

/// What reads and draws texts; `None` where its file cannot be had.
async fn texts() -> Option<Texts> {
    // the console tells of a failure by then
    TEXTS.set(texts::fetched().await.ok());
    TEXTS.get()
}

fn shown(texts: Texts, blocks: CourseBlocks) -> Shown {
    (texts.parts)(blocks).map_or(Shown::Framed, |parts| Shown::Here(Rc::new(parts)))
}

fn framed(state: RwSignal<Shown>) {
    if state.try_get_untracked() == Some(Shown::Waiting) {
        state.set(Shown::Framed);
    }
}

/// The unit itself; `fallback` shows the LMS's page when a film cannot be played here.
pub(super) fn native(unit: Unit, key: &UsageKey, parts: &[Part], fallback: Callback<()>) -> AnyView {
    TEXTS.get().map(|texts| (texts.draw)(unit, key, parts, fallback)).unwrap_or_default()
}
