//! Dates as badges write them.
use crate::text::{cut, decimal, digits, has, until};

/// Milliseconds since 1970 of a date and time with a zone (`2026-06-15T09:30:00+02:00`).
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (day, clock) = until(text, b"Tt");
    let (clock, zone) = until(clock.get(1..)?, b"Zz+-");
    Some(day_start(day)? + time_of_day(clock)? - offset(zone)?)
}

/// The same, and what version 1 of the standard allowed: no zone, a day alone, seconds since 1970.
pub(crate) fn parse_old(text: &str) -> Option<i64> {
    if let Some(exact) = parse(text) {
        return Some(exact);
    }
    if text.len() <= 11
        && let Some(seconds) = digits(text)
    {
        return Some(seconds * 1_000);
    }
    let (day, clock) = until(text, b"T ");
    Some(day_start(day)? + if clock.is_empty() { 0 } else { time_of_day(clock.get(1..)?)? })
}

/// A whole number, as in claims of tokens; a fraction is left out.
pub(crate) fn seconds(number: &str) -> Option<i64> {
    let whole = until(number, b".").0;
    match whole.strip_prefix('-') {
        Some(whole) => digits(whole).map(|number| -number),
        None => digits(whole),
    }
    .filter(|_| !has(number, b"eE"))
}

/// Seconds since 1970 as a date and time in UTC.
pub(crate) fn write(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // the inverse of `day_start`, counted in eras of 400 years from the first of March
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month < 3);
    let mut text = decimal(year, 4);
    for (mark, part) in [("-", month), ("-", day), ("T", rest / 3_600), (":", rest / 60 % 60), (":", rest % 60)] {
        text.push_str(mark);
        text.push_str(&decimal(part, 2));
    }
    text.push('Z');
    text
}

/// A number of so many digits.
fn exactly(text: &str, length: usize) -> Option<i64> {
    if text.len() == length { digits(text) } else { None }
}

fn day_start(text: &str) -> Option<i64> {
    let (year, rest) = cut(text, "-")?;
    let (month, day) = cut(rest, "-")?;
    let (year, month, day) = (exactly(year, 4)?, exactly(month, 2)?, exactly(day, 2)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    // years that begin in March put the leap day last
    let year = if month < 3 { year - 1 } else { year };
    let days = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = days + 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some((days - 719_468) * 86_400_000)
}

fn time_of_day(text: &str) -> Option<i64> {
    let (text, fraction) = until(text, b".");
    let fraction = fraction.get(1..).unwrap_or("0");
    let (hour, rest) = cut(text, ":")?;
    let (minute, second) = cut(rest, ":")?;
    let (hour, minute, second) = (exactly(hour, 2)?, exactly(minute, 2)?, exactly(second, 2)?);
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|letter| letter.is_ascii_digit());
    if hour > 23 || minute > 59 || second > 60 || !is_fraction {
        return None;
    }
    let thousandths = [fraction, "000"].concat();
    Some(((hour * 60 + minute) * 60 + second.min(59)) * 1_000 + digits(thousandths.get(..3)?)?)
}

fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (hour, minute) = cut(text.get(1..)?, ":")?;
    let (hour, minute) = (exactly(hour, 2)?, exactly(minute, 2)?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let minutes = (hour * 60 + minute) * 60_000;
    Some(if text.starts_with('-') { -minutes } else { minutes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_zones() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(parse("2026-06-15T09:30:00+02:00"), Some(1_781_508_600_000));
        assert_eq!(parse("2024-02-29T23:59:60.5Z"), Some(1_709_251_199_500));
        assert_eq!(parse("1969-12-31T23:59:59.999Z"), Some(-1));
        for wrong in ["2026-06-15", "2026-06-15T09:30:00", "2026-13-01T00:00:00Z", "2023-02-29T00:00:00Z", "T", "é-+"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_of_version_one() {
        assert_eq!(parse_old("1781508600"), Some(1_781_508_600_000));
        assert_eq!(parse_old("1970-01-02"), Some(86_400_000));
        assert_eq!(parse_old("1970-01-01 00:00:01"), Some(1_000));
        assert_eq!(parse_old("soon"), None);
        assert_eq!(parse_old("99999999999999"), None);
    }

    #[test]
    fn seconds_there_and_back() {
        for second in [-1, 0, 951_782_400, 1_709_251_199, 1_781_508_600, 4_102_444_799] {
            assert_eq!(parse(&write(second)), Some(second * 1_000), "{}", write(second));
        }
        assert_eq!(seconds("1781508600.25"), Some(1_781_508_600));
        assert_eq!(seconds("1e9"), None);
    }
}
