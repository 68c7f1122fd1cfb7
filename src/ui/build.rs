//! Parts of a view that change, compiled once for the whole app.
//!
//! Each `{move || …}` in a `view!` and each `<For/>` is a type of its own, which Leptos compiles anew: 1 to 4 KiB each. These
//! take the closure in a box instead; the difference over the search page is some 30 KiB.
use leptos::prelude::*;
use std::sync::Arc;

/// A part that is built anew when a signal that it reads changes.
pub fn dynamic(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    fn erased(draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
        draw.into_any()
    }
    erased(Box::new(draw))
}

/// A part that is there or not.
pub fn optional(mut draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> AnyView {
    dynamic(move || draw().unwrap_or_else(|| ().into_any()))
}

/// A text that changes.
pub fn text(words: impl FnMut() -> String + Send + 'static) -> AnyView {
    fn erased(words: Box<dyn FnMut() -> String + Send>) -> AnyView {
        words.into_any()
    }
    erased(Box::new(words))
}

/// Does something now, and again whenever a signal that it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    fn erased(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    erased(Box::new(run));
}

/// A value that is computed anew when a signal that it reads changes, and tells only when it differs.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    type Compute<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;
    fn erased<T: PartialEq + Send + Sync + 'static>(compute: Compute<T>) -> Memo<T> {
        Memo::new(compute)
    }
    erased(Box::new(compute))
}

/// An ARIA state that changes, `"true"` or `"false"`; as a signal, for the same reason as the parts above.
pub fn flag(is_on: impl Fn() -> bool + Send + Sync + 'static) -> Signal<&'static str> {
    Signal::derive(move || if is_on() { "true" } else { "false" })
}

/// An attribute that changes, or is there or not.
pub fn attribute(value: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    Signal::derive(value)
}

/// One part for each key, which keeps its elements (and the focus in them) as long as its key is there.
pub fn each(
    keys: impl Fn() -> Vec<String> + Send + Sync + 'static,
    draw: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    type Keys = Arc<dyn Fn() -> Vec<String> + Send + Sync>;
    type Draw = Arc<dyn Fn(String) -> AnyView + Send + Sync>;
    fn erased(keys: Keys, draw: Draw) -> AnyView {
        view! { <For each=move || keys() key=String::clone children=move |key| draw(key)/> }.into_any()
    }
    erased(Arc::new(keys), Arc::new(draw))
}
