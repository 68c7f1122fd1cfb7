//! What a region of the page asks a backend for, as signals.
use super::ApiError;
use futures::future::{AbortHandle, Abortable, LocalBoxFuture};
use leptos::prelude::*;
use std::rc::Rc;

/// A value read from a backend, the failure of the last attempt, and whether an attempt is under way.
///
/// The last value stays while a newer one is on its way *and* when that one fails: nothing that the learner sees is taken
/// away. (A `LocalResource` under an `ErrorBoundary` would put the error in its place.) A new attempt aborts the former
/// one, so a late answer never replaces a newer one; leaving the page aborts too.
pub struct Remote<T: 'static> {
    /// The newest good answer.
    pub value: RwSignal<Option<Rc<T>>, LocalStorage>,
    /// Why the last attempt failed; stays while the next one runs, so that a "Try again" keeps its place and the focus.
    pub error: RwSignal<Option<ApiError>>,
    /// An attempt is under way.
    pub pending: RwSignal<bool>,
    attempt: RwSignal<u32>,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Remote<T> {}

impl<T: 'static> Remote<T> {
    /// Loads now, and again whenever a signal that `load` reads changes. `None` means: nothing to ask for.
    pub fn new(load: impl Fn() -> Option<LocalBoxFuture<'static, Result<T, ApiError>>> + 'static) -> Self {
        let remote = Self {
            value: RwSignal::new_local(None),
            error: RwSignal::new(None),
            pending: RwSignal::new(false),
            attempt: RwSignal::new(0),
        };
        Effect::new(move |_| {
            remote.attempt.track();
            let Some(future) = load() else {
                remote.pending.set(false);
                return;
            };
            let (handle, registration) = AbortHandle::new_pair();
            on_cleanup(move || handle.abort());
            remote.pending.set(true);
            let outcome = Abortable::new(future, registration);
            leptos::task::spawn_local_scoped(async move {
                if let Ok(outcome) = outcome.await {
                    remote.settle(outcome);
                }
            });
        });
        remote
    }

    /// Asks again.
    pub fn retry(self) {
        self.attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
    }

    /// Shows a value at once, for instance the last good answer, until the next one comes.
    pub fn preset(self, value: T) {
        self.value.set(Some(Rc::new(value)));
    }

    fn settle(self, outcome: Result<T, ApiError>) {
        match outcome {
            Ok(value) => {
                self.value.set(Some(Rc::new(value)));
                self.error.set(None);
            }
            Err(ApiError::Aborted) => {}
            Err(error) => self.error.set(Some(error)),
        }
        self.pending.set(false);
    }
}
