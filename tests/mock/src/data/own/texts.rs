//! Texts that are made: durations, efforts, parts of addresses.
use std::collections::HashMap;
use std::sync::Arc;

use crate::catalogue::document::Text;
use crate::catalogue::languages::Lang;
use crate::catalogue::words;
use crate::data::raw;

/// Text of the data in the catalogue's form. A text for all languages is in French and English.
pub(crate) fn text(text: &raw::Text) -> Text {
    match text {
        raw::Text::Same(text) => {
            let text: Arc<str> = text.as_str().into();
            [(Lang::FR, Arc::clone(&text)), (Lang::EN, text)].into_iter().collect()
        }
        raw::Text::By(texts) => {
            texts.iter().filter_map(|(code, text)| Some((Lang::from_code(code)?, Arc::from(text.as_str())))).collect()
        }
    }
}

/// Texts already made, so that a generated catalogue shares those that its courses repeat.
#[derive(Default)]
pub(crate) struct Texts {
    introductions: HashMap<String, Text>,
}

impl Texts {
    pub(crate) fn introduction(&mut self, raw: Option<&raw::Text>) -> Text {
        let Some(raw) = raw else {
            return Text::default();
        };
        let key = match raw {
            raw::Text::Same(text) => text.as_str(),
            raw::Text::By(texts) => texts.values().next().map_or("", String::as_str),
        };
        if let Some(made) = self.introductions.get(key).filter(|made| is_same(made, raw)) {
            return made.clone();
        }
        let made = text(raw);
        self.introductions.insert(key.to_owned(), made.clone());
        made
    }
}

fn is_same(made: &Text, raw: &raw::Text) -> bool {
    match raw {
        raw::Text::Same(text) => made.iter().all(|(_, made)| **made == **text),
        raw::Text::By(texts) => {
            made.iter().count() == texts.len()
                && made.iter().all(|(lang, made)| texts.get(lang.code()).is_some_and(|text| **made == **text))
        }
    }
}

/// The part of an address made from a title.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in words::fold(title).chars().filter(|letter| *letter != '\'') {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "cours".to_owned() } else { slug.to_owned() }
}

/// Minutes a week (`get_course_pace`).
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates; a negative effort counts as none"
)]
pub(crate) fn pace(effort_hours: Option<f64>, duration: Option<&raw::Length>) -> Option<u32> {
    let duration = duration?;
    let weeks = duration.value
        * match duration.unit {
            raw::Unit::Day => 1.0 / 7.0,
            raw::Unit::Week => 1.0,
            raw::Unit::Month => 4.345,
        };
    Some((effort_hours? * 60.0 / weeks).round() as u32)
}

pub(crate) fn duration_text(duration: Option<&raw::Length>) -> Text {
    let Some(raw::Length { value, unit }) = duration else {
        return both(String::new(), String::new());
    };
    let (french, english) = match (unit, *value < 2.0, *value <= 1.0) {
        (raw::Unit::Day, true, _) => ("jour", if *value <= 1.0 { "day" } else { "days" }),
        (raw::Unit::Day, ..) => ("jours", "days"),
        (raw::Unit::Week, true, true) => ("semaine", "week"),
        (raw::Unit::Week, true, false) => ("semaine", "weeks"),
        (raw::Unit::Week, ..) => ("semaines", "weeks"),
        (raw::Unit::Month, _, true) => ("mois", "month"),
        (raw::Unit::Month, ..) => ("mois", "months"),
    };
    both(format!("{value} {french}"), format!("{value} {english}"))
}

pub(crate) fn effort_text(hours: Option<f64>) -> Text {
    let Some(hours) = hours else {
        return both(String::new(), String::new());
    };
    if hours.fract() != 0.0 {
        let minutes = format!("{:.0} minutes", hours * 60.0);
        return both(minutes.clone(), minutes);
    }
    let plural = if hours < 2.0 { "" } else { "s" };
    both(format!("{hours} heure{plural}"), format!("{hours} hour{plural}"))
}

fn both(french: String, english: String) -> Text {
    [(Lang::FR, french.into()), (Lang::EN, english.into())].into_iter().collect()
}
