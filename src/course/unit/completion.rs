//! What the LMS is told of the learner's way through the units, and what it tells of what is done.
use super::{
    super::plan::Place,
    Unit,
    told::{self, Deed, News, Outcome},
};
use crate::{api::lms, i18n::t, ui, wire::openedx::UsageKey};
use leptos::{ev, prelude::*};
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen_futures::spawn_local;

/// When it is asked whether a unit is done, in seconds after it came; then each time the last span.
const ASKED_AFTER: [u64; 4] = [6, 15, 30, 60];
/// Least time between two questions, in milliseconds.
const LEAST: f64 = 3000.0;

/// How long a learner stays somewhere before the LMS is told, in milliseconds.
const SETTLES: u64 = 1000;

thread_local! {
    static LAST_ASKED: Cell<f64> = const { Cell::new(0.0) };
}

/// Asks after completion: after a while, when the learner comes back from the frame, and when they leave the unit.
pub(super) fn watch(unit: Unit) {
    let came_back = RwSignal::new(0_u32);
    let listener = window_event_listener(ev::focus, move |_| came_back.update(|times| *times = times.wrapping_add(1)));
    on_cleanup(move || listener.remove());
    ui::effect(move || {
        if let Some(sequence) = unit.sequence.get() {
            unit.is_counted.set_value(sequence.show_completion);
        }
    });
    ui::effect(move || {
        came_back.track();
        let place = unit.place.get_untracked();
        if came_back.get_untracked() > 0
            && let Some(place) = place
            && js_sys::Date::now() - LAST_ASKED.get() > LEAST
        {
            ask(unit, place);
        }
    });
    ui::effect(move || {
        let Some(place) = unit.place.get() else { return };
        let timer = StoredValue::new(None::<TimeoutHandle>);
        schedule(unit, place.clone(), timer, 0);
        on_cleanup(move || {
            if let Some(timer) = timer.try_with_value(Clone::clone).flatten() {
                timer.clear();
            }
            ask(unit, place);
        });
    });
}

fn schedule(unit: Unit, place: Place, timer: StoredValue<Option<TimeoutHandle>>, step: usize) {
    let seconds = ASKED_AFTER.get(step).or_else(|| ASKED_AFTER.last()).copied().unwrap_or(60);
    let next = move || {
        if !document().hidden() {
            ask(unit, place.clone());
        }
        let is_done = untrack(|| unit.is_done(&place.unit));
        if !is_done {
            schedule(unit, place, timer, step.saturating_add(1));
        }
    };
    timer.try_update_value(|timer| *timer = set_timeout_with_handle(next, Duration::from_secs(seconds)).ok());
}

/// Asks once, unless the unit is done or completion is not counted.
fn ask(unit: Unit, place: Place) {
    let may_ask = unit.is_counted.with_value(|counted| *counted) && unit.username.with_value(Option::is_some);
    if !may_ask || untrack(|| unit.is_done(&place.unit)) {
        return;
    }
    LAST_ASKED.set(js_sys::Date::now());
    let key = unit.key.get_value();
    spawn_local(async move {
        match lms::is_unit_complete(&key, &place.sequence, &place.unit).await {
            Ok(true) => mark_done(unit, &place.unit),
            Ok(false) => {}
            Err(error) => leptos::logging::warn!("completion: {error}"),
        }
    });
}

/// Tells the LMS that a block is done, and asks whether the unit is; without network, when it is back.
pub(in crate::course) fn complete(unit: Unit, place: Place, block: UsageKey) {
    let username = unit.username.get_value().unwrap_or_default();
    let deed = Deed::Done { course: unit.key.get_value(), block };
    told::tell(News { username, deed }, move |outcome| match outcome {
        Outcome::Told => {
            if !unit.done.is_disposed() {
                ask(unit, place.clone());
            }
        }
        Outcome::Kept(_) => {}
        Outcome::Refused(error) => leptos::logging::warn!("completion: {error}"),
    });
}

/// Shows a unit as done; says so once, while it is in view.
pub(super) fn mark_done(unit: Unit, key: &UsageKey) {
    // the page may have gone meanwhile
    if unit.done.is_disposed() || unit.done.with_untracked(|done| done.contains(key)) {
        return;
    }
    unit.done.update(|done| done.push(key.clone()));
    if unit.place.get_untracked().is_some_and(|place| place.unit == *key) {
        ui::announce(t::learn::unit_done());
    }
}

/// Tells the LMS where the learner is; without network, when it is back.
pub(super) fn save_position(unit: Unit) {
    let position = ui::memo(move |_| {
        let place = unit.place.get()?;
        let sequence = unit.sequence.get().filter(|sequence| sequence.save_position)?;
        let at = sequence.items.iter().position(|item| item.id == place.unit)?;
        Some((place.sequence, u32::try_from(at).ok()?.saturating_add(1)))
    });
    ui::effect(move || {
        let Some((sequence, at)) = position.get() else { return };
        let is_told = Rc::new(Cell::new(false));
        let tell = {
            let (is_told, sequence) = (Rc::clone(&is_told), sequence.clone());
            move || {
                is_told.set(true);
                send(unit, sequence, at);
            }
        };
        let timer = set_timeout_with_handle(tell, Duration::from_millis(SETTLES)).ok();
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
            // who goes on in the same part is somewhere else in it: only the last place counts
            let now = unit.place.get_untracked();
            let goes_on = now.is_some_and(|now| now.sequence == sequence)
                && position.get_untracked().is_none_or(|(_, now)| now != at);
            if !is_told.get() && !goes_on {
                send(unit, sequence, at);
            }
        });
    });
    told::watch();
}

fn send(unit: Unit, sequence: UsageKey, at: u32) {
    let username = unit.username.get_value().unwrap_or_default();
    let deed = Deed::Position { course: unit.key.get_value(), sequence, at };
    told::tell(News { username, deed }, |outcome| {
        if let Outcome::Refused(error) = outcome {
            leptos::logging::warn!("position: {error}");
        }
    });
}
