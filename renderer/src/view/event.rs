//! Names and types of events.
use crate::{logging::console_error, reactive::nodes, work::Take};
use js_sys::Function;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::EventTarget;
pub use web_sys::{
    ClipboardEvent, DragEvent, Event, FocusEvent, InputEvent, KeyboardEvent, MessageEvent, MouseEvent, PointerEvent,
    PopStateEvent, StorageEvent, SubmitEvent, TouchEvent, WheelEvent,
};

/// An event's name with its type.
pub trait EventName: Copy {
    /// What handlers are given.
    type Type: JsCast + 'static;
    /// As the browser calls it.
    const NAME: &'static str;
}

macro_rules! events {
    ($($name:ident: $kind:ident),* $(,)?) => {$(
        #[doc = concat!("`", stringify!($name), "`")]
        #[derive(Debug, Clone, Copy)]
        #[allow(non_camel_case_types, reason = "the macro writes the browser's name")]
        pub struct $name;

        impl EventName for $name {
            type Type = $kind;
            const NAME: &'static str = stringify!($name);
        }
    )*};
}
events! {
    beforeprint: Event, beforeunload: Event, blur: FocusEvent, change: Event, click: MouseEvent, close: Event, dragleave: DragEvent, dragover: DragEvent, drop: DragEvent, ended: Event, error: Event, focus: FocusEvent, focusin: FocusEvent,
    focusout: FocusEvent, fullscreenchange: Event, fullscreenerror: Event, hashchange: Event, input: InputEvent, keydown: KeyboardEvent, keyup: KeyboardEvent, load: Event,
    loadedmetadata: Event, message: MessageEvent, mousedown: MouseEvent, mouseenter: MouseEvent, mouseleave: MouseEvent, offline: Event,
    pagehide: Event, paste: ClipboardEvent,
    online: Event, pause: Event, play: Event, pointerdown: PointerEvent, pointerover: PointerEvent, popstate: PopStateEvent,
    ratechange: Event, resize: Event, scroll: Event, storage: StorageEvent, submit: SubmitEvent, timeupdate: Event, toggle: Event,
    touchstart: TouchEvent, visibilitychange: Event, volumechange: Event, wheel: WheelEvent,
}

/// Calls `work` for each event, as the part of the page that is built now; the closure lives as long as the browser may call it.
pub(crate) fn listen(target: &EventTarget, name: &str, mut work: Box<dyn Take<Event>>) -> Function {
    let (owner, moment) = (nodes::owner(), nodes::moment());
    let call: Box<dyn FnMut(Event)> = Box::new(move |event| {
        // an element on its way out still tells that it loses the focus: what its part held is gone by then
        if nodes::lasts(moment) {
            nodes::scoped(owner, None, || work.take(event));
        }
    });
    let closure = Closure::wrap(call).into_js_value().unchecked_into::<Function>();
    if let Err(problem) = target.add_event_listener_with_callback(name, &closure) {
        console_error(&problem);
    }
    closure
}
