//! Chooses a course for comparison, on its card; and the bar that leads to the comparison.
//!
//! Criteria: the button's name stays "Compare: title", `aria-pressed` says whether it is chosen; the outcome is announced;
//! a fifth course is refused in words; the bar shows from one course on and never covers what has the focus.
use super::{
    MOST,
    choice::{self, Full, address, chosen},
};
use crate::{
    i18n::t,
    ui::{self, Icon, icon},
    wire::richie::Course,
};
use leptos::prelude::*;

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Adds a course to the comparison, or takes it out.
pub(crate) fn button(course: &Course) -> AnyView {
    let course = StoredValue::new(course.clone());
    let is_chosen = ui::memo(move |_| {
        chosen().with(|choice| course.with_value(|course| choice.iter().any(|one| one.id == course.id)))
    });
    let press = move |_| {
        if is_chosen.get_untracked() {
            course.with_value(|course| choice::remove(&course.id));
            ui::announce(&t::compare::removed(count(chosen().with_untracked(Vec::len))));
            return;
        }
        match course.with_value(choice::add) {
            Ok(()) => ui::announce(&t::compare::added(count(chosen().with_untracked(Vec::len)))),
            Err(Full) => ui::alert(&t::compare::full(count(MOST))),
        }
    };
    view! {
        <button
            type="button"
            class="preau-button preau-button--quiet preau-button--small"
            aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
            aria-label=course.with_value(|course| t::compare::compare_title(&course.title))
            on:click=press
        >
            {move || icon(if is_chosen.get() { Icon::Check } else { Icon::Compare })}
            {t::compare::compare()}
        </button>
    }
    .into_any()
}

/// How many courses are chosen, and the way to compare them; nothing when none is.
pub(crate) fn bar() -> AnyView {
    let number = ui::memo(move |_| chosen().with(Vec::len));
    let clear = move |_| {
        choice::clear();
        ui::announce(t::compare::cleared());
        ui::dom::focus_heading();
    };
    (move || {
        (number.get() > 0).then(|| {
            let href = chosen().with_untracked(|choice| address(choice.iter().map(|one| one.key.as_str())));
            let hint = (number.get() == 1).then(|| view! { <span class="preau-soft preau-small">{t::compare::one_more()}</span> });
            view! {
                <aside class="preau-compare-bar preau-no-print" aria-label=t::compare::title()>
                    <div class="preau-wrap preau-row">
                        <a class="preau-button" href=href>{icon(Icon::Compare)} {t::compare::compare_count(count(number.get()))}</a>
                        <button type="button" class="preau-button preau-button--quiet" on:click=clear>{t::compare::clear()}</button>
                        {hint}
                    </div>
                </aside>
            }
        })
    })
    .into_any()
}
