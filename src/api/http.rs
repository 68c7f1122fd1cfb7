//! The one door to the network: addresses, language, time limit, abort, retry, sharing of reads in flight.
//!
//! A read is text until a client decodes it: the asynchronous machinery is compiled once, not once for each type.
mod abortable;
pub(crate) mod clock;
mod kept;
pub(crate) mod lms;
mod reasons;
pub(crate) mod service;

use super::{ApiError, network::await_network, settings, warm};
use crate::i18n::lang;
use abortable::Abortable;
use futures::FutureExt;
pub(crate) use kept::last_good;
use kept::{Flight, forget, keep, kept, key, share};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit, Response};

/// Longest wait for the first byte, in milliseconds, unless `config.json` gives another.
pub(crate) const TIMEOUT: u32 = 10_000;
/// Longest wait for the rest of an answer whose head has come, in milliseconds: a slow line may need long, a stalled one must
/// not keep the learner waiting for ever.
const BODY_TIMEOUT: u32 = 30_000;
/// What the learner may wait before a second attempt, in seconds: a server's `Retry-After`, or a failure that came that late.
const PATIENCE: u32 = 3;

/// Longest body that may outlive its page, in bytes: browsers allow 64 KiB for all of them together, and refuse to send more.
const OUTLIVING: usize = 16 * 1024;

/// Text of an answer, or why there is none.
pub(crate) type Answer = Result<Rc<str>, ApiError>;

