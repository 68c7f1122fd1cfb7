//! Clicks on links, and what is fetched ahead of them.
use super::{Nav, links::Way};
use crate::app::{Route, chunks};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

impl Nav {
    /// Goes where a link to one of our pages leads.
    pub(super) fn follow(self, event: &MouseEvent) {
        let other = event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if other || event.default_prevented() {
            return;
        }
        let Some(link) = link_of(event.target()) else { return };
        if link.has_attribute("download") || !matches!(link.target().as_str(), "" | "_self") {
            return;
        }
        let Some(address) = own_address(&link) else { return };
        event.prevent_default();
        self.go_by(&address, Way::by(&link));
    }
}

fn link_of(target: Option<web_sys::EventTarget>) -> Option<HtmlAnchorElement> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest("a[href]").ok()??.dyn_into().ok()
}

/// Path and query of a link to one of our pages; `None` for what the browser has to follow itself.
fn own_address(link: &HtmlAnchorElement) -> Option<String> {
    let location = window().location();
    // a backend's page can have a path that looks like one of ours
    let is_external = link.rel().split_whitespace().any(|word| word == "external");
    if is_external || link.origin() != location.origin().ok()? || !link.hash().is_empty() {
        return None;
    }
    let path = link.pathname();
    (Route::parse(&path) != Route::NotFound).then(|| [path, link.search()].concat())
}

/// Fetches the code of the page to which what is pointed at, or has the focus, leads.
pub(super) fn prefetch(target: Option<web_sys::EventTarget>) {
    if let Some(address) = link_of(target).and_then(|link| own_address(&link)) {
        let path = address.split('?').next().unwrap_or_default();
        chunks::prefetch(&Route::parse(path));
    }
}
