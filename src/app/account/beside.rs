//! The way back into a session that has ended, from where something needs it.
use crate::{
    api::session::{session, sign_in_address},
    i18n::t,
    ui::{self, Button, ButtonKind, Icon, icon},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Signing in in a new view, so that this one stays as it is, then trying again here; gone for who is signed in again, wherever.
pub(super) fn sign_in(
    panel: Rc<dyn Fn(AnyView) -> AnyView>,
    on_retry: Option<Callback<()>>,
    pending: Signal<bool>,
) -> AnyView {
    let session = session();
    let is_out = ui::memo(move |_| session.with(|session| session.learner().is_none()));
    ui::optional(move || {
        if is_out.get() {
            return Some(untrack(|| panel(way(on_retry, pending))));
        }
        // what was asked for comes now
        pending.get().then(|| view! { <ui::Loading/> }.into_any())
    })
}

fn way(on_retry: Option<Callback<()>>, pending: Signal<bool>) -> AnyView {
    let here = window().location();
    let here = [here.pathname().unwrap_or_default(), here.search().unwrap_or_default()].concat();
    let retry = on_retry.map(|on_retry| {
        view! { <Button icon_before=Icon::Retry pending=pending on_press=on_retry>{t::ui::retry()}</Button> }
    });
    view! {
        <a class=ButtonKind::Primary.class() href=sign_in_address(&here) rel="external" target="_blank">
            {t::session::sign_in_beside()} {icon(Icon::External)}
        </a>
        {retry}
    }
    .into_any()
}
