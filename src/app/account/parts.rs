//! What only those who sign in need, as a WebAssembly file of its own, and its fetching.
use super::{feed, learner, notices};
use crate::app::{Nav, chunks};
use leptos::prelude::*;
use std::cell::Cell;

/// The doors into the file.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) header: fn(Nav) -> AnyView,
    pub(super) notices: fn(Nav) -> AnyView,
}

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(account, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn account() -> Result<Parts, Missing> {
    Ok(Parts {
        header: |nav| {
            feed::feed(nav);
            learner::header(nav)
        },
        notices: notices::notices,
    })
}

/// The file could not be fetched.
#[derive(Debug)]
struct Missing;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

thread_local! {
    static PARTS: ArcRwSignal<Option<Parts>> = ArcRwSignal::new(None);
    static IS_MISSING: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static IS_FETCHING: Cell<bool> = const { Cell::new(false) };
}

/// The file's doors, once it has come.
pub(super) fn parts() -> ArcRwSignal<Option<Parts>> {
    PARTS.with(Clone::clone)
}

/// Whether it could not be fetched; tracked.
pub(super) fn is_missing() -> bool {
    IS_MISSING.with(ArcRwSignal::get)
}

/// Fetches it, once.
pub(super) fn fetch() {
    if parts().with_untracked(Option::is_some) || IS_FETCHING.replace(true) {
        return;
    }
    super::super::spawn(async {
        #[cfg(feature = "split")]
        let file = account();
        #[cfg(not(feature = "split"))]
        let file = std::future::ready(account());
        // its menus are not of the catalogue's own styles
        let (outcome, ()) = futures::join!(file, chunks::styles());
        IS_FETCHING.set(false);
        let is_missing = IS_MISSING.with(Clone::clone);
        is_missing.set(outcome.is_err());
        match outcome.ok() {
            Some(found) => parts().set(Some(found)),
            None => leptos::logging::warn!("a part of the app could not be fetched"),
        }
    });
}
