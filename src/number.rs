//! Decimal numbers in texts. Rust's own reader brings a table of 10 KiB that does not compress; the browser has one.

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

#[cfg(test)]
mod tests {
    use super::decimal;

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
