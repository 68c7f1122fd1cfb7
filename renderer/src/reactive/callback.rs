//! Functions to be handed over.
use super::{StoredValue, handle};
use crate::work::Answer;
use std::rc::Rc;

/// A function that can be copied; lives as long as the part of the page it was created in.
pub struct Callback<In, Out = ()> {
    id: StoredValue<Rc<dyn Answer<In, Out>>>,
}

handle!(Callback<In, Out>);

impl<In: 'static, Out: 'static> Callback<In, Out> {
    /// Of a closure.
    pub fn new(work: impl Fn(In) -> Out + 'static) -> Self {
        Self { id: StoredValue::new(Rc::new(work)) }
    }

    /// Calls it.
    pub fn run(&self, input: In) -> Out {
        // not while the value is borrowed: it may end the part it belongs to
        let work = self.id.get_value();
        work.answer(input)
    }

    /// Calls it, if it is still there.
    pub fn try_run(&self, input: In) -> Option<Out> {
        let work = self.id.try_with_value(Rc::clone)?;
        Some(work.answer(input))
    }
}

impl<In: 'static, Out: 'static, F: Fn(In) -> Out + 'static> From<F> for Callback<In, Out> {
    fn from(work: F) -> Self {
        Self::new(work)
    }
}
