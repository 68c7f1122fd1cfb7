//! Values that belong to a part of the page and tell nobody when they change.
use super::{
    gone, handle,
    nodes::{self, Id, New},
    signal::{change, read},
};
use std::{cell::RefCell, marker::PhantomData, rc::Rc};

/// A value that lives as long as the part of the page it was created in; copies are the same value.
pub struct StoredValue<T> {
    id: Id,
    kind: PhantomData<fn() -> T>,
}

handle!(StoredValue<T>);

impl<T: Default + 'static> Default for StoredValue<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> StoredValue<T> {
    /// With its first value.
    pub fn new(value: T) -> Self {
        let id = nodes::create(New { value: Some(Rc::new(RefCell::new(value))), ..New::default() });
        Self { id, kind: PhantomData }
    }

    /// A copy of the value.
    pub fn get_value(&self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// Computes with the value.
    pub fn with_value<R>(&self, work: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(work).unwrap_or_else(|| gone())
    }

    /// Computes with the value, if it is still there.
    pub fn try_with_value<R>(&self, work: impl FnOnce(&T) -> R) -> Option<R> {
        read(self.id, work)
    }

    /// Puts another value in its place. Does nothing if it has gone.
    pub fn set_value(&self, value: T) {
        let _gone = self.try_set_value(value);
    }

    /// Puts another value in its place; gives it back if there is no place.
    pub fn try_set_value(&self, value: T) -> Option<T> {
        let mut value = Some(value);
        drop(change(self.id, |now: &mut T| value.take().map(|value| std::mem::replace(now, value))));
        value
    }

    /// Changes the value. Does nothing if it has gone.
    pub fn update_value(&self, work: impl FnOnce(&mut T)) {
        let _gone = self.try_update_value(work);
    }

    /// Changes the value, if it is still there.
    pub fn try_update_value<R>(&self, work: impl FnOnce(&mut T) -> R) -> Option<R> {
        change(self.id, work)
    }
}
