//! Small helpers around the browser's document, which never panic.
//!
//! They ask an element's own root, not the page's document, so that everything works inside a shadow root too.
use leptos::{
    html::Div,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{
        Document, DocumentFragment, Element, Event, FocusOptions, HtmlElement, HtmlInputElement, HtmlSelectElement,
        HtmlTextAreaElement, Node, ShadowRoot,
    },
};
use std::{cell::Cell, time::Duration};

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An id that no other element of this page has.
pub fn unique_id(prefix: &str) -> String {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    [prefix, "-", &number.to_string()].concat()
}

/// What was typed or chosen in the field that an event comes from; empty where it comes from something else.
pub fn value_of(event: &Event) -> String {
    let target = event.target();
    let field = target.as_ref();
    field
        .and_then(|field| field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value))
        .or_else(|| field?.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value))
        .or_else(|| field?.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
        .unwrap_or_default()
}

/// Whether the box that an event comes from is ticked.
pub fn is_checked(event: &Event) -> bool {
    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}

/// The element with this id in the same document or shadow root as `near`.
pub fn by_id(near: &Node, id: &str) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let found = match root.dyn_ref::<Document>() {
        Some(document) => document.get_element_by_id(id),
        None => root.dyn_ref::<DocumentFragment>()?.get_element_by_id(id),
    };
    found?.dyn_into().ok()
}

/// The element that has the focus in the document or shadow root of `near`; `None` when nothing but the page has it.
pub fn active_near(near: &Node) -> Option<HtmlElement> {
    let root = near.get_root_node();
    let active = match root.dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.active_element(),
        None => document().active_element(),
    };
    active.filter(|element| element.tag_name() != "BODY")?.dyn_into().ok()
}

/// Whether the focus may be moved: nothing has it, or something that script gave it to and that cannot be tabbed to.
pub fn is_focus_free() -> bool {
    active_near(&document()).is_none_or(|active| active.tab_index() < 0)
}

/// Moves the focus; a heading or other text becomes focusable by script first.
pub fn focus(element: &HtmlElement) {
    make_focusable(element);
    drop(element.focus());
}

fn make_focusable(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        drop(element.set_attribute("tabindex", "-1"));
    }
}

/// The same without the browser's own scrolling.
pub fn focus_quietly(element: &HtmlElement) {
    make_focusable(element);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    drop(element.focus_with_options(&options));
}

/// The page's own heading.
pub fn heading() -> Option<HtmlElement> {
    document().query_selector("h1").ok()??.dyn_into().ok()
}

/// The heading of the view around: the page's, or that of our own view in a page of others.
fn heading_around(node: &Node) -> Option<HtmlElement> {
    match node.get_root_node().dyn_ref::<ShadowRoot>() {
        Some(shadow) => shadow.query_selector("[data-level]").ok()??.dyn_into().ok(),
        None => heading(),
    }
}

/// Moves the focus to the page's heading, for when what held it goes away; the page does not scroll.
pub fn focus_heading() {
    if let Some(heading) = heading() {
        focus_quietly(&heading);
    }
}

/// Moves the focus to the element with this id, of any kind and without scrolling: for when what held it goes away. Nothing happens when
/// there is none.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into().ok()) {
        focus_quietly(&element);
    }
}

/// Loads the document anew.
pub fn reload() {
    drop(window().location().reload());
}

/// Runs `f` later; the handle cancels. `None` when the browser has no timers.
pub(super) fn later(milliseconds: u64, f: impl FnOnce() + 'static) -> Option<TimeoutHandle> {
    set_timeout_with_handle(f, Duration::from_millis(milliseconds)).ok()
}

/// Call before an element goes away: when it holds the focus, a heading near it gets the focus afterwards; the page stays.
///
/// Without this the browser would put the focus on the page, and a keyboard or screen-reader user to its start.
pub fn rescue_focus(leaving: &Element) {
    let Some(active) = active_near(leaving) else { return };
    if !leaving.contains(Some(&active)) {
        return;
    }
    let region =
        leaving.parent_element().and_then(|parent| parent.closest("section, main, [role=dialog]").ok().flatten());
    let heading = region.and_then(|region| region.query_selector("h1, h2, h3, h4, h5, h6").ok().flatten());
    let heading = heading.filter(|heading| !leaving.contains(Some(heading)));
    let heading = heading.and_then(|heading| heading.dyn_into().ok());
    let Some(heading) = heading.or_else(|| heading_around(leaving)) else { return };
    later(0, move || {
        // a page that is drawn anew as a whole has another one
        let heading = if heading.is_connected() { Some(heading) } else { self::heading() };
        if let Some(heading) = heading
            && active_near(&heading).is_none()
        {
            focus_quietly(&heading);
        }
    });
}

/// The same for an element that goes with the part of the view in which this is called.
pub fn rescue_focus_of(element: NodeRef<Div>) {
    on_cleanup(move || {
        if let Some(element) = element.get_untracked() {
            rescue_focus(&element);
        }
    });
}
