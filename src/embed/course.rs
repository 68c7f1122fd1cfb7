//! One course in a page of others.
use super::tell::Tell;
use crate::app::{ChunkError, Fetch, fetch, on_demand};
use leptos::prelude::*;

type View = fn(&str, Callback<String>) -> AnyView;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(embed_course, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn embed_course() -> Result<View, ChunkError> {
    Ok(crate::catalogue::course_guest)
}

fn fetched() -> Fetch<View> {
    fetch!(embed_course)
}

/// The course with that code or id.
pub(super) fn view(key: String, tell: &Tell) -> AnyView {
    let tell = tell.clone();
    let failed = Callback::new(move |message: String| tell.failed(&message));
    on_demand(fetched, move |draw| draw(&key, failed))
}
