//! A course in a page of others: who gives it, when, what it costs, and the way in.
use super::{Outcome, Sought, facts, found, parts, runs, sought, status};
use crate::{app::Route, catalogue::state::title_lang, i18n::t, ui};
use leptos::prelude::*;

/// The course with that code or id. `failed` is told when it cannot be read.
pub(in crate::catalogue) fn guest(key: &str, failed: Callback<String>) -> AnyView {
    let Sought { remote, outcome, progress } = sought(key, None);
    ui::effect(move || {
        if let Some(error) = remote.error.get() {
            failed.run(error.to_string());
        }
    });
    ui::effect(move || {
        if let Some(Outcome::Gone | Outcome::OutOfReach) = outcome.get() {
            failed.run(t::course::gone_title().to_owned());
        }
    });
    let key = key.to_owned();
    let heading = ui::dom::unique_id("course");
    let labelled_by = heading.clone();
    view! {
        <section class="preau-course" aria-labelledby=labelled_by>
            <header class="preau-course__head preau-stack">
                {ui::dynamic(move || title(outcome, &heading))}
                {move || found(outcome).map(|course| parts::institutions(&course))}
            </header>
            {move || status(remote, outcome, progress, &key)}
            {move || found(outcome).map(|course| view! {
                {facts::panel(&course, ().into_any())}
                <div class="preau-course__body preau-stack">{parts::introduction(&course)} {runs::section(&course)}</div>
            }.into_any())}
        </section>
    }
    .into_any()
}

/// Its name, as a link to its page on the platform.
fn title(outcome: Memo<Option<Outcome>>, id: &str) -> AnyView {
    let id = id.to_owned();
    let Some(course) = found(outcome) else {
        let text = if outcome.with(Option::is_some) { t::course::gone_title() } else { t::course::heading() };
        return view! { <h1 id=id tabindex="-1">{text}</h1> }.into_any();
    };
    let address =
        Route::Course(course.code.clone().filter(|code| !code.is_empty()).unwrap_or(course.id.clone())).path();
    let lang = title_lang(&course).map(str::to_owned);
    view! {
        <h1 id=id tabindex="-1" lang=lang><a href=address>{course.title}</a></h1>
    }
    .into_any()
}
