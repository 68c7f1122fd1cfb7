//! What kept a text from being sent, in words: by field, or as a whole.
use crate::{api::ApiError, i18n::t};

/// Fields that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The title.
    Title,
    /// The text.
    Body,
    /// The topic.
    Topic,
    /// Why somebody else's text is changed.
    Reason,
    /// The form as a whole.
    Whole,
}

impl Field {
    /// By which its element is found.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Topic => "topic",
            Self::Reason => "reason",
            Self::Whole => "",
        }
    }
}

/// Something wrong: where, and what.
pub(super) type Problem = (Field, String);

/// What is wrong before anything is sent.
pub(super) fn of_content(is_thread: bool, title: &str, body: &str, topic: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |is_wrong: bool, field, text: &str| {
        if is_wrong {
            problems.push((field, text.to_owned()));
        }
    };
    add(is_thread && topic.is_empty(), Field::Topic, t::compose::no_topic());
    add(is_thread && title.trim().is_empty(), Field::Title, t::compose::no_title());
    add(is_thread && title.chars().count() > LONGEST_TITLE, Field::Title, t::compose::long_title());
    add(body.trim().is_empty(), Field::Body, t::compose::no_body());
    problems
}

/// Status of what is too large.
pub(super) const TOO_LARGE: u16 = 413;

/// Longest title that the server takes.
pub(super) const LONGEST_TITLE: usize = 1024;

/// What the server says is wrong; `is_new` with a new thread.
pub(super) fn of_error(error: &ApiError, is_new: bool) -> Vec<Problem> {
    let whole = |text: &str| vec![(Field::Whole, text.to_owned())];
    match error {
        ApiError::Invalid(fields) => fields
            .iter()
            .map(|(name, _)| match name.as_str() {
                "title" => (Field::Title, t::compose::wrong_title().to_owned()),
                "raw_body" => (Field::Body, t::compose::wrong_body().to_owned()),
                "edit_reason_code" => (Field::Reason, t::compose::no_reason().to_owned()),
                "topic_id" => (Field::Topic, t::compose::wrong_topic().to_owned()),
                "detail" => (Field::Whole, t::compose::confirm().to_owned()),
                "captcha_token" => (Field::Whole, t::compose::captcha().to_owned()),
                // the server's words are for developers: what it names is better than nothing
                other => (Field::Whole, t::compose::wrong_field(other)),
            })
            .collect(),
        // some servers say so of the token, others of what came of it
        ApiError::Refused(why) if why.starts_with("CAPTCHA") => whole(t::compose::captcha()),
        ApiError::Refused(_) => whole(t::compose::refused()),
        ApiError::NotFound if is_new => whole(t::compose::no_course()),
        ApiError::NotFound => whole(t::compose::gone()),
        ApiError::Server(TOO_LARGE) => vec![(Field::Body, t::compose::long_body().to_owned())],
        ApiError::SignInNeeded => whole(t::compose::session()),
        ApiError::Offline => whole(t::compose::failed_offline()),
        ApiError::TooMany(Some(seconds)) => vec![(Field::Whole, t::compose::failed_too_many((*seconds).into()))],
        _ => whole(t::compose::failed()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_fields_are_named() {
        let fields = |problems: Vec<Problem>| problems.into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(fields(of_content(true, " ", "", "")), [Field::Topic, Field::Title, Field::Body]);
        assert_eq!(fields(of_content(false, "", "x", "")), []);
        assert_eq!(fields(of_content(true, &"x".repeat(1025), "x", "a")), [Field::Title]);
    }

    #[test]
    fn the_servers_refusal_stands_at_its_field() {
        let invalid = ApiError::Invalid(vec![("title".into(), vec!["This field may not be blank.".into()])]);
        assert_eq!(of_error(&invalid, false), [(Field::Title, t::compose::wrong_title().to_owned())]);
        assert_eq!(of_error(&ApiError::Server(413), false), [(Field::Body, t::compose::long_body().to_owned())]);
    }

    #[test]
    fn a_refusal_is_called_what_it_is() {
        let whole = |error, is_new| match of_error(&error, is_new).as_slice() {
            [(Field::Whole, text)] => text.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(whole(ApiError::NotFound, false), t::compose::gone());
        assert_eq!(whole(ApiError::NotFound, true), t::compose::no_course());
        let refused = |why: &str| whole(ApiError::Refused(why.into()), false);
        assert_eq!(refused("CAPTCHA verification failed."), t::compose::captcha());
        assert_eq!(refused("Discussions are in blackout period."), t::compose::refused());
    }
}
