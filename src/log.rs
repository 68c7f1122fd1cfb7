//! Remarks for developers, in the browser's console.
use wasm_bindgen::JsValue;

/// Something went wrong that the learner need not know of.
///
/// The browser shows the value itself: wording it in Rust (`{:?}`) would add 3 KiB of WebAssembly.
pub(crate) fn warn_js(what: &str, error: &JsValue) {
    web_sys::console::warn_2(&what.into(), error);
}
