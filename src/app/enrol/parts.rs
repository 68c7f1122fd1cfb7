//! What enrolling and leaving take, as a WebAssembly file of its own.
use super::{Leaving, button, leave, refusal};
use crate::{
    app::{ChunkError, Fetch, fetch},
    wire::openedx::CourseKey,
};
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

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(enrol, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn enrol() -> Result<Parts, ChunkError> {
    Ok(Parts { button: button::draw_button, leave: leave::draw_leave, resend: refusal::draw_resend })
}

/// Fetches that file; at once when it has come before.
pub(super) fn fetched() -> Fetch<Parts> {
    fetch!(enrol)
}
