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

/// Says what was reached in a course, as soon as that is known.
type Say = fn(&Occasion) -> AnyView;

split_point! {
    fn fetched() -> Say = learn_celebration { notice::notice }
}

/// Where something may have been reached.
#[derive(Clone)]
struct Occasion {
    key: CourseKey,
    whose: String,
    plan: Remote<Plan>,
    /// What this visit says already.
    shown: StoredValue<Option<Celebrations>>,
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
    let occasion = Occasion { key: key.clone(), whose, plan, shown };
    let of = occasion.whose.clone();
    let may_have_some = ui::memo(move |before: Option<&bool>| {
        before == Some(&true) || shown.get_value().is_some() || told(&of).is_some_and(|told| is_something(&told))
    });
    Some(ui::optional(move || {
        let occasion = occasion.clone();
        may_have_some.get().then(|| when_it_comes(fetched(), move |say| say(&occasion)))
    }))
}

/// What the LMS told of a learner in a course; tracked.
fn told(whose: &str) -> Option<Celebrations> {
    TOLD.with(ArcRwSignal::read_only).with(|(of, told)| (*of == whose).then_some(*told))
}

fn is_something(told: &Celebrations) -> bool {
    told.first_section || told.weekly_goal || told.streak_length_to_celebrate.is_some_and(|days| days > 1)
}
