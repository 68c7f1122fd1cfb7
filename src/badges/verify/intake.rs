//! How badges come in: files by a button, dropped or pasted; a link or a text by a field.
use super::{URL, entry::Bench, outcome, pasted};
use crate::{
    app::{Nav, Write},
    i18n::t,
    ui::{self, Button, ButtonKind},
};
use leptos::{
    ev::{self, SubmitEvent},
    html::Input,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{ClipboardEvent, DragEvent, Element, File, FileList},
};

/// The area and the field.
pub(super) fn intake(bench: Bench, nav: Nav) -> AnyView {
    view! { <div class="preau-intake">{files(bench, nav)}{field(bench, nav)}</div> }.into_any()
}

/// The files of a list.
fn list(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

fn take(bench: Bench, nav: Nav, files: Vec<File>) {
    if !files.is_empty() {
        bench.start_over();
        leave_link(nav);
        bench.take_files(files);
    }
}

/// The address no longer names what is verified: files and texts are nobody's business.
fn leave_link(nav: Nav) {
    let mut query = nav.query.get_untracked();
    if query.get(URL).is_some() {
        query.set(URL, None);
        nav.set_query(&query, Write::Push);
    }
}

fn files(bench: Bench, nav: Nav) -> AnyView {
    let input = NodeRef::<Input>::new();
    let is_over = RwSignal::new(false);
    let chosen = move |_: ev::Event| {
        if let Some(input) = input.get_untracked() {
            let files = list(input.files());
            take(bench, nav, files);
            // the same file may be chosen again
            input.set_value("");
        }
    };
    let open = Callback::new(move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let Some(data) = event.data_transfer() else { return };
        let files = list(data.files());
        if files.is_empty() {
            // a link dragged from another page
            take_text(bench, nav, &data.get_data("text/plain").unwrap_or_default());
        } else {
            take(bench, nav, files);
        }
    };
    let pasted = window_event_listener(ev::paste, move |event: ClipboardEvent| {
        if is_in_field(&event) {
            return;
        }
        let Some(data) = event.clipboard_data() else { return };
        let files = list(data.files());
        let text = data.get_data("text/plain").unwrap_or_default();
        if !files.is_empty() {
            event.prevent_default();
            take(bench, nav, files);
        } else if !text.trim().is_empty() {
            event.prevent_default();
            take_text(bench, nav, &text);
        }
    });
    on_cleanup(move || pasted.remove());
    view! {
        <div
            class="preau-drop"
            data-over=move || is_over.get().then_some("true")
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <p class="preau-drop__text">{t::badges::drop_here()}</p>
            <Button kind=ButtonKind::Primary on_press=open>{t::badges::choose_files()}</Button>
            <p class="preau-soft preau-small">{t::badges::drop_formats()}</p>
            <input
                type="file"
                hidden=true
                multiple=true
                accept=".png,.svg,.json,.jsonld,.jws,.jwt,.txt,image/png,image/svg+xml,application/json"
                node_ref=input
                on:change=chosen
            />
        </div>
    }
    .into_any()
}

/// Takes a link, which is a place that can be shared, or the text of a badge.
fn take_text(bench: Bench, nav: Nav, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let Some(link) = pasted::link(text, &outcome::here()) else {
        bench.start_over();
        leave_link(nav);
        bench.take_text(text);
        return;
    };
    let mut query = nav.query.get_untracked();
    if query.get(URL) == Some(link.as_str()) {
        bench.take_link(&link);
    } else {
        // the page follows the address
        query.set(URL, Some(&link));
        nav.set_query(&query, Write::Push);
    }
}

/// Whether a paste goes into a field of the page, where it belongs.
fn is_in_field(event: &ClipboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}

fn field(bench: Bench, nav: Nav) -> AnyView {
    let text = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let mut last = String::new();
    ui::effect(move || {
        let link = nav.query.with(|query| query.get(URL).unwrap_or_default().to_owned());
        // the field says what the address says; a text that was written meanwhile stays
        if link != last && (!link.is_empty() || text.with_untracked(|text| *text == last)) {
            text.set(link.clone());
            is_wrong.set(false);
        }
        last = link;
    });
    let input = NodeRef::<Input>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let value = text.get_untracked().trim().to_owned();
        if value.is_empty() {
            is_wrong.set(true);
            if let Some(input) = input.get_untracked() {
                ui::dom::focus(&input);
            }
            return;
        }
        take_text(bench, nav, &value);
    };
    view! {
        <form class="preau-row preau-intake__link" novalidate=true on:submit=send>
            <ui::TextField
                label=t::badges::link_label()
                hint=t::badges::link_hint()
                value=text
                error=Signal::derive(move || is_wrong.get().then(|| t::badges::link_empty().to_owned()))
                on_input=move |value| {
                    text.set(value);
                    is_wrong.set(false);
                }
                input_ref=input
            />
            <Button kind=ButtonKind::Secondary submit=true>{t::badges::check()}</Button>
        </form>
    }
    .into_any()
}
