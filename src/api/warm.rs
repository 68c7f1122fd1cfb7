//! The first calls, begun by `start.js` while the WebAssembly was still on its way.
use super::ApiError;
use crate::i18n::lang;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Response};

/// Name of the global object that `start.js` leaves: `{config, early: {url: {lang, answer, limit}}}`.
const GLOBAL: &str = "preauStart";

/// A promise that `start.js` left under a name, taken away so that it serves once.
pub(crate) fn promise(name: &str) -> Option<js_sys::Promise> {
    let start = Reflect::get(&js_sys::global(), &GLOBAL.into()).ok()?;
    let promise = Reflect::get(&start, &name.into()).ok()?.dyn_into().ok()?;
    Reflect::set(&start, &name.into(), &JsValue::UNDEFINED).ok()?;
    Some(promise)
}

/// A request under way.
pub(super) struct Early {
    /// Ends it.
    pub(super) controller: AbortController,
    answer: js_sys::Promise,
}

/// The request that is already under way, if it is the one wanted.
pub(super) fn take(url: &str) -> Option<Early> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let start = Reflect::get(&js_sys::global(), &GLOBAL.into()).ok()?;
    let all = Reflect::get(&start, &"early".into()).ok()?;
    let early = Reflect::get(&all, &url.into()).ok()?;
    let part = |name: &str| Reflect::get(&early, &name.into()).ok();
    if part("lang")?.as_string()? != lang().code() {
        return None;
    }
    let (answer, controller) = (part("answer")?.dyn_into().ok()?, part("limit")?.dyn_into().ok()?);
    Reflect::set(&all, &url.into(), &JsValue::UNDEFINED).ok()?;
    Some(Early { controller, answer })
}

impl Early {
    /// Its answer, without the body.
    pub(super) async fn response(self) -> Result<Response, ApiError> {
        let response = JsFuture::from(self.answer).await.map_err(|error| super::http::unreachable(&error))?;
        response.dyn_into().map_err(|other| super::http::unreachable(&other))
    }
}
