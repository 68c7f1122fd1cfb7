//! What enrolling and leaving take, as a WebAssembly file of its own.
use super::{Leaving, button, leave, refusal};
use crate::{app::split_point, wire::openedx::CourseKey};
use leptos::prelude::*;

/// The functions of that file.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    /// See [`super::enrol_button`].
    pub(super) button: fn(&CourseKey, Option<Callback<()>>) -> AnyView,
    /// See [`super::leave_dialog`].
    pub(super) leave: fn(RwSignal<Option<Leaving>>, Callback<()>) -> AnyView,
    /// See [`super::resend_button`].
    pub(super) resend: fn() -> AnyView,
}

split_point! {
    /// Fetches that file.
    pub(super) fn fetched() -> Parts = enrol {
        Parts { button: button::draw_button, leave: leave::draw_leave, resend: refusal::draw_resend }
    }
}
