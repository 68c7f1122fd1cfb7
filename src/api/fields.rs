//! Which fields of the wire types the app reads: all of them.
mod awards;
mod forum;
mod openedx;
mod richie;
#[cfg(test)]
mod tests;
mod verification;

use crate::json::{Json, Reader};

/// A word that stands for a value; `None` for one that a newer server knows.
fn word<T: Copy>(words: &[(T, &str)], json: Json, reader: &mut Reader) -> Option<T> {
    let text = <String as crate::json::FromJson>::read(json, reader);
    words.iter().find(|(_, word)| *word == text).map(|(value, _)| *value)
}
