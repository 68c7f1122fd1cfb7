//! Dates: seconds since 1970 in, the three notations of Richie's API out.
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc, Weekday};

use crate::catalogue::document::{Moment, NEVER};
use crate::catalogue::languages::Lang;

/// 31 December 9999, midnight: how Richie's index writes "never".
pub(crate) const YEAR_9999: i64 = 253_402_214_400;

/// The real time, in seconds since 1970.
pub(crate) fn real() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(0)
}

/// Seconds since 1970 of an ISO 8601 date with offset.
///
/// # Errors
/// A sentence that names the text when it is no such date.
pub(crate) fn parse(text: &str) -> Result<i64, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|date| date.timestamp())
        .map_err(|error| format!("\"{text}\" is not a date such as 2026-09-15T09:00:00Z: {error}"))
}

/// As run dates in searches: `2026-09-15T09:00:00+00:00`.
pub(crate) fn with_offset(moment: Moment, anchor: i64) -> String {
    absolute(moment, anchor).format("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// As dates of states: `2026-09-15T09:00:00Z`.
pub(crate) fn with_z(moment: Moment, anchor: i64) -> String {
    absolute(moment, anchor).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// As run dates in `course-runs/`, in the time zone of the server (Paris): `2026-09-15T11:00:00+02:00`.
pub(crate) fn in_paris(moment: Moment, anchor: i64) -> String {
    let utc = absolute(moment, anchor);
    let hours = if is_summer(utc) { 2 } else { 1 };
    let local = utc + Duration::hours(hours);
    format!("{}+0{hours}:00", local.format("%Y-%m-%dT%H:%M:%S"))
}

/// As sentences say days: `September 15, 2026`, `15 septembre 2026`.
pub(crate) fn day(moment: Moment, anchor: i64, lang: Lang) -> String {
    let date = absolute(moment, anchor);
    if lang != Lang::FR {
        return date.format("%B %-d, %Y").to_string();
    }
    let month = match date.month() {
        1 => "janvier",
        2 => "février",
        3 => "mars",
        4 => "avril",
        5 => "mai",
        6 => "juin",
        7 => "juillet",
        8 => "août",
        9 => "septembre",
        10 => "octobre",
        11 => "novembre",
        _ => "décembre",
    };
    format!("{} {month} {}", date.day(), date.year())
}

/// As the header `Expires` says dates.
pub(crate) fn http_date(seconds: i64) -> String {
    absolute(seconds, 0).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn absolute(moment: Moment, anchor: i64) -> DateTime<Utc> {
    let seconds = if moment == NEVER { YEAR_9999 } else { anchor.saturating_add(moment).min(YEAR_9999) };
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// Summer time of the European Union: from the last Sunday of March to that of October, at 1:00 UTC.
fn is_summer(utc: DateTime<Utc>) -> bool {
    let change = |month| {
        let last = NaiveDate::from_ymd_opt(utc.year(), month, 31)?;
        let sunday = last - Duration::days(i64::from(last.weekday().days_since(Weekday::Sun)));
        Some(sunday.and_hms_opt(1, 0, 0)?.and_utc())
    };
    match (change(3), change(10)) {
        (Some(begins), Some(ends)) => begins <= utc && utc < ends,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_in_richies_three_notations() {
        let anchor = parse("2026-09-15T09:00:00Z").unwrap();
        assert_eq!(with_offset(86_400, anchor), "2026-09-16T09:00:00+00:00");
        assert_eq!(with_z(0, anchor), "2026-09-15T09:00:00Z");
        assert_eq!(in_paris(0, anchor), "2026-09-15T11:00:00+02:00");
        assert_eq!(with_offset(NEVER, anchor), "9999-12-31T00:00:00+00:00");
    }

    #[test]
    fn paris_changes_its_clocks_on_the_last_sundays_of_march_and_october() {
        for (utc, local) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
        ] {
            assert_eq!(in_paris(parse(utc).unwrap(), 0), local);
        }
    }

    #[test]
    fn a_text_that_is_no_date_is_named() {
        assert!(parse("yesterday").unwrap_err().contains("yesterday"));
    }
}
