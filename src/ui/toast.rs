//! Toasts: short messages in the corner that ask for nothing.
//!
//! Criteria:
//! - also said by the announcer; never take the focus; last in the page's order;
//! - plain ones stay 6 s and a second more for each ten words, and wait while pointed at or focused;
//! - those with an action, and errors, stay until they are closed; Escape closes the newest;
//! - when one that holds the focus goes, the focus moves to a heading.
use super::{
    announcer::announce,
    build::each,
    dom::{later, rescue_focus},
    icon::{Icon, icon},
};
use crate::i18n::t;
use leptos::{ev, html::Div, prelude::*, web_sys::Element};
use std::cell::{Cell, RefCell};

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    is_error: bool,
    action: Option<(String, Callback<()>)>,
}

thread_local! {
    static TOASTS: ArcRwSignal<Vec<Toast>> = ArcRwSignal::new(Vec::new());
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Shows and says that something was done.
pub fn toast(text: &str) {
    announce(text);
    push(text, false, None);
}

/// Shows and says that something was done, with a button that, for instance, takes it back. Stays until closed.
pub fn toast_with_action(text: &str, label: &str, action: Callback<()>) {
    announce(text);
    push(text, false, Some((label.to_owned(), action)));
}

/// A callback that outlives the part of the page in which it is made: a toast stays when its button's card is gone.
pub fn unowned(action: impl Fn(()) + 'static) -> Callback<()> {
    leptos::reactive::detached(|| Callback::new(action))
}

/// Shows an error; its element speaks for itself.
pub(super) fn error(text: &str) {
    push(text, true, None);
}

fn push(text: &str, is_error: bool, action: Option<(String, Callback<()>)>) {
    let id = NEXT.get();
    NEXT.set(id.wrapping_add(1));
    let toast = Toast { id, text: text.to_owned(), is_error, action };
    // the same words again replace the former: a list of equal messages helps nobody
    toasts().update(|toasts| {
        toasts.retain(|other| other.text != toast.text);
        toasts.push(toast);
    });
}

fn toasts() -> ArcRwSignal<Vec<Toast>> {
    TOASTS.with(Clone::clone)
}

/// Takes a toast away; its element, when given, first hands on the focus.
fn dismiss(id: u32, element: Option<Element>) {
    if let Some(element) = element {
        rescue_focus(&element);
    }
    toasts().update(|toasts| toasts.retain(|toast| toast.id != id));
}

/// How long a plain toast stays, in milliseconds.
fn stay(text: &str) -> u64 {
    let words = u64::try_from(text.split_whitespace().count()).unwrap_or(u64::MAX);
    words.div_ceil(10).saturating_mul(1000).saturating_add(6000)
}

/// The corner where toasts appear; once a page.
pub(super) fn toast_host() -> AnyView {
    let corner = NodeRef::<Div>::new();
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() {
            let newest = toasts().with_untracked(|toasts| toasts.last().map(|toast| toast.id));
            if let Some(id) = newest {
                dismiss(id, corner.get_untracked().and_then(|corner| corner.last_element_child()));
            }
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <div class="preau-toasts" node_ref=corner>
            {each(keys, |key| one(&key))}
        </div>
    }
    .into_any()
}

fn keys() -> Vec<String> {
    toasts().with(|toasts| toasts.iter().map(|toast| toast.id.to_string()).collect())
}

fn one(key: &str) -> AnyView {
    let toast = toasts().with_untracked(|toasts| toasts.iter().find(|toast| toast.id.to_string() == key).cloned());
    let Some(Toast { id, text, is_error, action }) = toast else { return ().into_any() };
    let element = NodeRef::<Div>::new();
    let close = move || dismiss(id, element.get_untracked().map(Into::into));
    let wait = (!is_error && action.is_none()).then(|| stay(&text));
    let timer = StoredValue::new(RefCell::new(None::<TimeoutHandle>));
    let pause = move || {
        if let Some(handle) = timer.try_with_value(RefCell::take).flatten() {
            handle.clear();
        }
    };
    let resume = move || {
        pause();
        if let Some(wait) = wait {
            timer.try_with_value(|timer| timer.replace(later(wait, close)));
        }
    };
    // it may be pointed at and hold the focus: it waits until neither is so
    let left = move || {
        let is_held = element.get_untracked().is_some_and(|it| it.matches(":hover, :focus-within").unwrap_or(false));
        if !is_held {
            resume();
        }
    };
    resume();
    on_cleanup(pause);
    let action = action.map(|(label, action)| {
        let press = move |_| {
            close();
            action.try_run(());
        };
        view! { <button type="button" class="preau-button preau-button--quiet" on:click=press>{label}</button> }
            .into_any()
    });
    view! {
        <div
            class=if is_error { "preau-toast preau-toast--error" } else { "preau-toast" }
            node_ref=element
            role=is_error.then_some("alert")
            on:mouseenter=move |_| pause()
            on:mouseleave=move |_| left()
            on:focusin=move |_| pause()
            on:focusout=move |_| left()
        >
            {is_error.then(|| icon(Icon::Alert))}
            <p>{text}</p>
            {action}
            <button
                type="button"
                class="preau-button preau-button--quiet preau-button--icon"
                aria-label=t::ui::close_message()
                on:click=move |_| close()
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::stay;

    #[test]
    fn longer_messages_stay_longer() {
        assert_eq!(stay("Saved"), 7000);
        assert_eq!(stay("one two three four five six seven eight nine ten eleven"), 8000);
    }
}
