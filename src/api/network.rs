//! What could not be asked for without network is asked for when it is back.
use leptos::{ev, prelude::*, reactive::detached};
use std::cell::Cell;

thread_local! {
    /// Something could not be asked for.
    static IS_AWAITED: Cell<bool> = const { Cell::new(false) };
    static IS_LISTENING: Cell<bool> = const { Cell::new(false) };
    static BACK: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// Reading it makes something happen again when the network is back, if anything was missed meanwhile.
pub(super) fn track_network() {
    BACK.with(ArcRwSignal::track);
}

/// Something was missed.
pub(super) fn await_network() {
    IS_AWAITED.set(true);
    if IS_LISTENING.replace(true) {
        return;
    }
    // as long as the app, not as the part of the page that missed something
    detached(|| {
        window_event_listener(ev::online, |_| {
            if IS_AWAITED.take() {
                BACK.with(|back| back.update(|back| *back = back.wrapping_add(1)));
            }
        });
    });
}
