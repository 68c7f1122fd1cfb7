//! What only those who sign in need, as a WebAssembly file of its own, and its fetching.
use super::{beside, feed, learner, notices};
use crate::app::{Nav, chunks, spawn, split_point};
use leptos::prelude::*;
use std::cell::Cell;

/// The doors into the file.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) header: fn(Nav) -> AnyView,
    pub(super) notices: fn(Nav) -> AnyView,
}

split_point! {
    fn fetched() -> Parts = account {
        Parts {
            header: |nav| {
                crate::ui::sign_in_by(beside::sign_in);
                feed::feed(nav);
                learner::header(nav)
            },
            notices: notices::notices,
        }
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
    spawn(async {
        // its menus are not of the catalogue's own styles
        let (outcome, ()) = futures::join!(fetched(), chunks::styles());
        IS_FETCHING.set(false);
        IS_MISSING.with(Clone::clone).set(outcome.is_err());
        if let Ok(found) = outcome {
            parts().set(Some(found));
        }
    });
}
