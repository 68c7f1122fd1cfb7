//! Combobox: a text field with suggestions that come while one types.
//!
//! Criteria (ARIA Authoring Practices, "list autocomplete with manual selection"):
//! - the focus stays in the field; the active option is named by `aria-activedescendant` and marked by its border;
//! - Down and Up open the list and move through it, round its ends; Alt+Down opens it only, Alt+Up closes it;
//! - Enter takes the active option; without one it sends the form around the field;
//! - Escape closes the list, a second Escape empties the field; Tab leaves without choosing;
//! - Left, Right, Home, End and typing edit the text and drop the active option;
//! - nothing happens while an input method composes;
//! - a status says how many suggestions there are, one second after the last key, with the keys the first time;
//! - on Apple's systems the active option is also said: `VoiceOver` misses `aria-activedescendant`;
//! - pointing at an option does not make it active; pressing it chooses it and leaves the focus in the field.
use super::{
    announcer::{announce_topic, silence_topic},
    dom::{by_id, later, unique_id},
    icon::{Icon, icon},
};
use crate::i18n::t;
use leptos::{
    ev::KeyboardEvent,
    html::{Input, Ul},
    leptos_dom::helpers::TimeoutHandle,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{InputEvent, ScrollIntoViewOptions, ScrollLogicalPosition},
};

const TOPIC: &str = "suggestions";
/// After the last key, before the number of suggestions is said, in milliseconds.
const REST: u64 = 1000;

/// Suggestions of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComboGroup {
    /// Name of the kind, shown above: "Courses".
    pub label: String,
    /// What is suggested.
    pub options: Vec<ComboOption>,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComboOption {
    /// What `on_choose` is called with; no other option of the list has it.
    pub key: String,
    /// Its text: "Botany".
    pub text: String,
    /// Kind in words, for those who hear the option alone: "course".
    pub kind: String,
    /// Language of the text when it is not the page's.
    pub lang: Option<String>,
}

/// Keys of all options, in their order.
fn keys_of(groups: &[ComboGroup]) -> Vec<String> {
    groups.iter().flat_map(|group| &group.options).map(|option| option.key.clone()).collect()
}

/// The key after or before `active`, round the ends; the first or last when none is active.
fn step(keys: &[String], active: Option<&str>, forward: bool) -> Option<String> {
    let at = active.and_then(|active| keys.iter().position(|key| key == active));
    let next = match (at, forward) {
        (Some(at), true) => keys.get(at.saturating_add(1)).or(keys.first()),
        (Some(at), false) => at.checked_sub(1).and_then(|at| keys.get(at)).or(keys.last()),
        (None, true) => keys.first(),
        (None, false) => keys.last(),
    };
    next.cloned()
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Move { forward: bool },
    Open,
    Close,
    Choose,
    Clear,
    /// The text is edited: no option is active any more.
    Edit,
    Nothing,
}

/// What a key asks for, given whether the list shows and whether one of its options is active.
fn wish(key: &str, alt: bool, is_open: bool, has_active: bool) -> Wish {
    match key {
        "ArrowDown" if alt => Wish::Open,
        "ArrowUp" if alt => Wish::Close,
        "ArrowDown" => Wish::Move { forward: true },
        "ArrowUp" => Wish::Move { forward: false },
        "Enter" if is_open && has_active => Wish::Choose,
        "Enter" | "Tab" => Wish::Nothing,
        "Escape" if is_open => Wish::Close,
        "Escape" => Wish::Clear,
        "Shift" | "Control" | "Alt" | "Meta" | "CapsLock" => Wish::Nothing,
        _ => Wish::Edit,
    }
}

