//! Combobox: a text field with suggestions that come while one types.
//!
//! Criteria (ARIA Authoring Practices, "list autocomplete with manual selection"):
//! - the focus stays in the field; the active option is named by `aria-activedescendant` and marked by its border;
//! - Down and Up open the list and move through it, round its ends; Alt+Down opens it only, Alt+Up closes it;
//! - Enter takes the active option; without one it sends the form around the field;
//! - Escape closes the list, a second Escape empties the field; Tab leaves without choosing;
//! - Left, Right, Home, End and typing edit the text and drop the active option;
//! - while an input method composes, its keys are its own, and the text counts as typed (on Android every word is composed);
//! - a status says how many suggestions there are, one second after the last key, with the keys the first time;
//! - on Apple's systems the active option is also said: `VoiceOver` misses `aria-activedescendant`;
//! - pointing at an option does not make it active; pressing it chooses it and leaves the focus in the field.
mod list;
mod model;
mod speech;

use super::{
    announcer::{announce_topic, silence_topic},
    build::{attribute, dynamic, effect, flag, memo, optional},
    dom::{self, by_id, unique_id},
    icon::{Icon, icon},
};
use crate::i18n::t;
use leptos::{
    ev::KeyboardEvent,
    html::{Input, Ul},
    prelude::*,
    web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition},
};
use list::group_view;
pub use model::{ComboGroup, ComboOption};
use model::{Wish, keys_of, option_id, step, wish};
use speech::{TOPIC, is_apple, say_how_many};

/// A search field with suggestions. Put it in a form: Enter without an active option sends it.
#[component]
pub fn Combobox(
    /// Visible name of the field.
    #[prop(into)]
    label: String,
    /// The text in the field.
    #[prop(into)]
    value: Signal<String>,
    /// Called at each change with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is suggested for the text now; empty when nothing is.
    #[prop(into)]
    groups: Signal<Vec<ComboGroup>>,
    /// Called with the key of the chosen option.
    #[prop(into)]
    on_choose: Callback<String>,
    /// The suggestions for the text in the field have come, even if there are none: then "No suggestions" is said.
    #[prop(default = Signal::stored(false), into)]
    settled: Signal<bool>,
    /// A remark below the field, e.g. "From 3 letters on"; said too in place of "No suggestions".
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Example shown in the empty field; never its name.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// The label is for screen readers only, where the form's purpose is plain to see.
    #[prop(optional)]
    hide_label: bool,
    /// The field, e.g. to give it the focus.
    #[prop(optional)]
    input_ref: NodeRef<Input>,
) -> impl IntoView {
    let id = unique_id("combobox");
    let (list_id, hint_id, hint_of) = ([&id, "-list"].concat(), [&id, "-hint"].concat(), id.clone());
    let combo = Combo::new(id.clone(), value, groups, on_input, on_choose);
    // an attribute of Safari's that Leptos does not know
    input_ref.on_load(|input| drop(input.set_attribute("autocorrect", "off")));
    // only what differs is written: writing the same text would end a composition
    effect(move || {
        let text = value.get();
        if let Some(input) = input_ref.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });
    say_how_many(combo, settled, hint);
    view! {
        <div class="preau-combobox">
            <label class=if hide_label { "preau-visually-hidden" } else { "preau-field__label" } for=id.clone()>{label}</label>
            <div class="preau-combobox__box">
                <span class="preau-combobox__icon">{icon(Icon::Search)}</span>
                <input
                    class="preau-input"
                    id=id.clone()
                    type="text"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=flag(move || combo.is_open.get())
                    aria-controls=attribute(move || combo.is_open.get().then(|| list_id.clone()))
                    aria-activedescendant=attribute(move || combo.id_of_active())
                    aria-describedby=attribute(move || hint.with(Option::is_some).then(|| hint_id.clone()))
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=placeholder
                    on:input=move |event| combo.typed(dom::value_of(&event))
                    on:keydown=move |event| combo.key(&event)
                    on:click=move |_| combo.wants_open.set(true)
                    on:blur=move |_| combo.close()
                    node_ref=input_ref
                />
                // pressing an option must not take the focus from the field
                <ul
                    class="preau-combobox__popup"
                    id=[&id, "-list"].concat()
                    role="listbox"
                    aria-label=t::ui::suggestions_label()
                    hidden=Signal::derive(move || !combo.is_open.get())
                    on:mousedown=move |event| event.prevent_default()
                    node_ref=combo.list
                >
                    {dynamic(move || combo.options().into_any())}
                </ul>
            </div>
            {optional(move || hint.get().map(|hint| view! { <p class="preau-field__hint" id=[&hint_of, "-hint"].concat()>{hint}</p> }.into_any()))}
        </div>
    }
}

