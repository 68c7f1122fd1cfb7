//! Dialog: asks or shows something before the learner goes on.
//!
//! Criteria (the order is measured: other recipes leave out the name or the word "dialog"):
//! - a `div role="dialog" aria-modal="true"` in the last element of the page, named by its h2;
//! - the element marked `data-first` gets the focus (mark the least destructive button), else the h2;
//! - the rest of the page becomes `inert` 300 ms after the focus, not before;
//! - Tab and Shift+Tab stay inside; Escape, the close button and a click beside it close it;
//! - the focus goes back to what opened it, or to the page's heading when that has gone;
//! - messages meanwhile are said by a status inside it; the page does not scroll behind it; one at a time.
use super::{
    announcer::status_host,
    build::{effect, optional},
    dom::{active_near, focus, heading, later, unique_id},
    icon::{Icon, icon},
};
use crate::{api::ApiError, i18n::t};
use leptos::{
    ev::KeyboardEvent,
    html::Div,
    prelude::*,
    view::portal,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, Node},
};
use std::cell::RefCell;

/// Every element that Tab may reach.
const TABBABLE: &str = "a[href], button, input, select, textarea, summary, [tabindex='0']";

#[derive(Default)]
struct Current {
    host: Option<Element>,
    open: Option<RwSignal<bool>>,
    opener: Option<HtmlElement>,
    inert: Vec<Element>,
    timer: Option<TimeoutHandle>,
}

thread_local! {
    static CURRENT: RefCell<Current> = RefCell::default();
}

/// What failed in a dialog; forgotten with it, so that it does not stand there when the dialog opens anew.
pub fn failure_in(open: RwSignal<bool>) -> RwSignal<Option<ApiError>> {
    let failed = RwSignal::new(None);
    effect(move || {
        if !open.get() {
            failed.set(None);
        }
    });
    failed
}

/// A modal dialog, in the page only while `open`.
#[component]
pub fn Dialog(
    /// Whether it shows; set to `false` when the learner closes it.
    open: RwSignal<bool>,
    /// Its heading, which is its name.
    #[prop(into)]
    title: String,
    /// One short sentence read with the name; leave out when the content is long.
    #[prop(optional, into)]
    description: Option<String>,
    /// Fills the window on a phone: for long content such as filters.
    #[prop(optional)]
    sheet: bool,
    /// Buttons at the end; stay in view in a sheet.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What is in it; built each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let parts = StoredValue::new((title, description, actions, children));
    optional(move || {
        open.get().then(|| {
            let mount = CURRENT.with_borrow(|current| current.host.clone());
            let build = move || {
                parts.with_value(|(title, description, actions, children)| {
                    opened(open, sheet, title, description.as_deref(), actions.as_ref().map(ViewFn::run), children())
                })
            };
            // without a host the app forgot `hosts()`: the dialog then shows where it stands
            match mount {
                Some(mount) => {
                    portal(&mount, &build());
                    ().into_any()
                }
                None => build(),
            }
        })
    })
}

fn opened(
    open: RwSignal<bool>,
    sheet: bool,
    title: &str,
    description: Option<&str>,
    actions: Option<AnyView>,
    children: AnyView,
) -> AnyView {
    let (title_id, text_id) = (unique_id("dialog"), unique_id("dialog-text"));
    let labelled_by = title_id.clone();
    let described_by = description.map(|_| text_id.clone());
    let element = NodeRef::<Div>::new();
    element.on_load(move |element| enter(&element, open));
    on_cleanup(move || leave(open));
    let backdrop = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <div class=if sheet { "preau-dialog preau-dialog--sheet" } else { "preau-dialog" } on:click=backdrop>
            <div
                class="preau-dialog__box"
                role="dialog"
                aria-modal="true"
                aria-labelledby=labelled_by
                aria-describedby=described_by
                node_ref=element
                on:keydown=move |event| keys(&event, open)
            >
                <div class="preau-dialog__head">
                    <h2 id=title_id.clone() tabindex="-1">{title.to_owned()}</h2>
                    <button
                        type="button"
                        class="preau-button preau-button--quiet preau-button--icon"
                        aria-label=t::ui::close()
                        on:click=move |_| open.set(false)
                    >
                        {icon(Icon::Close)}
                    </button>
                </div>
                <div class="preau-dialog__body">
                    {description.map(|text| view! { <p id=text_id.clone()>{text.to_owned()}</p> }.into_any())}
                    {children}
                </div>
                {status_host()}
                {actions.map(|actions| view! { <div class="preau-dialog__actions">{actions}</div> }.into_any())}
            </div>
        </div>
    }
    .into_any()
}

