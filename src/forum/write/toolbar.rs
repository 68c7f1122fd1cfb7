//! Buttons above the field: a toolbar with one stop for Tab; the arrows go from button to button.
use super::{
    edit::{Action, apply},
    form::Form,
    picture,
};
use crate::{i18n::t, ui};
use leptos::{
    ev::KeyboardEvent,
    html::Div,
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{Event, HtmlElement, HtmlTextAreaElement},
};

const ACTIONS: [Action; 8] = [
    Action::Bold,
    Action::Italic,
    Action::Link,
    Action::Quote,
    Action::Code,
    Action::List,
    Action::Numbers,
    Action::Formula,
];
/// Place of the last button, which adds a picture.
const PICTURE: usize = ACTIONS.len();

fn name(action: Action) -> &'static str {
    match action {
        Action::Bold => t::compose::bold(),
        Action::Italic => t::compose::italic(),
        Action::Link => t::compose::link(),
        Action::Quote => t::compose::quote(),
        Action::Code => t::compose::code(),
        Action::List => t::compose::list(),
        Action::Numbers => t::compose::numbers(),
        Action::Formula => t::compose::formula(),
    }
}

/// Keys that do the same in the field.
const fn keys(action: Action) -> Option<&'static str> {
    match action {
        Action::Bold => Some("Control+B"),
        Action::Italic => Some("Control+I"),
        Action::Link => Some("Control+K"),
        _ => None,
    }
}

/// The toolbar for the field.
pub(super) fn toolbar(form: Form, controls: String) -> AnyView {
    let field = form.field;
    let current = RwSignal::new(0_usize);
    let whole = NodeRef::<Div>::new();
    let moves = move |event: KeyboardEvent| {
        let now = current.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" if now >= PICTURE => 0,
            "ArrowRight" => now.saturating_add(1),
            "ArrowLeft" => now.checked_sub(1).unwrap_or(PICTURE),
            "Home" => 0,
            "End" => PICTURE,
            _ => return,
        };
        event.prevent_default();
        current.set(next);
        let buttons = whole.get_untracked().and_then(|whole| whole.query_selector_all("[data-format]").ok());
        let button = buttons.and_then(|buttons| buttons.item(u32::try_from(next).ok()?));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            ui::dom::focus(&button);
        }
    };
    let button = |place: usize, name: &'static str, keys: Option<&'static str>, press: Callback<()>| {
        let press = move |_| {
            current.set(place);
            press.run(());
        };
        view! {
            <button
                type="button"
                class="preau-button preau-button--quiet preau-button--small"
                data-format=""
                tabindex=ui::attribute(move || Some(if current.get() == place { "0" } else { "-1" }.to_owned()))
                aria-keyshortcuts=keys
                on:click=press
            >
                {name}
            </button>
        }
        .into_any()
    };
    let format = |action: Action| {
        Callback::new(move |()| {
            if let Some(field) = field.get_untracked() {
                change(&field, action);
            }
        })
    };
    let mut buttons: Vec<AnyView> = ACTIONS
        .into_iter()
        .enumerate()
        .map(|(place, action)| button(place, name(action), keys(action), format(action)))
        .collect();
    let (input, open) = picture::input(form);
    buttons.push(button(PICTURE, t::compose::picture(), None, open));
    view! {
        <div
            class="preau-row preau-formats"
            role="toolbar"
            aria-label=t::compose::formatting()
            aria-controls=controls
            node_ref=whole
            on:keydown=moves
        >
            {buttons}
        </div>
        {input}
    }
    .into_any()
}

/// Does what a button does to the field's selection.
pub(super) fn change(field: &HtmlTextAreaElement, action: Action) {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let place = |at: Option<u32>| at.and_then(|at| usize::try_from(at).ok()).unwrap_or(text.len()).min(text.len());
    let start = place(field.selection_start().ok().flatten());
    let end = place(field.selection_end().ok().flatten()).max(start);
    let part = |from: usize, to: usize| String::from_utf16_lossy(text.get(from..to).unwrap_or_default());
    let change = apply(&part(0, start), &part(start, end), &part(end, text.len()), action);
    let start = start.saturating_sub(change.grow);
    select(field, start, end.saturating_add(change.grow));
    insert(field, &change.insert);
    select(field, start.saturating_add(change.from), start.saturating_add(change.to));
}

fn select(field: &HtmlTextAreaElement, from: usize, to: usize) {
    let at = |offset: usize| u32::try_from(offset).unwrap_or_default();
    if let Err(error) = field.set_selection_range(at(from), at(to)) {
        crate::log::warn_js("selection", &error);
    }
}

/// Puts a text in place of the selection, as if it had been typed: it can be undone.
pub(super) fn insert(field: &HtmlTextAreaElement, text: &str) {
    ui::dom::focus(field);
    // what is below a question does not take it: then the words must not go where the focus is
    let has_focus = ui::dom::active_near(field).is_some_and(|active| active == **field);
    let document: JsValue = document().into();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok().filter(|_| has_focus);
    let typed = command.and_then(|command| command.dyn_into::<js_sys::Function>().ok()).and_then(|command| {
        command.call3(&document, &"insertText".into(), &JsValue::FALSE, &text.into()).ok()?.as_bool()
    });
    if typed == Some(true) {
        return;
    }
    if let Err(error) = field.set_range_text(text) {
        crate::log::warn_js("text", &error);
    }
    let told = Event::new("input").and_then(|event| field.dispatch_event(&event));
    if let Err(error) = told {
        crate::log::warn_js("input", &error);
    }
}
