//! Values computed from others, and only when those have changed.
use super::{
    gone, handle,
    nodes::{self, Id, New, Value},
    signal::read,
};
use std::{cell::RefCell, marker::PhantomData, rc::Rc};

/// A computed value.
pub struct Memo<T> {
    id: Id,
    kind: PhantomData<fn() -> T>,
}

handle!(Memo<T>);

impl<T: PartialEq + 'static> Memo<T> {
    /// Computes when read, given the last value; tells its readers only if the new value differs.
    pub fn new(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        let value = Rc::new(RefCell::new(None::<T>));
        let erased: Value = Rc::<RefCell<Option<T>>>::clone(&value);
        let run = move |()| {
            let next = compute(value.borrow().as_ref());
            let has_changed = value.borrow().as_ref() != Some(&next);
            if has_changed {
                drop(value.replace(Some(next)));
            }
            has_changed
        };
        let id = nodes::create(New { value: Some(erased), run: Some(Rc::new(run)), ..New::default() });
        Self { id, kind: PhantomData }
    }
}

impl<T: 'static> Memo<T> {
    /// The value; whoever computes with it is told when it changes.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// The value, if it is still there.
    pub fn try_get_untracked(&self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_untracked(T::clone)
    }

    /// Computes with the value, and again when it changes.
    pub fn with<R>(&self, work: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(work)
    }

    /// Computes with the value.
    pub fn with_untracked<R>(&self, work: impl FnOnce(&T) -> R) -> R {
        self.try_with_untracked(work).unwrap_or_else(|| gone())
    }

    /// Counts as reading it.
    pub fn track(&self) {
        // in this order: who reads it now needs not be told of what it finds; and a memo that was never computed hears of no change
        nodes::refresh(self.id);
        nodes::track(self.id);
    }

    fn try_with_untracked<R>(self, work: impl FnOnce(&T) -> R) -> Option<R> {
        nodes::refresh(self.id);
        read(self.id, |value: &Option<T>| value.as_ref().map(work)).flatten()
    }
}
