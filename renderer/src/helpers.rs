//! The page, its events and its timers.
use crate::view::event::{EventName, listen};
use js_sys::Function;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Document, Window};

thread_local! {
    static WINDOW: Window = js_sys::global().unchecked_into();
    static DOCUMENT: Document = window().document().unwrap_or_else(|| JsValue::NULL.unchecked_into());
}

/// The page's window.
pub fn window() -> Window {
    WINDOW.with(Window::clone)
}

/// The page.
pub fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// A listener that can be taken away.
#[derive(Debug, Clone)]
pub struct WindowListener {
    name: &'static str,
    closure: Function,
}

impl WindowListener {
    /// Takes it away.
    pub fn remove(self) {
        if let Err(error) = window().remove_event_listener_with_callback(self.name, &self.closure) {
            crate::logging::console_error(&error);
        }
    }
}

/// Listens to events that reach the window.
pub fn window_event_listener<E: EventName>(_event: E, mut work: impl FnMut(E::Type) + 'static) -> WindowListener {
    let closure = listen(&window(), E::NAME, Box::new(move |event: web_sys::Event| work(event.unchecked_into())));
    WindowListener { name: E::NAME, closure }
}

/// Something due later, which can be given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeoutHandle(i32);

impl TimeoutHandle {
    /// Gives it up.
    pub fn clear(&self) {
        window().clear_timeout_with_handle(self.0);
    }
}

/// Does something after a while.
///
/// # Errors
/// When the browser has no timer.
pub fn set_timeout_with_handle(work: impl FnOnce() + 'static, after: Duration) -> Result<TimeoutHandle, JsValue> {
    let millis = i32::try_from(after.as_millis()).unwrap_or(i32::MAX);
    window().set_timeout_with_callback_and_timeout_and_arguments_0(&once(Box::new(work)), millis).map(TimeoutHandle)
}

/// Does something after a while.
pub fn set_timeout(work: impl FnOnce() + 'static, after: Duration) {
    if let Err(error) = set_timeout_with_handle(work, after) {
        crate::logging::console_error(&error);
    }
}

/// Does something before the next painting.
pub fn request_animation_frame(work: impl FnOnce() + 'static) {
    if let Err(error) = window().request_animation_frame(&once(Box::new(work))) {
        crate::logging::console_error(&error);
    }
}

/// As the part of the page that is built or run now.
///
/// Not by `Closure::once_into_js`: that holds itself until it is called, and a timer that was cleared never calls.
fn once(work: Box<dyn FnOnce()>) -> Function {
    let owner = crate::reactive::nodes::owner();
    let mut work = Some(work);
    let call: Box<dyn FnMut()> = Box::new(move || {
        if let Some(work) = work.take() {
            crate::reactive::nodes::scoped(owner, None, work);
        }
    });
    Closure::wrap(call).into_js_value().unchecked_into()
}
