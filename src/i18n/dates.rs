//! Moments and how they are said.
//!
//! Backends write dates in three notations of ISO 8601 (`+00:00`, `Z`, a local offset); the browser reads them all.
use super::{Lang, intl::format, lang};
use js_sys::Array;
use std::cell::RefCell;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Instant(f64);

const DAY: f64 = 86_400_000.0;
/// 9999-01-01: Richie writes "never" as some day of that year.
const NEVER: f64 = 253_370_764_800_000.0;

impl Instant {
    /// A moment from milliseconds since 1970.
    pub const fn from_millis(millis: f64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    pub const fn millis(self) -> f64 {
        self.0
    }

    /// Whole seconds since 1970; `None` when it is no moment.
    #[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "saturates")]
    pub fn seconds(self) -> Option<i64> {
        (!self.0.is_nan()).then(|| (self.0 / 1000.0).floor() as i64)
    }

    /// Reads ISO 8601 with an offset; `None` when the text is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let millis = js_sys::Date::parse(text);
        (!millis.is_nan()).then_some(Self(millis))
    }

    /// Days from `other` to here by the learner's calendar: one from a late evening to the next morning.
    pub fn days_since(self, other: Self) -> f64 {
        self.local_day() - other.local_day()
    }

    /// Number of the day in the learner's time zone; outside a browser, in UTC.
    fn local_day(self) -> f64 {
        let offset = if cfg!(target_arch = "wasm32") {
            js_sys::Date::new(&wasm_bindgen::JsValue::from(self.0)).get_timezone_offset()
        } else {
            0.0
        };
        ((self.0 - offset * 60_000.0) / DAY).floor()
    }
}

/// The present moment.
pub fn now() -> Instant {
    Instant(js_sys::Date::now())
}

/// Whether a date stands for "no end".
pub fn is_never(at: Instant) -> bool {
    at.0 >= NEVER
}

/// `3 mars 2026`, `3 March 2026`, in the learner's time zone.
pub fn day(at: Instant) -> String {
    let options = [("day", "numeric"), ("month", "long"), ("year", "numeric")];
    // it takes a number as well as a `Date`
    ordinal(format("DateTimeFormat", "format", &options, &|| Array::of1(&at.0.into())).unwrap_or_default())
}

/// `3 mars 2026 à 23:59`, in the learner's time zone.
pub fn day_and_time(at: Instant) -> String {
    let options = [("dateStyle", "long"), ("timeStyle", "short")];
    ordinal(format("DateTimeFormat", "format", &options, &|| Array::of1(&at.0.into())).unwrap_or_default())
}

/// `23:59`, in the learner's time zone.
pub fn time(at: Instant) -> String {
    let options = [("timeStyle", "short")];
    format("DateTimeFormat", "format", &options, &|| Array::of1(&at.0.into())).unwrap_or_default()
}

/// `dans 3 jours`, `demain`, `il y a 2 mois`: how far a moment is from another, by days, then weeks, months, years.
pub fn from_now(at: Instant, now: Instant) -> String {
    let (count, unit) = distance(at.days_since(now));
    relative(count, unit)
}

