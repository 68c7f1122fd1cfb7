//! JSON to and from our types, by the browser's own parser.
//!
//! `serde_json` would add 20 KiB (brotli) of number tables and of a parser that the browser already has. Outside a
//! browser (native tests) it stands in.
use serde::{Serialize, de::DeserializeOwned};

/// Reads a text; unknown keys are ignored.
///
/// # Errors
/// What is wrong, for developers.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    #[cfg(target_arch = "wasm32")]
    {
        let value = js_sys::JSON::parse(text).map_err(|error| reason(&error))?;
        serde_wasm_bindgen::from_value(value).map_err(|error| reason(&error.into()))
    }
    #[cfg(not(target_arch = "wasm32"))]
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// Writes a value; `None` for what JSON cannot hold.
pub(crate) fn to_text<T: Serialize>(value: &T) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()?;
        js_sys::JSON::stringify(&value).ok().map(String::from)
    }
    #[cfg(not(target_arch = "wasm32"))]
    serde_json::to_string(value).ok()
}

/// Message of a JavaScript error.
#[cfg(target_arch = "wasm32")]
fn reason(error: &wasm_bindgen::JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.unwrap_or_default()
}
