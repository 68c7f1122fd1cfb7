//! Congratulations, each once: on the first section, on the goal of the week, on days in a row. Hardly any visit has one, so
//! that their code comes when there is something to say.
mod notice;

use super::super::plan::Plan;
use crate::{
    api::{Remote, session::username},
    app::{split_point, when_it_comes},
    ui,
    wire::openedx::{Celebrations, CourseKey, CourseMetadata},
};
use leptos::prelude::*;
use std::cell::RefCell;

/// Says what was reached in a course; for the first time, or as it was said before.
type Say = fn(&CourseKey, Celebrations, bool) -> AnyView;

split_point! {
    fn fetched() -> Say = learn_celebration { notice::notice }
}

thread_local! {
    /// What the LMS told last, and whose it is.
    static TOLD: ArcRwSignal<(String, Celebrations)> = ArcRwSignal::new(<(String, Celebrations)>::default());
    /// Of whom this was said since the page was opened: what is known of them may say it again.
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A learner in a course.
fn whose(key: &CourseKey, username: Option<&str>) -> String {
    [key.as_str(), " ", username.unwrap_or_default()].concat()
}

/// Keeps what an answer tells, on whatever page of the course it came: days in a row are told once, and are said at home.
pub(in crate::course) fn keep(metadata: &CourseMetadata) {
    let whose = whose(&metadata.course_id, metadata.username.as_deref());
    let mut now = metadata.celebrations;
    TOLD.with(Clone::clone).update(|told| {
        if told.0 == whose && now.streak_length_to_celebrate.is_none() {
            now.streak_length_to_celebrate = told.1.streak_length_to_celebrate;
        }
        *told = (whose, now);
    });
}

/// A notice, as soon as it is known that there is something to say. `shown` is what this visit says already.
pub(super) fn celebration(
    key: &CourseKey,
    plan: Remote<Plan>,
    shown: StoredValue<Option<Celebrations>>,
) -> Option<AnyView> {
    let whose = whose(key, username().as_deref());
    if shown.get_value().is_none() && SAID.with_borrow(|said| said.contains(&whose)) {
        return None;
    }
    let told = TOLD.with(ArcRwSignal::read_only);
    let of = whose.clone();
    // once known it stays: what the learner does meanwhile takes no congratulation away
    let reached = ui::memo(move |before: Option<&Option<Celebrations>>| {
        before.copied().flatten().or_else(|| shown.get_value()).or_else(|| {
            let told = told.with(|(whose, told)| (*whose == of).then_some(*told))?;
            reached(told, plan)
        })
    });
    let key = key.clone();
    Some(ui::optional(move || {
        let reached = reached.get()?;
        let is_first = shown.get_value().is_none();
        if is_first {
            shown.set_value(Some(reached));
            SAID.with_borrow_mut(|said| said.push(whose.clone()));
        }
        let key = key.clone();
        Some(when_it_comes(fetched(), move |say| say(&key, reached, is_first)))
    }))
}

/// What there is to say; nothing before it is known whether the first section is complete, where that counts.
fn reached(told: Celebrations, plan: Remote<Plan>) -> Option<Celebrations> {
    let is_asked = plan.value.with(Option::is_none) && plan.error.with(Option::is_none);
    if told.first_section && is_asked {
        return None;
    }
    let is_complete = plan.value.with(|plan| plan.as_ref().is_some_and(|plan| has_first_section(plan)));
    let first_section = told.first_section && is_complete;
    let has_days = told.streak_length_to_celebrate.is_some_and(|days| days > 1);
    (first_section || told.weekly_goal || has_days).then_some(Celebrations { first_section, ..told })
}

fn has_first_section(plan: &Plan) -> bool {
    plan.sections().first().is_some_and(|section| section.complete)
}
