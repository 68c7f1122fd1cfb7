//! Buttons above the field: a toolbar with one stop for Tab; the arrows go from button to button.
use super::edit::{Action, apply};
use crate::{i18n::t, ui};
use leptos::{
    ev::KeyboardEvent,
    html::{Div, Textarea},
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

/// The toolbar for a field.
pub(super) fn toolbar(field: NodeRef<Textarea>, controls: String, more: AnyView) -> AnyView {
    let current = RwSignal::new(0_usize);
    let whole = NodeRef::<Div>::new();
    let keys = move |event: KeyboardEvent| {
        let last = ACTIONS.len().saturating_sub(1);
        let now = current.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => {
                if now >= last {
                    0
                } else {
                    now.saturating_add(1)
                }
            }
            "ArrowLeft" => now.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
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
    let buttons: Vec<AnyView> = ACTIONS
        .into_iter()
        .enumerate()
        .map(|(place, action)| {
            let press = move |_| {
                current.set(place);
                if let Some(field) = field.get_untracked() {
                    change(&field, action);
                }
            };
            view! {
                <button
                    type="button"
                    class="preau-button preau-button--quiet preau-button--small preau-format"
                    data-format=""
                    tabindex=ui::attribute(move || Some(if current.get() == place { "0" } else { "-1" }.to_owned()))
                    on:click=press
                >
                    {name(action)}
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="preau-row preau-formats">
            <div
                class="preau-row preau-formats"
                role="toolbar"
                aria-label=t::compose::formatting()
                aria-controls=controls
                node_ref=whole
                on:keydown=keys
            >
                {buttons}
            </div>
            {more}
        </div>
    }
    .into_any()
}

/// Does what a button does to the field's selection.
pub(super) fn change(field: &HtmlTextAreaElement, action: Action) {
    let (before, selected) = selection(field);
    let change = apply(&before, &selected, action);
    let start = field.selection_start().ok().flatten().unwrap_or_default();
    insert(field, &change.insert);
    let at = |offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or_default());
    if let Err(error) = field.set_selection_range(at(change.from), at(change.to)) {
        crate::log::warn_js("selection", &error);
    }
}

/// The text before the selection, and the selection.
fn selection(field: &HtmlTextAreaElement) -> (String, String) {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let place = |at: Option<u32>| at.and_then(|at| usize::try_from(at).ok()).unwrap_or(text.len()).min(text.len());
    let start = place(field.selection_start().ok().flatten());
    let end = place(field.selection_end().ok().flatten()).max(start);
    let part = |from: usize, to: usize| String::from_utf16_lossy(text.get(from..to).unwrap_or_default());
    (part(0, start), part(start, end))
}

/// Puts a text in place of the selection, as if it had been typed: it can be undone.
pub(super) fn insert(field: &HtmlTextAreaElement, text: &str) {
    ui::dom::focus(field);
    let document: JsValue = document().into();
    let command = js_sys::Reflect::get(&document, &"execCommand".into()).ok();
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
