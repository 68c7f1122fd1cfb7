//! Messages between a unit and its page. What a unit sends is a stranger's: only what has exactly the right shape is read.
use crate::{api::lms, wire::openedx::CourseKey};
use js_sys::{Array, Object, Reflect};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
};

/// No unit is higher, in pixels; more would be a mistake or a joke.
const HIGHEST: f64 = 100_000.0;
/// Longest text that is taken from a message.
const LONGEST: u32 = 200_000;

/// What a unit may ask for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Message {
    /// It is so high, in pixels.
    Height(u32),
    /// A film fills the screen, or no longer.
    FilmFills(bool),
    /// A place in it is to come into view, so many pixels from its top.
    ScrollTo(f64),
    /// A dialog.
    Open(Modal),
    /// No dialog any more.
    Close,
    /// New dates for what the learner missed in a course: they pressed the button for it.
    ShiftDates(CourseKey),
}

/// A dialog that a unit asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Modal {
    /// Its name, if it has one.
    pub title: Option<String>,
    /// What is in it.
    pub content: ModalContent,
}

/// What is in a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ModalContent {
    /// A page, at an address that was checked.
    Page(String),
    /// Raw HTML, to be shown through `ui::rich_text`.
    Html(String),
}

/// Reads a message; `None` for everything that is not one of them.
pub(super) fn read(data: &JsValue) -> Option<Message> {
    if !data.is_object() || Array::is_array(data) {
        return None;
    }
    let Some(kind) = text(data, "type") else {
        if text(data, "event_name").is_some_and(|name| name == "post_event") {
            return shift(&get(data, "post_data")?);
        }
        return number(data, "offset").filter(|offset| (0.0..=HIGHEST).contains(offset)).map(Message::ScrollTo);
    };
    let payload = get(data, "payload");
    match kind.as_str() {
        "plugin.resize" => {
            let height = number(&payload?, "height").filter(|height| *height > 0.0 && *height <= HIGHEST)?;
            Some(Message::Height(u32::try_from(crate::i18n::whole(height.ceil())).ok()?))
        }
        "plugin.videoFullScreen" => get(&payload?, "open")?.as_bool().map(Message::FilmFills),
        "plugin.modal" => modal(&payload?).map(Message::Open),
        "plugin.modal-close" => Some(Message::Close),
        _ => None,
    }
}

/// Of all that may be called so, one is known; its address is recognised, and never asked as it comes.
fn shift(post: &JsValue) -> Option<Message> {
    let is_known = text(post, "url").is_some_and(|url| lms::shifts_dates(&url));
    let course = text(&get(post, "body_params")?, "course_id").filter(|_| is_known)?;
    CourseKey::parse(&course).map(Message::ShiftDates)
}

fn modal(payload: &JsValue) -> Option<Modal> {
    let title = text(payload, "title").filter(|title| !title.trim().is_empty());
    let page = text(payload, "url").and_then(|url| lms::lms_link(&url)).map(ModalContent::Page);
    let content = page.or_else(|| text(payload, "body").map(ModalContent::Html))?;
    Some(Modal { title, content })
}

fn get(from: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(from, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// A text that is a text, and not too long.
fn text(from: &JsValue, name: &str) -> Option<String> {
    let value = get(from, name)?.dyn_into::<js_sys::JsString>().ok()?;
    (value.length() <= LONGEST).then(|| String::from(value))
}

/// A number that is a finite number.
fn number(from: &JsValue, name: &str) -> Option<f64> {
    get(from, name)?.as_f64().filter(|number| number.is_finite())
}

/// An object of these values.
fn object(values: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in values {
        if let Err(error) = Reflect::set(&object, &(*name).into(), value) {
            crate::log::warn_js("a message to the unit", &error);
        }
    }
    object.into()
}

/// What of the unit is in view: its top from the window's, and the window's height.
pub(super) fn in_view(top: f64, height: f64) -> JsValue {
    let data = object(&[("topPosition", top.into()), ("viewportHeight", height.into())]);
    object(&[("type", "unit.visibilityStatus".into()), ("data", data)])
}

/// The learner closed the dialog.
pub(super) fn modal_closed() -> JsValue {
    object(&[("type", "plugin.modal-close".into())])
}

/// The place in the unit that the address names.
pub(super) fn hash_name(hash: &str) -> JsValue {
    object(&[("hashName", hash.into())])
}

/// The fragment of the address, with its `#`.
pub(super) fn hash() -> Option<String> {
    window().location().hash().ok().filter(|hash| hash.len() > 1)
}

/// The same without its `#`.
pub(super) fn anchor() -> Option<String> {
    hash().map(|hash| hash.trim_start_matches('#').to_owned())
}

/// HTTP status of a page that was loaded into a frame, where the browser tells.
pub(super) fn status_of(address: &str) -> Option<u16> {
    let performance = Reflect::get(&window(), &"performance".into()).ok()?;
    let by_name = Reflect::get(&performance, &"getEntriesByName".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let entries = by_name.call1(&performance, &address.split('#').next().unwrap_or_default().into()).ok()?;
    let newest = Array::from(&entries).pop();
    // another page answered: that of signing in, for instance
    if Reflect::get(&newest, &"redirectEnd".into()).ok()?.as_f64() > Some(0.0) {
        return None;
    }
    let status = Reflect::get(&newest, &"responseStatus".into()).ok()?.as_f64().filter(|status| *status >= 100.0)?;
    u16::try_from(crate::i18n::whole(status)).ok()
}
