//! The congratulation itself.
use crate::{
    api::lms,
    i18n::t,
    ui::{self, NoticeKind},
    wire::openedx::{Celebrations, CourseKey},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Says it, and for the first time aloud; then the LMS is told so too.
pub(super) fn notice(key: &CourseKey, reached: Celebrations, is_first: bool) -> AnyView {
    let lines = words(reached);
    if is_first {
        ui::announce(&lines.join(" "));
        tell(key.clone(), reached);
    }
    let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
    view! { <ui::Notice kind=NoticeKind::Success>{lines}</ui::Notice> }.into_any()
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
