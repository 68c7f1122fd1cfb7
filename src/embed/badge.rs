//! One badge in a page of others.
use super::tell::Tell;
use crate::app::{ChunkError, Fetch, fetch, on_demand};
use leptos::prelude::*;

type View = fn(&str, Callback<String>) -> AnyView;

#[cfg_attr(feature = "split", leptos::wasm_split::wasm_split(embed_badge, wasm_split_path = ::leptos::wasm_split, fallible))]
#[allow(clippy::unnecessary_wraps, reason = "fails only where it is split, when its file cannot be fetched")]
fn embed_badge() -> Result<View, ChunkError> {
    Ok(crate::badges::guest)
}

fn fetched() -> Fetch<View> {
    fetch!(embed_badge)
}

/// The badge at that address.
pub(super) fn view(address: String, tell: &Tell) -> AnyView {
    let tell = tell.clone();
    let failed = Callback::new(move |message: String| tell.failed(&message));
    on_demand(fetched, move |draw| draw(&address, failed))
}
