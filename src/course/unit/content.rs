//! What a unit shows: itself, or why it does not.
use super::{
    super::exam,
    Unit, frame,
    honour::{self, Honour, Signature},
};
use crate::{
    api::{ApiError, Remote},
    i18n::t,
    ui,
    wire::openedx::{BlockKind, GatedContent, Sequence, UsageKey},
};
use leptos::prelude::*;

/// Why a unit is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Instead {
    /// Nothing stands in the way.
    Nothing,
    /// It is not known yet.
    Waiting,
    /// Another subsection comes first.
    Gated(GatedContent),
    /// It is over.
    Hidden,
    /// The honour code comes first.
    Honour,
    /// A timed exam.
    Timed(UsageKey),
    /// The LMS knows no such subsection, or gave no answer.
    Failed(ApiError),
}

/// How the outline marks subsections with graded work.
const GRADED: &str = "fa-pencil-square-o";

fn instead(unit: Unit, remote: Remote<Option<Sequence>>, signature: Signature) -> Instead {
    let Some(place) = unit.place.get() else { return Instead::Waiting };
    let Some(sequence) = unit.sequence.get() else {
        if let Some(error) = remote.error.get() {
            return Instead::Failed(error);
        }
        let is_other = remote.value.get().is_some_and(|answer| answer.is_none()) && !remote.pending.get();
        if is_other {
            return Instead::Failed(ApiError::NotFound);
        }
        // what the outline says of it is enough to begin
        let is_special = unit.plan.value.get().and_then(|plan| {
            plan.get(&place.sequence).map(|part| {
                part.kind == BlockKind::Locked
                    || part.special_exam_info.is_some()
                    || part.icon.as_deref() == Some(GRADED)
            })
        });
        return if unit.is_older || is_special == Some(false) { Instead::Nothing } else { Instead::Waiting };
    };
    if sequence.gated_content.gated {
        return Instead::Gated(sequence.gated_content.clone());
    }
    if sequence.is_hidden_after_due {
        return Instead::Hidden;
    }
    match signature.stands(unit) {
        Honour::Unknown => Instead::Waiting,
        Honour::ToSign => Instead::Honour,
        Honour::Free if sequence.is_time_limited => Instead::Timed(place.sequence),
        Honour::Free => Instead::Nothing,
    }
}

/// The unit, or what stands in its place.
pub(super) fn content(unit: Unit, remote: Remote<Option<Sequence>>) -> AnyView {
    let signature = Signature::new(unit);
    let instead = ui::memo(move |_| instead(unit, remote, signature));
    let banner = ui::memo(move |_| {
        unit.sequence.get().and_then(|sequence| sequence.banner_text.clone()).filter(|text| !text.trim().is_empty())
    });
    view! {
        {ui::optional(move || {
            let text = banner.get().filter(|_| !matches!(instead.get(), Instead::Gated(_) | Instead::Hidden))?;
            Some(view! { <ui::Notice><p>{text}</p></ui::Notice> }.into_any())
        })}
        {ui::dynamic(move || match instead.get() {
            Instead::Nothing => frame(unit),
            Instead::Waiting => view! { <ui::Loading text=t::learn::loading_unit()/> }.into_any(),
            Instead::Gated(gate) => gated(unit, &gate),
            Instead::Hidden => view! { <ui::Notice title=t::learn::hidden_title()><p>{t::learn::hidden()}</p></ui::Notice> }.into_any(),
            Instead::Honour => honour::panel(unit, signature),
            Instead::Timed(sequence) => exam::panel(&unit.key.get_value(), &sequence, move || frame(unit)),
            Instead::Failed(error) => {
                let retry = Callback::new(move |()| remote.retry());
                view! { <ui::ErrorPanel error=error on_retry=retry pending=remote.pending/> }.into_any()
            }
        })}
    }
    .into_any()
}

fn gated(unit: Unit, gate: &GatedContent) -> AnyView {
    let link = gate.prereq_id.as_ref().map(|key| {
        let course = unit.key.get_value();
        let path = unit.plan.value.with_untracked(|plan| plan.as_ref().and_then(|plan| plan.unit_for(key)));
        let href = path.map_or_else(|| super::super::plan::part_path(&course, key), |place| place.path(&course));
        let name = gate.prereq_section_name.clone().unwrap_or_default();
        view! { <p><a href=href>{t::learn::to_gate(&name)}</a></p> }
    });
    view! { <ui::Notice title=t::learn::gated_title()><p>{t::learn::gated()}</p>{link}</ui::Notice> }.into_any()
}
