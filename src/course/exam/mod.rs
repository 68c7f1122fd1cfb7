//! Timed exams: the panel in their page, and the timer on every page while one is under way.
mod clock;
mod end;
mod panel;
mod state;
mod timer;

pub(super) use panel::panel;
pub(crate) use timer::timer;
