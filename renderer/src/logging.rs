//! Words for whoever looks into the browser's console.
use wasm_bindgen::JsValue;

/// Writes a warning.
pub fn console_warn(words: &str) {
    web_sys::console::warn_1(&words.into());
}

/// Writes an error.
pub fn console_error(error: &JsValue) {
    web_sys::console::error_1(error);
}

/// Writes a warning, with values.
#[macro_export]
macro_rules! warn {
    ($($words:tt)*) => ($crate::logging::console_warn(&format_args!($($words)*).to_string()))
}

/// Writes an error, with values.
#[macro_export]
macro_rules! error {
    ($($words:tt)*) => ($crate::logging::console_error(&format_args!($($words)*).to_string().into()))
}

pub use crate::{error, warn};
