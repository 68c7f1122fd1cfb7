//! A field for one line of text.
//!
//! Criteria:
//! - a visible label above, with "(required)" in words; hint and error belong to the field by `aria-describedby`;
//! - `aria-required`, not `required`, which makes Firefox call the still empty field invalid;
//! - an error starts with "Error:", shows an icon and a bar, and is not announced by itself: the form's summary is.
use super::{
    build::{attribute, optional},
    dom::{self, unique_id},
    icon::{Icon, icon},
};
use crate::i18n::t;
use leptos::{html::Input, prelude::*};

/// One line of text with its label.
#[component]
pub fn TextField(
    /// Visible name.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called at each change with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// What to know before typing.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, without "Error:".
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// The form cannot do without it.
    #[prop(optional)]
    required: bool,
    /// Kind of text, as in HTML's `type`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Token of HTML's `autocomplete`; personal data has to give one.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The element, e.g. to give it the focus.
    #[prop(optional)]
    input_ref: NodeRef<Input>,
) -> impl IntoView {
    let (id, hint_id, error_id) = (unique_id("field"), unique_id("hint"), unique_id("error"));
    let has_error = move || error.with(Option::is_some);
    let described = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), hint.is_some());
        move || match (has_hint, has_error()) {
            (true, true) => Some([&hint_id, " ", &error_id].concat()),
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (false, false) => None,
        }
    };
    let label = if required { t::ui::required_label(&label) } else { label };
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="preau-field__hint" id=hint_id>{hint}</p> }.into_any())}
            <input
                class="preau-input"
                id=id
                type=kind
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                aria-invalid=attribute(move || has_error().then(|| "true".into()))
                aria-describedby=attribute(described)
                prop:value=value
                on:input=move |event| on_input.run(dom::value_of(&event))
                node_ref=input_ref
            />
            {optional(move || error.get().map(|error| view! {
                <p class="preau-field__error" id=error_id.clone()>{icon(Icon::Alert)}<span>{t::ui::error_label(&error)}</span></p>
            }.into_any()))}
        </div>
    }
}
