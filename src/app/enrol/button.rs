//! "Enrol".
//!
//! Criteria:
//! - who is not signed in gets a link that comes back to this very place, where a text then says what is left to do;
//! - a second press while the first is under way does nothing; a lost answer is asked after instead of guessed;
//! - each refusal is told in place, at once, with the next step; the button stays and keeps the focus;
//! - success leads into the course.
use super::{
    super::{LearnPage, Nav, Route, Write},
    is_enrolled, may_be_done, note_change,
    refusal::refusal,
    why::{Why, why},
};
use crate::{
    api::{
        lms,
        session::{Session, session, sign_in_address},
    },
    i18n::t,
    percent,
    ui::{self, Button, ButtonKind},
    wire::openedx::CourseKey,
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Name of the address parameter that tells in which course somebody who signs in meant to enrol.
const ENROL: &str = "enrol";

/// See [`super::enrol_button`].
pub(super) fn draw_button(key: &CourseKey, done: Option<Callback<()>>) -> AnyView {
    let nav = expect_context::<Nav>();
    let session = session();
    let is_anonymous = ui::memo(move |_| session.with(|now| *now == Session::Anonymous));
    let (pending, refused) = (RwSignal::new(false), RwSignal::new(None::<Why>));
    let has_come_back = RwSignal::new(false);
    welcome_back(nav, key, session, has_come_back);
    let press = {
        let key = key.clone();
        Callback::new(move |()| {
            if pending.get_untracked() {
                return;
            }
            pending.set(true);
            let key = key.clone();
            spawn_local_scoped(async move {
                match enrol(&key).await {
                    Ok(()) => {
                        note_change();
                        ui::announce(t::enrol::done());
                        match done {
                            Some(done) => done.run(()),
                            None => nav.go(&Route::Learn(key.as_str().to_owned(), LearnPage::Home).path()),
                        }
                    }
                    Err(why) => refused.set(Some(why)),
                }
                // last: until then a second press does nothing
                pending.try_set(false);
            });
        })
    };
    ui::say_when_slow(pending.into(), t::enrol::pending());
    // who is signed in again is not told that they are not
    let is_here = ui::memo(move |_| session.with(|now| now.learner().is_some()));
    ui::effect(move || {
        if is_here.get() && refused.with_untracked(|why| matches!(why, Some(Why::SignIn))) {
            refused.set(None);
        }
    });
    let (for_link, for_refusal) = (key.clone(), key.clone());
    view! {
        <div class="preau-stack preau-enrol">
            {ui::optional(move || has_come_back.get().then(|| {
                view! { <ui::Notice><p>{t::enrol::come_back()}</p></ui::Notice> }.into_any()
            }))}
            {ui::dynamic(move || if is_anonymous.get() { sign_in(nav, &for_link) } else { button(pending, press) })}
            {ui::optional(move || refused.get().map(|why| refusal(&for_refusal, &why, nav, press, pending.into())))}
        </div>
    }
    .into_any()
}

fn button(pending: RwSignal<bool>, press: Callback<()>) -> AnyView {
    view! { <p><Button kind=ButtonKind::Primary pending=pending on_press=press>{t::enrol::enrol()}</Button></p> }
        .into_any()
}

fn sign_in(nav: Nav, key: &CourseKey) -> AnyView {
    let key = key.clone();
    let href = Signal::derive(move || {
        let address = nav.address();
        let joint = if address.contains('?') { "&" } else { "?" };
        sign_in_address(&[&address, joint, ENROL, "=", &percent::in_query(key.as_str())].concat())
    });
    view! {
        <p><a class=ButtonKind::Primary.class() href=href rel="external">{t::enrol::sign_in_to_enrol()}</a></p>
    }
    .into_any()
}

/// Who comes back from the sign-in page is told what is left to do, once.
fn welcome_back(nav: Nav, key: &CourseKey, session: Signal<Session>, has_come_back: RwSignal<bool>) {
    let means_this = nav.query.with_untracked(|query| query.get(ENROL) == Some(key.as_str()));
    if !means_this {
        return;
    }
    ui::effect(move || {
        let is_here = session.with(|now| now.learner().is_some());
        if is_here && !has_come_back.get_untracked() {
            has_come_back.set(true);
            ui::announce(t::enrol::come_back());
            let mut query = nav.query.get_untracked();
            query.remove(ENROL);
            nav.set_query(&query, Write::Replace);
        }
    });
}

async fn enrol(key: &CourseKey) -> Result<(), Why> {
    let Err(error) = lms::enrol(key).await else { return Ok(()) };
    if may_be_done(&error) && is_enrolled(key).await == Some(true) {
        return Ok(());
    }
    Err(why(key, error).await)
}
