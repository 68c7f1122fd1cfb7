//! The styles that the catalogue does without, which come with the first other page.
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts on the stylesheet of the pages other than the catalogue, which the page names; without it a page is plain, not absent.
/// Where the site is not built by `cargo xtask build` all styles are there from the start.
pub(in crate::app) async fn styles() {
    let Some(named) = document().get_element_by_id("pages") else { return };
    let (Some(address), Ok(link), Some(head)) =
        (named.get_attribute("content"), document().create_element("link"), document().head())
    else {
        return;
    };
    let link: web_sys::HtmlLinkElement = link.unchecked_into();
    link.set_rel("stylesheet");
    link.set_href(&address);
    let came = js_sys::Promise::new(&mut |resolve, reject| {
        link.set_onload(Some(&resolve));
        link.set_onerror(Some(&reject));
        if let Err(error) = head.append_child(&link) {
            crate::log::warn_js("styles", &error);
        }
    });
    if wasm_bindgen_futures::JsFuture::from(came).await.is_ok() {
        named.remove();
    } else {
        link.remove();
        leptos::logging::warn!("the styles of this page could not be fetched");
    }
}
