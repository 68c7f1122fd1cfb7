//! Congratulations, each once: on the first section, on the goal of the week, on days in a row.
use super::super::plan::Plan;
use crate::{
    api::{Remote, lms},
    i18n::t,
    ui::{self, NoticeKind},
    wire::openedx::{Celebrations, CourseKey},
};
use leptos::{prelude::*, task::spawn_local_scoped};

thread_local! {
    /// Courses in which this was said since the page was opened: what is known of them may say it again.
    static SAID: std::cell::RefCell<Vec<CourseKey>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// A notice, as soon as it is known that there is something to say.
pub(super) fn cheer(key: &CourseKey, celebrations: Celebrations, plan: Remote<Plan>) -> Option<AnyView> {
    if SAID.with_borrow(|said| said.contains(key)) {
        return None;
    }
    let is_said = StoredValue::new(false);
    let reached = ui::memo(move |before: Option<&Option<Celebrations>>| {
        before.copied().flatten().or_else(|| {
            let is_complete = plan.value.with(|plan| plan.as_ref().map(|plan| has_first_section(plan)))?;
            Some(Celebrations { first_section: celebrations.first_section && is_complete, ..celebrations })
        })
    });
    let key = key.clone();
    Some(ui::optional(move || {
        let reached = reached.get()?;
        let lines = words(reached);
        if lines.is_empty() {
            return None;
        }
        if !is_said.get_value() {
            is_said.set_value(true);
            SAID.with_borrow_mut(|said| said.push(key.clone()));
            ui::announce(&lines.join(" "));
            tell(key.clone(), reached);
        }
        let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
        Some(view! { <ui::Notice kind=NoticeKind::Success>{lines}</ui::Notice> }.into_any())
    }))
}

fn has_first_section(plan: &Plan) -> bool {
    plan.sections().first().is_some_and(|section| section.complete)
}

fn words(reached: Celebrations) -> Vec<String> {
    let streak = reached.streak_length_to_celebrate.filter(|days| *days > 1);
    [
        reached.first_section.then(|| t::learn::cheer_section().to_owned()),
        reached.weekly_goal.then(|| t::learn::cheer_goal().to_owned()),
        streak.map(|days| t::learn::cheer_streak(days.into())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The LMS forgets days in a row by itself.
fn tell(key: CourseKey, reached: Celebrations) {
    if !(reached.first_section || reached.weekly_goal) {
        return;
    }
    spawn_local_scoped(async move {
        if let Err(error) = lms::celebrated(&key, reached.first_section, reached.weekly_goal).await {
            leptos::logging::warn!("celebration: {error}");
        }
    });
}
