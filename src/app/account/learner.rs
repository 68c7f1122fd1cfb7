//! Who is there: their name with a small menu, or a way to sign in.
use super::{Nav, Route, bell, is_private, menu, sign_in_here};
use crate::{
    api::session::{Learner, Session, session, sign_out_address},
    i18n::t,
    ui,
};
use leptos::{html, prelude::*};

/// What the header shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// Not known yet: a place kept free.
    Nothing,
    /// A link to the sign-in page, which comes back to the very place.
    SignIn,
    /// The same for somebody whose session ended.
    SignInAgain,
    /// The learner and their menu.
    Menu(Learner),
}

impl From<Session> for Shown {
    fn from(session: Session) -> Self {
        match session {
            Session::Unknown => Self::Nothing,
            Session::Anonymous | Session::Unavailable(_) => Self::SignIn,
            Session::Expired(_) => Self::SignInAgain,
            Session::SignedIn(learner) => Self::Menu(learner),
        }
    }
}

/// The learner's part of the header.
pub(super) fn header(nav: Nav) -> AnyView {
    let session = session();
    let shown = ui::memo(move |_| Shown::from(session.get()));
    ui::dynamic(move || match shown.get() {
        Shown::Nothing => ().into_any(),
        Shown::SignIn => sign_in(nav, t::session::sign_in()),
        Shown::SignInAgain => sign_in(nav, t::session::sign_in_again()),
        Shown::Menu(learner) => view! { {bell::bell(nav)} {menu::menu(nav, &learner)} }.into_any(),
    })
}

fn sign_in(nav: Nav, text: &'static str) -> AnyView {
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div node_ref=element>
            <a class="preau-nav__link" href=sign_in_here(nav) rel="external">{text}</a>
        </div>
    }
    .into_any()
}

/// The sign-out page's address, to come back to the place in view where everybody may be there.
pub(super) fn sign_out_here(nav: Nav) -> Signal<String> {
    Signal::derive(move || {
        let is_private = nav.route.with(is_private);
        sign_out_address(&if is_private { Route::Search.path() } else { nav.address() })
    })
}
