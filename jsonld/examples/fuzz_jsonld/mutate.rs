//! Documents that were good once.
use crate::chance::Chance;
use preau_jsonld::Error;
use serde_json::Value;

/// Pieces that mean something to the reader or to JSON-LD.
const PIECES: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "-0",
    "1e999",
    "1.5",
    "12345678901234567890",
    "\\ud800",
    "\\u0000",
    "\u{feff}",
    "é",
    "\"@context\":",
    "\"@id\":",
    "\"@type\":",
    "\"@value\":",
    "\"@language\":\"fr\",",
    "\"@graph\":",
    "\"@list\":",
    "\"@set\":",
    "\"@reverse\":",
    "\"@json\"",
    "\"id\":",
    "\"type\":",
    "\"proof\":",
    "\"endorsement\":",
    "\"_:b0\"",
    "\"urn:a\"",
    "\"https://www.w3.org/ns/credentials/v2\"",
    "\"Achievement\"",
    "\"Profile\"",
    "\"VerifiableCredential\"",
    "[[[[[[[[",
    "{\"id\":{\"id\":",
];

/// One of the seeds, changed a few times.
pub(crate) fn document(seeds: &[String], chance: &mut Chance) -> String {
    let mut text = chance.of(seeds).cloned().unwrap_or_default();
    for _ in 0..chance.below(6) {
        let (from, to) = (place(&text, chance), place(&text, chance));
        let range = from.min(to)..from.max(to).min(from.min(to) + 200);
        let range = range.start..floor(&text, range.end);
        let piece = match chance.below(4) {
            0 => String::new(),
            1 => chance.of(&PIECES).copied().unwrap_or_default().to_owned(),
            2 => text.get(range.clone()).unwrap_or_default().repeat(2 + chance.below(3)),
            _ => slice(chance.of(seeds).map_or("", String::as_str), chance).to_owned(),
        };
        let range = if chance.below(2) == 0 { range.start..range.start } else { range };
        text.replace_range(range, &piece);
    }
    text
}

fn slice<'t>(text: &'t str, chance: &mut Chance) -> &'t str {
    let from = place(text, chance);
    text.get(from..floor(text, from + chance.below(120))).unwrap_or_default()
}

fn place(text: &str, chance: &mut Chance) -> usize {
    floor(text, chance.below(text.len() + 1))
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// The document, if its form changes with the order of its members.
pub(crate) fn check(text: &str, canonicalize: &mut dyn FnMut(&str) -> Result<String, Error>) -> Option<String> {
    let form = canonicalize(text).ok()?;
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Some(text.to_owned());
    };
    // sorted by name; other readers may round numbers differently
    let sorted = (!has_fraction(&value)).then(|| value.to_string())?;
    match canonicalize(&sorted) {
        Ok(other) if other == form => None,
        Err(Error::TooMuchWork) => None,
        _ => Some(text.to_owned()),
    }
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_fraction),
        Value::Object(members) => members.values().any(has_fraction),
        _ => false,
    }
}
