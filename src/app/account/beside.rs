//! The way back into a session that has ended, from where something needs it.
use crate::{
    api::session::{sign_in_address, track_returns},
    i18n::t,
    ui::{self, Button, ButtonKind, Icon, icon},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Signing in in a new view, so that this one stays as it is, then trying again here; gone for who has signed in elsewhere.
pub(super) fn sign_in(
    panel: Rc<dyn Fn(AnyView) -> AnyView>,
    on_retry: Option<Callback<()>>,
    pending: Signal<bool>,
) -> AnyView {
    let is_back = RwSignal::new(false);
    Effect::new(move |was_there: Option<()>| {
        track_returns();
        if was_there.is_some() {
            is_back.set(true);
        }
    });
    ui::optional(move || (!is_back.get()).then(|| panel(way(on_retry, pending))))
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
