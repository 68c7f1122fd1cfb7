//! A part of a page that an answer of the LMS fills: loading, shown, failed, or shown although the newest attempt failed.
use crate::{
    api::{ApiError, Remote, session},
    app::Nav,
    i18n::t,
    ui::{self, Icon, NoticeKind},
};
use leptos::prelude::*;

/// The part; `draw` shows the answer.
pub(crate) fn loaded<T: PartialEq + 'static>(remote: Remote<T>, draw: impl Fn(&T) -> AnyView + 'static) -> AnyView {
    let has_value = ui::memo(move |_| remote.value.with(Option::is_some));
    frame(true, has_value, remote.error, remote.pending, Callback::new(move |()| remote.retry()), move || {
        remote.value.get().map(|value| draw(&value))
    })
}

/// The same for a part that follows the answer by itself and keeps its elements: `draw` is called when there is a first one.
pub(crate) fn standing<T: PartialEq + 'static>(remote: Remote<T>, draw: impl Fn() -> AnyView + 'static) -> AnyView {
    standing_as(true, remote, draw)
}

/// The same for a part whose content waits for answers of its own and says itself when it stands.
pub(crate) fn opening<T: PartialEq + 'static>(remote: Remote<T>, draw: impl Fn() -> AnyView + 'static) -> AnyView {
    standing_as(false, remote, draw)
}

fn standing_as<T: PartialEq + 'static>(
    is_whole: bool,
    remote: Remote<T>,
    draw: impl Fn() -> AnyView + 'static,
) -> AnyView {
    let has_value = ui::memo(move |_| remote.value.with(Option::is_some));
    frame(is_whole, has_value, remote.error, remote.pending, Callback::new(move |()| remote.retry()), move || {
        has_value.get().then(|| untrack(&draw))
    })
}

/// The same for every type of answer; `is_whole` where its content stands with the answer.
fn frame(
    is_whole: bool,
    has_value: Memo<bool>,
    error: RwSignal<Option<ApiError>>,
    pending: RwSignal<bool>,
    retry: Callback<()>,
    draw: impl Fn() -> Option<AnyView> + 'static,
) -> AnyView {
    let nav = expect_context::<Nav>();
    ui::effect(move || {
        let stands = if has_value.get() { is_whole } else { error.with(Option::is_some) };
        if stands {
            nav.content_stands();
        }
    });
    let trouble = move || {
        let error = error.get()?;
        Some(if has_value.get() { outdated(pending, retry) } else { failed(nav, error, pending, retry) })
    };
    let waiting = move || {
        let waits = !has_value.get() && error.with(Option::is_none);
        waits.then(|| view! { <ui::Loading/> }.into_any())
    };
    view! { {ui::optional(trouble)} {ui::optional(waiting)} {ui::optional(draw)} }.into_any()
}

fn failed(nav: Nav, error: ApiError, pending: RwSignal<bool>, retry: Callback<()>) -> AnyView {
    let sign_in = session::sign_in_address(&nav.address());
    view! { <ui::ErrorPanel error=error on_retry=retry pending=pending sign_in=sign_in/> }.into_any()
}

/// What is shown may be old: say so.
fn outdated(pending: RwSignal<bool>, retry: Callback<()>) -> AnyView {
    view! {
        <ui::Notice kind=NoticeKind::Warning>
            <p>{t::progress::outdated()}</p>
            <p>
                <ui::Button small=true icon_before=Icon::Retry pending=pending on_press=retry>{t::ui::retry()}</ui::Button>
            </p>
        </ui::Notice>
    }
    .into_any()
}
