//! The time that is left in an exam: counted on by the page from what the LMS said last.
use crate::i18n::{t, whole};
use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsCast;

/// How near the end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// There is time.
    Calm,
    /// Below the first threshold.
    Low,
    /// Below the second.
    Critical,
    /// It is over.
    Over,
}

impl Level {
    /// The level at so many seconds before the end; thresholds in seconds too.
    pub(super) fn at(left: f64, low: f64, critical: f64) -> Self {
        match left {
            left if left <= 0.0 => Self::Over,
            left if left <= critical => Self::Critical,
            left if left <= low => Self::Low,
            _ => Self::Calm,
        }
    }
}

/// Seconds left after a while, in milliseconds; never less than none.
pub(super) fn left(told: f64, since: f64) -> f64 {
    (told - since / 1000.0).max(0.0)
}

/// `1 h 05 min`, `44 min 10 s`: what shows, second by second.
pub(super) fn shown(left: f64) -> String {
    let seconds = whole(left.ceil());
    let (hours, minutes, rest) = parts(seconds);
    if hours > 0 {
        return t::exam::hours_minutes(hours, &two(minutes));
    }
    if minutes > 0 {
        return t::exam::minutes_seconds(minutes, &two(rest));
    }
    t::exam::seconds(rest)
}

/// `44 minutes`, `30 secondes`: what is said, rounded up.
pub(super) fn said(left: f64) -> String {
    let seconds = whole(left.ceil());
    if seconds < 60 { t::exam::left_seconds(seconds) } else { t::exam::left_minutes(seconds.div_ceil(60)) }
}

fn parts(seconds: u64) -> (u64, u64, u64) {
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn two(number: u64) -> String {
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}

/// Milliseconds on a clock that nobody sets: the device's own may be corrected in the middle of an exam.
pub(super) fn steady() -> f64 {
    let read = || {
        let performance = Reflect::get(&window(), &"performance".into()).ok()?;
        let now: js_sys::Function = Reflect::get(&performance, &"now".into()).ok()?.dyn_into().ok()?;
        now.call0(&performance).ok()?.as_f64()
    };
    read().unwrap_or_else(js_sys::Date::now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, with_lang};

    #[test]
    fn warnings_come_at_the_thresholds() {
        let level = |left| Level::at(left, 540.0, 135.0);
        assert_eq!(level(541.0), Level::Calm);
        assert_eq!(level(540.0), Level::Low);
        assert_eq!(level(135.0), Level::Critical);
        assert_eq!(level(0.0), Level::Over);
    }

    #[test]
    fn time_goes_on_without_the_server_and_ends_at_none() {
        assert!((left(60.0, 15_000.0) - 45.0).abs() < f64::EPSILON);
        assert!(left(60.0, 90_000.0) <= 0.0);
    }

    #[test]
    fn time_is_shown_to_the_second_only_when_it_is_short() {
        with_lang(Lang::En, || {
            assert_eq!(shown(3900.0), "1\u{a0}h 05\u{a0}min");
            assert_eq!(shown(2650.0), "44\u{a0}min 10\u{a0}s");
            assert_eq!(shown(59.2), "1\u{a0}min 00\u{a0}s");
            assert_eq!(shown(9.0), "9\u{a0}s");
            assert_eq!(said(2650.0), "45 minutes left");
            assert_eq!(said(30.0), "30 seconds left");
        });
    }
}
