//! The newest notifications, in the header.
use super::list::{items, seen};
use crate::{
    api::{Remote, lms::forum},
    app::Route,
    i18n::t,
    ui::{self, Icon},
};
use leptos::prelude::*;

/// How many it shows.
const SHOWN: u32 = 6;

/// The list and the way to the page; `followed` is called when the learner goes somewhere.
pub(crate) fn tray(followed: Callback<()>) -> AnyView {
    let remote = Remote::new(|| Some(Box::pin(forum::notifications(None, 1, SHOWN))));
    let read = RwSignal::new(Vec::new());
    ui::effect(move || {
        if let Some(list) = remote.value.get() {
            seen(&list.results);
        }
    });
    let content = move || {
        match (remote.value.get(), remote.error.get()) {
        (Some(list), _) if list.results.is_empty() => view! { <p>{t::notifications::none()}</p> }.into_any(),
        (Some(list), _) => untrack(|| {
            view! { <ul class="preau-stack" role="list">{items("tray", &list.results, read, followed)}</ul> }.into_any()
        }),
        (None, Some(_)) => view! {
            <p>{t::notifications::failed()}</p>
            <p><ui::Button small=true icon_before=Icon::Retry pending=remote.pending on_press=move |()| remote.retry()>{t::ui::retry()}</ui::Button></p>
        }
        .into_any(),
        (None, None) => view! { <ui::Loading inline=true/> }.into_any(),
    }
    };
    view! {
        {ui::dynamic(content)}
        <p><a href=Route::Notifications.path() on:click=move |_| followed.run(())>{t::notifications::all()}</a></p>
    }
    .into_any()
}
