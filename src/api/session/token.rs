//! What the LMS's cookies tell: a JSON web token without its signature, which only the server can check.
use super::Learner;
use crate::{
    api::{http::clock::clock_difference, jws},
    json,
    wire::openedx::Claims,
};

/// First two parts of a token.
const PAYLOAD: &str = "edx-jwt-cookie-header-payload";
/// Says that there is a session.
const MARK: &str = "edxloggedin";
/// Cookies that tell of a session.
pub(super) const NAMES: [&str; 2] = [PAYLOAD, MARK];
/// Seconds before its end from which on a token is not worth sending.
const MARGIN: f64 = 5.0;

/// What the cookies tell.
pub(super) enum Found {
    /// A token that has not run out.
    Valid(Learner),
    /// Somebody was signed in and may still be.
    Trace,
    /// No trace of anybody.
    Nothing,
}

/// Looks at the cookies.
pub(super) fn learner() -> Found {
    let payload = super::cookie(PAYLOAD);
    let seconds = (js_sys::Date::now() + clock_difference()) / 1000.0;
    match payload.as_deref().and_then(claims).filter(|claims| is_valid(claims, seconds)) {
        Some(claims) => Found::Valid(claims.into()),
        None if payload.is_some() || super::cookie(MARK).is_some() => Found::Trace,
        None => Found::Nothing,
    }
}

/// A cookie's value among all.
pub(super) fn find<'a>(all: &'a str, name: &str) -> Option<&'a str> {
    let mut cookies = all.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    let value = cookies.find(|(other, _)| *other == name)?.1.trim_matches('"');
    (!value.is_empty()).then_some(value)
}

/// Claims of `header.payload`; `None` when they cannot be read.
fn claims(cookie: &str) -> Option<Claims> {
    json::from_text(&jws::payload(cookie)?).ok()
}

fn is_valid(claims: &Claims, now: f64) -> bool {
    claims.exp > now + MARGIN
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"alg":"none"}` . `{"preferred_username":"zoé?>","user_id":7,"name":"Zoé","exp":1791108000}`
    const COOKIE: &str = "eyJhbGciOiJub25lIn0.\
        eyJwcmVmZXJyZWRfdXNlcm5hbWUiOiJ6b8OpPz4iLCJ1c2VyX2lkIjo3LCJuYW1lIjoiWm_DqSIsImV4cCI6MTc5MTEwODAwMH0";

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let all = "a=1; xcsrftoken=no;csrftoken=yes==; quoted=\"q\"; empty=";
        assert_eq!(find(all, "csrftoken"), Some("yes=="));
        assert_eq!(find(all, "quoted"), Some("q"));
        assert_eq!(find(all, "empty"), None);
        assert_eq!(find(all, "token"), None);
        assert_eq!(find("", "a"), None);
    }

    #[test]
    fn the_payload_of_a_token_is_read() {
        let claims = claims(COOKIE).unwrap();
        assert_eq!(claims.preferred_username, "zoé?>");
        assert_eq!(claims.user_id, Some(7));
        assert_eq!(claims.name.as_deref(), Some("Zoé"));
        assert!(is_valid(&claims, 1_791_107_990.0));
        assert!(!is_valid(&claims, 1_791_107_996.0));
    }

    #[test]
    fn what_is_no_token_says_nothing() {
        for bad in ["", "a", "a.", "a.b!", "a.e30", "a.eyJ4IjoxfQ", "..", "a._w"] {
            assert_eq!(claims(bad), None, "{bad}");
        }
    }
}
