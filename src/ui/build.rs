//! Parts of a view that change.
use leptos::{
    prelude::*,
    view::{Attribute, keyed, reactive, reactive_text},
};
use std::{rc::Rc, time::Duration};

/// A part that is built anew when a signal that it reads changes.
pub fn dynamic(draw: impl FnMut() -> AnyView + 'static) -> AnyView {
    reactive(Box::new(draw))
}

/// A part that is there or not.
pub fn optional(mut draw: impl FnMut() -> Option<AnyView> + 'static) -> AnyView {
    dynamic(move || draw().unwrap_or_default())
}

/// A part that nobody sees yet: built in a task of its own, so that a slow phone draws and answers before.
pub fn later(draw: impl FnOnce() -> AnyView + 'static) -> AnyView {
    after(Duration::ZERO, Box::new(draw))
}

/// A part that comes after a while, once.
pub(super) fn after(wait: Duration, draw: Box<dyn FnOnce() -> AnyView>) -> AnyView {
    let (due, mut draw) = (RwSignal::new(false), Some(draw));
    set_timeout(move || due.set(true), wait);
    optional(move || due.get().then(|| draw.take().map(|draw| draw())).flatten())
}

/// A text that changes in place.
pub fn text(words: impl FnMut() -> String + 'static) -> AnyView {
    reactive_text(Box::new(words))
}

/// Does something at the end of this task, and again whenever a signal that it reads changes.
pub fn effect(mut run: impl FnMut() + 'static) {
    Effect::new(move |_: Option<()>| run());
}

/// A value that is computed anew when a signal that it reads changes, and tells only when it differs.
pub fn memo<T: PartialEq + 'static>(compute: impl Fn(Option<&T>) -> T + 'static) -> Memo<T> {
    Memo::new(compute)
}

/// An ARIA state that changes, `"true"` or `"false"`.
pub fn flag(is_on: impl Fn() -> bool + 'static) -> Attribute {
    Attribute::changing(move || if is_on() { "true" } else { "false" })
}

/// An attribute that changes, or is there or not.
pub fn attribute(value: impl FnMut() -> Option<String> + 'static) -> Attribute {
    Attribute::changing(value)
}

/// One part for each key, which keeps its elements (and the focus in them) as long as its key is there.
pub fn each(keys: impl FnMut() -> Vec<String> + 'static, draw: impl Fn(String) -> AnyView + 'static) -> AnyView {
    keyed(Box::new(keys), Rc::new(draw))
}
