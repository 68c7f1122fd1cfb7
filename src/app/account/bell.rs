//! Notifications in the header.
//!
//! Criteria: a disclosure whose name says how many are new; its list follows the button in the document; Escape closes it and
//! gives the button the focus. What it lists comes each time it is opened; how many there are, with each page at most once a minute,
//! and none are new where all are shown.
use super::{Nav, menu::closing};
use crate::{
    api::{ApiError, lms::forum},
    app::{Route, on_demand, split_point},
    i18n::{now, t},
    ui::{self, Icon, icon},
};
use leptos::{html, prelude::*};

/// How long a count is good, in milliseconds.
const FRESH: f64 = 60_000.0;

/// Draws the list; called with what to do when the learner goes somewhere.
type Tray = fn(Callback<()>) -> AnyView;

split_point! {
    fn fetch_tray() -> Tray = notifications_tray {
        crate::notifications::tray
    }
}

/// The button and its list; nothing on a platform without notifications.
pub(super) fn bell(nav: Nav) -> AnyView {
    let count = RwSignal::new(
        forum::last_notification_count().filter(|known| known.show_notifications_tray).map(|known| known.count),
    );
    let asked = StoredValue::new(0.0);
    ui::effect(move || {
        // there they are shown, and the server is told
        let are_shown = nav.route.get() == Route::Notifications;
        if are_shown {
            count.update(|count| *count = count.map(|_| 0));
        }
        let at = now().millis();
        if at - asked.get_value() < FRESH {
            return;
        }
        asked.set_value(at);
        leptos::task::spawn_local_scoped(async move {
            match forum::notification_count().await {
                Ok(known) => {
                    let new = if are_shown { 0 } else { known.count };
                    count.set(known.show_notifications_tray.then_some(new));
                }
                // older servers have none
                Err(ApiError::NotFound) => count.set(None),
                Err(error) => leptos::logging::warn!("notifications: {error}"),
            }
        });
    });
    let is_there = ui::memo(move |_| count.get().is_some());
    ui::optional(move || is_there.get().then(|| untrack(|| drawn(count))))
}

fn drawn(count: RwSignal<Option<u32>>) -> AnyView {
    let (open, id) = (RwSignal::new(false), ui::dom::unique_id("notifications"));
    let (whole, button) = (NodeRef::<html::Div>::new(), NodeRef::<html::Button>::new());
    let (keys, left) = closing(open, whole, button);
    let openings = RwSignal::new(0_u32);
    let new = move || u64::from(count.get().unwrap_or_default());
    let press = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            count.set(Some(0)); // shown, and the server is told
            openings.update(|openings| *openings = openings.wrapping_add(1));
        }
    };
    let controls = id.clone();
    view! {
        <div class="preau-account" node_ref=whole on:keydown=keys on:focusout=left>
            <button
                type="button"
                class="preau-nav__link preau-account__button"
                aria-expanded=ui::flag(move || open.get())
                aria-controls=controls
                aria-label=ui::attribute(move || Some(match new() {
                    0 => t::app::nav_notifications().to_owned(),
                    count => t::notifications::button(count),
                }))
                node_ref=button
                on:click=press
            >
                {icon(Icon::Bell)}
                {ui::optional(move || (new() > 0).then(|| view! { <span class="preau-account__count">{crate::i18n::number(new())}</span> }.into_any()))}
            </button>
            <div class="preau-account__menu preau-account__tray" id=id hidden=Signal::derive(move || !open.get())>
                {ui::optional(move || (openings.get() > 0).then(|| {
                    let followed = Callback::new(move |()| open.set(false));
                    untrack(|| on_demand(fetch_tray, move |tray| tray(followed)))
                }))}
            </div>
        </div>
    }
    .into_any()
}
