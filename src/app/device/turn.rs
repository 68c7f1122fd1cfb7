//! Pages of ours in several tabs take turns.
use super::key;
use futures::{
    channel::oneshot,
    future::{Either, select},
};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

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

/// Waits until no other page of ours works on what is kept under that name. `None` where the browser is no help in that, or refuses.
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
    let asked: js_sys::Promise = request.call2(&locks, &key(name).into(), &hold).ok()?.dyn_into().ok()?;
    // its answer comes with the end of the turn, or at once when there will be none
    match select(turn, JsFuture::from(asked)).await {
        Either::Left((turn, _)) => turn.ok(),
        Either::Right(_) => None,
    }
}
