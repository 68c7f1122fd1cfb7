//! What the worker's script calls.
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Edition, Error, Limits};

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// [`crate::canonicalize`] for a script: `edition` is `first` or `later`.
///
/// # Errors
///
/// Throws `{code, detail}`: `undefined` (detail: the member's path), `work` (none), `unknown-context` (its address), `bad`
/// (what is wrong, for developers).
#[wasm_bindgen]
pub fn canonicalize(json: &str, edition: &str) -> Result<String, JsValue> {
    let edition = match edition {
        "first" => Edition::First,
        "later" => Edition::Later,
        other => return Err(thrown(&Error::Malformed(format!("unknown edition {other}")))),
    };
    crate::canonicalize(json, edition, Limits::default()).map_err(|error| thrown(&error))
}

fn thrown(error: &Error) -> JsValue {
    let (code, detail) = match error {
        Error::Undefined(path) => ("undefined", path.as_str()),
        Error::TooMuchWork => ("work", ""),
        Error::UnknownContext(url) => ("unknown-context", url.as_str()),
        Error::InlineContext => ("bad", "a context where none may be"),
        Error::Malformed(text) => ("bad", text.as_str()),
    };
    let object = Object::new();
    for (name, value) in [("code", code), ("detail", detail)] {
        // a plain object takes any member
        Reflect::set(&object, &name.into(), &value.into()).unwrap_or_default();
    }
    object.into()
}
