//! Parts of a home that not every course has, in one file: a course with one of them often has the others.
use super::{goal, welcome};
use crate::{
    app::split_point,
    wire::openedx::{CourseKey, WeeklyGoal},
};
use leptos::prelude::*;

/// What draws them.
#[derive(Clone, Copy)]
pub(super) struct Extras {
    /// The text of the team's message, and the button that puts it away.
    pub message: fn(&CourseKey, &str, RwSignal<bool>) -> AnyView,
    /// The goal of the week.
    pub goal: fn(&CourseKey, Option<WeeklyGoal>) -> AnyView,
}

split_point! {
    pub(super) fn fetched() -> Extras = learn_extras { Extras { message: welcome::drawn, goal: goal::drawn } }
}
