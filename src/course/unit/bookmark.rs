//! Marking a unit. The name stays, the state changes at once, and goes back when the LMS refuses.
use super::{
    Unit,
    told::{self, Deed, News, Outcome},
};
use crate::{
    api::ApiError,
    i18n::t,
    ui::{self, ButtonKind, Icon},
    wire::openedx::UsageKey,
};
use leptos::prelude::*;

/// The button, for who is signed in, once it is known whether the unit is marked.
pub(super) fn button(unit: Unit) -> AnyView {
    let changed = RwSignal::new(Vec::<(UsageKey, bool)>::new());
    let marked = ui::memo(move |_| {
        let place = unit.place.get()?;
        let change = changed.with(|changed| changed.iter().rfind(|(key, _)| *key == place.unit).map(|(_, on)| *on));
        let of_lms = || {
            let sequence = unit.sequence.get()?;
            sequence.items.iter().find(|item| item.id == place.unit && !item.is_gated).map(|item| item.bookmarked)
        };
        change.or_else(of_lms)
    });
    let is_known = ui::memo(move |_| marked.get().is_some() && unit.username.with_value(Option::is_some));
    let pending = RwSignal::new(false);
    let press = Callback::new(move |()| {
        let (Some(place), Some(was)) = (unit.place.get_untracked(), marked.get_untracked()) else { return };
        let Some(username) = unit.username.get_value() else { return };
        changed.update(|changed| changed.push((place.unit.clone(), !was)));
        pending.set(true);
        // goes on although the learner leaves
        let unit = place.unit;
        let news = News { username, deed: Deed::Mark { unit: unit.clone(), on: !was } };
        told::tell(news, move |outcome| {
            pending.try_set(false);
            match outcome {
                Outcome::Told => ui::announce(if was { t::learn::unmarked() } else { t::learn::marked() }),
                Outcome::Kept(ApiError::SignInNeeded) => ui::toast(t::learn::mark_after_sign_in()),
                Outcome::Kept(_) => ui::toast(t::learn::mark_later()),
                Outcome::Refused(error) => {
                    changed.update(|changed| changed.push((unit.clone(), was)));
                    ui::alert(&match error {
                        ApiError::Refused(reason) if !reason.is_empty() => reason,
                        _ => t::learn::not_marked().to_owned(),
                    });
                }
            }
        });
    });
    ui::optional(move || {
        is_known.get().then(|| {
            view! {
                <ui::Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon_before=Icon::Bookmark
                    pending=pending
                    pressed=Signal::derive(move || marked.get().unwrap_or_default())
                    on_press=press
                >
                    {t::learn::mark()}
                </ui::Button>
            }
            .into_any()
        })
    })
}
