//! The timer of an exam, on every page while one is under way.
//!
//! Criteria:
//! - says what is under way and how long it lasts, leads back to it, lets the learner end it;
//! - the running time can be hidden; the two warnings stay, as text and by colour;
//! - a screen reader finds the time when it looks for it and is told of the warnings and the end alone;
//! - counts on a clock that nobody sets, and asks the LMS again when the page comes back into view or the network returns;
//! - at the end the exam is handed in by itself.
use super::{
    clock::{Level, said, shown},
    end,
    state::{self, Running},
};
use crate::{
    api::session::session,
    app::{Nav, Route},
    i18n::t,
    ui,
    wire::openedx::CourseKey,
};
use leptos::{ev, prelude::*, task::spawn_local_scoped};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);
/// Messages about the time: the newest alone is said.
const TOPIC: &str = "exam";

/// The timer; nothing while no exam is under way.
pub(crate) fn timer() -> AnyView {
    ask(expect_context::<Nav>());
    let running = state::running();
    let attempt = ui::memo(move |_| running.with(|now| now.as_ref().map(|now| now.attempt.attempt_id)));
    ui::optional(move || attempt.get().map(|_| untrack(|| bar(running))))
}

/// Asks once in each course, and in the one that the device remembers; the answer tells of any course.
fn ask(nav: Nav) {
    let session = session();
    let username = ui::memo(move |_| session.with(|session| session.learner().map(|one| one.username.clone())));
    let course = ui::memo(move |_| match nav.route.get() {
        Route::Learn(key, _) => CourseKey::parse(&key),
        _ => None,
    });
    let asked = StoredValue::new(Vec::<CourseKey>::new());
    ui::effect(move || {
        if username.get().is_none() {
            return;
        }
        let Some(course) = course.get().or_else(state::kept_course) else { return };
        if asked.with_value(|asked| asked.contains(&course)) {
            return;
        }
        asked.update_value(|asked| asked.push(course.clone()));
        look(course);
    });
    // what happened while nobody looked: the device slept, another tab ended the exam
    let again = move || {
        if let Some(now) = state::running().get_untracked() {
            look(now.course);
        }
    };
    let seen = window_event_listener(ev::visibilitychange, move |_| again());
    let online = window_event_listener(ev::online, move |_| again());
    on_cleanup(move || {
        seen.remove();
        online.remove();
    });
}

fn look(course: CourseKey) {
    spawn_local_scoped(async move {
        if let Err(error) = state::follow(&course).await {
            // servers without exams answer 404; of others the panel in the exam tells
            leptos::logging::warn!("no answer about exams: {error}");
        }
    });
}

fn bar(running: Signal<Option<Running>>) -> AnyView {
    let left = RwSignal::new(running.with_untracked(|now| now.as_ref().map_or(0.0, Running::left)));
    count_down(running, left);
    let level = ui::memo(move |_| {
        running.with(|now| {
            let attempt = now.as_ref().map(|now| &now.attempt);
            let (low, critical) =
                attempt.map_or((0.0, 0.0), |attempt| (attempt.low_threshold_sec, attempt.critically_low_threshold_sec));
            Level::at(left.get(), low, critical)
        })
    });
    warn(running, left, level);
    let is_hidden = RwSignal::new(false);
    let name = running.with_untracked(|now| now.as_ref().map(|now| now.attempt.exam_display_name.clone()));
    let address = running.with_untracked(|now| now.as_ref().map(state::address));
    let class = move || match level.get() {
        Level::Calm => "preau-exam",
        Level::Low => "preau-exam preau-exam--low",
        Level::Critical | Level::Over => "preau-exam preau-exam--critical",
    };
    let time =
        move || if is_hidden.get() { t::exam::time_hidden().to_owned() } else { t::exam::left(&shown(left.get())) };
    let warning = move || {
        let text = match level.get() {
            Level::Calm => return None,
            Level::Low => t::exam::low(),
            Level::Critical => t::exam::critical(),
            Level::Over => t::exam::over(),
        };
        Some(view! { <strong>{text}</strong> }.into_any())
    };
    view! {
        <section class=class aria-label=t::exam::region()>
            <div class="preau-wrap preau-row">
                {ui::icon(ui::Icon::Clock)}
                <a href=address>{name}</a>
                <span role="timer" class="preau-exam__time">{ui::text(time)}</span>
                {ui::optional(warning)}
                <ui::Button kind=ui::ButtonKind::Quiet small=true pressed=is_hidden on_press=move |()| is_hidden.update(|on| *on = !*on)>
                    {t::exam::hide_time()}
                </ui::Button>
                {end::button(running)}
            </div>
        </section>
    }
    .into_any()
}

/// Sets the time left each second, until the timer goes.
fn count_down(running: Signal<Option<Running>>, left: RwSignal<f64>) {
    let next = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        if let Some(handle) = next.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    });
    tick(running, left, next);
}

fn tick(running: Signal<Option<Running>>, left: RwSignal<f64>, next: StoredValue<Option<TimeoutHandle>>) {
    left.set(running.with_untracked(|now| now.as_ref().map_or(0.0, Running::left)));
    next.set_value(set_timeout_with_handle(move || tick(running, left, next), SECOND).ok());
}

/// Says each warning once, and hands in at the end.
fn warn(running: Signal<Option<Running>>, left: RwSignal<f64>, level: Memo<Level>) {
    let before = StoredValue::new(None::<Level>);
    ui::effect(move || {
        let (now, former) = (level.get(), before.get_value());
        before.set_value(Some(now));
        if former.is_some_and(|former| now <= former) {
            return; // more time was given, or nothing changed
        }
        match now {
            Level::Over => hand_in(running),
            Level::Critical => ui::alert(&t::exam::warning(&said(left.get_untracked()))),
            Level::Low => ui::announce_topic(TOPIC, &said(left.get_untracked()), 0),
            Level::Calm if former.is_none() => ui::announce_topic(TOPIC, &said(left.get_untracked()), 0),
            Level::Calm => {}
        }
    });
    on_cleanup(|| ui::silence_topic(TOPIC));
}

/// The time is up: the exam ends by itself, on the LMS too if nobody else did it.
fn hand_in(running: Signal<Option<Running>>) {
    let Some(now) = running.get_untracked() else { return };
    spawn_local_scoped(async move {
        match state::submit(&now.course, now.attempt.attempt_id).await {
            Ok(()) => ui::alert(t::exam::time_up()),
            Err(_) => ui::alert(t::exam::time_up_offline()),
        }
    });
}
