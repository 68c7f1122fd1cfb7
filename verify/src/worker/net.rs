//! The network by `fetch`: without cookies, without telling from where, with ends to time and size.
use super::{Here, stream};
use crate::browser::{Answer, Net, NoAnswer, Request};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, Response, WorkerGlobalScope,
};

/// Milliseconds until an answer must be there to its end.
const PATIENCE: u32 = 10_000;

impl Net for Here {
    async fn get(&self, request: Request<'_>) -> Result<Answer, NoAnswer> {
        match fetch(request).await {
            Ok(answer) => answer.ok_or(NoAnswer::TooBig),
            Err(error) => {
                let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
                Err(if name.as_deref() == Some("TimeoutError") { NoAnswer::TooSlow } else { NoAnswer::Unreachable })
            }
        }
    }
}

/// `None` when the answer is too big.
async fn fetch(request: Request<'_>) -> Result<Option<Answer>, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    if request.is_fresh {
        init.set_cache(RequestCache::NoCache);
    }
    // with `Accept` alone a request stays simple: no preflight
    let headers = Headers::new()?;
    headers.set("Accept", request.accept)?;
    init.set_headers_headers(&headers);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let response = JsFuture::from(scope.fetch_with_str_and_init(request.url, &init)).await?;
    let response: Response = response.unchecked_into();
    let body = match response.body() {
        Some(body) => stream::read(&body, request.most).await?,
        None => Some(Vec::new()),
    };
    Ok(body.map(|body| Answer { status: response.status(), url: response.url(), body }))
}
