//! Canonical forms, by the other module and by the browser's own JSON.
use super::Here;
use crate::browser::{Canonicalizer, Edition, NotCanonical};
use js_sys::{JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

impl Canonicalizer for Here {
    async fn canonicalize(&self, json: &str, edition: Edition) -> Result<String, NotCanonical> {
        let edition = match edition {
            Edition::First => "first",
            Edition::Later => "later",
        };
        let answer = match self.canonicalize.call2(&JsValue::NULL, &json.into(), &edition.into()) {
            Ok(promise) => match promise.dyn_into::<Promise>() {
                Ok(promise) => JsFuture::from(promise).await,
                Err(answer) => Ok(answer),
            },
            Err(error) => Err(error),
        };
        answer.map_err(|error| refusal(&error))?.as_string().ok_or(NotCanonical::Missing)
    }

    fn number(&self, written: &str) -> Option<String> {
        // the browser's reading and writing of numbers is ECMAScript's; what is infinite is written as `null`
        let text: String = JSON::stringify(&JSON::parse(written).ok()?).ok()?.into();
        (text != "null").then_some(text)
    }
}

fn refusal(error: &JsValue) -> NotCanonical {
    let text = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string());
    let detail = text("detail").unwrap_or_default();
    match text("code").as_deref() {
        Some("undefined") => NotCanonical::Undefined(detail),
        Some("unknown-context") => NotCanonical::UnknownContext(detail),
        Some("work") => NotCanonical::TooMuchWork,
        Some("bad") => NotCanonical::Bad(detail),
        _ => NotCanonical::Missing,
    }
}
