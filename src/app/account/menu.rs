//! The learner's menu.
//!
//! Criteria: a disclosure, not a `menu`: a button with `aria-expanded` and a list of links after it; Escape closes it and gives
//! the button the focus; it closes when the focus or a press goes elsewhere, and when a link in it was followed.
use super::{Nav, Route, learner::sign_out_here};
use crate::{
    api::session::Learner,
    i18n::t,
    ui::{self, Icon, icon},
};
use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{EventTarget, Node},
};

/// The button with the learner's name, and what it opens.
pub(super) fn menu(nav: Nav, learner: &Learner) -> AnyView {
    let name = learner.name.clone().unwrap_or_else(|| learner.username.clone());
    let (open, id) = (RwSignal::new(false), ui::dom::unique_id("account"));
    let (whole, button) = (NodeRef::<html::Div>::new(), NodeRef::<html::Button>::new());
    ui::dom::rescue_focus_of(whole);
    let (keys, left) = closing(open, whole, button);
    view! {
        <div class="preau-account" node_ref=whole on:keydown=keys on:focusout=left>
            <button
                type="button"
                class="preau-nav__link preau-account__button"
                aria-expanded=ui::flag(move || open.get())
                aria-controls=id.clone()
                node_ref=button
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(Icon::Person)}
                <span class="preau-visually-hidden">{t::session::account()}" "</span>
                <span class="preau-account__name">{name}</span>
                {icon(Icon::ChevronDown)}
            </button>
            <ul class="preau-account__menu" role="list" id=id hidden=Signal::derive(move || !open.get())>
                <li><a class="preau-nav__link" href=Route::Dashboard.path() on:click=move |_| open.set(false)>{t::dashboard::title()}</a></li>
                <li><a class="preau-nav__link" href=Route::Badges.path() on:click=move |_| open.set(false)>{t::app::nav_badges()}</a></li>
                <li><a class="preau-nav__link" href=sign_out_here(nav) rel="external">{t::session::sign_out()}</a></li>
            </ul>
        </div>
    }
    .into_any()
}

/// What closes a disclosure: Escape, and whatever happens elsewhere. Handlers of keys and of the focus that leaves.
pub(super) fn closing(
    open: RwSignal<bool>,
    whole: NodeRef<html::Div>,
    button: NodeRef<html::Button>,
) -> (impl Fn(ev::KeyboardEvent) + 'static, impl Fn(ev::FocusEvent) + 'static) {
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.prevent_default();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                ui::dom::focus(&button);
            }
        }
    };
    let left = move |event: ev::FocusEvent| {
        if !is_within(whole, event.related_target()) {
            open.set(false);
        }
    };
    let pressed = window_event_listener(ev::pointerdown, move |event| {
        if open.get_untracked() && !is_within(whole, event.target()) {
            open.set(false);
        }
    });
    on_cleanup(move || pressed.remove());
    (keys, left)
}

/// Whether something is in the menu. What is nowhere counts as elsewhere, but not the loss of the window's focus.
fn is_within(whole: NodeRef<html::Div>, target: Option<EventTarget>) -> bool {
    let node = target.and_then(|target| target.dyn_into::<Node>().ok());
    node.is_none() || whole.get_untracked().is_some_and(|whole| whole.contains(node.as_ref()))
}