/// What a request carries.
enum Payload {
    /// Media type and text.
    Text(&'static str, String),
    /// A form with a file, whose media type the browser writes.
    Form(web_sys::FormData),
}

/// What goes out.
struct Request {
    url: String,
    method: &'static str,
    body: Option<Payload>,
    /// Token that shows that a write comes from our page, or who asks a service that knows no cookie.
    token: Option<(&'static str, Rc<str>)>,
    /// Says who the learner is.
    is_private: bool,
}

/// What comes back, before anybody has judged it.
struct Reply {
    status: u16,
    /// Seconds.
    retry_after: Option<u32>,
    body: Rc<str>,
    /// Address of the answer when the server sent us elsewhere; else empty.
    moved_to: String,
    /// Where the other pages of a list are (RFC 8288); read in private answers only.
    links: Option<String>,
}

impl Request {
    fn get(url: String, is_private: bool) -> Self {
        Self { url, method: "GET", body: None, token: None, is_private }
    }
}

/// Reads an address of a public backend: without credentials, in the learner's language; asked for again once when it failed
/// early and that may help. The last good answers stay for [`last_good`].
///
/// Equal reads under way are one request. When nobody waits any more, the request is aborted.
///
/// # Errors
/// Any [`ApiError`]; `Aborted` only in a browser that cannot make requests at all.
pub(crate) async fn read(url: String) -> Answer {
    let key = key(&url);
    let answer = share(&key, with_retry(Request::get(url, false), outcome).boxed_local()).await;
    if let Ok(text) = &answer {
        keep(key, text);
    }
    answer
}

/// Asks once for what is not to be kept: status and text, whatever they say.
///
/// # Errors
/// Those of the network.
pub(crate) async fn status(url: String, is_private: bool) -> Result<(u16, Rc<str>), ApiError> {
    let reply = once(&Request::get(url, is_private)).await?;
    Ok((reply.status, reply.body))
}

async fn with_retry(request: Request, judge: fn(Reply) -> Answer) -> Answer {
    let began = js_sys::Date::now();
    let first = once(&request).await.and_then(judge);
    // whoever has waited long is told, not made to wait as long again
    let early = js_sys::Date::now() - began < f64::from(PATIENCE) * 1000.0;
    let wait = match &first {
        Err(ApiError::TooMany(Some(seconds))) if *seconds <= PATIENCE => *seconds * 1000,
        Err(ApiError::Unreachable | ApiError::Server(502..=504)) if early => jitter(),
        _ => return first,
    };
    sleep(wait).await;
    once(&request).await.and_then(judge)
}

/// 200 to 600 ms: many pages that failed together must not come back together.
fn jitter() -> u32 {
    let part = (js_sys::Math::random() * 4.0).floor();
    [200, 300, 450, 600].into_iter().zip(0_u8..).find(|(_, n)| f64::from(*n) >= part).map_or(400, |(ms, _)| ms)
}

async fn once(request: &Request) -> Result<Reply, ApiError> {
    let early = if request.is_private { None } else { warm::take(&request.url) };
    let flight = Abortable::new(early.as_ref().map(|early| early.controller.clone()))?;
    flight.start_clock(settings::timeout());
    let response = match early {
        Some(early) => early.response().await,
        None => send(request, &flight).await,
    }?;
    flight.start_clock(BODY_TIMEOUT);
    let status = response.status();
    let headers = response.headers();
    let header = |name: &str| headers.get(name).ok().flatten();
    let retry_after = header("Retry-After").and_then(|text| text.trim().parse().ok());
    let mut links = None;
    if request.is_private {
        clock::note(header("Date"));
        links = header("Link");
    }
    let moved_to = if response.redirected() { response.url() } else { String::new() };
    let body = match response.text() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    // a connection that breaks in the middle of the body
    let body = body.map_err(|error| unreachable(&error))?.as_string().unwrap_or_default().into();
    flight.landed.set(true);
    Ok(Reply { status, retry_after, body, moved_to, links })
}

async fn send(request: &Request, flight: &Abortable) -> Result<Response, ApiError> {
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_credentials(if request.is_private { RequestCredentials::Include } else { RequestCredentials::Omit });
    init.set_signal(Some(&flight.controller.signal()));
    init.set_headers(&headers(request));
    match &request.body {
        Some(Payload::Text(_, text)) => {
            init.set_body(&text.into());
            if text.len() <= OUTLIVING {
                outlive_page(&init);
            }
        }
        Some(Payload::Form(form)) => init.set_body(form),
        None => {}
    }
    let window = web_sys::window().ok_or(ApiError::Aborted)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(&request.url, &init)).await;
    response.map(JsCast::unchecked_into).map_err(|error| unreachable(&error))
}

/// What the learner did reaches the server although the page goes.
fn outlive_page(init: &RequestInit) {
    if let Err(error) = js_sys::Reflect::set(init, &"keepalive".into(), &JsValue::TRUE) {
        crate::log::warn_js("keepalive", &error);
    }
}

fn headers(request: &Request) -> JsValue {
    let Ok(headers) = Headers::new() else { return JsValue::UNDEFINED };
    let body = match &request.body {
        Some(Payload::Text(media_type, _)) => Some(("Content-Type", *media_type)),
        _ => None,
    };
    let token = request.token.as_ref().map(|(name, token)| (*name, &**token));
    let always = [("Accept", "application/json"), ("Accept-Language", lang().code())];
    for (name, value) in always.into_iter().chain(body).chain(token) {
        if let Err(error) = headers.set(name, value) {
            crate::log::warn_js(name, &error);
        }
    }
    headers.into()
}

/// No answer at all: the time was up, or the device is offline, or the server is.
pub(super) fn unreachable(error: &JsValue) -> ApiError {
    crate::log::warn_js("no answer", error);
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    // only a clock aborts a request that somebody still waits for
    if name.as_deref() == Some("AbortError") {
        return ApiError::Timeout;
    }
    if web_sys::window().is_none_or(|window| window.navigator().on_line()) {
        return ApiError::Unreachable;
    }
    await_network();
    ApiError::Offline
}

fn outcome(reply: Reply) -> Answer {
    match reply.status {
        200..=299 => Ok(reply.body),
        401 => Err(ApiError::SignInNeeded),
        403 => Err(ApiError::Refused(super::decode::detail(&reply.body))),
        404 | 410 => Err(ApiError::NotFound),
        400 | 422 => Err(super::decode::invalid(reply.status, &reply.body)),
        429 => Err(ApiError::TooMany(reply.retry_after)),
        status => Err(ApiError::Server(status)),
    }
}

/// Comes back after some milliseconds.
pub(crate) async fn sleep(millis: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let set = web_sys::window()
            .and_then(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis).ok());
        if set.is_none() {
            leptos::logging::warn!("no timer");
        }
    });
    if JsFuture::from(promise).await.is_err() {
        leptos::logging::warn!("a timer failed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_tells_what_the_learner_can_do() {
        let say = |status, body: &str| {
            outcome(Reply { status, retry_after: Some(7), body: body.into(), moved_to: String::new(), links: None })
        };
        assert_eq!(say(200, "{}").as_deref(), Ok("{}"));
        assert_eq!(say(401, ""), Err(ApiError::SignInNeeded));
        assert_eq!(say(403, r#"{"detail": "No."}"#), Err(ApiError::Refused("No.".into())));
        assert_eq!(say(403, "<html>"), Err(ApiError::Refused(String::new())));
        assert_eq!(say(404, ""), Err(ApiError::NotFound));
        assert_eq!(say(429, ""), Err(ApiError::TooMany(Some(7))));
        assert_eq!(say(502, "<html>"), Err(ApiError::Server(502)));
        assert_eq!(say(400, "<html>"), Err(ApiError::Server(400)));
    }
}
