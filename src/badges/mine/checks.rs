//! What verifies the learner's awards, in a file of its own: it comes with the first award that can be verified.
use super::{
    super::verifier,
    daily::{self, Learner},
    found,
    item::Item,
};
use crate::{
    app::{ChunkError, on_demand_or, split_point},
    wire::verification::Outcome,
};
use leptos::prelude::*;

/// The functions of that file.
#[derive(Clone, Copy)]
pub(super) struct Checks {
    /// The outcome of an award for a learner, now or soon.
    outcome: fn(&Item, &Learner) -> ArcRwSignal<Option<Outcome>>,
    /// All that is found about one; the last says whether its name must not show.
    pub(super) found: fn(&Item, RwSignal<Option<Learner>>, RwSignal<bool>) -> AnyView,
    /// Gets ready for a list; undone with its page.
    begin: fn(),
}

split_point! {
    /// Fetches that file; at once when it has come before.
    pub(super) fn fetched() -> Checks = badges_check {
        Checks { outcome: daily::outcome, found: found::found, begin: || {
            verifier::warm();
            on_cleanup(daily::leave);
        } }
    }
}

/// What verifies a list, once it is there; [`ChunkError`] where it cannot be had.
pub(super) type Checked = RwSignal<Option<Result<Checks, ChunkError>>>;

/// Where a list tells that it could not be fetched, with "Try again"; else nothing stands there.
pub(super) fn for_list(checked: Checked) -> AnyView {
    let begin = move |checks: Checks| {
        (checks.begin)();
        checked.set(Some(Ok(checks)));
        ().into_any()
    };
    let failed = move || {
        checked.set(Some(Err(ChunkError)));
        ().into_any()
    };
    on_demand_or(fetched, begin, failed)
}

/// The outcome of an award: what cannot be checked says nothing of the badge.
pub(super) fn outcome(
    checks: Result<Checks, ChunkError>,
    item: &Item,
    learner: &Learner,
) -> ArcRwSignal<Option<Outcome>> {
    match checks {
        Ok(checks) => (checks.outcome)(item, learner),
        Err(ChunkError) => ArcRwSignal::new(Some(Outcome::Unverifiable)),
    }
}
