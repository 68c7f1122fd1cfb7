//! Disclosure: a button that shows and hides what follows it. Popover: the same in a box over the page.
//!
//! Criteria:
//! - a `button` with `aria-expanded` and `aria-controls`, inside a heading when it heads a part of the page;
//! - the content stays in the document, hidden, and keeps its state;
//! - a popover closes with Escape (the focus goes back to its button), when the focus leaves it and when one presses
//!   elsewhere.
use super::{
    build::flag,
    button::ButtonKind,
    dom::{focus, unique_id},
    icon::{Icon, icon},
};
use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html::{Button as ButtonElement, Div},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{EventTarget, Node},
};

/// A part of the page that opens and closes.
#[component]
pub fn Disclosure(
    /// Text of the button.
    #[prop(into)]
    title: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Level of the heading around the button, 2 to 4; 0 for none.
    #[prop(default = 3)]
    level: u8,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let id = unique_id("disclosure");
    let button = view! {
        <button
            type="button"
            class="preau-disclosure__button"
            aria-expanded=flag(move || open.get())
            aria-controls=id.clone()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <span>{title}</span>
            {icon(Icon::ChevronDown)}
        </button>
    }
    .into_any();
    let button = match level {
        0 => button,
        2 => view! { <h2 class="preau-disclosure__heading">{button}</h2> }.into_any(),
        4 => view! { <h4 class="preau-disclosure__heading">{button}</h4> }.into_any(),
        _ => view! { <h3 class="preau-disclosure__heading">{button}</h3> }.into_any(),
    };
    view! {
        <div class="preau-disclosure">
            {button}
            <div id=id hidden=Signal::derive(move || !open.get())>{children()}</div>
        </div>
    }
}

/// A quiet button with a small panel below it, for settings and menus of links.
#[component]
pub fn Popover(
    /// Text of the button.
    #[prop(into)]
    title: String,
    /// Drawn before the text.
    icon_before: Icon,
    /// What the panel holds.
    children: Children,
) -> impl IntoView {
    let id = unique_id("popover");
    let open = RwSignal::new(false);
    let (around, button) = (NodeRef::<Div>::new(), NodeRef::<ButtonElement>::new());
    let is_inside = move |target: Option<EventTarget>| {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        around.get_untracked().is_some_and(|around| around.contains(node.as_ref()))
    };
    let focus_left = move |event: FocusEvent| {
        // no target: the window lost the focus, or something that takes none was pressed
        if event.related_target().is_some() && !is_inside(event.related_target()) {
            open.set(false);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.prevent_default();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                focus(&button);
            }
        }
    };
    let pressed = window_event_listener(leptos::ev::pointerdown, move |event| {
        if open.get_untracked() && !is_inside(event.composed_path().get(0).dyn_into().ok()) {
            open.set(false);
        }
    });
    on_cleanup(move || pressed.remove());
    view! {
        <div class="preau-popover" node_ref=around on:focusout=focus_left on:keydown=keys>
            <button
                type="button"
                class=ButtonKind::Quiet.class()
                aria-expanded=flag(move || open.get())
                aria-controls=id.clone()
                node_ref=button
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(icon_before)}
                <span>{title}</span>
            </button>
            <div class="preau-popover__panel preau-stack" id=id hidden=Signal::derive(move || !open.get())>{children()}</div>
        </div>
    }
}
