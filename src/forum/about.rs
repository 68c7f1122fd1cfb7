//! What the forum of a course is, and what the learner may do in it.
use crate::{
    api::{ApiError, Remote, lms::forum},
    wire::openedx::{CourseKey, Discussions},
};
use futures::future::LocalBoxFuture;

/// Asks what the forum is; the last answer stands meanwhile.
pub(super) fn about(course: &CourseKey) -> Remote<Discussions> {
    let asked = course.clone();
    let remote = Remote::new(move || {
        let course = asked.clone();
        let answer: LocalBoxFuture<'static, Result<Discussions, ApiError>> =
            Box::pin(async move { forum::discussions(&course).await });
        Some(answer)
    });
    if let Some(known) = forum::last_discussions(course) {
        remote.preset(known);
    }
    remote
}

/// Whether the learner moderates; then closed times do not bind them.
pub(super) fn moderates(about: &Discussions) -> bool {
    about.has_moderation_privileges || about.is_group_ta || about.is_user_admin
}

/// Whether the learner may write now, as far as the forum as a whole is concerned.
pub(super) fn may_post(about: &Discussions) -> bool {
    about.is_posting_enabled != Some(false) || moderates(about)
}

/// Whether there is a forum at all.
pub(super) fn is_there(about: &Discussions) -> bool {
    about.show_discussions != Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_moderates_may_write_at_any_time() {
        let closed = Discussions { is_posting_enabled: Some(false), ..Discussions::default() };
        assert!(!may_post(&closed));
        assert!(may_post(&Discussions { is_group_ta: true, ..closed }));
        assert!(may_post(&Discussions::default()), "an older server does not say");
    }
}
