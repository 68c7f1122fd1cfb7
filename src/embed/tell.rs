//! What an island tells the script around it.
use js_sys::{Function, Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The element's `(what, detail) => void`.
#[derive(Clone)]
pub(super) struct Tell(Rc<Function>);

impl Tell {
    pub(super) fn new(function: Function) -> Self {
        Self(Rc::new(function))
    }

    /// Its view stands, with something to read in it.
    pub(super) fn ready(&self) {
        self.call("ready", &[]);
    }

    /// What was searched for was found.
    pub(super) fn found(&self, query: &str, total: u32) {
        self.call("search", &[("query", query.into()), ("total", total.into())]);
    }

    /// Something failed; the view says so itself.
    pub(super) fn failed(&self, message: &str) {
        self.call("error", &[("message", message.into())]);
    }

    /// The learner leaves for a page of ours.
    pub(super) fn leave(&self, address: &str) {
        self.call("leave", &[("address", address.into())]);
    }

    /// The search changed; as a step of its own, which the way back undoes, or not.
    pub(super) fn changed(&self, query: &str, is_step: bool) {
        self.call("place", &[("query", query.into()), ("step", is_step.into())]);
    }

    fn call(&self, what: &str, members: &[(&str, JsValue)]) {
        let detail = Object::new();
        let set = members.iter().try_for_each(|(name, value)| Reflect::set(&detail, &(*name).into(), value).map(drop));
        if let Err(error) = set.and_then(|()| self.0.call2(&JsValue::UNDEFINED, &what.into(), &detail).map(drop)) {
            crate::log::warn_js(what, &error);
        }
    }
}
