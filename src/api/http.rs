//! The one door to the network: addresses, language, time limit, abort, retry, sharing of reads in flight.
//!
//! A read is text until a client decodes it: the asynchronous machinery is compiled once, not once for each type.
use super::{ApiError, settings, warm};
use crate::i18n::lang;
use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared, WeakShared},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCredentials, RequestInit, Response};

/// Longest wait for the first byte, in milliseconds, unless `config.json` gives another.
pub(crate) const TIMEOUT: u32 = 10_000;
/// Answers kept for the way back and for showing something while asking again.
const KEPT: usize = 40;
/// Longest wait that a server's `Retry-After` makes us sit through before saying so, in seconds.
const PATIENCE: u32 = 3;

/// Text of an answer, or why there is none.
pub(crate) type Answer = Result<Rc<str>, ApiError>;
type Flight = LocalBoxFuture<'static, Answer>;

thread_local! {
    /// Reads under way, by language and address.
    static IN_FLIGHT: RefCell<Vec<(String, WeakShared<Flight>)>> = const { RefCell::new(Vec::new()) };
    /// Last good answers, newest last.
    static LAST_GOOD: RefCell<Vec<(String, Rc<str>)>> = const { RefCell::new(Vec::new()) };
}

/// Reads an address of a public backend: without credentials, in the learner's language, retried once if that may help.
///
/// Equal reads under way are one request. When nobody waits any more, the request is aborted.
///
/// # Errors
/// Any [`ApiError`] but `Aborted`.
pub(crate) async fn read(url: String) -> Answer {
    let key = key(&url);
    let flight = IN_FLIGHT.with_borrow_mut(|flights| {
        flights.retain(|(_, flight)| flight.upgrade().is_some_and(|flight| flight.peek().is_none()));
        if let Some(flight) = flights.iter().find(|(other, _)| *other == key).and_then(|(_, flight)| flight.upgrade()) {
            return flight;
        }
        let flight: Shared<Flight> = with_retry(url).boxed_local().shared();
        if let Some(weak) = flight.downgrade() {
            flights.push((key.clone(), weak));
        }
        flight
    });
    let answer = flight.await;
    if let Ok(text) = &answer {
        keep(key, text);
    }
    answer
}

/// The last good answer of an address in the language in use: something to show while asking again.
pub(crate) fn last_good(url: &str) -> Option<Rc<str>> {
    let key = key(url);
    LAST_GOOD.with_borrow(|kept| kept.iter().find(|(other, _)| *other == key).map(|(_, text)| Rc::clone(text)))
}

fn key(url: &str) -> String {
    [lang().code(), " ", url].concat()
}

fn keep(key: String, text: &Rc<str>) {
    LAST_GOOD.with_borrow_mut(|kept| {
        kept.retain(|(other, _)| *other != key);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((key, Rc::clone(text)));
    });
}

async fn with_retry(url: String) -> Answer {
    let first = once(&url).await;
    let wait = match &first {
        Err(ApiError::TooMany(Some(seconds))) if *seconds <= PATIENCE => *seconds * 1000,
        Err(ApiError::Timeout | ApiError::Server(502..=504)) => jitter(),
        _ => return first,
    };
    sleep(wait).await;
    once(&url).await
}

/// 200 to 600 ms: many pages that failed together must not come back together.
fn jitter() -> u32 {
    let part = (js_sys::Math::random() * 4.0).floor();
    [200, 300, 450, 600].into_iter().zip(0_u8..).find(|(_, n)| f64::from(*n) >= part).map_or(400, |(ms, _)| ms)
}

async fn once(url: &str) -> Answer {
    let flight = Abortable::new(settings::timeout())?;
    let response = match warm::take(url) {
        Some(response) => response.await,
        None => send(url, &flight).await,
    }?;
    flight.stop_clock();
    let status = response.status();
    let retry_after = response.headers().get("Retry-After").ok().flatten().and_then(|text| text.trim().parse().ok());
    let body = match response.text() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    // a connection that breaks in the middle of the body
    let body = body.map_err(|error| unreachable(&error))?.as_string().unwrap_or_default().into();
    flight.landed.set(true);
    outcome(status, retry_after, body)
}

async fn send(url: &str, flight: &Abortable) -> Result<Response, ApiError> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&flight.controller.signal()));
    init.set_headers(&headers());
    let window = web_sys::window().ok_or(ApiError::Aborted)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &init)).await;
    response.map(JsCast::unchecked_into).map_err(|error| unreachable(&error))
}

fn headers() -> JsValue {
    let Ok(headers) = Headers::new() else { return JsValue::UNDEFINED };
    for (name, value) in [("Accept", "application/json"), ("Accept-Language", lang().code())] {
        if let Err(error) = headers.set(name, value) {
            crate::log::warn_js(name, &error);
        }
    }
    headers.into()
}

/// No answer at all: the device is offline, or the server is.
pub(super) fn unreachable(error: &JsValue) -> ApiError {
    crate::log::warn_js("no answer", error);
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if online { ApiError::Timeout } else { ApiError::Offline }
}

fn outcome(status: u16, retry_after: Option<u32>, body: Rc<str>) -> Answer {
    match status {
        200..=299 => Ok(body),
        401 => Err(ApiError::SignInNeeded),
        403 => Err(ApiError::Refused(super::decode::detail(&body))),
        404 | 410 => Err(ApiError::NotFound),
        400 | 422 => Err(super::decode::invalid(status, &body)),
        429 => Err(ApiError::TooMany(retry_after)),
        _ => Err(ApiError::Server(status)),
    }
}

/// Aborts its request when it is dropped before the end, or when no first byte came in time.
struct Abortable {
    controller: AbortController,
    timer: i32,
    landed: std::cell::Cell<bool>,
    _on_time: Closure<dyn FnMut()>,
}

impl Abortable {
    fn new(timeout: u32) -> Result<Self, ApiError> {
        let controller = AbortController::new().map_err(|error| {
            crate::log::warn_js("AbortController", &error);
            ApiError::Aborted
        })?;
        let on_time = Closure::new({
            let controller = controller.clone();
            move || controller.abort()
        });
        let timer = web_sys::window()
            .and_then(|window| {
                let millis = i32::try_from(timeout).unwrap_or(i32::MAX);
                let callback = on_time.as_ref().unchecked_ref();
                window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, millis).ok()
            })
            .unwrap_or_default();
        Ok(Self { controller, timer, landed: false.into(), _on_time: on_time })
    }

    /// The head of the answer is there: what follows may take its time.
    fn stop_clock(&self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.timer);
        }
    }
}

impl Drop for Abortable {
    fn drop(&mut self) {
        self.stop_clock();
        if !self.landed.get() {
            self.controller.abort();
        }
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
        let say = |status, body: &str| outcome(status, Some(7), body.into());
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
