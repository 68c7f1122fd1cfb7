//! Enrolling in a course and leaving it, on whatever page that is offered. What that takes is in a file of its own: who only learns
//! does without.
mod button;
mod leave;
mod parts;
mod places;
mod refusal;
mod why;

pub(crate) use leave::Leaving;
pub(crate) use places::{Place, places};

use super::on_demand;
use crate::{
    api::{ApiError, lms, session::session},
    ui,
    wire::openedx::CourseKey,
};
use leptos::prelude::*;

/// "Enrol", or the way to sign in first. `done` is called on success; without it the course's home opens.
pub(crate) fn enrol_button(key: &CourseKey, done: Option<Callback<()>>) -> AnyView {
    let key = key.clone();
    on_demand(parts::fetched, move |parts| (parts.button)(&key, done))
}

/// The question whether to leave a course, while `leaving` is set; `done` is called when the learner has left.
pub(crate) fn leave_dialog(leaving: RwSignal<Option<Leaving>>, done: Callback<()>) -> AnyView {
    let is_asked = ui::memo(move |before: Option<&bool>| before == Some(&true) || leaving.with(Option::is_some));
    ui::optional(move || is_asked.get().then(|| on_demand(parts::fetched, move |parts| (parts.leave)(leaving, done))))
}

/// A button that sends the message that confirms the e-mail address again.
pub(crate) fn resend_button() -> AnyView {
    on_demand(parts::fetched, |parts| (parts.resend)())
}

thread_local! {
    static CHANGES: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// How many enrolments were made and ended on this page: what was known before is outdated then.
pub(crate) fn changes() -> ArcRwSignal<u32> {
    CHANGES.with(Clone::clone)
}

fn note_change() {
    changes().update(|changes| *changes = changes.wrapping_add(1));
}

/// Whether the learner is enrolled although the answer to a change was lost; `None` when that cannot be told either.
async fn is_enrolled(key: &CourseKey) -> Option<bool> {
    let username = session().with_untracked(|now| now.learner().map(|learner| learner.username.clone()))?;
    match lms::enrolment(&username, key).await {
        Ok(enrolment) => Some(enrolment.is_some_and(|enrolment| enrolment.is_active)),
        Err(error) => {
            leptos::logging::warn!("enrolment: {error}");
            None
        }
    }
}

/// Whether a failed change may have been done all the same: its answer was lost, or the server broke after doing it.
fn may_be_done(error: &ApiError) -> bool {
    matches!(error, ApiError::Timeout | ApiError::Unreachable | ApiError::Server(_) | ApiError::Decode(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lost_answer_is_asked_after() {
        assert!(may_be_done(&ApiError::Timeout));
        assert!(may_be_done(&ApiError::Server(502)));
        assert!(!may_be_done(&ApiError::Refused("Closed".into())));
        assert!(!may_be_done(&ApiError::Offline));
        assert!(!may_be_done(&ApiError::SignInNeeded));
    }
}
