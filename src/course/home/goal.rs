//! How many days a week the learner wants to learn; few courses ask, so that its code comes when one does.
use super::extras;
use crate::{
    api::lms,
    app::on_demand_or,
    i18n::t,
    order,
    ui::{self, Checkbox, Radios, RadiosLook},
    wire::openedx::{CourseKey, WeeklyGoal},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Days offered, as the platform's own pages offer them.
const DAYS: [&str; 3] = ["1", "3", "5"];

/// The goal and a button that saves it: nothing is sent before.
pub(super) fn goal(key: &CourseKey, goal: Option<WeeklyGoal>) -> AnyView {
    let key = key.clone();
    on_demand_or(extras::fetched, move |extras| (extras.goal)(&key, goal), || ().into_any())
}

/// See [`extras::Extras::goal`].
pub(super) fn drawn(key: &CourseKey, goal: Option<WeeklyGoal>) -> AnyView {
    let set = goal.and_then(|goal| goal.days_per_week);
    let days = RwSignal::new(set.map(|days| days.to_string()).unwrap_or_default());
    let reminders = RwSignal::new(goal.is_some_and(|goal| goal.subscribed_to_reminders));
    let pending = RwSignal::new(false);
    let mut options: Vec<(String, String)> = DAYS.map(|days| (days.to_owned(), days.to_owned())).into();
    if let Some(other) = set.map(|days| days.to_string()).filter(|days| !DAYS.contains(&days.as_str())) {
        options.push((other.clone(), other));
        order::sort_by(&mut options, Ord::cmp);
    }
    let key = key.clone();
    let save = Callback::new(move |()| {
        let Ok(chosen) = days.with_untracked(|days| days.parse::<u8>()) else {
            ui::alert(t::learn::goal_choose());
            return;
        };
        pending.set(true);
        let (key, wanted) = (key.clone(), reminders.get_untracked());
        spawn_local_scoped(async move {
            let answer = lms::save_goal(&key, Some(chosen), wanted).await;
            pending.set(false);
            match answer {
                Ok(_) => ui::toast(t::learn::goal_saved()),
                Err(error) => {
                    leptos::logging::warn!("goal: {error}");
                    ui::alert(t::learn::goal_failed());
                }
            }
        });
    });
    view! {
        <section class="preau-stack">
            <h2>{t::learn::goal()}</h2>
            <Radios
                legend=t::learn::goal_legend()
                options=options
                value=Signal::derive(move || days.get())
                on_change=Callback::new(move |chosen| days.set(chosen))
                look=RadiosLook::Segmented
            />
            <Checkbox
                label=t::learn::goal_reminders()
                checked=Signal::derive(move || reminders.get())
                on_change=Callback::new(move |on| reminders.set(on))
            />
            <p><ui::Button pending=pending on_press=save>{t::learn::goal_save()}</ui::Button></p>
        </section>
    }
    .into_any()
}
