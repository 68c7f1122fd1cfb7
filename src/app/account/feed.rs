//! Tells the catalogue in which courses the learner is enrolled: asked for when such a page opens or is come back to, not for each
//! course. The same answer tells of a session that ended while nothing else was asked.
use super::{Nav, Route, is_private};
use crate::{
    api::{
        lms,
        session::{Session, session},
    },
    app::enrol::{self, Place},
    i18n::now,
};
use leptos::{ev, prelude::*};
use std::{cell::RefCell, rc::Rc};

/// How long an answer is good, in milliseconds: the LMS counts calls.
const FRESH: f64 = 30_000.0;

/// Whom the last answer is for, when it was asked for, and how many changes had been made by then.
type Asked = (String, f64, u32);

thread_local! {
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

/// Follows who is there, what they change, which page is in view, and whether they come back to it.
pub(super) fn feed(nav: Nav) {
    let (session, returns) = (session(), RwSignal::new(0_u32));
    let focused = window_event_listener(ev::focus, move |_| returns.update(|times| *times = times.wrapping_add(1)));
    on_cleanup(move || focused.remove());
    Effect::new(move |_| {
        returns.track();
        let changes = enrol::changes().get();
        let is_shown =
            nav.route.with(|route| !is_private(route) && !matches!(route, Route::Settings | Route::Accessibility));
        match session.get() {
            Session::SignedIn(learner) if is_shown => ask(learner.username, changes),
            // who was here is enrolled where they were
            Session::SignedIn(_) | Session::Expired(_) => {}
            _ => {
                ASKED.take();
                enrol::places().set(Rc::default());
            }
        }
    });
}

fn ask(who: String, changes: u32) {
    let at = now().millis();
    match ASKED.take().filter(|(whom, ..)| *whom == who) {
        Some(last) if last.2 == changes && at - last.1 < FRESH => {
            ASKED.replace(Some(last));
            return;
        }
        Some(_) => {}
        // another learner's are not theirs
        None => enrol::places().set(Rc::default()),
    }
    let asked = (who, at, changes);
    ASKED.replace(Some(asked.clone()));
    crate::app::spawn(async move {
        let answer = lms::enrolments().await;
        // somebody else is here now, or it was asked for again
        if ASKED.with_borrow(|last| last.as_ref() != Some(&asked)) {
            return;
        }
        match answer {
            Ok(list) => enrol::places().set(Rc::new(list.iter().filter_map(Place::of).collect())),
            // the catalogue is as good without: asked again at the next occasion
            Err(error) => {
                ASKED.replace(Some((asked.0, 0.0, changes)));
                leptos::logging::warn!("enrolments: {error}");
            }
        }
    });
}
