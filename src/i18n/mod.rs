//! Words, numbers and dates in the learner's language.
//!
//! Messages live in `messages/<feature>.toml`, French and English side by side; the build makes a typed function of
//! each ([`t`]) and fails when one is incomplete. A slice's messages travel in the slice's own WebAssembly file.
//! Numbers, dates, durations and lists are worded by the browser's `Intl`.
//!
//! The language is one per page: a change rebuilds the whole view (`app::App`), so that texts are plain values.
mod dates;
mod intl;
mod lang;

#[cfg(test)]
#[allow(clippy::let_underscore_must_use, clippy::string_slice, reason = "the build's own code, tested here")]
mod generate;

pub use dates::{Instant, day, day_and_time, from_now, in_days, is_never, now};
pub use intl::{compare, language_name, list, money, number, plural_is_one};
pub use lang::{Lang, Locale, lang, set_lang, with_lang};

/// One function for each message, by feature: `t::catalogue::results(12)`.
pub mod t {
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// What the generated functions use.
mod support {
    pub(super) use super::intl::{number, plural_is_one as is_one};
    pub(super) use super::lang::{Lang, lang};

    /// The text of the language in use; order as in [`Lang`].
    pub(super) fn text(texts: [&'static str; 2]) -> &'static str {
        let [fr, en] = texts;
        match lang() {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// One text of several pieces.
    pub(super) fn join(pieces: &[&str]) -> String {
        pieces.concat()
    }
}
