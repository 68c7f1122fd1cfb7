//! Dates as badges write them.

/// Milliseconds since 1970 of a date and time with a zone (`2026-06-15T09:30:00+02:00`).
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (day, clock) = text.split_once(['T', 't'])?;
    let zone_at = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = (clock.get(..zone_at)?, clock.get(zone_at..)?);
    Some(day_start(day)? + time_of_day(clock)? - offset(zone)?)
}

/// The same, and what version 1 of the standard allowed: no zone, a day alone, seconds since 1970.
pub(crate) fn parse_old(text: &str) -> Option<i64> {
    if let Some(exact) = parse(text) {
        return Some(exact);
    }
    if let Some((day, clock)) = text.split_once(['T', ' ']) {
        return Some(day_start(day)? + time_of_day(clock)?);
    }
    if text.len() <= 11 && text.bytes().all(|letter| letter.is_ascii_digit()) {
        return Some(text.parse::<i64>().ok()? * 1_000);
    }
    day_start(text)
}

/// Whole seconds that a claim of a token gives; a fraction is left out.
pub(crate) fn seconds(number: &str) -> Option<i64> {
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    (whole.len() <= 12 && !number.contains(['e', 'E'])).then(|| whole.parse().ok()).flatten()
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
    let mut text = pad(year, 4);
    for (mark, part) in [("-", month), ("-", day), ("T", rest / 3_600), (":", rest / 60 % 60), (":", rest % 60)] {
        text.push_str(mark);
        text.push_str(&pad(part, 2));
    }
    text.push('Z');
    text
}

fn pad(number: i64, length: usize) -> String {
    let digits = number.to_string();
    let mut text = "0".repeat(length.saturating_sub(digits.len()));
    text.push_str(&digits);
    text
}

fn digits(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|letter| letter.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn day_start(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
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
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = text.splitn(3, ':');
    let hour = digits(parts.next()?, 2)?;
    let minute = digits(parts.next()?, 2)?;
    let second = digits(parts.next()?, 2)?;
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|letter| letter.is_ascii_digit());
    if hour > 23 || minute > 59 || second > 60 || !is_fraction {
        return None;
    }
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(((hour * 60 + minute) * 60 + second.min(59)) * 1_000 + digits(&thousandths, 3)?)
}

fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (hour, minute) = text.get(1..)?.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
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
