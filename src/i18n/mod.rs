//! Words, numbers and dates in the learner's language.
//!
//! Messages live in `messages/<feature>.toml`, French and English side by side; the build makes a typed function of
//! each ([`t`]) and fails when one is incomplete. A slice's messages travel in the slice's own WebAssembly file.
//! Numbers, dates, durations and lists are worded by the browser's `Intl`.
//!
//! The language is one per page: a change rebuilds the whole view (`app::App`), so that texts are plain values.
mod dates;
mod detect;
mod intl;
mod lang;

#[cfg(test)]
#[allow(clippy::let_underscore_must_use, clippy::string_slice, reason = "the build's own code, tested here")]
mod generate;

pub(crate) use dates::whole;
pub use dates::{Instant, ago, day, day_and_time, from_now, in_days, is_never, now, time};
pub use detect::foreign;
pub use intl::{
    compare, decimal, language_name, list, lowercase, money, number, percent, plural_is_one, region_name, search_words,
    uppercase,
};
pub use lang::{Lang, Locale, lang, set_lang, with_lang};

/// One function for each message, by feature: `t::search::count(12)`.
#[allow(
    clippy::wildcard_imports,
    clippy::match_same_arms,
    clippy::if_same_then_else,
    reason = "generated: two languages or two plural forms may read alike"
)]
pub mod t {
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// What the generated functions use; named so that no argument of a message can hide it.
mod support {
    pub(super) use super::intl::{number as say_number, plural_is_one as says_one};
    pub(super) use super::lang::{Lang, lang as say_lang};

    /// The text of the language in use; order as in [`Lang`].
    pub(super) fn say_text(texts: [&'static str; 2]) -> &'static str {
        let [fr, en] = texts;
        match say_lang() {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// "De" before a name, as French writes it: `d’Ali`, `de Zoé`. Before an h it may be either.
    pub(super) fn say_of(name: &str) -> &'static str {
        let is_vowel = |first: char| {
            "aeiouyàâäéèêëîïôöùûü".contains(first.to_ascii_lowercase()) || "ÀÂÄÉÈÊËÎÏÔÖÙÛÜ".contains(first)
        };
        if name.chars().next().is_some_and(is_vowel) { "d’" } else { "de " }
    }

    /// One text of several pieces.
    pub(super) fn say_joined(pieces: &[&str]) -> String {
        pieces.concat()
    }
}
