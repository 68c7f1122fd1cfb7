//! What the team says to everybody. Its text has markup, so that what makes it safe has to come anyway; what puts it away comes
//! with that.
use super::extras;
use crate::{
    api::lms,
    app::{on_demand_or, words_alone},
    i18n::t,
    ui::{self, ButtonKind},
    wire::openedx::CourseKey,
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// The message; `is_away` is set when the learner puts it away.
pub(super) fn message(key: &CourseKey, html: &str, is_away: RwSignal<bool>) -> AnyView {
    let element = NodeRef::new();
    ui::dom::rescue_focus_of(element);
    let (key, html) = (key.clone(), html.to_owned());
    let same = html.clone();
    view! {
        <div class="preau-welcome preau-stack" node_ref=element>
            <h2>{t::learn::welcome()}</h2>
            {on_demand_or(extras::fetched, move |extras| (extras.message)(&key, &html, is_away), move || words_alone(&same))}
        </div>
    }
    .into_any()
}

/// See [`extras::Extras::message`].
pub(super) fn drawn(key: &CourseKey, html: &str, is_away: RwSignal<bool>) -> AnyView {
    let pending = RwSignal::new(false);
    let key = key.clone();
    let dismiss = move |()| {
        pending.set(true);
        let key = key.clone();
        spawn_local_scoped(async move {
            let answer = lms::dismiss_welcome(&key).await;
            pending.set(false);
            match answer {
                Ok(()) => {
                    is_away.set(true);
                    ui::announce(t::learn::dismissed());
                }
                Err(error) => {
                    leptos::logging::warn!("welcome message: {error}");
                    ui::alert(t::learn::not_dismissed());
                }
            }
        });
    };
    view! {
        {ui::rich_text(html, 3)}
        <p>
            <ui::Button kind=ButtonKind::Quiet small=true pending=pending on_press=Callback::new(dismiss)>
                {t::learn::dismiss()}
            </ui::Button>
        </p>
    }
    .into_any()
}
