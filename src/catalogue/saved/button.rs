//! The button that saves a course or takes it off the list.
//!
//! Criteria: its name stays "Save: title", `aria-pressed` says whether it is saved; what happened is announced; taking off
//! can be taken back; a device that keeps nothing is said.
use super::{list, remove, restore, save};
use crate::{
    i18n::t,
    ui::{self, Icon, icon, icon_filled},
    wire::richie::Course,
};
use leptos::prelude::*;

/// Saves a course, or takes it off.
pub(crate) fn button(course: &Course) -> AnyView {
    let course = StoredValue::new(course.clone());
    let is_saved = ui::memo(move |_| {
        list().with(|list| course.with_value(|course| list.iter().any(|saved| saved.id == course.id)))
    });
    let press = move |_| {
        if is_saved.get_untracked() {
            course.with_value(|course| take_off(&course.id, &course.title));
        } else if course.with_value(save) {
            ui::announce(t::saved::saved());
        } else {
            ui::alert(t::saved::not_kept());
        }
    };
    view! {
        <button
            type="button"
            class="preau-button preau-button--quiet preau-button--small"
            aria-pressed=move || if is_saved.get() { "true" } else { "false" }
            aria-label=course.with_value(|course| t::saved::save_title(&course.title))
            on:click=press
        >
            {move || if is_saved.get() { icon_filled(Icon::Bookmark) } else { icon(Icon::Bookmark) }}
            {t::saved::save()}
        </button>
    }
    .into_any()
}

/// Takes a course off the list, with a way to take that back.
pub(super) fn take_off(id: &str, title: &str) {
    let Some(removed) = remove(id) else { return };
    let undo = move |()| {
        restore(std::slice::from_ref(&removed));
        ui::announce(t::saved::restored());
    };
    ui::toast_with_action(&t::saved::removed(title), t::saved::undo(), ui::unowned(undo));
}
