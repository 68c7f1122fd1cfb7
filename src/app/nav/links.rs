//! Links found again when their page comes back.
use leptos::{
    prelude::document,
    wasm_bindgen::JsCast,
    web_sys::{HtmlAnchorElement, HtmlElement, NodeList},
};

/// The link by which a page was left. Several may lead to one place (the outline and "next"): it is known by how many of them come
/// after it, since what stands before it may come later.
#[derive(Debug, Clone)]
pub(super) struct Way {
    href: String,
    from_last: u32,
}

impl Way {
    /// That link.
    pub(super) fn by(link: &HtmlAnchorElement) -> Option<Self> {
        let href = link.get_attribute("href")?;
        let links = links_to(&href)?;
        let last = links.length().saturating_sub(1);
        let is_it = |from_last: &u32| links.get(last.saturating_sub(*from_last)).is_some_and(|other| other == ****link);
        let from_last = (0..=last).find(is_it)?;
        Some(Self { href, from_last })
    }

    /// Its like on the page in view, unless that is in a menu that has closed.
    pub(super) fn find(&self) -> Option<HtmlElement> {
        let links = links_to(&self.href)?;
        let place = links.length().checked_sub(1)?.checked_sub(self.from_last)?;
        links.get(place)?.dyn_into().ok().filter(|link: &HtmlElement| link.offset_parent().is_some())
    }
}

/// The first link of the page's content that leads there, as it is written.
pub(crate) fn find_link(href: &str) -> Option<HtmlElement> {
    links("main a", href)?.get(0)?.dyn_into().ok()
}

/// Those around the content, too.
fn links_to(href: &str) -> Option<NodeList> {
    links("a", href)
}

fn links(of: &str, href: &str) -> Option<NodeList> {
    // no address of ours has what would end the text; with it nothing is found
    document().query_selector_all(&[of, "[href=\"", href, "\"]"].concat()).ok()
}
