//! Pictures in a text: chosen, pasted or dropped; looked at before they are sent, described by the learner.
mod question;

use super::form::Form;
use crate::{
    app::{on_demand, split_point},
    i18n::t,
    ui,
};
use leptos::{
    ev::{self},
    html::Input,
    prelude::*,
    web_sys::{ClipboardEvent, DragEvent, FileList},
};

/// Largest file that the server takes, in bytes.
const LARGEST: f64 = 1_048_576.0;
/// Endings that it takes.
const ENDINGS: [&str; 6] = ["jpg", "jpeg", "gif", "bmp", "png", "tiff"];

/// Asks what pictures show, and sends them.
type Ask = fn(Form) -> AnyView;

split_point! {
    fn fetched() -> Ask = forum_picture { question::question }
}

/// Why a file cannot be taken.
fn refusal(name: &str, size: f64) -> Option<String> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return Some(t::compose::picture_kind(name));
    }
    (size > LARGEST).then(|| t::compose::picture_size(name))
}

/// The field for the device's files, and what opens them.
pub(super) fn input(form: Form) -> (AnyView, Callback<()>) {
    let input = NodeRef::<Input>::new();
    let chosen = move |_: ev::Event| {
        if let Some(input) = input.get_untracked() {
            take(form, input.files());
            input.set_value("");
        }
    };
    let open = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let view = view! {
        <input type="file" hidden=true multiple=true accept="image/png,image/jpeg,image/gif,image/bmp,image/tiff" node_ref=input on:change=chosen/>
    };
    (view.into_any(), open)
}

/// Something was pasted: pictures become some of the text's. Where there are words too, as in what comes from a spreadsheet,
/// they are meant.
pub(super) fn pasted(form: Form, event: &ClipboardEvent) {
    let data = event.clipboard_data();
    let has_words =
        data.as_ref().and_then(|data| data.get_data("text/plain").ok()).is_some_and(|text| !text.is_empty());
    if take(form, data.filter(|_| !has_words).and_then(|data| data.files())) {
        event.prevent_default();
    }
}

/// The same for what is dropped.
pub(super) fn dropped(form: Form, event: &DragEvent) {
    if take(form, event.data_transfer().and_then(|data| data.files())) {
        event.prevent_default();
    }
}

/// Asks what each picture shows; what cannot be taken is named. Whether there are files.
fn take(form: Form, files: Option<FileList>) -> bool {
    let Some(files) = files else { return false };
    let mut asks = form.asks.get_untracked();
    for file in (0..files.length()).filter_map(|at| files.item(at)) {
        match refusal(&file.name(), file.size()) {
            Some(refusal) => ui::alert(&refusal),
            None => asks.push(file.into()),
        }
    }
    form.asks.set(asks);
    files.length() > 0
}

/// The questions, from the first picture on.
pub(super) fn questions(form: Form) -> AnyView {
    let has_pictures = ui::memo(move |had: Option<&bool>| had == Some(&true) || !form.asks.with(Vec::is_empty));
    ui::optional(move || has_pictures.get().then(|| on_demand(fetched, move |ask| ask(form))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_looked_at_before_they_are_sent() {
        assert_eq!(refusal("Photo.JPG", 1000.0), None);
        assert_eq!(refusal("photo.svg", 1000.0), Some(t::compose::picture_kind("photo.svg")));
        assert_eq!(refusal("photo.png", 1_048_577.0), Some(t::compose::picture_size("photo.png")));
    }
}
