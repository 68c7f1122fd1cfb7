//! Choices: boxes to tick, one of several, one of a list.
//!
//! Criteria:
//! - native inputs with their label around them, a line of 44 px that can be pressed anywhere;
//! - the count belongs to the name: "French (34)"; it changes without the box being built anew, which keeps the focus;
//! - a group is a `fieldset` with its `legend`; the chosen one shows by its mark and weight, not by colour alone.
use super::{
    build::each,
    dom::{self, unique_id},
};
use crate::i18n::t;
use leptos::prelude::*;

/// A box to tick.
#[component]
pub fn Checkbox(
    /// What it is for.
    #[prop(into)]
    label: String,
    /// How many items it would leave; said with the name.
    #[prop(optional, into)]
    count: MaybeProp<u64>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Belongs under the box above it.
    #[prop(optional)]
    indented: bool,
    /// Language of the label when it is not the page's.
    #[prop(optional, into)]
    lang: Option<String>,
) -> impl IntoView {
    view! {
        <label class=if indented { "preau-check preau-check--indented" } else { "preau-check" }>
            <input type="checkbox" prop:checked=checked on:change=move |event| on_change.run(dom::is_checked(&event))/>
            <span>
                <span lang=lang>{label}</span>
                {count_in_brackets(move || count.get())}
            </span>
        </label>
    }
}

/// How many items a choice would leave, as part of its name.
///
/// A new number is a new element: Chromium does not tell a screen reader of a label's text that changes in place.
pub fn count_in_brackets(count: impl Fn() -> Option<u64> + Send + Sync + 'static) -> AnyView {
    each(
        move || count().map(t::ui::count_in_brackets).into_iter().collect(),
        |text| view! { " "<span class="preau-check__count">{text}</span> }.into_any(),
    )
}

/// How several radio buttons are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RadiosLook {
    /// One below the other.
    #[default]
    List,
    /// Side by side in boxes, for two to four short texts.
    Segmented,
}

/// One of several; each option is a value and its text.
#[component]
pub fn Radios(
    /// Name of the group.
    #[prop(into)]
    legend: String,
    /// Values and their texts.
    options: Vec<(String, String)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the newly chosen value.
    #[prop(into)]
    on_change: Callback<String>,
    /// Layout.
    #[prop(optional)]
    look: RadiosLook,
) -> impl IntoView {
    let name = unique_id("radios");
    let (list, option) = match look {
        RadiosLook::List => ("preau-group", "preau-check"),
        RadiosLook::Segmented => ("preau-segmented__options", "preau-segmented__option"),
    };
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(key, text)| {
            let (name, this) = (name.clone(), key.clone());
            view! {
                <label class=option>
                    <input
                        type="radio"
                        name=name
                        prop:checked=Signal::derive(move || value.with(|value| *value == this))
                        on:change=move |_| on_change.run(key.clone())
                    />
                    <span>{text}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="preau-group">
            <legend class="preau-group__legend">{legend}</legend>
            <div class=list>{options}</div>
        </fieldset>
    }
}

/// One of a list, in the browser's own menu. Applied at once: the label should say so.
#[component]
pub fn Select(
    /// Visible name.
    #[prop(into)]
    label: String,
    /// Values and their texts.
    options: Vec<(String, String)>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the newly chosen value.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let id = unique_id("select");
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(key, text)| {
            let this = key.clone();
            view! { <option value=key prop:selected=Signal::derive(move || value.with(|value| *value == this))>{text}</option> }
                .into_any()
        })
        .collect();
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=id.clone()>{label}</label>
            <select class="preau-select" id=id on:change=move |event| on_change.run(dom::value_of(&event))>{options}</select>
        </div>
    }
}
