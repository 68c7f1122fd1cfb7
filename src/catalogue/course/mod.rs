//! The page of one course: what the JSON API tells, and the way to the course's own page for the rest.
mod calendar_button;
mod embedded;
mod facts;
pub(super) mod find;
pub(super) mod names;
mod parts;
mod runs;

pub(super) use embedded::guest;

use super::known;
use crate::{
    api::Remote,
    app::{Nav, PageHeading, Route, Write, config},
    catalogue::state::title_lang,
    i18n::t,
    ui,
    wire::richie::Course,
};
use find::Outcome;
use leptos::prelude::*;

/// Name of the address parameter that tells the code of a course whose path holds an id.
const CODE: &str = "code";

/// A course that is looked for.
struct Sought {
    remote: Remote<Outcome>,
    /// What was found: a fresh answer that equals what stands there changes nothing on the page.
    outcome: Memo<Option<Outcome>>,
    /// How many courses of how many were looked through.
    progress: RwSignal<Option<(u32, u32)>>,
}

/// Looks for a course by id or code; `code` is what else is known of one by id.
fn sought(key: &str, code: Option<String>) -> Sought {
    let progress = RwSignal::new(None::<(u32, u32)>);
    let remote = Remote::new({
        let key = key.to_owned();
        move || {
            let key = key.clone();
            let mut hint = known::hint(&key);
            hint.code = hint.code.or_else(|| code.clone());
            progress.set(None);
            Some(Box::pin(async move {
                find::course(&key, &hint, move |seen, total| progress.set(Some((seen, total)))).await
            }))
        }
    });
    if let Some(course) = known::course(key) {
        remote.preset(Outcome::Found(Box::new((*course).clone())));
    }
    let outcome = Memo::new(move |_| remote.value.with(|value| value.as_deref().cloned()));
    Sought { remote, outcome, progress }
}

/// The page of a course by id or code.
pub(super) fn page(key: String) -> AnyView {
    let nav = expect_context::<Nav>();
    let code = nav.query.with_untracked(|query| query.get(CODE).map(str::to_owned));
    let Sought { remote, outcome, progress } = sought(&key, code);
    Effect::new(move |_| {
        if let Some(Outcome::Found(course)) = outcome.get() {
            known::remember(std::slice::from_ref(&*course));
            tell_code(nav, &course);
        }
        // on the way back to a page that fails now, the focus has a place all the same
        if outcome.with(Option::is_some) || remote.error.with(Option::is_some) {
            nav.content_stands();
        }
    });
    let name = Signal::derive(move || match outcome.get() {
        Some(Outcome::Found(course)) => course.title,
        Some(Outcome::Gone | Outcome::OutOfReach) => t::course::gone_title().to_owned(),
        None => t::course::heading().to_owned(),
    });
    let is_gone =
        Signal::derive(move || outcome.with(|outcome| matches!(outcome, Some(Outcome::Gone | Outcome::OutOfReach))));
    let lang = ui::attribute(move || match outcome.get() {
        Some(Outcome::Found(course)) => title_lang(&course).map(str::to_owned),
        _ => None,
    });
    view! {
        <div class="preau-wrap preau-course">
            {move || ui::breadcrumb(vec![(t::app::nav_catalogue().to_owned(), Route::Search.path())], &name.get())}
            <header class="preau-course__head preau-stack">
                <PageHeading text=name error=is_gone lang=lang/>
                {move || found(outcome).map(|course| parts::institutions(&course))}
            </header>
            {move || status(remote, outcome, progress, &key)}
            {move || found(outcome).map(|course| body(&course))}
        </div>
        {super::compare::bar()}
    }
    .into_any()
}

fn found(outcome: Memo<Option<Outcome>>) -> Option<Course> {
    match outcome.get() {
        Some(Outcome::Found(course)) => Some(*course),
        _ => None,
    }
}

fn body(course: &Course) -> AnyView {
    let actions =
        view! { <div class="preau-row">{super::saved::button(course)} {super::compare::button(course)}</div> };
    view! {
        {facts::panel(course, actions.into_any())}
        <div class="preau-course__body preau-stack">
            {parts::introduction(course)}
            {runs::section(course)}
            {parts::rest(course)}
            {parts::categories(course)}
        </div>
    }
    .into_any()
}

/// Loading, failure, not found; nothing when the course simply stands there.
fn status(
    remote: Remote<Outcome>,
    outcome: Memo<Option<Outcome>>,
    progress: RwSignal<Option<(u32, u32)>>,
    key: &str,
) -> AnyView {
    let error = remote.error.get();
    match (outcome.get(), error) {
        (Some(Outcome::Found(_)), None) => ().into_any(),
        (Some(Outcome::Found(_)), Some(_)) => view! {
            <ui::Notice kind=ui::NoticeKind::Warning>
                <p>{t::course::outdated()}</p>
                <p><ui::Button small=true icon_before=ui::Icon::Retry pending=remote.pending on_press=Callback::new(move |()| remote.retry())>{t::ui::retry()}</ui::Button></p>
            </ui::Notice>
        }
        .into_any(),
        (Some(Outcome::Gone), _) => not_found(&t::course::gone(key)),
        (Some(Outcome::OutOfReach), _) => not_found(&t::course::out_of_reach(key)),
        (None, Some(error)) => {
            let retry = Callback::new(move |()| remote.retry());
            let elsewhere = config::config().catalogue_page.clone();
            match elsewhere {
                Some(elsewhere) => view! { <ui::ErrorPanel error=error on_retry=retry pending=remote.pending elsewhere=elsewhere/> }.into_any(),
                None => view! { <ui::ErrorPanel error=error on_retry=retry pending=remote.pending/> }.into_any(),
            }
        }
        (None, None) => view! {
            <div class="preau-stack">
                <ui::Loading text=t::course::loading()/>
                {move || progress.get().map(scanning)}
            </div>
        }
        .into_any(),
    }
}

/// Looking through the whole catalogue takes a while: how far it is, and a way to give up.
fn scanning((seen, total): (u32, u32)) -> AnyView {
    view! {
        <p>
            <progress max=total value=seen aria-label=t::course::loading()></progress>
            " "
            {t::course::scanning(seen.into(), total.into())}
        </p>
        <p><a href=Route::Search.path()>{t::course::stop_looking()}</a></p>
    }
    .into_any()
}

fn not_found(text: &str) -> AnyView {
    view! {
        <div class="preau-stack">
            <p class="preau-lead">{text.to_owned()}</p>
            <p><a class=ui::ButtonKind::Primary.class() href=Route::Search.path()>{t::course::search_catalogue()}</a></p>
        </div>
    }
    .into_any()
}

/// Writes the code into an address that holds the id: a reload or a shared link then finds the course by one search.
fn tell_code(nav: Nav, course: &Course) {
    let by_id = nav.route.with_untracked(|route| matches!(route, Route::Course(key) if *key == course.id));
    let Some(code) = course.code.as_deref().filter(|code| by_id && !code.is_empty()) else { return };
    let mut query = nav.query.get_untracked();
    if query.get(CODE) != Some(code) {
        query.set(CODE, Some(code));
        nav.set_query(&query, Write::Replace);
    }
}
