//! What a picture shows, asked before it is sent. Hardly any text has one: its code comes with the first.
use super::super::{Target, form::Form, toolbar};
use crate::{
    api::{ApiError, lms::forum},
    i18n::t,
    ui::{self, Button, ButtonKind, Checkbox, Dialog, TextField},
};
use leptos::{
    html::Input,
    prelude::*,
    task::spawn_local_scoped,
    view::ViewFn,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::File,
};

/// The question, picture by picture: a description, or that there is nothing to describe. They are sent when all are answered, so
/// that nothing is put into the text below the question.
pub(super) fn question(form: Form) -> AnyView {
    let open = RwSignal::new(false);
    let alt = RwSignal::new(String::new());
    let is_decorative = RwSignal::new(false);
    let is_wrong = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    let is_asked = StoredValue::new(false);
    let described = StoredValue::new(Vec::<(JsValue, String)>::new());
    ui::effect(move || {
        let asks = form.asks.get();
        if open.get() {
            return;
        }
        if is_asked.get_value() {
            // answered, or not wanted after all
            is_asked.set_value(false);
            form.asks.set(asks.into_iter().skip(1).collect());
        } else if asks.is_empty() {
            send(form, described.try_update_value(std::mem::take).unwrap_or_default());
        } else {
            alt.set(String::new());
            is_decorative.set(false);
            is_wrong.set(false);
            // the former question is gone by then, and the focus is back in the text
            request_animation_frame(move || {
                if is_asked.try_update_value(|is_asked| *is_asked = true).is_some() {
                    open.set(true);
                }
            });
        }
    });
    let actions = move || {
        let cancel = Callback::new(move |()| open.set(false));
        let add = Callback::new(move |()| {
            let words = alt.get_untracked().trim().to_owned();
            if words.is_empty() && !is_decorative.get_untracked() {
                is_wrong.set(true);
                if let Some(field) = field.get_untracked() {
                    ui::dom::focus(&field);
                }
                return;
            }
            let words = if is_decorative.get_untracked() { String::new() } else { words };
            if let Some(file) = form.asks.with_untracked(|asks| asks.first().cloned()) {
                described.update_value(|all| all.push((file, words)));
            }
            open.set(false);
        });
        view! {
            <Button on_press=cancel>{t::forum::cancel()}</Button>
            <Button kind=ButtonKind::Primary on_press=add>{t::compose::picture_add()}</Button>
        }
        .into_any()
    };
    view! {
        <Dialog open=open title=t::compose::picture_title() actions=ViewFn::from(actions)>
            <TextField
                label=t::compose::picture_alt()
                hint=form.asks.with_untracked(|asks| t::compose::picture_hint(&asks.first().map(name).unwrap_or_default()))
                value=alt
                error=Signal::derive(move || is_wrong.get().then(|| t::compose::picture_no_alt().to_owned()))
                on_input=move |value| {
                    alt.set(value);
                    is_wrong.set(false);
                }
                input_ref=field
            />
            <Checkbox
                label=t::compose::picture_decorative()
                checked=is_decorative
                on_change=move |value| {
                    is_decorative.set(value);
                    is_wrong.set(false);
                }
            />
        </Dialog>
    }
    .into_any()
}

fn name(file: &JsValue) -> String {
    file.unchecked_ref::<File>().name()
}

/// One after the other, so that they stand as they came, each in a paragraph of its own.
fn send(form: Form, pictures: Vec<(JsValue, String)>) {
    if pictures.is_empty() {
        return;
    }
    ui::announce(t::compose::picture_sending());
    form.uploads.update(|count| *count = count.saturating_add(1));
    spawn_local_scoped(async move {
        let (course, thread) = form.writing.with_value(|writing| {
            let thread = match &writing.target {
                Target::Response { thread } | Target::Reply { thread, .. } => Some(thread.clone()),
                _ => None,
            };
            (writing.course.clone(), thread)
        });
        let mut before = "";
        for (file, alt) in pictures {
            let outcome = forum::upload(&course, thread.as_deref(), file.unchecked_ref()).await;
            if form.uploads.is_disposed() {
                return;
            }
            match (outcome, form.field.get_untracked()) {
                (Ok(uploaded), Some(field)) => {
                    let alt = alt.replace(['[', ']'], "");
                    toolbar::insert(&field, &[before, "![", &alt, "](", &uploaded.location, ")"].concat());
                    before = "\n\n";
                    ui::announce(t::compose::picture_added());
                }
                (Ok(_), None) => {}
                (Err(error), _) => {
                    leptos::logging::warn!("picture: {error}");
                    ui::alert(match error {
                        ApiError::Offline => t::compose::picture_offline(),
                        ApiError::Refused(_) => t::compose::picture_refused(),
                        _ => t::compose::picture_failed(),
                    });
                }
            }
        }
        form.uploads.update(|count| *count = count.saturating_sub(1));
    });
}
