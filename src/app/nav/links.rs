//! Links found again when their page comes back.
use leptos::{
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{HtmlAnchorElement, HtmlElement},
};

/// The link by which a page was left. Several may lead to one place (the outline and "next"): it is known by how many of them come
/// after it, since what stands before it may come later.
#[derive(Debug, Clone)]
pub(super) struct Way {
    href: String,
    from_last: usize,
}

impl Way {
    /// That link.
    pub(super) fn by(link: &HtmlAnchorElement) -> Option<Self> {
        let href = link.get_attribute("href")?;
        let from_last = links_to(&href).iter().rev().position(|other| *other == **link).unwrap_or_default();
        Some(Self { href, from_last })
    }

    /// Its like on the page in view.
    pub(super) fn find(&self) -> Option<HtmlElement> {
        let mut links = links_to(&self.href);
        let at = links.len().saturating_sub(1).saturating_sub(self.from_last);
        (at < links.len()).then(|| links.swap_remove(at))
    }
}

/// The first link on the page that leads there, as it is written.
pub(crate) fn find_link(href: &str) -> Option<HtmlElement> {
    links_to(href).into_iter().next()
}

fn links_to(href: &str) -> Vec<HtmlElement> {
    let Ok(links) = document().query_selector_all("main a[href]") else { return Vec::new() };
    (0..links.length())
        .filter_map(|at| links.get(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|link| link.get_attribute("href").as_deref() == Some(href))
        .collect()
}
