//! What leads out of a text: its links, and the pictures that it shows.
use super::rules;
use crate::{
    api::lms,
    app::{LearnPage, Route},
    i18n::t,
    percent,
    ui::{
        dom, dynamic,
        icon::{Icon, icon},
    },
};
use leptos::{
    prelude::*,
    view::Attribute,
    web_sys::{self, Element},
};

/// A link of a stranger's text, with the host that it leads to.
pub(super) fn strange_link(href: String, words: &str, content: Vec<AnyView>) -> AnyView {
    let host = web_sys::Url::new(&href).map(|url| url.host()).unwrap_or_default();
    let host = (!host.is_empty() && words.trim() != host).then(|| [" (", &host, ")"].concat());
    view! {
        <a href=href rel="external noopener noreferrer nofollow" referrerpolicy="no-referrer">{content}{host}</a>
    }
    .into_any()
}

/// A link that leads where it may; its content where it may lead nowhere.
pub(super) fn link(element: &Element, content: Vec<AnyView>) -> AnyView {
    let Some(address) = element.get_attribute("href").and_then(|href| target(&href)) else { return content.into_any() };
    let rel = if address.starts_with('/') {
        Attribute::Absent
    } else {
        Attribute::Fixed("external noopener noreferrer nofollow")
    };
    view! { <a href=address rel=rel>{content}</a> }.into_any()
}

/// Where a link leads; nowhere for what could do harm.
pub(super) fn target(href: &str) -> Option<String> {
    if let Some((course, block)) = lms::jump_target(href) {
        // the page of the course finds the unit that the block is in
        let page = LearnPage::Unit { sequence: None, unit: None };
        let path = Route::Learn(course.as_str().to_owned(), page).path();
        return Some([&path, "?block=", &percent::in_query(block.as_str())].concat());
    }
    if rules::is_mail(href) {
        return Some(href.trim().to_owned());
    }
    lms::lms_link(href)
}

/// A picture: at once from the platform, when the reader asks from elsewhere; then it takes the focus of the button that goes.
pub(super) fn picture(element: &Element, is_written: bool) -> AnyView {
    let Some(address) = element.get_attribute("src").and_then(|src| lms::lms_link(&src)) else { return ().into_any() };
    let size = |name: &str| element.get_attribute(name).filter(|value| rules::may_have(name, value));
    let (width, height) = (size("width"), size("height"));
    let alt = element.get_attribute("alt").unwrap_or_default();
    let alt = if alt.trim().is_empty() && is_written { t::ui::picture_unnamed().to_owned() } else { alt };
    let draw = move |id: Option<String>, address: String, alt: String| {
        view! { <img id=id src=address alt=alt width=width.clone() height=height.clone() loading="lazy" decoding="async"/> }
            .into_any()
    };
    let Some(host) = foreign_host(&address) else { return draw(None, address, alt) };
    let (wanted, id) = (RwSignal::new(false), dom::unique_id("picture"));
    dynamic(move || {
        if wanted.get() {
            return draw(Some(id.clone()), address.clone(), alt.clone());
        }
        let words = if alt.is_empty() { t::ui::picture_of(&host) } else { t::ui::picture_named(&alt, &host) };
        let id = id.clone();
        let press = move |_| {
            let id = id.clone();
            wanted.set(true);
            dom::later(0, move || dom::focus_id(&id));
        };
        view! {
            <button type="button" class="preau-button preau-button--secondary" on:click=press>
                {icon(Icon::Globe)} <span>{words}</span>
            </button>
        }
        .into_any()
    })
}

/// The host of an address that is neither this site's nor the LMS's.
fn foreign_host(address: &str) -> Option<String> {
    let here = window().location().href().unwrap_or_default();
    let url = web_sys::Url::new_with_base(address, &here).ok()?;
    let own = [window().location().origin().unwrap_or_default(), lms::frame_origin()];
    (!own.contains(&url.origin())).then(|| url.host())
}
