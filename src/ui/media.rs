//! Media queries.
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
};

/// Whether a media query holds now; `None` where that cannot be told.
pub fn media(query: &str) -> Option<bool> {
    window().match_media(query).ok().flatten().map(|list| list.matches())
}

/// The same as a signal that follows it; true where it cannot be told.
pub fn media_signal(query: &str) -> Signal<bool> {
    let Some(list) = window().match_media(query).ok().flatten() else { return Signal::stored(true) };
    let holds = RwSignal::new(list.matches());
    let listener = Closure::<dyn FnMut()>::new({
        let list = list.clone();
        move || holds.set(list.matches())
    });
    list.set_onchange(Some(listener.as_ref().unchecked_ref()));
    let kept = StoredValue::new((list, listener));
    on_cleanup(move || kept.with_value(|(list, _)| list.set_onchange(None)));
    holds.into()
}
