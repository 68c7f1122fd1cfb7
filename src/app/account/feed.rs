//! Tells the catalogue in which courses the learner is enrolled: asked for when such a page opens, not for each course.
use super::{Nav, Route, is_private};
use crate::{
    api::{lms, session::session},
    app::enrol::{self, Place},
    i18n::now,
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// How long an answer is good, in milliseconds: the LMS counts calls.
const FRESH: f64 = 60_000.0;

/// Whom the last answer is for, when it was asked for, and how many changes had been made by then.
type Asked = (String, f64, u32);

thread_local! {
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

/// Follows who is there, what they change, and which page is in view.
pub(super) fn feed(nav: Nav) {
    let session = session();
    Effect::new(move |_| {
        let who = session.with(|now| now.learner().map(|learner| learner.username.clone()));
        let changes = enrol::changes().get();
        let is_shown =
            nav.route.with(|route| !is_private(route) && !matches!(route, Route::Settings | Route::Accessibility));
        match who {
            None => enrol::places().set(Rc::default()),
            Some(who) if is_shown => ask(who, changes),
            Some(_) => {}
        }
    });
}

fn ask(who: String, changes: u32) {
    let at = now().millis();
    let is_fresh = ASKED.with_borrow(|asked| {
        asked.as_ref().is_some_and(|(whom, when, made)| *whom == who && *made == changes && at - when < FRESH)
    });
    if is_fresh && enrol::places().with_untracked(|places| !places.is_empty()) {
        return;
    }
    ASKED.replace(Some((who, at, changes)));
    crate::app::spawn(async {
        match lms::enrolments().await {
            Ok(list) => enrol::places().set(Rc::new(list.iter().filter_map(Place::of).collect())),
            // the catalogue is as good without
            Err(error) => leptos::logging::warn!("enrolments: {error}"),
        }
    });
}
