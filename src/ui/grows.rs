//! Long lists that are drawn step by step, so that the page answers meanwhile.
use super::build::effect;
use leptos::prelude::*;
use std::time::Duration;

/// Between two steps: a task of its own, so that the browser paints and answers meanwhile.
const PAUSE: Duration = Duration::ZERO;

/// How many of `count` items are drawn: `step` at first and when there are suddenly more, then all, `step` at a time.
pub fn grows(step: usize, count: Memo<usize>) -> RwSignal<usize> {
    let shown = RwSignal::new(step);
    effect(move || {
        if shown.get() < count.get() {
            let grow = move || shown.update(|shown| *shown = shown.saturating_add(step));
            if let Ok(timer) = set_timeout_with_handle(grow, PAUSE) {
                on_cleanup(move || timer.clear());
            }
        }
    });
    shown
}
