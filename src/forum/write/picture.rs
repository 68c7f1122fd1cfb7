//! Pictures in a text: chosen, pasted or dropped; looked at before they are sent, described by the learner.
use super::{Target, form::Form, toolbar};
use crate::{
    api::{ApiError, lms::forum},
    i18n::t,
    ui::{self, Button, ButtonKind, Checkbox, Dialog, TextField},
};
use leptos::{
    ev::{self},
    html::Input,
    prelude::*,
    task::spawn_local_scoped,
    view::ViewFn,
    wasm_bindgen::JsCast,
    web_sys::{ClipboardEvent, DragEvent, File, FileList},
};

/// Largest file that the server takes, in bytes.
const LARGEST: f64 = 1_048_576.0;
/// Endings that it takes.
const ENDINGS: [&str; 6] = ["jpg", "jpeg", "gif", "bmp", "png", "tiff"];

/// Why a file cannot be taken.
fn refusal(name: &str, size: f64) -> Option<&'static str> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Some(t::compose::picture_kind());
    }
    (size > LARGEST).then(t::compose::picture_size)
}

/// The field for the device's files, and what opens them.
pub(super) fn input(form: Form) -> (AnyView, Callback<()>) {
    let input = NodeRef::<Input>::new();
    let chosen = move |_: ev::Event| {
        if let Some(input) = input.get_untracked() {
            take(form, first(input.files()));
            input.set_value("");
        }
    };
    let open = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let view = view! {
        <input type="file" hidden=true accept="image/png,image/jpeg,image/gif,image/bmp,image/tiff" node_ref=input on:change=chosen/>
    };
    (view.into_any(), open)
}

/// The first of what came; that the others are left is said, by their names.
fn first(files: Option<FileList>) -> Option<File> {
    let files = files?;
    let left: Vec<String> = (1..files.length()).filter_map(|at| Some(files.item(at)?.name())).collect();
    if !left.is_empty() {
        ui::alert(&t::compose::picture_one(&left.join(", ")));
    }
    files.item(0)
}

/// Something was pasted: a picture becomes one of the text's. Where there are words too, as in what comes from a spreadsheet,
/// they are meant.
pub(super) fn pasted(form: Form, event: &ClipboardEvent) {
    let data = event.clipboard_data();
    let has_words =
        data.as_ref().and_then(|data| data.get_data("text/plain").ok()).is_some_and(|text| !text.is_empty());
    if let Some(file) = data.filter(|_| !has_words).and_then(|data| first(data.files())) {
        event.prevent_default();
        take(form, Some(file));
    }
}

/// The same for what is dropped.
pub(super) fn dropped(form: Form, event: &DragEvent) {
    if let Some(file) = event.data_transfer().and_then(|data| first(data.files())) {
        event.prevent_default();
        take(form, Some(file));
    }
}

/// Asks what the picture shows, then sends it and puts it into the text.
fn take(form: Form, file: Option<File>) {
    let Some(file) = file else { return };
    if let Some(refusal) = refusal(&file.name(), file.size()) {
        ui::alert(refusal);
        return;
    }
    form.asks.set(Some(file.unchecked_into()));
}

/// The question, while there is a file: a description, or that there is nothing to describe.
pub(super) fn question(form: Form) -> AnyView {
    let open = RwSignal::new(false);
    let alt = RwSignal::new(String::new());
    let is_decorative = RwSignal::new(false);
    let is_wrong = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    ui::effect(move || {
        if form.asks.with(Option::is_some) {
            alt.set(String::new());
            is_decorative.set(false);
            is_wrong.set(false);
            open.set(true);
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
            open.set(false);
            if let Some(file) = form.asks.get_untracked() {
                let words = if is_decorative.get_untracked() { String::new() } else { words };
                send(form, file.unchecked_into(), words);
            }
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
                hint=t::compose::picture_hint()
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

fn send(form: Form, file: File, alt: String) {
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
        let outcome = forum::upload(&course, thread.as_deref(), &file).await;
        if form.uploads.is_disposed() {
            return;
        }
        form.uploads.update(|count| *count = count.saturating_sub(1));
        match (outcome, form.field.get_untracked()) {
            (Ok(uploaded), Some(field)) => {
                let alt = alt.replace(['[', ']'], "");
                toolbar::insert(&field, &["![", &alt, "](", &uploaded.location, ")"].concat());
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
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_looked_at_before_they_are_sent() {
        assert_eq!(refusal("Photo.JPG", 1000.0), None);
        assert_eq!(refusal("photo.svg", 1000.0), Some(t::compose::picture_kind()));
        assert_eq!(refusal("photo.png", 1_048_577.0), Some(t::compose::picture_size()));
    }
}