thread_local! {
    /// The one that was asked for last: what stands one below the other in a list is mostly as old.
    static LAST: RefCell<(Lang, f64, &'static str, String)> = const { RefCell::new((Lang::Fr, f64::NAN, "", String::new())) };
}

fn relative(count: f64, unit: &'static str) -> String {
    let lang = lang();
    LAST.with_borrow_mut(|last| {
        if (last.0, last.1, last.2) != (lang, count, unit) {
            let text = format("RelativeTimeFormat", "format", &[("numeric", "auto")], &|| {
                Array::of2(&count.into(), &unit.into())
            });
            let text = text.unwrap_or_else(|| [whole(count.abs()).to_string().as_str(), " ", unit].concat());
            *last = (lang, count, unit, text);
        }
        last.3.clone()
    })
}

/// Whole days until a moment, for a sentence such as "closes in 2 days"; `None` when it is past.
pub fn in_days(at: Instant, now: Instant) -> Option<u64> {
    let days = ((at.0 - now.0) / DAY).ceil();
    (at.0 >= now.0).then(|| whole(days))
}

/// A whole number as an integer; 0 for what is negative or no number.
#[allow(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
pub(crate) fn whole(days: f64) -> u64 {
    days as u64
}

/// `il y a 5 minutes`, `il y a 2 heures`, then as [`from_now`]: for what has just happened. A clock that goes wrong does not
/// make it the future.
pub fn ago(at: Instant, now: Instant) -> String {
    let minutes = ((now.0 - at.0) / 60_000.0).floor().max(0.0);
    let (count, unit) = match minutes {
        minutes if minutes < 60.0 => (minutes, "minute"),
        minutes if minutes < 24.0 * 60.0 => ((minutes / 60.0).floor(), "hour"),
        _ => return from_now(at, now),
    };
    // "now" instead of "0 minutes ago"
    let unit = if count == 0.0 { "second" } else { unit };
    relative(-count, unit)
}

fn distance(days: f64) -> (f64, &'static str) {
    match days.abs() {
        near if near < 14.0 => (days, "day"),
        near if near < 60.0 => ((days / 7.0).round(), "week"),
        near if near < 550.0 => ((days / 30.44).round(), "month"),
        _ => ((days / 365.25).round(), "year"),
    }
}

/// French says "1er mars" and "2 mars"; `Intl` writes "1 mars".
fn ordinal(day: String) -> String {
    match day.strip_prefix("1 ") {
        Some(rest) if lang() == Lang::Fr => ["1er ", rest].concat(),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_said_in_the_unit_that_people_use() {
        for (days, expected) in [
            (0.0, (0.0, "day")),
            (3.0, (3.0, "day")),
            (-13.0, (-13.0, "day")),
            (21.0, (3.0, "week")),
            (91.0, (3.0, "month")),
            (-800.0, (-2.0, "year")),
        ] {
            assert_eq!(distance(days), expected, "{days}");
        }
    }

    #[test]
    fn tomorrow_is_the_next_day_however_few_hours_away() {
        let at = |hours: f64| Instant::from_millis(hours * 3_600_000.0);
        assert_eq!(distance(at(33.0).days_since(at(23.0))), (1.0, "day"));
        assert_eq!(distance(at(23.0).days_since(at(1.0))), (0.0, "day"));
        assert_eq!(distance(at(1.0).days_since(at(25.0))), (-1.0, "day"));
    }

    #[test]
    fn what_has_just_happened_is_said_by_the_minute() {
        let ago = |minutes: f64| ago(Instant::from_millis(0.0), Instant::from_millis(minutes * 60_000.0));
        assert_eq!(ago(-3.0), "0 second");
        assert_eq!(ago(59.9), "59 minute");
        assert_eq!(ago(150.0), "2 hour");
        assert_eq!(ago(3.0 * 24.0 * 60.0), "3 day");
    }

    #[test]
    fn what_closes_within_the_day_closes_in_one_day() {
        let now = Instant::from_millis(0.0);
        assert_eq!(in_days(Instant::from_millis(3_600_000.0), now), Some(1));
        assert_eq!(in_days(Instant::from_millis(2.0 * DAY), now), Some(2));
        assert_eq!(in_days(Instant::from_millis(-1.0), now), None);
    }

    #[test]
    fn the_first_of_a_month_is_said_as_french_says_it() {
        assert_eq!(ordinal("1 mars 2026".into()), "1er mars 2026");
        assert_eq!(ordinal("11 mars 2026".into()), "11 mars 2026");
        assert_eq!(super::super::with_lang(Lang::En, || ordinal("1 March 2026".into())), "1 March 2026");
    }

    #[test]
    fn the_year_9999_is_never() {
        assert!(is_never(Instant::from_millis(253_402_214_400_000.0)));
        assert!(!is_never(Instant::from_millis(4_000_000_000_000.0)));
    }
}
