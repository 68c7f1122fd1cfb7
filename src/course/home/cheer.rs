//! Congratulations, each once: on the first section, on the goal of the week, on days in a row. Hardly any visit has one, so
//! that their code comes when there is something to say.
mod notice;

use super::super::plan::Plan;
use crate::{
    api::Remote,
    app::{split_point, when_it_comes},
    ui,
    wire::openedx::{Celebrations, CourseKey},
};
use leptos::prelude::*;
use std::cell::RefCell;

/// Says what was reached in a course.
type Say = fn(&CourseKey, Celebrations) -> AnyView;

split_point! {
    fn fetched() -> Say = learn_cheer { notice::notice }
}

thread_local! {
    /// Courses in which this was said since the page was opened: what is known of them may say it again.
    static SAID: RefCell<Vec<CourseKey>> = const { RefCell::new(Vec::new()) };
}

/// A notice, as soon as it is known that there is something to say.
pub(super) fn cheer(key: &CourseKey, celebrations: Celebrations, plan: Remote<Plan>) -> Option<AnyView> {
    if SAID.with_borrow(|said| said.contains(key)) {
        return None;
    }
    let has_more = celebrations.weekly_goal || celebrations.streak_length_to_celebrate.is_some_and(|days| days > 1);
    // once known it stays: what the learner does meanwhile takes no congratulation away
    let reached = ui::memo(move |before: Option<&Option<Celebrations>>| {
        before.copied().flatten().or_else(|| {
            let is_complete = plan.value.with(|plan| plan.as_ref().map(|plan| has_first_section(plan)))?;
            let first_section = celebrations.first_section && is_complete;
            (first_section || has_more).then_some(Celebrations { first_section, ..celebrations })
        })
    });
    let key = key.clone();
    Some(ui::optional(move || {
        let (key, reached) = (key.clone(), reached.get()?);
        SAID.with_borrow_mut(|said| said.push(key.clone()));
        Some(when_it_comes(fetched(), move |say| say(&key, reached)))
    }))
}

fn has_first_section(plan: &Plan) -> bool {
    plan.sections().first().is_some_and(|section| section.complete)
}
