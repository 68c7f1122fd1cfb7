//! What a region of the page asks a backend for, as signals.
use super::{ApiError, network::track_network, session};
use futures::future::{AbortHandle, Abortable, FutureExt, LocalBoxFuture};
use leptos::prelude::*;
use std::{any::Any, marker::PhantomData, rc::Rc};

/// A value read from a backend, the failure of the last attempt, and whether an attempt is under way.
///
/// The last value stays while a newer one is on its way *and* when that one fails: nothing that the learner sees is taken
/// away. (A `LocalResource` under an `ErrorBoundary` would put the error in its place.) A new attempt aborts the former
/// one, so a late answer never replaces a newer one; leaving the page aborts too. When a session that had ended goes
/// on, or the network is back after something was missed, everything is asked for again.
pub struct Remote<T: 'static> {
    /// The newest good answer.
    pub value: Value<T>,
    /// Why the last attempt failed; stays while the next one runs, so that a "Try again" keeps its place and the focus.
    pub error: RwSignal<Option<ApiError>>,
    /// An attempt is under way.
    pub pending: RwSignal<bool>,
    attempt: RwSignal<u32>,
}

/// A signal of an answer. The type is known here only: what drives it is compiled once for all types.
pub struct Value<T: 'static> {
    signal: RwSignal<Option<Rc<dyn Any>>>,
    of: PhantomData<fn() -> T>,
}

type Erased = Rc<dyn Any>;
type Load = Box<dyn Fn() -> Option<LocalBoxFuture<'static, Result<Erased, ApiError>>>>;

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Remote<T> {}
impl<T> Clone for Value<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Value<T> {}

impl<T: PartialEq + 'static> Remote<T> {
    /// Loads now, and again whenever a signal that `load` reads changes. `None` means: nothing to ask for.
    pub fn new(load: impl Fn() -> Option<LocalBoxFuture<'static, Result<T, ApiError>>> + 'static) -> Self {
        let remote = Self {
            value: Value { signal: RwSignal::new(None), of: PhantomData },
            error: RwSignal::new(None),
            pending: RwSignal::new(false),
            attempt: RwSignal::new(0),
        };
        remote.drive(
            Box::new(move || load().map(|answer| answer.map(|answer| answer.map(erased)).boxed_local())),
            same::<T>,
        );
        remote
    }

    /// Shows a value at once, for instance the last good answer, until the next one comes.
    pub fn preset(self, value: T) {
        self.value.signal.set(Some(erased(value)));
    }
}

impl<T: 'static> Remote<T> {
    /// Whether the server says that there is no such thing, and none was shown before; tracked.
    pub fn is_missing(self) -> bool {
        self.error.with(|error| *error == Some(ApiError::NotFound)) && self.value.with(Option::is_none)
    }

    /// Asks again.
    pub fn retry(self) {
        self.attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
    }

    fn drive(self, load: Load, same: fn(&Erased, &Erased) -> bool) {
        drive(
            Machine { value: self.value.signal, error: self.error, pending: self.pending, attempt: self.attempt, same },
            load,
        );
    }
}

impl<T: 'static> Value<T> {
    /// The value; tracked.
    pub fn get(self) -> Option<Rc<T>> {
        self.signal.get().and_then(|value| value.downcast().ok())
    }

    /// The value; not tracked.
    pub fn get_untracked(self) -> Option<Rc<T>> {
        self.signal.get_untracked().and_then(|value| value.downcast().ok())
    }

    /// Looks at the value; tracked.
    pub fn with<R>(self, look: impl FnOnce(&Option<Rc<T>>) -> R) -> R {
        look(&self.get())
    }

    /// Looks at the value; not tracked.
    pub fn with_untracked<R>(self, look: impl FnOnce(&Option<Rc<T>>) -> R) -> R {
        look(&self.get_untracked())
    }
}

/// The parts of a [`Remote`] without its type.
#[derive(Clone, Copy)]
struct Machine {
    value: RwSignal<Option<Erased>>,
    error: RwSignal<Option<ApiError>>,
    pending: RwSignal<bool>,
    attempt: RwSignal<u32>,
    same: fn(&Erased, &Erased) -> bool,
}

fn drive(machine: Machine, load: Load) {
    Effect::new(move |_| {
        machine.attempt.track();
        session::track_returns();
        track_network();
        let Some(answer) = load() else {
            put(machine.pending, false);
            return;
        };
        let (handle, registration) = AbortHandle::new_pair();
        on_cleanup(move || handle.abort());
        put(machine.pending, true);
        let answer = Abortable::new(answer, registration);
        leptos::task::spawn_local_scoped(async move {
            if let Ok(outcome) = answer.await {
                machine.settle(outcome);
            }
        });
    });
}

impl Machine {
    fn settle(self, outcome: Result<Erased, ApiError>) {
        match outcome {
            Ok(value) => {
                // an equal answer changes nothing: what is shown keeps its elements, and the focus in them
                if !self.value.with_untracked(|old| old.as_ref().is_some_and(|old| (self.same)(old, &value))) {
                    self.value.set(Some(value));
                }
                put(self.error, None);
            }
            Err(ApiError::Aborted) => {}
            Err(error) => self.error.set(Some(error)),
        }
        put(self.pending, false);
    }
}

/// Sets what differs: readers that are told of nothing new would draw their parts anew, and the focus in them would go.
fn put<T: PartialEq + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

fn erased<T: 'static>(value: T) -> Erased {
    Rc::new(value)
}

fn same<T: PartialEq + 'static>(one: &Erased, other: &Erased) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref()
}
