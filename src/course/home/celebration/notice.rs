//! The congratulation itself.
use super::{super::super::plan::Plan, Occasion, SAID, is_something, told};
use crate::{
    api::{Remote, lms},
    i18n::t,
    ui::{self, NoticeKind},
    wire::openedx::{Celebrations, CourseKey},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Says it, and for the first time aloud; then the LMS is told so too.
pub(super) fn notice(occasion: &Occasion) -> AnyView {
    let Occasion { key, whose, plan, shown } = occasion.clone();
    let of = whose.clone();
    // once known it stays: what the learner does meanwhile takes no congratulation away
    let reached = ui::memo(move |before: Option<&Option<Celebrations>>| {
        before.copied().flatten().or_else(|| shown.get_value()).or_else(|| reached(told(&of)?, plan))
    });
    ui::optional(move || {
        let reached = reached.get()?;
        let lines = words(reached);
        if shown.get_value().is_none() {
            shown.set_value(Some(reached));
            SAID.with_borrow_mut(|said| said.push(whose.clone()));
            ui::announce(&lines.join(" "));
            tell(key.clone(), reached);
        }
        let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
        Some(view! { <ui::Notice kind=NoticeKind::Success>{lines}</ui::Notice> }.into_any())
    })
}

/// What there is to say; nothing before it is known whether the first section is complete, where that counts.
fn reached(told: Celebrations, plan: Remote<Plan>) -> Option<Celebrations> {
    let is_asked = plan.value.with(Option::is_none) && plan.error.with(Option::is_none);
    if told.first_section && is_asked {
        return None;
    }
    let is_complete = plan.value.with(|plan| plan.as_ref().is_some_and(|plan| has_first_section(plan)));
    let first_section = told.first_section && is_complete;
    Some(Celebrations { first_section, ..told }).filter(is_something)
}

fn has_first_section(plan: &Plan) -> bool {
    plan.sections().first().is_some_and(|section| section.complete)
}

fn words(reached: Celebrations) -> Vec<String> {
    let streak = reached.streak_length_to_celebrate.filter(|days| *days > 1);
    [
        reached.first_section.then(|| t::learn::celebration_section().to_owned()),
        reached.weekly_goal.then(|| t::learn::celebration_goal().to_owned()),
        streak.map(|days| t::learn::celebration_streak(days.into())),
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