/// The state of one combobox.
#[derive(Clone, Copy)]
struct Combo {
    id: StoredValue<String>,
    value: Signal<String>,
    groups: Signal<Vec<ComboGroup>>,
    on_input: Callback<String>,
    on_choose: Callback<String>,
    /// The learner wants to see suggestions, if there are any.
    wants_open: RwSignal<bool>,
    is_open: Signal<bool>,
    active: RwSignal<Option<String>>,
    /// The active option, unless it is no longer suggested.
    active_now: Signal<Option<String>>,
    list: NodeRef<Ul>,
}

impl Combo {
    fn new(
        id: String,
        value: Signal<String>,
        groups: Signal<Vec<ComboGroup>>,
        on_input: Callback<String>,
        on_choose: Callback<String>,
    ) -> Self {
        let wants_open = RwSignal::new(false);
        let active = RwSignal::new(None::<String>);
        let is_empty = memo(move |_| groups.with(|groups| groups.iter().all(|group| group.options.is_empty())));
        let is_open = Signal::derive(move || wants_open.get() && !is_empty.get());
        let active_now = Signal::derive(move || {
            let key = active.get().filter(|_| is_open.get())?;
            groups.with(|groups| keys_of(groups).contains(&key)).then_some(key)
        });
        let (id, list) = (StoredValue::new(id), NodeRef::new());
        Self { id, value, groups, on_input, on_choose, wants_open, is_open, active, active_now, list }
    }

    fn close(self) {
        self.wants_open.set(false);
        self.active.set(None);
    }

    fn typed(self, text: String) {
        self.wants_open.set(!text.is_empty());
        self.active.set(None);
        self.on_input.run(text);
    }

    fn choose(self, key: String) {
        self.close();
        silence_topic(TOPIC);
        self.on_choose.run(key);
    }

    fn key(self, event: &KeyboardEvent) {
        // 229: Safari sends the key that ends a composition after the composition
        if event.is_composing() || event.key_code() == 229 || event.ctrl_key() || event.meta_key() {
            return;
        }
        let active = self.active_now.get_untracked();
        let wish = wish(&event.key(), event.alt_key(), self.is_open.get_untracked(), active.is_some());
        match wish {
            Wish::Move { forward } => self.go(active.as_deref(), forward),
            Wish::Open => self.wants_open.set(true),
            Wish::Close => self.close(),
            Wish::Choose => {
                if let Some(key) = active {
                    self.choose(key);
                }
            }
            Wish::Send => {
                self.close();
                silence_topic(TOPIC);
                return;
            }
            Wish::Clear if self.value.with_untracked(String::is_empty) => return,
            Wish::Clear => self.typed(String::new()),
            Wish::Edit => {
                self.active.set(None);
                return;
            }
            Wish::Nothing => return,
        }
        event.prevent_default();
    }

    fn go(self, active: Option<&str>, forward: bool) {
        self.wants_open.set(true);
        let next = self.groups.with_untracked(|groups| step(&keys_of(groups), active, forward));
        self.active.set(next);
        // the list may have been hidden until now: scroll when it shows
        // or the choice may have led to another page meanwhile
        request_animation_frame(move || {
            if !self.active.is_disposed() {
                self.show_active();
            }
        });
    }

    fn show_active(self) {
        let (Some(list), Some(id)) = (self.list.get_untracked(), untrack(|| self.id_of_active())) else { return };
        let Some(option) = by_id(&list, &id) else { return };
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
        if is_apple() {
            let name = option.get_attribute("aria-label").or_else(|| option.text_content());
            announce_topic(TOPIC, &name.unwrap_or_default(), 0);
        }
    }

    fn id_of_active(self) -> Option<String> {
        let key = self.active_now.get()?;
        self.groups.with(|groups| self.id.with_value(|id| option_id(id, groups, &key)))
    }

    fn options(self) -> Vec<AnyView> {
        self.groups.with(|groups| {
            let groups = groups.iter().filter(|group| !group.options.is_empty()).enumerate();
            let view = |(index, group)| {
                group_view(&self.id.get_value(), index, group, self.active_now, move |key| self.choose(key))
            };
            groups.map(view).collect()
        })
    }
}