fn enter(element: &HtmlElement, open: RwSignal<bool>) {
    let before = CURRENT.with_borrow_mut(|current| {
        let before = current.open.replace(open);
        if before.is_none() {
            current.opener = active_near(element);
        }
        before
    });
    if let Some(before) = before.filter(|before| *before != open) {
        before.try_set(false);
    }
    let first =
        element.query_selector("[data-first]").ok().flatten().or_else(|| element.query_selector("h2").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into().ok()) {
        focus(&first);
    }
    lock(true);
    let element = element.clone();
    let timer = later(300, move || {
        CURRENT.with_borrow_mut(|current| current.inert.extend(make_rest_inert(&element)));
    });
    CURRENT.with_borrow_mut(|current| {
        if let Some(former) = std::mem::replace(&mut current.timer, timer) {
            former.clear();
        }
    });
}

fn leave(open: RwSignal<bool>) {
    let opener = CURRENT.with_borrow_mut(|current| {
        if current.open != Some(open) {
            return None; // another dialog took its place
        }
        current.open = None;
        if let Some(timer) = current.timer.take() {
            timer.clear();
        }
        for element in current.inert.drain(..) {
            drop(element.remove_attribute("inert"));
        }
        Some(current.opener.take())
    });
    let Some(opener) = opener else { return };
    lock(false);
    let target = opener.filter(|opener| opener.is_connected()).or_else(heading);
    if let Some(target) = target {
        focus(&target);
    }
}

fn lock(locked: bool) {
    if let Some(root) = document().document_element() {
        drop(root.class_list().toggle_with_force("preau-locked", locked));
    }
}

/// Marks everything beside the dialog, up to the page or shadow root, and gives what it marked.
fn make_rest_inert(dialog: &Element) -> Vec<Element> {
    let mut marked = Vec::new();
    let mut inside = dialog.clone();
    while let Some(parent) = inside.parent_node() {
        let mut sibling = parent.first_child();
        while let Some(node) = sibling {
            sibling = node.next_sibling();
            let Ok(element) = node.dyn_into::<Element>() else { continue };
            if element != inside && !element.has_attribute("inert") && element.set_attribute("inert", "").is_ok() {
                marked.push(element);
            }
        }
        match parent.dyn_into::<Element>() {
            Ok(parent) if parent.tag_name() != "BODY" => inside = parent,
            _ => break,
        }
    }
    marked
}

fn keys(event: &KeyboardEvent, open: RwSignal<bool>) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            open.set(false);
        }
        "Tab" => {
            let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
            if element.is_some_and(|element| wrap(&element, event.shift_key())) {
                event.prevent_default();
            }
        }
        _ => {}
    }
}

/// Moves from the last element to the first or back; whether it did.
fn wrap(dialog: &Element, backwards: bool) -> bool {
    let Ok(all) = dialog.query_selector_all(TABBABLE) else { return false };
    let reachable = |index| {
        let element = all.get(index)?.dyn_into::<HtmlElement>().ok()?;
        (element.tab_index() >= 0 && element.offset_parent().is_some()).then_some(element)
    };
    let first = (0..all.length()).find_map(reachable);
    let last = (0..all.length()).rev().find_map(reachable);
    let active = active_near(dialog);
    let (edge, target) = if backwards { (first, last) } else { (last, first) };
    let is_text = active.as_ref().is_some_and(|active| active.tab_index() < 0);
    match target.filter(|_| active == edge || (backwards && is_text)) {
        Some(target) => {
            focus(&target);
            true
        }
        None => false,
    }
}

/// Where dialogs are put: the last element of the page.
pub(super) fn dialog_host() -> AnyView {
    let host = NodeRef::<Div>::new();
    host.on_load(|element| CURRENT.with_borrow_mut(|current| current.host = Some(element.into())));
    on_cleanup(move || {
        let gone = host.get_untracked().map(Node::from);
        CURRENT.with_borrow_mut(|current| {
            if current.host.as_ref().map(|host| Node::from(host.clone())) == gone {
                current.host = None;
            }
        });
    });
    view! { <div node_ref=host></div> }.into_any()
}