/// A search field with suggestions. Put it in a form: Enter without an active option sends it.
#[component]
pub fn Combobox(
    /// Visible name of the field.
    #[prop(into)]
    label: String,
    /// The text in the field.
    #[prop(into)]
    value: Signal<String>,
    /// Called at each change with the whole text; not while an input method composes.
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
    /// A remark below the field, e.g. "From 3 letters on".
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
    let list_id = [&id, "-list"].concat();
    let hint_id = [&id, "-hint"].concat();
    let wants_open = RwSignal::new(false);
    let active = RwSignal::new(None::<String>);
    let is_empty = Memo::new(move |_| groups.with(|groups| groups.iter().all(|group| group.options.is_empty())));
    let is_open = Signal::derive(move || wants_open.get() && !is_empty.get());
    // an option that is no longer suggested is no longer active
    let active_now = Signal::derive(move || {
        let key = active.get().filter(|_| is_open.get())?;
        groups.with(|groups| groups.iter().flat_map(|group| &group.options).any(|option| option.key == key)).then_some(key)
    });
    let list_ref = NodeRef::<Ul>::new();

    // an attribute of Safari's that Leptos does not know
    input_ref.on_load(|input| drop(input.set_attribute("autocorrect", "off")));
    say_how_many(groups, settled, wants_open);

    let choose = move |key: String| {
        wants_open.set(false);
        active.set(None);
        silence_topic(TOPIC);
        on_choose.run(key);
    };
    let typed = move |text: String| {
        wants_open.set(!text.is_empty());
        active.set(None);
        on_input.run(text);
    };
    let id_of_active = {
        let id = id.clone();
        move || active_now.get().and_then(|key| groups.with(|groups| option_id(&id, groups, &key)))
    };
    let show_active = {
        let id = id.clone();
        move |key: &str| {
            let option_id = groups.with_untracked(|groups| option_id(&id, groups, key));
            let (Some(list), Some(option_id)) = (list_ref.get_untracked(), option_id) else { return };
            let Some(option) = by_id(&list, &option_id) else { return };
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
            if is_apple() {
                let name = option.get_attribute("aria-label").or_else(|| option.text_content());
                announce_topic(TOPIC, &name.unwrap_or_default(), 0);
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // 229: Safari sends the key that ends a composition after the composition
        if event.is_composing() || event.key_code() == 229 || event.ctrl_key() || event.meta_key() {
            return;
        }
        let current = active_now.get_untracked();
        match wish(&event.key(), event.alt_key(), is_open.get_untracked(), current.is_some()) {
            Wish::Move { forward } => {
                event.prevent_default();
                wants_open.set(true);
                let next = groups.with_untracked(|groups| step(&keys_of(groups), current.as_deref(), forward));
                if let Some(key) = &next {
                    // the list may have been hidden until now: scroll when it shows
                    let (key, show_active) = (key.clone(), show_active.clone());
                    request_animation_frame(move || show_active(&key));
                }
                active.set(next);
            }
            Wish::Open => {
                event.prevent_default();
                wants_open.set(true);
            }
            Wish::Close => {
                event.prevent_default();
                wants_open.set(false);
                active.set(None);
            }
            Wish::Choose => {
                event.prevent_default();
                if let Some(key) = current {
                    choose(key);
                }
            }
            Wish::Clear => {
                if value.with_untracked(|value| !value.is_empty()) {
                    event.prevent_default();
                    typed(String::new());
                }
            }
            Wish::Edit => active.set(None),
            Wish::Nothing => {
                if event.key() == "Enter" {
                    wants_open.set(false);
                    silence_topic(TOPIC);
                }
            }
        }
    };
    let options = {
        let id = id.clone();
        move || {
            groups.with(|groups| {
                let groups = groups.iter().filter(|group| !group.options.is_empty()).enumerate();
                groups.map(|(index, group)| group_view(&id, index, group, active_now, choose)).collect::<Vec<_>>()
            })
        }
    };
    let described = {
        let hint_id = hint_id.clone();
        move || hint.with(Option::is_some).then(|| hint_id.clone())
    };
    let controls = {
        let list_id = list_id.clone();
        move || is_open.get().then(|| list_id.clone())
    };
    view! {
        <div class="preau-combobox">
            <label class=if hide_label { "preau-visually-hidden" } else { "preau-field__label" } for=id.clone()>{label}</label>
            <div class="preau-combobox__box">
                <span class="preau-combobox__icon">{icon(Icon::Search)}</span>
                <input
                    class="preau-input"
                    id=id
                    type="text"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=move || if is_open.get() { "true" } else { "false" }
                    aria-controls=controls
                    aria-activedescendant=id_of_active
                    aria-describedby=described
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=placeholder
                    prop:value=value
                    on:input:target=move |event| {
                        let is_composing = event.unchecked_ref::<InputEvent>().is_composing();
                        if !is_composing {
                            typed(event.target().value());
                        }
                    }
                    on:compositionend:target=move |event| typed(event.target().value())
                    on:keydown=on_key
                    on:click=move |_| wants_open.set(true)
                    on:blur=move |_| {
                        wants_open.set(false);
                        active.set(None);
                    }
                    node_ref=input_ref
                />
                // pressing an option must not take the focus from the field
                <ul
                    class="preau-combobox__popup"
                    id=list_id
                    role="listbox"
                    aria-label=t::ui::suggestions_label()
                    hidden=move || !is_open.get()
                    on:mousedown=move |event| event.prevent_default()
                    node_ref=list_ref
                >
                    {options}
                </ul>
            </div>
            {move || hint.get().map(|hint| view! { <p class="preau-field__hint" id=hint_id.clone()>{hint}</p> }.into_any())}
        </div>
    }
}

/// Id of the option with this key, if it is suggested.
fn option_id(id: &str, groups: &[ComboGroup], key: &str) -> Option<String> {
    let groups = groups.iter().filter(|group| !group.options.is_empty()).enumerate();
    groups.into_iter().find_map(|(group, ComboGroup { options, .. })| {
        let option = options.iter().position(|option| option.key == key)?;
        Some(numbered(id, group, Some(option)))
    })
}

/// Id of a group's label or of one of its options.
fn numbered(id: &str, group: usize, option: Option<usize>) -> String {
    let option = option.map_or_else(|| "label".to_owned(), |option| option.to_string());
    [id, "-", &group.to_string(), "-", &option].concat()
}

fn group_view(
    id: &str,
    index: usize,
    group: &ComboGroup,
    active: Signal<Option<String>>,
    choose: impl Fn(String) + Copy + 'static,
) -> AnyView {
    let options: Vec<AnyView> = group
        .options
        .iter()
        .enumerate()
        .map(|(number, option)| {
            let ComboOption { key, text, kind, lang } = option.clone();
            let this = key.clone();
            // not hidden text: browsers put a space before its comma
            let name = (!kind.is_empty()).then(|| [&text, ", ", &kind].concat());
            view! {
                <li
                    class="preau-combobox__option"
                    role="option"
                    id=numbered(id, index, Some(number))
                    aria-label=name
                    aria-selected=move || if active.with(|active| active.as_ref() == Some(&this)) { "true" } else { "false" }
                    on:click=move |_| choose(key.clone())
                >
                    <span lang=lang>{text}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let label_id = numbered(id, index, None);
    let labelled_by = label_id.clone();
    view! {
        <li role="presentation">
            <ul class="preau-combobox__group" role="group" aria-labelledby=labelled_by>
                <li class="preau-combobox__label" role="presentation" id=label_id.clone()>{group.label.clone()}</li>
                {options}
            </ul>
        </li>
    }
    .into_any()
}

/// Says how many suggestions there are, once the learner rests.
fn say_how_many(groups: Signal<Vec<ComboGroup>>, settled: Signal<bool>, wants_open: RwSignal<bool>) {
    let knows_keys = StoredValue::new(false);
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        if let Some(before) = before.flatten() {
            before.clear();
        }
        let count = groups.with(|groups| groups.iter().map(|group| group.options.len()).sum::<usize>());
        let (is_settled, is_wanted) = (settled.get(), wants_open.get());
        if !is_wanted || (count == 0 && !is_settled) {
            silence_topic(TOPIC);
            return None;
        }
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let text = if count == 0 {
            t::ui::no_suggestions().to_owned()
        } else if knows_keys.get_value() {
            t::ui::suggestions(count)
        } else {
            t::ui::suggestions_hint(count)
        };
        announce_topic(TOPIC, &text, REST);
        // once it is said, and not replaced by the next key
        if count == 0 { None } else { later(REST, move || drop(knows_keys.try_set_value(true))) }
    });
    on_cleanup(|| silence_topic(TOPIC));
}

fn is_apple() -> bool {
    window().navigator().user_agent().is_ok_and(|agent| ["Mac", "iPhone", "iPad"].iter().any(|name| agent.contains(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_the_list() {
        let keys = ["a", "b"].map(String::from);
        let go = |active, forward| step(&keys, active, forward).unwrap();
        assert_eq!([go(None, true), go(Some("a"), true), go(Some("b"), true)], ["a", "b", "a"]);
        assert_eq!([go(None, false), go(Some("b"), false), go(Some("a"), false)], ["b", "a", "b"]);
        assert_eq!(go(Some("gone"), true), "a");
        assert_eq!(step(&[], None, true), None);
    }

    #[test]
    fn escape_closes_then_empties() {
        assert_eq!(wish("Escape", false, true, true), Wish::Close);
        assert_eq!(wish("Escape", false, false, false), Wish::Clear);
    }

    #[test]
    fn enter_takes_an_option_only_when_one_is_active() {
        assert_eq!(wish("Enter", false, true, true), Wish::Choose);
        assert_eq!(wish("Enter", false, true, false), Wish::Nothing);
        assert_eq!(wish("Tab", false, true, true), Wish::Nothing);
    }

    #[test]
    fn editing_keys_drop_the_active_option() {
        for key in ["ArrowLeft", "ArrowRight", "Home", "End", "a", "Backspace"] {
            assert_eq!(wish(key, false, true, true), Wish::Edit, "{key}");
        }
        assert_eq!(wish("Shift", false, true, true), Wish::Nothing);
    }

    #[test]
    fn ids_follow_what_is_shown() {
        let option = |key: &str| ComboOption { key: key.into(), ..ComboOption::default() };
        let groups = [
            ComboGroup::default(),
            ComboGroup { label: "Courses".into(), options: vec![option("x"), option("y")] },
        ];
        assert_eq!(option_id("box", &groups, "y").as_deref(), Some("box-0-1"));
        assert_eq!(option_id("box", &groups, "z"), None);
    }
}
