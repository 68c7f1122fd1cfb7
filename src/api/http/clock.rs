//! How the LMS's clock differs from the device's: many a device is wrong by minutes, and exams end by the LMS's.
use crate::i18n::{Instant, now};
use std::cell::Cell;

thread_local! {
    static AHEAD: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Milliseconds to add to the device's time for the LMS's, right to about a second; 0 until an answer has told.
///
/// Behind another origin only the outline and the courseware course show their date.
pub fn clock_difference() -> f64 {
    AHEAD.get().unwrap_or_default()
}

/// The present moment by the LMS's clock, which its dates go by.
pub fn lms_now() -> Instant {
    Instant::from_millis(now().millis() + clock_difference())
}

/// Learns from the header `Date` of an answer that has just come.
pub(super) fn note(date: Option<String>) {
    let Some(date) = date else { return };
    let there = js_sys::Date::parse(&date);
    if !there.is_nan() {
        AHEAD.set(Some(there - js_sys::Date::now()));
    }
}
