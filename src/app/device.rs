//! What is kept on the device: small JSON values under `preau.…`, never sent anywhere.
mod turn;

use crate::json::{self, FromJson, ToJson};
pub(crate) use turn::{Turn, can_take_turns, turn};

/// Reads a value; `None` when there is none, when it is damaged, or when the browser keeps nothing.
pub(crate) fn load<T: FromJson>(name: &str) -> Option<T> {
    let text = storage()?.get_item(&key(name)).ok()??;
    json::from_text(&text).ok()
}

/// Keeps a value. False when the browser refuses (private browsing, no room): then say so.
pub(crate) fn keep<T: ToJson>(name: &str, value: &T) -> bool {
    let Some(text) = json::to_text(value) else { return false };
    storage().is_some_and(|storage| storage.set_item(&key(name), &text).is_ok())
}

/// Deletes a value.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = storage()
        && let Err(error) = storage.remove_item(&key(name))
    {
        crate::log::warn_js(name, &error);
    }
}

/// Names of everything that is kept, without the `preau.` before them.
pub fn kept() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let length = storage.length().unwrap_or_default();
    let names = (0..length).filter_map(|at| storage.key(at).ok().flatten());
    names.filter_map(|name| name.strip_prefix(&key("")).map(str::to_owned)).collect()
}

/// Deletes everything that is kept, and tells listeners of the `storage` event, in this tab too.
pub fn forget_all() {
    for name in kept() {
        forget(&name);
    }
    // without a key: everything has changed, as `Storage.clear` says it to other tabs
    let told = web_sys::StorageEvent::new("storage").and_then(|event| leptos::prelude::window().dispatch_event(&event));
    if let Err(error) = told {
        crate::log::warn_js("storage", &error);
    }
}

/// Name of the item, for listening to changes made in other tabs.
pub fn key(name: &str) -> String {
    ["preau.", name].concat()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
