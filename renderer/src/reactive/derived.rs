//! Values of which a view does not care where they come from.
use super::{ArcRwSignal, Memo, RwSignal, StoredValue, gone};
use crate::work::Answer;
use std::rc::Rc;

/// A fixed value, a signal, a memo or a computation.
pub struct Signal<T> {
    source: Source<T>,
}

enum Source<T> {
    Fixed(StoredValue<T>),
    Signal(RwSignal<T>),
    Memo(Memo<T>),
    Computed(StoredValue<Rc<dyn Answer<(), T>>>),
}

impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<T> {}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> std::fmt::Debug for Signal<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signal")
    }
}

impl<T: 'static> Signal<T> {
    const fn of(source: Source<T>) -> Self {
        Self { source }
    }

    /// Whether it never changes.
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self.source, Source::Fixed(_))
    }

    /// Computed each time it is read.
    pub fn derive(compute: impl Fn() -> T + 'static) -> Self {
        Self::of(Source::Computed(StoredValue::new(Rc::new(move |()| compute()))))
    }

    /// Never changes.
    pub fn stored(value: T) -> Self {
        Self::of(Source::Fixed(StoredValue::new(value)))
    }

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
        match self.source {
            Source::Fixed(value) => value.try_with_value(T::clone),
            Source::Signal(signal) => signal.try_get_untracked(),
            Source::Memo(memo) => memo.try_get_untracked(),
            Source::Computed(compute) => {
                let compute = compute.try_with_value(Rc::clone)?;
                Some(super::untrack(|| compute.answer(())))
            }
        }
    }

    /// Computes with the value, and again when it changes.
    pub fn with<R>(&self, work: impl FnOnce(&T) -> R) -> R {
        match self.source {
            Source::Fixed(value) => value.with_value(work),
            Source::Signal(signal) => signal.with(work),
            Source::Memo(memo) => memo.with(work),
            Source::Computed(compute) => {
                let compute = compute.try_with_value(Rc::clone).unwrap_or_else(|| gone());
                work(&compute.answer(()))
            }
        }
    }

    /// Computes with the value.
    pub fn with_untracked<R>(&self, work: impl FnOnce(&T) -> R) -> R {
        super::untrack(|| self.with(work))
    }

    /// Counts as reading it.
    pub fn track(&self) {
        match self.source {
            Source::Fixed(_) => {}
            Source::Signal(signal) => signal.track(),
            Source::Memo(memo) => memo.track(),
            Source::Computed(_) => self.with(|_| ()),
        }
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(value: T) -> Self {
        Self::stored(value)
    }
}

impl From<&str> for Signal<String> {
    fn from(value: &str) -> Self {
        Self::stored(value.to_owned())
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::of(Source::Signal(signal))
    }
}

impl<T: 'static> From<ArcRwSignal<T>> for Signal<T> {
    fn from(signal: ArcRwSignal<T>) -> Self {
        Self::of(Source::Signal(signal.into()))
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::of(Source::Memo(memo))
    }
}

/// A property that may be left out, and may change.
pub struct MaybeProp<T: 'static>(Option<Signal<Option<T>>>);

impl<T> Clone for MaybeProp<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for MaybeProp<T> {}

impl<T> std::fmt::Debug for MaybeProp<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MaybeProp")
    }
}

impl<T> Default for MaybeProp<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone + 'static> MaybeProp<T> {
    /// Computed each time it is read.
    pub fn derive(compute: impl Fn() -> Option<T> + 'static) -> Self {
        Self(Some(Signal::derive(compute)))
    }

    /// Whether it never changes.
    pub(crate) fn is_fixed(&self) -> bool {
        self.0.is_none_or(|signal| signal.is_fixed())
    }

    /// The value; whoever computes with it is told when it changes.
    pub fn get(&self) -> Option<T> {
        self.0.and_then(|signal| signal.get())
    }

    /// The value.
    pub fn get_untracked(&self) -> Option<T> {
        self.0.and_then(|signal| signal.get_untracked())
    }

    /// Computes with the value, and again when it changes.
    pub fn with<R>(&self, work: impl FnOnce(&Option<T>) -> R) -> R {
        match self.0 {
            Some(signal) => signal.with(work),
            None => work(&None),
        }
    }
}

impl<T: Clone + 'static> From<T> for MaybeProp<T> {
    fn from(value: T) -> Self {
        Self(Some(Signal::stored(Some(value))))
    }
}

impl<T: Clone + 'static> From<Option<T>> for MaybeProp<T> {
    fn from(value: Option<T>) -> Self {
        Self(value.map(|value| Signal::stored(Some(value))))
    }
}

impl From<&str> for MaybeProp<String> {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

impl<T: Clone + 'static> From<Signal<T>> for MaybeProp<T> {
    fn from(signal: Signal<T>) -> Self {
        Self::derive(move || Some(signal.get()))
    }
}

impl<T: Clone + 'static> From<Signal<Option<T>>> for MaybeProp<T> {
    fn from(signal: Signal<Option<T>>) -> Self {
        Self(Some(signal))
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for MaybeProp<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || Some(signal.get()))
    }
}

impl<T: Clone + 'static> From<Memo<T>> for MaybeProp<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || Some(memo.get()))
    }
}
