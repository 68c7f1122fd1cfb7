//! Parts that come by themselves.
use super::Fetch;
use crate::ui;
use leptos::{prelude::*, task::spawn_local_scoped};

/// A part that the page is whole without. Nothing says that its code is on its way, nor that it cannot be had.
pub(crate) fn when_it_comes<T: Copy + 'static>(code: Fetch<T>, draw: impl Fn(T) -> AnyView + 'static) -> AnyView {
    let came = RwSignal::new(None::<T>);
    spawn_local_scoped(async move {
        // the console tells of a failure by then
        if let Ok(code) = code.await {
            came.set(Some(code));
        }
    });
    ui::optional(move || came.get().map(|code| untrack(|| draw(code))))
}
