//! The subsection of the unit in view, and the one that comes next.
use super::{
    super::{frame::saves_data, plan::Place},
    Unit,
};
use crate::{
    api::{Remote, lms},
    ui,
    wire::openedx::Sequence,
};
use leptos::prelude::*;

/// The subsection of the unit in view, asked for when it changes; the last good answer stands meanwhile.
pub(super) fn ask(place: Memo<Option<Place>>, is_older: bool) -> Remote<Option<Sequence>> {
    let key = ui::memo(move |_| place.get().map(|place| place.sequence).filter(|_| !is_older));
    let remote = Remote::new(move || {
        let key = key.get()?;
        Some(Box::pin(async move { lms::sequence(&key).await }))
    });
    ui::effect(move || {
        if let Some(last) = key.get().and_then(|key| lms::last_sequence(&key)) {
            let is_other = remote.value.with_untracked(|now| {
                now.as_ref().and_then(|now| (**now).as_ref().map(|now| now.item_id.clone()))
                    != Some(last.item_id.clone())
            });
            if is_other {
                remote.preset(Some(last));
            }
        }
    });
    remote
}

/// Asks ahead for the subsection that comes next.
pub(super) fn prefetch(unit: Unit) {
    let next = ui::memo(move |_| {
        let here = unit.place.get()?.sequence;
        unit.neighbours().1.map(|next| next.sequence).filter(|next| *next != here)
    });
    ui::effect(move || {
        let Some(next) = next.get().filter(|next| !unit.is_older && lms::last_sequence(next).is_none()) else { return };
        if saves_data() {
            return;
        }
        leptos::task::spawn_local_scoped(async move {
            if let Err(error) = lms::sequence(&next).await {
                leptos::logging::warn!("the next part could not be fetched ahead: {error}");
            }
        });
    });
}
