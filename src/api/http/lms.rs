//! Requests to the LMS: with the learner's session; writes with a token, and never repeated unless they did nothing.
use super::{
    Answer, Flight, Payload, Reply, Request, forget, keep, kept, once,
    reasons::{is_csrf_failure, outcome},
    share, with_retry,
};
use crate::{
    api::{ApiError, decode::decode, session, settings},
    json::{Json, to_text},
    percent,
    wire::openedx::CsrfToken,
};
use futures::FutureExt;
use std::{cell::RefCell, rc::Rc};

/// What a write carries.
pub(crate) enum Body {
    /// Nothing.
    None,
    /// An object with these fields.
    Json(Vec<(&'static str, Json)>),
    /// The same, as a change of some fields of what is there: the forum takes changes in no other form.
    Patch(Vec<(&'static str, Json)>),
    /// As a form sends it.
    Form(Vec<(&'static str, String)>),
    /// A form with a file.
    Upload(web_sys::FormData),
}

/// Header of the token of writes.
pub(super) const CSRF_HEADER: &str = "X-CSRFToken";

/// Start of the keys of answers that are for one learner only.
const PRIVATE: &str = "private ";

thread_local! {
    static CSRF: RefCell<Option<Rc<str>>> = const { RefCell::new(None) };
}

/// Reads a path of the LMS, as [`super::read`] does; a session that has run out is renewed, and the read repeated, once.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn read(path: String) -> Answer {
    read_at(settings::lms(&path)).await
}

/// The same for an address of a service that shares the LMS's session.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn read_at(url: String) -> Answer {
    let key = key(&url);
    let answer = share(&key, read_again(url).boxed_local()).await;
    if let Ok(text) = &answer {
        keep(key, text);
    }
    answer
}

/// Reads a path whose answer is not kept.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn read_in_passing(path: &str) -> Answer {
    read_again(settings::lms(path)).await
}

/// The last good answer of a path, for this same learner.
pub(crate) fn last(path: &str) -> Option<Rc<str>> {
    kept(&key(&settings::lms(path)))
}

/// Makes a former good answer the last one again: the newer one was not this learner's.
pub(crate) fn put_back(path: &str, former: Option<Rc<str>>) {
    let key = key(&settings::lms(path));
    match former {
        Some(text) => keep(key, &text),
        None => forget(&key),
    }
}

/// Sends a change to a path of the LMS. It goes on when the page that asked for it is gone.
///
/// Never repeated, except when the server refused it unread: for an outdated token, or a session that could be renewed.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn write(method: &'static str, path: String, body: Body) -> Answer {
    let request = Request { url: settings::lms(&path), method, body: payload(body)?, token: None, is_private: true };
    let flight: Flight = change(request).boxed_local();
    let flight = flight.shared();
    wasm_bindgen_futures::spawn_local(flight.clone().map(drop));
    flight.await
}

/// A request without further ado, for the session itself: status and text.
///
/// # Errors
/// Those of the network.
pub(crate) async fn plain(method: &'static str, path: &str) -> Result<(u16, Rc<str>), ApiError> {
    let request = Request { method, ..Request::get(settings::lms(path), true) };
    let reply = once(&request).await?;
    Ok((reply.status, reply.body))
}

/// Forgets what was meant for a learner who is no longer there.
pub(crate) fn forget_learner() {
    CSRF.take();
    forget(PRIVATE);
}

/// Key of an answer that is for this learner only.
fn key(url: &str) -> String {
    [PRIVATE, &super::key(url)].concat()
}

async fn read_again(url: String) -> Answer {
    let request = || Request::get(url.clone(), true);
    match with_retry(request(), judge).await {
        Err(ApiError::SignInNeeded) if session::renew().await? => {
            // signed in, and yet refused: an account whose e-mail is not confirmed, for instance
            with_retry(request(), judge).await.map_err(without_sign_in)
        }
        answer => answer,
    }
}

async fn change(mut request: Request) -> Answer {
    request.token = Some((CSRF_HEADER, csrf_token().await?));
    let reply = once(&request).await?;
    if is_csrf_failure(&reply) {
        CSRF.take();
    } else if !may_need_sign_in(&reply) {
        return carried_out(reply);
    } else if !session::renew().await? {
        return Err(ApiError::SignInNeeded);
    }
    request.token = Some((CSRF_HEADER, csrf_token().await?));
    carried_out(once(&request).await?).map_err(without_sign_in)
}

/// As [`judge`]; who was sent to another page changed nothing, whatever that page is.
fn carried_out(reply: Reply) -> Answer {
    let moved_to = reply.moved_to.clone();
    let answer = judge(reply)?;
    if moved_to.is_empty() { Ok(answer) } else { Err(ApiError::Decode(["sent to ", &moved_to].concat())) }
}

pub(super) fn without_sign_in(error: ApiError) -> ApiError {
    if error == ApiError::SignInNeeded { ApiError::Refused(String::new()) } else { error }
}

/// Whether the answer may be that somebody has to sign in. Views that are no APIs say 403, and a sentence.
fn may_need_sign_in(reply: &Reply) -> bool {
    let is_sentence = reply.status == 403 && !reply.body.starts_with('{');
    is_sentence || reply.status == 401 || session::is_sign_in_page(&reply.moved_to)
}

pub(super) fn judge(reply: Reply) -> Answer {
    // pages of the LMS, unlike its APIs, send to the sign-in page
    if session::is_sign_in_page(&reply.moved_to) { Err(ApiError::SignInNeeded) } else { outcome(reply) }
}

/// The token of this page's writes; asked for once.
async fn csrf_token() -> Answer {
    if let Some(token) = CSRF.with_borrow(Clone::clone) {
        return Ok(token);
    }
    let url = settings::lms("/csrf/api/v1/token");
    let key = key(&url);
    let answer = share(&key, with_retry(Request::get(url, true), judge).boxed_local()).await;
    let token: Rc<str> = match answer {
        Ok(text) => decode::<CsrfToken>(&text)?.token.into(),
        // older servers have no such address: their cookie can be read
        Err(ApiError::NotFound) => session::cookie("csrftoken").unwrap_or_default().into(),
        Err(error) => return Err(error),
    };
    CSRF.replace(Some(Rc::clone(&token)));
    Ok(token)
}

pub(super) fn payload(body: Body) -> Result<Option<Payload>, ApiError> {
    match body {
        Body::None => Ok(None),
        Body::Form(fields) => {
            let form = percent::form(fields.iter().map(|(name, value)| (*name, value.as_str())));
            Ok(Some(Payload::Text("application/x-www-form-urlencoded", form)))
        }
        Body::Json(fields) => json("application/json", fields),
        Body::Patch(fields) => json("application/merge-patch+json", fields),
        Body::Upload(form) => Ok(Some(Payload::Form(form))),
    }
}

fn json(media_type: &'static str, fields: Vec<(&'static str, Json)>) -> Result<Option<Payload>, ApiError> {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let text = to_text(&Json::Object(fields)).ok_or_else(|| ApiError::Decode("a number is none".into()))?;
    Ok(Some(Payload::Text(media_type, text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: Body) -> (&'static str, String) {
        match payload(body) {
            Ok(Some(Payload::Text(media_type, text))) => (media_type, text),
            _ => panic!("no text"),
        }
    }

    #[test]
    fn bodies_are_written_as_their_kind_wants() {
        let key = "course-v1:a+b+c";
        let form = text(Body::Form(vec![("course_id", key.into()), ("search_string", "é &".into())]));
        assert_eq!(form.0, "application/x-www-form-urlencoded");
        assert_eq!(form.1, "course_id=course-v1%3Aa%2Bb%2Bc&search_string=%C3%A9+%26");
        let fields = || vec![("position", Json::Number(2.0)), ("key", Json::Text(key.into()))];
        let json = r#"{"key":"course-v1:a+b+c","position":2}"#;
        assert_eq!(text(Body::Json(fields())), ("application/json", json.to_owned()));
        assert_eq!(text(Body::Patch(fields())), ("application/merge-patch+json", json.to_owned()));
        assert!(matches!(payload(Body::None), Ok(None)));
        assert!(payload(Body::Json(vec![("x", Json::Number(f64::NAN))])).is_err());
    }
}
