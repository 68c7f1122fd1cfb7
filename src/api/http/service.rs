//! Requests to the services beside the LMS: its own share its session, others want a token.
use super::{
    Abortable, Answer, BODY_TIMEOUT, Payload, Reply, Request,
    lms::{Body, CSRF_HEADER, judge, payload, without_sign_in},
    once, reasons, send, unreachable, with_retry,
};
use crate::api::{ApiError, decode, session, settings};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Reads an address with the learner's session; gives also where the other pages of the list are, as RFC 8288 writes it.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn read_linked(url: String) -> Result<(Rc<str>, String), ApiError> {
    let request = Request::get(url, true);
    let mut reply = once(&request).await?;
    let is_renewed = reply.status == 401 && session::renew().await?;
    if is_renewed {
        reply = once(&request).await?;
    }
    let links = reply.links.take().unwrap_or_default();
    match judge(reply) {
        // signed in, and yet refused: signing in again would not help
        Err(ApiError::SignInNeeded) if is_renewed => Err(ApiError::Refused(String::new())),
        answer => answer.map(|text| (text, links)),
    }
}

/// Reads an address of a service that knows no cookies; a token says who asks.
///
/// # Errors
/// Any [`ApiError`] but `SignInNeeded`: the token is as new as it can be, so that signing in would not help.
pub(crate) async fn read_as(url: String, token: Option<&str>) -> Answer {
    with_retry(with_token(url, token), reasons::outcome).await.map_err(without_sign_in)
}

/// Sends a change to a service that shares the LMS's session, once. `base` is where the service is: it has a token of its own
/// against forged requests.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn post(base: &str, path: &str, body: Body) -> Answer {
    let csrf = super::lms::read_at([base, "/csrf/api/v1/token"].concat()).await?;
    let csrf = decode::decode::<crate::wire::openedx::CsrfToken>(&csrf)?.token.into();
    let body: Option<Payload> = payload(body)?;
    let url = [base, path].concat();
    judge(once(&Request { url, method: "POST", body, token: Some((CSRF_HEADER, csrf)), is_private: true }).await?)
}

/// Fetches a file. [`ApiError::Refused`] says why the service could not make it.
///
/// # Errors
/// Any [`ApiError`].
pub(crate) async fn file(url: String, token: Option<&str>) -> Result<Blob, ApiError> {
    let request = with_token(url, token);
    let flight = Abortable::new(None)?;
    flight.start_clock(settings::timeout());
    let response = send(&request, &flight).await?;
    flight.start_clock(BODY_TIMEOUT);
    let failed = |error| unreachable(&error);
    let status = response.status();
    if !response.ok() {
        let body = JsFuture::from(response.text().map_err(failed)?).await.map_err(failed)?;
        flight.landed.set(true);
        return Err(refusal(status, &body.as_string().unwrap_or_default()));
    }
    let blob = JsFuture::from(response.blob().map_err(failed)?).await.map_err(failed)?;
    flight.landed.set(true);
    Ok(blob.unchecked_into())
}

/// Why there is no file: the service that could not make one says so with a 422.
fn refusal(status: u16, body: &str) -> ApiError {
    if status == 422 {
        return ApiError::Refused(decode::detail(body));
    }
    let reply = Reply { status, retry_after: None, body: body.into(), moved_to: String::new(), links: None };
    without_sign_in(reasons::outcome(reply).err().unwrap_or(ApiError::Server(status)))
}

fn with_token(url: String, token: Option<&str>) -> Request {
    let token = token.map(|token| ("Authorization", ["Bearer ", token].concat().into()));
    Request { token, ..Request::get(url, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_made_is_refused_with_the_services_own_words() {
        let said = r#"{"detail": "Unable to generate certificate 7."}"#;
        assert_eq!(refusal(422, said), ApiError::Refused("Unable to generate certificate 7.".into()));
        assert_eq!(refusal(404, ""), ApiError::NotFound);
        assert_eq!(refusal(401, r#"{"detail": "No."}"#), ApiError::Refused(String::new()), "signing in would not help");
        assert_eq!(refusal(500, "<html>"), ApiError::Server(500));
    }

    #[test]
    fn a_token_goes_into_the_header_of_its_name_and_no_cookie_goes_along() {
        let request = with_token("/x".into(), Some("abc"));
        assert_eq!(request.token, Some(("Authorization", "Bearer abc".into())));
        assert!(!request.is_private);
        assert_eq!(with_token("/x".into(), None).token, None);
    }
}
