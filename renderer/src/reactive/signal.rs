//! Values that tell their readers when they change.
use super::{
    Signal, gone, handle,
    nodes::{self, Id, New},
};
use std::{cell::RefCell, marker::PhantomData, rc::Rc};

/// Reads the value behind `id`; nothing if it has gone, or is being changed at this moment.
pub(super) fn read<T: 'static, R>(id: Id, work: impl FnOnce(&T) -> R) -> Option<R> {
    let (mut work, mut result) = (Some(work), None);
    nodes::look(id, &mut |value| {
        result = value.downcast_ref().and_then(|value| Some(work.take()?(value)));
    });
    result
}

/// Changes the value behind `id`, without telling.
pub(super) fn change<T: 'static, R>(id: Id, work: impl FnOnce(&mut T) -> R) -> Option<R> {
    let (mut work, mut result) = (Some(work), None);
    nodes::look_mut(id, &mut |value| {
        result = value.downcast_mut().and_then(|value| Some(work.take()?(value)));
    });
    result
}

fn create<T: 'static>(value: T, is_detached: bool) -> Id {
    nodes::create(New { value: Some(Rc::new(RefCell::new(value))), is_detached, ..New::default() })
}

macro_rules! signal_methods {
    ($T:ident) => {
        /// The value; whoever computes with it is told when it changes.
        pub fn get(&self) -> $T
        where
            $T: Clone,
        {
            self.with($T::clone)
        }

        /// The value.
        pub fn get_untracked(&self) -> $T
        where
            $T: Clone,
        {
            self.with_untracked($T::clone)
        }

        /// The value, if it is still there.
        pub fn try_get_untracked(&self) -> Option<$T>
        where
            $T: Clone,
        {
            read(self.id(), $T::clone)
        }

        /// Computes with the value, and again when it changes.
        pub fn with<R>(&self, work: impl FnOnce(&$T) -> R) -> R {
            self.track();
            self.with_untracked(work)
        }

        /// Computes with the value.
        pub fn with_untracked<R>(&self, work: impl FnOnce(&$T) -> R) -> R {
            read(self.id(), work).unwrap_or_else(|| gone())
        }

        /// Counts as reading it.
        pub fn track(&self) {
            nodes::track(self.id());
        }

        /// Puts another value in its place. Does nothing if the signal has gone.
        pub fn set(&self, value: $T) {
            let _gone = self.try_set(value);
        }

        /// Puts another value in its place; gives it back if the signal has gone.
        pub fn try_set(&self, value: $T) -> Option<$T> {
            let mut value = Some(value);
            let before = change(self.id(), |now: &mut $T| value.take().map(|value| std::mem::replace(now, value)));
            drop(before);
            if value.is_none() {
                nodes::changed(self.id());
            }
            value
        }

        /// Changes the value. Does nothing if the signal has gone.
        pub fn update(&self, work: impl FnOnce(&mut $T)) {
            if change(self.id(), work).is_some() {
                nodes::changed(self.id());
            }
        }

        /// Tells the readers although nothing was set.
        pub fn notify(&self) {
            nodes::changed(self.id());
        }
    };
}

/// A value that lives as long as the part of the page it was created in.
pub struct RwSignal<T> {
    id: Id,
    kind: PhantomData<fn() -> T>,
}

handle!(RwSignal<T>);

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> RwSignal<T> {
    /// With its first value.
    pub fn new(value: T) -> Self {
        Self { id: create(value, false), kind: PhantomData }
    }

    /// Whether the part of the page it belongs to has gone.
    pub fn is_disposed(self) -> bool {
        nodes::value(self.id).is_none()
    }

    pub(super) fn id(self) -> Id {
        self.id
    }

    signal_methods!(T);
}

/// A value that lives as long as somebody holds it.
#[derive(Debug)]
pub struct ArcRwSignal<T> {
    held: Rc<Held>,
    kind: PhantomData<fn() -> T>,
}

#[derive(Debug)]
struct Held(Id);

impl Drop for Held {
    fn drop(&mut self) {
        nodes::dispose(self.0);
    }
}

impl<T> Clone for ArcRwSignal<T> {
    fn clone(&self) -> Self {
        Self { held: Rc::clone(&self.held), kind: PhantomData }
    }
}

impl<T: 'static> ArcRwSignal<T> {
    /// With its first value.
    pub fn new(value: T) -> Self {
        Self { held: Rc::new(Held(create(value, true))), kind: PhantomData }
    }

    /// The same value, for those who may not change it.
    pub fn read_only(&self) -> Signal<T> {
        self.clone().into()
    }

    fn id(&self) -> Id {
        self.held.0
    }

    signal_methods!(T);
}

/// Belongs to the current owner, which holds the value from now on.
impl<T: 'static> From<ArcRwSignal<T>> for RwSignal<T> {
    fn from(signal: ArcRwSignal<T>) -> Self {
        let id = signal.id();
        nodes::on_cleanup(Box::new(move || drop(signal)));
        Self { id, kind: PhantomData }
    }
}
