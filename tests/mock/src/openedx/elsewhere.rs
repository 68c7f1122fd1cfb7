//! What an LMS says to pages of another origin (`django-cors-headers`, as Open edX sets it up), and cookies that are its own.
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

use super::ask::Ask;
use super::reply;
use crate::settings::Elsewhere;
use crate::world::World;

/// Headers that pages elsewhere may send, beside those that any page may; the last is the stories' own.
const HEADERS: &str = "accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, use-jwt-cookie, \
    x-preau-world";

/// Lets pages of the origins that the LMS trusts read an answer to who is signed in.
pub(crate) fn share(ask: &Ask<'_>, headers: &mut HeaderMap) {
    let Some(origin) = ask.parts.headers.get(ORIGIN) else { return };
    headers.append(VARY, HeaderValue::from_static("origin"));
    if origin.to_str().is_ok_and(|origin| ask.trusts(origin)) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    }
}

/// The answer to a browser that asks before a request of a page elsewhere; it does not say in which world. Whose page it is
/// is looked at with the request itself.
pub(crate) fn asked_before(method: &Method, headers: &HeaderMap) -> Option<Response> {
    let origin = headers.get(ORIGIN).filter(|_| *method == Method::OPTIONS)?.clone();
    headers.get(ACCESS_CONTROL_REQUEST_METHOD)?;
    let mut response = reply::empty(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(HEADERS));
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("DELETE, GET, OPTIONS, PATCH, POST, PUT"));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    Some(response)
}

/// Cookies that pages of the site cannot read, since they are for another name. One host has one set of them for all its ports, so
/// that they are kept from every script instead.
pub(crate) fn hide_cookies(world: &World, headers: &mut HeaderMap) {
    if world.settings.lms_elsewhere != Some(Elsewhere::OwnCookies) {
        return;
    }
    let cookies: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for cookie in cookies {
        let hidden = [cookie.as_bytes(), b"; HttpOnly"].concat();
        headers.append(SET_COOKIE, HeaderValue::from_bytes(&hidden).unwrap_or(cookie));
    }
}
