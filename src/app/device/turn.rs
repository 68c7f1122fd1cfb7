//! Pages of ours in several tabs take turns.
use super::key;
use futures::channel::oneshot;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// A turn, until it is dropped.
#[derive(Debug)]
pub(crate) struct Turn(js_sys::Function);

impl Drop for Turn {
    fn drop(&mut self) {
        drop(self.0.call0(&JsValue::UNDEFINED));
    }
}

/// Whether the browser helps in that.
pub(crate) fn can_take_turns() -> bool {
    locks().is_some()
}

fn locks() -> Option<JsValue> {
    let navigator: JsValue = window().navigator().into();
    js_sys::Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

/// Waits until no other page of ours works on what is kept under that name. `None` at once where the browser is no help in that.
pub(crate) async fn turn(name: &str) -> Option<Turn> {
    let locks = locks()?;
    let request: js_sys::Function = js_sys::Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let (granted, turn) = oneshot::channel();
    let mut granted = Some(granted);
    let hold = Closure::once_into_js(move |_: JsValue| -> JsValue {
        js_sys::Promise::new(&mut |end, _| {
            if let Some(granted) = granted.take() {
                // where nobody waits any more, it ends with the answer
                drop(granted.send(Turn(end)));
            }
        })
        .into()
    });
    request.call2(&locks, &key(name).into(), &hold).ok()?;
    turn.await.ok()
}
