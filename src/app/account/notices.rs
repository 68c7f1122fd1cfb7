//! What is said of the session: it ended in mid-work; the sign-in page sent somebody back who is not signed in.
//!
//! Criteria:
//! - calm: nothing of the page changes, nothing typed is lost, and both can be put away;
//! - said at once: a new `role="alert"` with its text inside;
//! - signing in again happens in a new view; this one notices, says so and goes on.
use super::{Nav, sign_in_here};
use crate::{
    api::session::{Session, session, sign_in_failed},
    i18n::t,
    ui::{self, ButtonKind, Icon, icon},
};
use leptos::{html, prelude::*};
use std::cell::Cell;

/// What there is to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Expired,
    Failed,
}

thread_local! {
    /// What was put away on this page.
    static PUT_AWAY: Cell<Option<Said>> = const { Cell::new(None) };
}

/// Where the notices appear: above the page's content.
pub(super) fn notices(nav: Nav) -> AnyView {
    let session = session();
    let is_away = RwSignal::new(PUT_AWAY.get());
    let said = ui::memo(move |_| said(&session.get()).filter(|said| is_away.get() != Some(*said)));
    Effect::new(move |was_expired: Option<bool>| {
        let (is_expired, is_back) = session.with(|now| (matches!(now, Session::Expired(_)), now.learner().is_some()));
        if was_expired == Some(true) && is_back {
            ui::announce(t::session::back());
        }
        if is_back {
            // the next end of a session is to be told again
            put_away(is_away, None);
        }
        is_expired
    });
    ui::optional(move || said.get().map(|said| notice(nav, said, is_away)))
}

fn said(session: &Session) -> Option<Said> {
    match session {
        Session::Expired(_) => Some(Said::Expired),
        Session::Anonymous if sign_in_failed() => Some(Said::Failed),
        _ => None,
    }
}

fn put_away(is_away: RwSignal<Option<Said>>, said: Option<Said>) {
    PUT_AWAY.set(said);
    is_away.set(said);
}

fn notice(nav: Nav, said: Said, is_away: RwSignal<Option<Said>>) -> AnyView {
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    let (title, text, link) = match said {
        Said::Expired => (t::session::expired_title(), t::session::expired(), Some(again(nav))),
        Said::Failed => (t::session::failed_title(), t::session::failed(), None),
    };
    view! {
        <section class="preau-session" aria-label=title>
            <div class="preau-wrap" node_ref=element>
                <div class="preau-notice preau-notice--warning">
                    {icon(Icon::Info)}
                    <div class="preau-notice__body">
                        {ui::alert_within(None, move || {
                            view! { <p class="preau-notice__title">{title}</p> <p>{text}</p> }.into_any()
                        })}
                        <div class="preau-row">
                            {link}
                            <ui::Button kind=ButtonKind::Quiet on_press=move |()| put_away(is_away, Some(said))>
                                {t::session::put_away()}
                            </ui::Button>
                        </div>
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Opens the sign-in page beside this one.
fn again(nav: Nav) -> AnyView {
    view! {
        <a class=ButtonKind::Primary.class() href=sign_in_here(nav) rel="external" target="_blank">
            {t::session::sign_in_beside()}
            {icon(Icon::External)}
        </a>
    }
    .into_any()
}
