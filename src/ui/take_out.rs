//! What the learner takes out of the page: files and copied texts.
use super::announcer::alert;
use super::toast::toast;
use crate::letter::is_of_word;
use leptos::{
    prelude::{document, set_timeout, window},
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{self, HtmlAnchorElement},
};
use std::time::Duration;

/// When the browser has surely fetched the file: some do so after asking where to put it.
const FETCHED_AFTER: Duration = Duration::from_mins(1);

/// Hands a text or bytes (`Uint8Array`) to the browser as a file of a media type; false when it takes none.
pub fn download(name: &str, kind: &str, data: &JsValue) -> bool {
    handed_over(name, kind, data).is_some()
}

fn handed_over(name: &str, kind: &str, data: &JsValue) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(data);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    let forget = move || {
        if let Err(error) = web_sys::Url::revoke_object_url(&address) {
            crate::log::warn_js("an address of a file", &error);
        }
    };
    set_timeout(forget, FETCHED_AFTER);
    Some(())
}

/// A file's name after a title, safe on every system; `other` where the title has no letters.
pub fn file_name(title: &str, other: &str, ending: &str) -> String {
    let words = title.split(|c| !is_of_word(c)).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    [if name.is_empty() { other } else { name.trim_end_matches('-') }, ending].concat()
}

/// Copies a text, and says `done`; where the browser refuses, `failed` says what the learner can do.
pub fn copy(text: &str, done: &'static str, failed: String) {
    // a page that did not come by https has no clipboard
    let has_one = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).is_ok_and(|it| it.is_object());
    if !has_one {
        alert(&failed);
        return;
    }
    let copied = wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().write_text(text));
    wasm_bindgen_futures::spawn_local(async move {
        match copied.await {
            Ok(_) => toast(done),
            Err(_) => alert(&failed),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_are_named_after_their_title() {
        assert_eq!(file_name("L’eau : 1/2 ?", "badge", ".json"), "L-eau-1-2.json");
        assert_eq!(file_name("…", "badge", ".json"), "badge.json");
        assert_eq!(file_name(&"é".repeat(90), "badge", "").chars().count(), 60);
    }
}
