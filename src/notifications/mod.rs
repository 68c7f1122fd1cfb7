//! What happened on the platform, for the learner: the list, the short one in the header, and what to be told of; the end of e-mails.
//!
//! Nobody is named: the server tells who wrote also where that person chose to be hidden.
mod list;
mod page;
mod preferences;
mod reminders;
mod sentence;
mod tray;

pub(crate) use tray::tray;

use crate::app::{Nav, Route};
use leptos::prelude::*;

/// The page in view, of this group.
pub fn page() -> AnyView {
    match expect_context::<Nav>().route.get_untracked() {
        Route::GoalReminders(token) => reminders::page(token),
        _ => page::page(),
    }
}
