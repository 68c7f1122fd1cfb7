//! Timed exams: the panel in their page, and the timer on every page while one is under way.
mod clock;
mod end;
mod panel;
mod state;
mod timer;

pub(crate) use timer::timer;

use crate::{
    app::{on_demand, split_point},
    wire::openedx::{CourseKey, UsageKey},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Draws the panel around what [`panel`] is given.
type Draw = fn(&CourseKey, &UsageKey, Rc<dyn Fn() -> AnyView>) -> AnyView;

split_point! {
    fn fetched() -> Draw = learn_exam { panel::panel }
}

/// The panel of a timed sequence, and below it `content`, the unit, while it may be seen. Its code comes with the first exam.
pub(super) fn panel(key: &CourseKey, sequence: &UsageKey, content: impl Fn() -> AnyView + 'static) -> AnyView {
    let (key, sequence, content) = (key.clone(), sequence.clone(), Rc::new(content));
    on_demand(fetched, move |draw| {
        let content = Rc::clone(&content);
        draw(&key, &sequence, content)
    })
}
