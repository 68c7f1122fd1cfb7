//! The learner in the header: a way to sign in, or their name with a small menu; what is said of a session that ends.
//!
//! Nothing public waits for any of it, and a visitor who never signs in fetches none of it: here is only the link to the
//! sign-in page and what fetches the rest, which is a file of its own. On a platform without an LMS none of it shows.
mod bell;
mod beside;
mod feed;
mod learner;
mod menu;
mod notices;
mod parts;

use super::{Nav, Route, config};
use crate::{
    api::session::{comes_from_sign_in, has_trace, sign_in_address},
    i18n::t,
    ui,
};
use leptos::{ev, prelude::*};

/// The learner's part of the header.
pub(super) fn header(nav: Nav) -> Option<AnyView> {
    config::has_lms().then(|| {
        fetch_when_needed(nav);
        ui::dynamic(move || match parts::parts().get() {
            Some(parts) => (parts.header)(nav),
            // their name is on its way
            None if has_trace() && !parts::is_missing() => ().into_any(),
            None => sign_in(nav),
        })
    })
}

/// What is said of the session, above the page's content.
pub(super) fn notices(nav: Nav) -> Option<AnyView> {
    config::has_lms().then(|| ui::optional(move || parts::parts().get().map(|parts| (parts.notices)(nav))))
}

/// Somebody may be signed in, or the page is about them, or they come from signing in.
fn fetch_when_needed(nav: Nav) {
    ui::effect(move || {
        let is_private = nav.route.with(is_private);
        if is_private || has_trace() || comes_from_sign_in() {
            parts::fetch();
        }
    });
    // they may have signed in beside
    let focused = window_event_listener(ev::focus, |_| {
        if has_trace() {
            parts::fetch();
        }
    });
    on_cleanup(move || focused.remove());
}

/// Whether a page is about the learner, whoever that is.
fn is_private(route: &Route) -> bool {
    matches!(route, Route::Dashboard | Route::Notifications | Route::Badges | Route::Badge(_) | Route::Learn(..))
}

fn sign_in(nav: Nav) -> AnyView {
    view! { <a class="preau-nav__link" href=sign_in_here(nav) rel="external">{t::session::sign_in()}</a> }.into_any()
}

/// The sign-in page's address, to come back to the place in view; follows it.
fn sign_in_here(nav: Nav) -> Signal<String> {
    Signal::derive(move || sign_in_address(&nav.address()))
}
