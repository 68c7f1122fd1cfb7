//! The Web Worker's side: what the verifier needs, from the browser.
#![allow(clippy::future_not_send, clippy::missing_errors_doc, reason = "values of the browser stay in their thread")]
mod canonical;
mod crypto;
mod net;
mod stream;

use crate::browser::Clock;
use crate::{Source, report, setting};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The browser, and the module that knows JSON-LD, loaded when it is called for.
struct Here {
    canonicalize: Function,
}

impl Clock for Here {
    #[allow(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "whole milliseconds, far from any bound"
    )]
    fn now(&self) -> i64 {
        js_sys::Date::now() as i64
    }
}

/// Verifies the badges in a text or in bytes (`Uint8Array`). `setting` and the answer are the JSON of `Setting` and of a list
/// of `Report`.
///
/// `canonicalize(json, "first" | "later")` answers the canonical N-Quads of a document, or rejects with an object of a
/// `code` (`undefined`, `work`, `unknown-context`, `bad`; anything else: it could not be loaded) and a `detail`. `address` is where the source
/// was read from, if it was.
#[wasm_bindgen]
pub async fn verify(
    source: JsValue,
    setting: String,
    canonicalize: Function,
    address: Option<String>,
) -> Result<String, JsValue> {
    let setting = setting::from_json(&setting).ok_or("the setting is not JSON")?;
    let bytes = match source.as_string() {
        Some(text) => text.into_bytes(),
        None => Uint8Array::new(&source).to_vec(),
    };
    let source = Source { bytes: &bytes, address: address.as_deref() };
    Ok(report::to_json(&crate::verify(source, &setting, &Here { canonicalize }).await))
}
