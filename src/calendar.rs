//! Dates as an iCalendar file (RFC 5545), which every calendar reads. What writes it comes when somebody asks for one.
use crate::{
    app::{ChunkError, spawn, split_point},
    i18n::{Instant, now, t},
    ui,
    wire::openedx::{CourseKey, DateBlock},
};
use leptos::prelude::*;

/// A moment to put in a calendar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    /// Tells it from every other event, for ever: a second import replaces the first.
    pub uid: String,
    /// When it happens; it takes no time.
    pub at: Instant,
    /// What it is.
    pub summary: String,
    /// Address to look at.
    pub url: String,
}

type Write = fn(&str, &[Event]);

split_point! {
    fn fetched() -> Write = calendar {
        write
    }
}

/// Hands the events to the browser as a file, and says so; `title` is what the file is named after.
pub(crate) fn save(title: &str, events: Vec<Event>) {
    let title = title.to_owned();
    spawn(async move {
        match fetched().await {
            Ok(write) => write(&title, &events),
            Err(ChunkError) => ui::alert(t::course::calendar_failed()),
        }
    });
}

fn write(title: &str, events: &[Event]) {
    if ui::download(&file_name(title), "text/calendar;charset=utf-8", &file(events, now()).into()) {
        ui::announce(t::course::calendar_done());
    } else {
        ui::alert(t::course::calendar_failed());
    }
}

/// An address that still works outside the browser.
pub(crate) fn absolute(address: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    if address.starts_with('/') { [&origin, address].concat() } else { address.to_owned() }
}

/// What tells a date of a course from all others, also when it moves; `before` are those before it in the same answer. Steps of an open
/// response have the same block, and works without one may have the same title: those after the first are counted.
pub(crate) fn uid<'a>(key: &CourseKey, block: &DateBlock, before: impl Iterator<Item = &'a DateBlock>) -> String {
    let name = name(block);
    let count = before.filter(|block| self::name(block) == name).count();
    let count = if count == 0 { String::new() } else { count.to_string() };
    let mut uid = [key.as_str(), "-", name, "@preau", &count].concat();
    uid.retain(|c| !c.is_whitespace());
    uid
}

fn name(block: &DateBlock) -> &str {
    if block.first_component_block_id.is_empty() { &block.title } else { &block.first_component_block_id }
}

/// The file's text; `stamp` is when it is made.
fn file(events: &[Event], stamp: Instant) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text.push_str(&fold(&[name, ":", value].concat()));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//preau//preau//FR");
    line("CALSCALE", "GREGORIAN");
    for event in events {
        let (Some(at), Some(stamp)) = (utc(event.at), utc(stamp)) else { continue };
        line("BEGIN", "VEVENT");
        line("UID", &escape(&event.uid));
        line("DTSTAMP", &stamp);
        line("DTSTART", &at);
        line("SUMMARY", &escape(&event.summary));
        // of type URI: not escaped (§3.3.13)
        line("URL", &event.url.replace(['\r', '\n'], ""));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

/// A name for the file from a course's title: letters and digits of any script, the rest as hyphens.
fn file_name(title: &str) -> String {
    ui::file_name(title, t::course::calendar_file(), ".ics")
}

/// `20260303T090000Z`; `None` outside the years that the form can hold.
fn utc(at: Instant) -> Option<String> {
    let seconds = at.seconds()?;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    (1..=9999).contains(&year).then(|| format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"))
}

/// Year, month and day of a number of days since 1970, in the Gregorian calendar.
///
/// Counts from 1 March of the year 0, so that the leap day is the last of its year, in cycles of 400 years.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, carried) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (cycle * 400 + year + carried, month, day)
}

/// Text with the four marks that have a meaning in the form written literally (§3.3.11); other controls are dropped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A line of at most 75 bytes, continued on lines that start with a space, never within a letter (§3.1).
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 75 {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(letter);
        width += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_a_work_is_a_date_of_its_own_wherever_it_is() {
        let key = CourseKey::parse("course-v1:a+b+c").unwrap();
        let step = |title: &str| DateBlock {
            title: title.into(),
            first_component_block_id: "block-v1:a+b+c+type@openassessment+block@1".into(),
            ..DateBlock::default()
        };
        let untitled = DateBlock { title: "Quiz un".into(), ..DateBlock::default() };
        let all = [step("Submission"), untitled.clone(), step("Peer"), step("Self"), untitled];
        let mut ids: Vec<String> =
            all.iter().enumerate().map(|(place, block)| uid(&key, block, all.iter().take(place))).collect();
        assert_eq!(ids.last().unwrap(), "course-v1:a+b+c-Quizun@preau1");
        let moved = DateBlock { date: "2027-01-01T00:00:00Z".into(), ..all[0].clone() };
        assert_eq!(uid(&key, &moved, all.iter().take(0)), ids[0]);
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
    }

    fn event(summary: &str) -> Event {
        Event {
            uid: "106-start".into(),
            at: Instant::from_millis(1_772_528_400_000.0),
            summary: summary.into(),
            url: "https://example.org/fr/cours/a,b/".into(),
        }
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(utc(Instant::from_millis(1_772_528_400_000.0)).as_deref(), Some("20260303T090000Z"));
        assert_eq!(utc(Instant::from_millis(0.0)).as_deref(), Some("19700101T000000Z"));
        assert_eq!(utc(Instant::from_millis(-1.0)).as_deref(), Some("19691231T235959Z"));
        assert_eq!(utc(Instant::from_millis(951_782_400_000.0)).as_deref(), Some("20000229T000000Z"));
        assert_eq!(utc(Instant::from_millis(4_107_542_400_000.0)).as_deref(), Some("21000301T000000Z"));
        assert_eq!(utc(Instant::from_millis(253_402_300_799_000.0)).as_deref(), Some("99991231T235959Z"));
        assert_eq!(utc(Instant::from_millis(253_402_300_800_000.0)), None);
        assert_eq!(utc(Instant::from_millis(f64::NAN)), None);
    }

    #[test]
    fn marks_with_a_meaning_are_escaped() {
        let text = file(&[event("Début : a, b; c\\d\r\ne")], Instant::from_millis(0.0));
        assert!(text.contains("\r\nSUMMARY:Début : a\\, b\\; c\\\\d\\ne\r\n"), "{text}");
        assert!(text.contains("\r\nURL:https://example.org/fr/cours/a,b/\r\n"), "{text}");
        assert!(text.contains("\r\nDTSTAMP:19700101T000000Z\r\nDTSTART:20260303T090000Z\r\n"), "{text}");
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_no_letter_is_cut() {
        let title = "é🌍中".repeat(60);
        let text = file(&[event(&title)], Instant::from_millis(0.0));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.replace("\r\n ", "").contains(&title));
        assert!(text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn a_title_cannot_add_lines_of_its_own() {
        let text = file(&[event("a\r\nEND:VEVENT\u{0}")], Instant::from_millis(0.0));
        assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1);
    }

    #[test]
    fn a_files_name_is_made_of_words() {
        assert_eq!(file_name("L’eau : enjeux / défis"), "L-eau-enjeux-défis.ics");
        assert_eq!(file_name("../…"), "cours.ics");
        assert!(file_name(&"mot ".repeat(100)).chars().count() <= 64);
    }
}
