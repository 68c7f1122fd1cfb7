//! The exam that is under way, as all parts of the page see it.
//!
//! Which course it is in is kept on the device: after a reload of any page the timer is there again.
use super::clock::{left, steady};
use crate::{
    api::{
        ApiError,
        lms::{self, ExamAction},
    },
    app::{Route, device},
    ui,
    wire::openedx::{CourseKey, ExamAttempt, ExamState, UsageKey},
};
use leptos::prelude::*;

/// Name of what is kept on the device.
const NAME: &str = "exam";

/// An attempt that is under way.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Running {
    /// What the LMS said.
    pub attempt: ExamAttempt,
    /// When, on the steady clock.
    told_at: f64,
    /// The course in which one asks for it again.
    pub course: CourseKey,
}

impl Running {
    /// Seconds left now.
    pub(super) fn left(&self) -> f64 {
        left(self.attempt.time_remaining_seconds, steady() - self.told_at)
    }
}

thread_local! {
    static RUNNING: ArcRwSignal<Option<Running>> = ArcRwSignal::new(None);
    static CHANGES: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// The attempt that is under way, in any course.
pub(super) fn running() -> Signal<Option<Running>> {
    RUNNING.with(ArcRwSignal::read_only)
}

/// Reading it makes a panel ask again when an attempt has begun or ended.
pub(super) fn track_changes() {
    CHANGES.with(ArcRwSignal::track);
}

/// The exam of a sequence, or only what is under way.
pub(super) async fn read(course: &CourseKey, sequence: Option<&UsageKey>) -> Result<ExamState, ApiError> {
    let state = lms::exam(course, sequence).await?;
    note(course, state.active_attempt.clone());
    Ok(state)
}

fn note(course: &CourseKey, attempt: Option<ExamAttempt>) {
    let course = attempt.as_ref().and_then(place).map_or_else(|| course.clone(), |(course, _)| course);
    let next = attempt.map(|attempt| Running { attempt, told_at: steady(), course });
    let kept = next.as_ref().map_or_else(String::new, |next| next.course.as_str().to_owned());
    if kept_course().is_some() || next.is_some() {
        // where nothing is kept, the timer comes back on the pages of the course only
        let _is_kept = device::keep(NAME, &kept);
    }
    let has_ended = next.is_none() && running().with_untracked(Option::is_some);
    RUNNING.with(|running| running.set(next));
    if has_ended {
        request_animation_frame(rescue_focus);
    }
}

/// The timer goes with what had the focus in it, or opened a dialog from it: the heading takes it.
fn rescue_focus() {
    if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
        ui::dom::focus_heading();
    }
}

/// The course in which an exam was under way when this device last knew.
pub(super) fn kept_course() -> Option<CourseKey> {
    device::load::<String>(NAME).and_then(|key| CourseKey::parse(&key))
}

/// Course and sequence of an attempt, from its address in one front end or another.
fn place(attempt: &ExamAttempt) -> Option<(CourseKey, Option<UsageKey>)> {
    if let Some((course, block)) = lms::jump_target(&attempt.exam_url_path) {
        return Some((course, Some(block)));
    }
    let parts = || attempt.exam_url_path.split(['/', '?', '#']);
    let course = parts().find_map(CourseKey::parse)?;
    Some((course, parts().find_map(UsageKey::parse)))
}

/// The page of an attempt's exam.
pub(super) fn address(running: &Running) -> String {
    match place(&running.attempt) {
        Some((course, Some(sequence))) => crate::course::jump::to_block(&course, &sequence),
        _ => Route::Learn(running.course.as_str().to_owned(), crate::app::LearnPage::Home).path(),
    }
}

/// Starts an exam, or goes on with an attempt that was made elsewhere; then asks how it stands.
pub(super) async fn start(course: &CourseKey, exam: u32, attempt: Option<u32>) -> Result<(), ApiError> {
    let before = under_way();
    let outcome = match attempt {
        Some(attempt) => lms::change_exam(attempt, ExamAction::Resume).await,
        None => lms::start_exam(exam).await,
    };
    settle(course, outcome, |now| now.is_some() && if attempt.is_some() { now == attempt } else { now != before }).await
}

/// Ends an attempt, for good; then asks how it stands.
pub(super) async fn submit(course: &CourseKey, attempt: u32) -> Result<(), ApiError> {
    let outcome = lms::change_exam(attempt, ExamAction::Submit).await;
    settle(course, outcome, |now| now != Some(attempt)).await
}

/// Asks how it stands. Where the answer was lost, or the LMS says that it was done before, that tells whether it was done.
async fn settle(
    course: &CourseKey,
    outcome: Result<(), ApiError>,
    is_done: impl Fn(Option<u32>) -> bool,
) -> Result<(), ApiError> {
    let looked = look_again(course).await;
    match outcome {
        Err(error) if looked.is_err() || !is_done(under_way()) => Err(error),
        Err(_) => Ok(()),
        Ok(()) => looked,
    }
}

/// The attempt that was under way when the LMS was asked last.
fn under_way() -> Option<u32> {
    running().with_untracked(|now| now.as_ref().map(|now| now.attempt.attempt_id))
}

/// Asks how it stands, and lets panels do so too.
async fn look_again(course: &CourseKey) -> Result<(), ApiError> {
    let outcome = read(course, None).await.map(drop);
    tell_panels();
    outcome
}

/// Asks how it stands; panels ask too when what was under way is no longer.
pub(super) async fn follow(course: &CourseKey) -> Result<(), ApiError> {
    let before = under_way();
    read(course, None).await?;
    if before.is_some() && under_way() != before {
        tell_panels();
    }
    Ok(())
}

fn tell_panels() {
    CHANGES.with(|changes| changes.update(|changes| *changes = changes.wrapping_add(1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Option<(String, Option<String>)> {
        let attempt: ExamAttempt = serde_json::from_value(serde_json::json!({
            "attempt_id": 1, "attempt_status": "started", "exam_url_path": address
        }))
        .unwrap();
        place(&attempt).map(|(course, block)| (course.to_string(), block.map(|block| block.to_string())))
    }

    #[test]
    fn an_exam_is_found_by_its_address_in_each_front_end() {
        let course = "course-v1:a+b+c".to_owned();
        let block = "block-v1:a+b+c+type@sequential+block@e".to_owned();
        let both = Some((course.clone(), Some(block)));
        assert_eq!(at("http://x/course/course-v1:a+b+c/block-v1:a+b+c+type@sequential+block@e"), both);
        assert_eq!(at("/courses/course-v1:a+b+c/jump_to/block-v1:a+b+c+type@sequential+block@e"), both);
        assert_eq!(at("/courses/course-v1:a+b+c/"), Some((course, None)));
        assert_eq!(at(""), None);
    }
}
