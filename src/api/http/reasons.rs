//! Why the LMS refused: each family of its APIs says so in its own way.
use super::{Answer, Reply};
use crate::{
    api::ApiError,
    json::{FromJson, Json, Reader, from_text, read_fields},
    wire::ByName,
};

/// Longest plain text that may be a reason, in bytes; a longer one is a page.
const LONGEST: usize = 500;

/// What an answer of the LMS comes to.
pub(super) fn outcome(reply: Reply) -> Answer {
    match reply.status {
        200..=299 => Ok(reply.body),
        // signed in, but something else is missing: an enrolment
        401 => Err(bare_text(&reply.body).map_or(ApiError::SignInNeeded, ApiError::Refused)),
        404 | 410 => Err(ApiError::NotFound),
        429 => Err(ApiError::TooMany(reply.retry_after)),
        400 if let Some(fields) = wrong_fields(&reply.body) => Err(ApiError::Invalid(fields)),
        400 | 403 | 406 | 409 => Err(ApiError::Refused(reason(&reply.body))),
        status => Err(ApiError::Server(status)),
    }
}

/// Whether a write was refused for its token only: it did nothing and may be sent again with a new one.
///
/// Refusals by the REST framework name it in `detail`; Django's own are a page that does.
pub(super) fn is_csrf_failure(reply: &Reply) -> bool {
    reply.status == 403 && reply.body.contains("CSRF")
}

/// The server's own words, for display; empty when it gave none that a learner could read.
fn reason(body: &str) -> String {
    if let Ok(Refusal(text)) = from_text(body) {
        return text;
    }
    let text = body.trim();
    let is_sentence = text.len() < LONGEST && !text.starts_with(['<', '{', '[']);
    if is_sentence { text.to_owned() } else { String::new() }
}

/// What is wrong with which field, as the forum says it: only the first message of each.
fn wrong_fields(body: &str) -> Option<Vec<(String, Vec<String>)>> {
    let wrong = from_text::<WrongFields>(body).ok()?.field_errors;
    let fields = wrong.into_iter().map(|(name, message)| (name, vec![message.developer_message]));
    Some(fields.collect())
}

struct WrongFields {
    field_errors: ByName<WrongField>,
}
read_fields! { WrongFields { field_errors } }

struct WrongField {
    developer_message: String,
}
read_fields! { WrongField {} loose { developer_message } }

/// An answer that is nothing but a JSON string.
fn bare_text(body: &str) -> Option<String> {
    from_text(body).ok()
}

/// The forms of a refusal: a bare string, or an object with a text under one of several names; the address of a page that explains it
/// comes after the text, where the learner's country is the reason.
struct Refusal(String);

impl FromJson for Refusal {
    fn read(json: Json, reader: &mut Reader) -> Self {
        if let Json::Text(text) = json {
            return Self(text);
        }
        let said = Said::read(json, reader);
        let texts = [
            said.user_message,
            said.localized,
            said.message,
            said.detail,
            said.error,
            said.imsx_description,
            // for developers, and yet better than nothing
            said.developer_message,
        ];
        let text = texts.into_iter().flatten().find(|text| !text.is_empty()).unwrap_or_default();
        // others are none that anybody should follow
        let page = said.user_message_url.filter(|page| page.starts_with('/') || page.starts_with("http"));
        Self(match page {
            Some(page) => [&text, "\n", &page].concat(),
            None => text,
        })
    }
}

struct Said {
    user_message: Option<String>,
    localized: Option<String>,
    message: Option<String>,
    detail: Option<String>,
    error: Option<String>,
    /// As 1EdTech's services say it.
    imsx_description: Option<String>,
    developer_message: Option<String>,
    user_message_url: Option<String>,
}
read_fields! { Said {
    user_message, localized = "localizedMessage", message, detail, error, imsx_description, developer_message, user_message_url
} }

#[cfg(test)]
mod tests {
    use super::*;

    fn say(status: u16, body: &str) -> Answer {
        outcome(Reply { status, retry_after: Some(7), body: body.into(), moved_to: String::new(), links: None })
    }

    fn refused(text: &str) -> Answer {
        Err(ApiError::Refused(text.into()))
    }

    #[test]
    fn each_family_says_no_in_its_own_way() {
        assert_eq!(say(403, r#"{"detail": "Not yet."}"#), refused("Not yet."));
        assert_eq!(say(403, r#"{"message": "closed", "localizedMessage": "fermé"}"#), refused("fermé"));
        assert_eq!(
            say(400, r#"{"developer_message": "usage_id", "user_message": "Try again."}"#),
            refused("Try again.")
        );
        assert_eq!(say(400, r#"{"developer_message": "usage_id", "user_message": null}"#), refused("usage_id"));
        assert_eq!(say(400, "You are not enrolled in this course"), refused("You are not enrolled in this course"));
        assert_eq!(say(403, "<!doctype html><p>Forbidden"), refused(""));
        assert_eq!(say(400, r#"{"course_id": ["Wrong."]}"#), refused(""));
        assert_eq!(say(406, ""), refused(""));
        assert_eq!(say(403, r#"{"imsx_codeMajor": "failure", "imsx_description": "No."}"#), refused("No."));
    }

    #[test]
    fn a_page_that_explains_comes_after_the_text() {
        let body = r#"{"message": "Not from there.", "user_message_url": "https://lms.example/embargo/"}"#;
        assert_eq!(say(403, body), refused("Not from there.\nhttps://lms.example/embargo/"));
    }

    #[test]
    fn fields_that_the_forum_refuses_are_named() {
        let invalid = |name: &str, text: &str| Err(ApiError::Invalid(vec![(name.into(), vec![text.into()])]));
        assert_eq!(
            say(400, r#"{"field_errors": {"title": {"developer_message": "This field may not be blank."}}}"#),
            invalid("title", "This field may not be blank.")
        );
        assert_eq!(say(429, r#""Too many requests""#), Err(ApiError::TooMany(Some(7))));
    }

    #[test]
    fn who_is_signed_in_but_not_enrolled_is_not_asked_to_sign_in() {
        assert_eq!(say(401, r#""User not enrolled.""#), refused("User not enrolled."));
        assert_eq!(
            say(401, r#"{"detail": "Authentication credentials were not provided."}"#),
            Err(ApiError::SignInNeeded)
        );
        assert_eq!(say(401, ""), Err(ApiError::SignInNeeded));
    }

    #[test]
    fn other_statuses_tell_what_the_learner_can_do() {
        assert_eq!(say(202, "").as_deref(), Ok(""));
        assert_eq!(say(404, ""), Err(ApiError::NotFound));
        assert_eq!(say(422, ""), Err(ApiError::Server(422)));
        assert_eq!(say(429, ""), Err(ApiError::TooMany(Some(7))));
        assert_eq!(say(500, ""), Err(ApiError::Server(500)));
    }

    #[test]
    fn a_refused_token_is_told_from_other_refusals() {
        let is_csrf = |status, body: &str| {
            is_csrf_failure(&Reply {
                status,
                retry_after: None,
                body: body.into(),
                moved_to: String::new(),
                links: None,
            })
        };
        assert!(is_csrf(403, r#"{"detail":"CSRF Failed: CSRF cookie not set."}"#));
        assert!(is_csrf(403, "<h1>Forbidden</h1><p>CSRF verification failed."));
        assert!(!is_csrf(403, r#"{"detail": "Enrollment is closed"}"#));
        assert!(!is_csrf(400, "CSRF"));
    }
}
