//! Choices of a form: why a text is changed, who sees the name, what else to do.
use super::{form::Form, problems::Field};
use crate::{
    i18n::t,
    ui::{self, Checkbox, Icon, Radios},
};
use leptos::prelude::*;

/// A menu in which nothing is chosen at first, with its error.
pub(super) fn menu(
    form: Form,
    field: Field,
    label: &str,
    options: AnyView,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    let (id, error) = (ui::dom::unique_id("menu"), ui::dom::unique_id("error"));
    let for_id = id.clone();
    let is_wrong = ui::memo(move |_| form.wrong(field));
    let described = error.clone();
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=for_id>{t::ui::required_label(label)}</label>
            <select
                class="preau-select"
                id=id
                data-field=field.name()
                aria-required="true"
                aria-invalid=ui::attribute(move || is_wrong.with(Option::is_some).then(|| "true".into()))
                aria-describedby=ui::attribute(move || is_wrong.with(Option::is_some).then(|| described.clone()))
                on:change=move |event| chosen(ui::dom::value_of(&event))
            >
                {options}
            </select>
            {ui::optional(move || is_wrong.get().map(|text| view! {
                <p class="preau-field__error" id=error.clone()>{ui::icon(Icon::Alert)}<span>{t::ui::error_label(&text)}</span></p>
            }.into_any()))}
        </div>
    }
    .into_any()
}

/// An option of it.
pub(super) fn option(id: &str, name: &str, value: RwSignal<String>) -> AnyView {
    let this = id.to_owned();
    let selected = Signal::derive(move || value.with(|value| *value == this));
    view! { <option value=id.to_owned() prop:selected=selected>{name.to_owned()}</option> }.into_any()
}

/// Why somebody else's text is changed: nothing is chosen for the moderator.
pub(super) fn reason(form: Form) -> Option<AnyView> {
    form.wants_reason().then(|| {
        let reasons = form.writing.with_value(|writing| writing.about.edit_reasons.clone());
        let mut options = vec![option("", t::compose::choose_reason(), form.reason)];
        options.extend(reasons.iter().map(|reason| option(&reason.code, &reason.label, form.reason)));
        menu(form, Field::Reason, t::compose::reason(), options.into_any(), move |value| form.reason.set(value))
    })
}

/// Who may not see the name, where the course lets one hide it; honestly.
pub(super) fn secrecy(form: Form) -> Option<AnyView> {
    let (to_all, to_peers) =
        form.writing.with_value(|writing| (writing.about.allow_anonymous, writing.about.allow_anonymous_to_peers));
    if form.is_edit() || !(to_all || to_peers) {
        return None;
    }
    let mut options = vec![(String::new(), t::compose::named().to_owned())];
    if to_peers {
        options.push(("peers".into(), t::compose::hidden_from_learners().into()));
    }
    if to_all {
        options.push(("all".into(), t::compose::hidden_from_all().into()));
    }
    // a draft may ask for what the course no longer allows
    if !form.secrecy.with_untracked(|chosen| options.iter().any(|(value, _)| value == chosen)) {
        form.secrecy.set(options.last().map(|(value, _)| value.clone()).unwrap_or_default());
    }
    let choose = move |value| {
        form.secrecy.set(value);
        form.changed();
    };
    let note = move || {
        let words = match form.secrecy.get().as_str() {
            "" => return None,
            "peers" => t::compose::hidden_note_peers(),
            _ => t::compose::hidden_note_all(),
        };
        Some(view! { <p class="preau-small">{words}</p> }.into_any())
    };
    Some(
        view! {
            <Radios legend=t::compose::name() options=options value=form.secrecy on_change=choose/>
            {ui::optional(note)}
        }
        .into_any(),
    )
}

/// Whether to follow the thread, and to tell everybody.
pub(super) fn after(form: Form) -> AnyView {
    let may_tell_all = form.writing.with_value(|writing| writing.about.is_notify_all_learners_enabled);
    view! {
        {tick(form, t::compose::following(), form.following)}
        {may_tell_all.then(|| tick(form, t::compose::notify_all(), form.notify_all))}
    }
    .into_any()
}

fn tick(form: Form, label: &'static str, state: RwSignal<bool>) -> AnyView {
    let choose = move |value| {
        state.set(value);
        form.changed();
    };
    view! { <Checkbox label=label checked=state on_change=choose/> }.into_any()
}
