//! Decimal numbers in texts. Rust's own reader brings a table of 10 KiB that does not compress, its writer 15 KiB; the browser has both.

/// The number that a decimal says, as CSS and captions write it; `None` for anything else, spaces and words included.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e'));
    (is_plain && !text.is_empty()).then(|| read(text)).filter(|number| number.is_finite())
}

/// Not a number, where it is none.
fn read(text: &str) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return wasm_bindgen::JsValue::from_str(text).unchecked_into_f64();
    #[cfg(not(target_arch = "wasm32"))]
    text.parse().unwrap_or(f64::NAN)
}

/// A number as programs write it: `12`, `0.5`; the shortest decimal that is read as the same.
pub(crate) fn text(number: f64) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::{decimal, text};

    #[test]
    fn what_is_written_is_read() {
        for (number, written) in [(0.0, "0"), (12.0, "12"), (-0.25, "-0.25"), (1_790_000_000_000.0, "1790000000000")] {
            assert_eq!((text(number).as_str(), decimal(written)), (written, Some(number)));
        }
    }

    #[test]
    fn decimals_are_read() {
        assert_eq!(
            ["0", "05", "1.25", "-3.5", ".5", "1e-3"].map(decimal),
            [0.0, 5.0, 1.25, -3.5, 0.5, 0.001].map(Some)
        );
    }

    #[test]
    fn nothing_else_is() {
        for text in ["", ".", "-", "1.2.3", "e", " 1", "0x10", "inf", "NaN", "--1", "1,5", "1e999"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
