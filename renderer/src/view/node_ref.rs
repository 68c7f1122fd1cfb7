//! Hands on an element of a view.
use super::element::Kind;
use crate::reactive::{Effect, RwSignal};
use std::marker::PhantomData;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Where the view puts its element, of the given kind.
pub struct NodeRef<K> {
    element: RwSignal<Option<Element>>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Clone for NodeRef<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for NodeRef<K> {}

impl<K> std::fmt::Debug for NodeRef<K> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("NodeRef")
    }
}

impl<K> Default for NodeRef<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> NodeRef<K> {
    /// Without an element yet.
    pub fn new() -> Self {
        Self { element: RwSignal::new(None), kind: PhantomData }
    }

    pub(super) fn load(self, element: &Element) {
        self.element.set(Some(element.clone()));
    }
}

impl<K: Kind> NodeRef<K> {
    /// The element, once it is built; whoever computes with it is told then.
    pub fn get(&self) -> Option<K::Output> {
        self.element.get().map(JsCast::unchecked_into)
    }

    /// Does something with the element, once the view is in the page.
    pub fn on_load(self, work: impl FnOnce(K::Output) + 'static) {
        let mut work = Some(work);
        Effect::new(move |_: Option<()>| {
            if let Some(element) = self.get()
                && let Some(work) = work.take()
            {
                work(element);
            }
        });
    }

    /// The element, once it is built, as long as its part of the page is there.
    pub fn get_untracked(&self) -> Option<K::Output> {
        self.element.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }
}
