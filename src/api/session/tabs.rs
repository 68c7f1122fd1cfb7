//! Other tabs: whoever learns that somebody signed in or out tells the others. Who comes back to a tab is looked at again.
use super::{Learner, look_again, now};
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::EventTarget;

thread_local! {
    /// Channel to the other tabs; none in a browser that lacks it, where coming back to the tab serves.
    static CHANNEL: RefCell<Option<EventTarget>> = const { RefCell::new(None) };
}

/// Listens for the page's life.
pub(super) fn listen() {
    if let Some(channel) = open() {
        on(&channel, "message", |event| {
            let said = Reflect::get(&event, &"data".into()).ok().and_then(|data| data.as_string());
            let known = now().learner().map_or_else(String::new, |learner| learner.username.clone());
            if said.is_some_and(|username| username != known) {
                look_again(true);
            }
        });
        CHANNEL.replace(Some(channel));
    }
    if let Some(window) = web_sys::window() {
        on(&window, "focus", |_| look_again(false));
    }
}

/// Tells the others who is signed in here.
pub(super) fn tell(learner: Option<&Learner>) {
    let username = JsValue::from(learner.map_or("", |learner| &learner.username));
    CHANNEL.with_borrow(|channel| {
        let Some(channel) = channel else { return };
        let post: Option<Function> =
            Reflect::get(channel, &"postMessage".into()).ok().and_then(|post| post.dyn_into().ok());
        if let Some(Err(error)) = post.map(|post| post.call1(channel, &username)) {
            crate::log::warn_js("BroadcastChannel", &error);
        }
    });
}

fn open() -> Option<EventTarget> {
    let class: Function = Reflect::get(&js_sys::global(), &"BroadcastChannel".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of1(&"preau.session".into())).ok()?.dyn_into().ok()
}

fn on(target: &EventTarget, event: &str, react: fn(JsValue)) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(react);
    if let Err(error) = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()) {
        crate::log::warn_js(event, &error);
    }
    listener.forget();
}
