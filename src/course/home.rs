//! A course's home: where to go on, what the team says, outline, dates, goal, documents.
//!
//! Criteria:
//! - the way to go on comes first after the heading, and names its unit;
//! - each part comes as soon as it is known; one that fails says so in its place and leaves the others alone;
//! - what the team wrote is shown by `ui::rich_text` only, which comes with it.
mod aside;
mod celebration;
mod extras;
mod goal;
mod welcome;

pub(super) use celebration::keep as keep_celebrations;

use super::{
    header::{Entered, page_of},
    outline::{Outline, outline, progress},
    plan::{Plan, plan},
    tab::Tab,
};
use crate::{
    api::{Remote, lms, lms_now, session::username},
    app::{LearnPage, Nav, Route, enrol::enrol_button},
    i18n::{Instant, day, t},
    ui::{self, ButtonKind, Icon, icon},
    wire::openedx::{Celebrations, CourseKey, CourseMetadata, CourseOutline, UsageKey},
};
use leptos::prelude::*;
use std::rc::Rc;

/// The home of a course.
pub(super) fn page(key: &CourseKey) -> AnyView {
    let of = key.clone();
    let visit = Visit { open: RwSignal::new(Vec::new()), celebrated: StoredValue::new(None) };
    page_of(key, Tab::Home, Rc::new(move |entered, again| body(&of, &entered, visit, again)))
}

/// What lasts when the course is asked for again.
#[derive(Clone, Copy)]
struct Visit {
    /// Sections that the learner opened.
    open: RwSignal<Vec<UsageKey>>,
    /// What the learner is congratulated on.
    celebrated: StoredValue<Option<Celebrations>>,
}

fn body(key: &CourseKey, entered: &Entered, visit: Visit, again: Callback<()>) -> AnyView {
    let nav = expect_context::<Nav>();
    let username = username();
    let plan = plan(key, entered, username.clone());
    let outline = if entered.is_older { None } else { Some(ask_outline(key)) };
    let marks = marks(key, entered);
    ui::effect(move || {
        let has_come = |is_there: bool, has_failed: bool| is_there || has_failed;
        let plan_stands = has_come(plan.value.with(Option::is_some), plan.error.with(Option::is_some));
        let outline_stands = outline
            .is_none_or(|outline| has_come(outline.value.with(Option::is_some), outline.error.with(Option::is_some)));
        if plan_stands && outline_stands {
            nav.content_stands();
        }
    });
    view! {
        <div class="preau-home">
            <div class="preau-stack">
                {resume(key, plan, outline)}
                {entered.is_older.then(|| view! { <ui::Notice><p>{t::learn::older()}</p></ui::Notice> })}
                {visitor(key, entered, username.is_some(), again)}
                {celebration::celebration(key, plan, visit.celebrated)}
                {outline.map(|outline| notices(key, outline))}
                {parts(key, plan, outline, marks, visit.open)}
            </div>
            {outline.map(|outline| aside::aside(key, &entered.metadata, outline))}
        </div>
    }
    .into_any()
}

fn ask_outline(key: &CourseKey) -> Remote<CourseOutline> {
    let asked = key.clone();
    let remote = Remote::new(move || {
        let key = asked.clone();
        Some(Box::pin(async move { lms::outline(&key).await }))
    });
    if let Some(last) = lms::last_outline(key) {
        remote.preset(last);
    }
    remote
}

/// Whether marks of completion are shown: they are somebody's, and some courses have none.
pub(super) fn marks(key: &CourseKey, entered: &Entered) -> Signal<bool> {
    let is_somebodys = entered.is_older || entered.metadata.is_enrolled || entered.metadata.is_staff;
    if !is_somebodys {
        return Signal::stored(false);
    }
    if entered.is_older {
        return Signal::stored(true);
    }
    let key = key.clone();
    let remote = Remote::new(move || {
        let key = key.clone();
        Some(Box::pin(async move { lms::shows_completion(&key).await }))
    });
    Signal::derive(move || remote.value.get().is_none_or(|shows| *shows))
}

/// Where to go on. The link stands at once, so that who presses it early gets there too.
fn resume(key: &CourseKey, plan: Remote<Plan>, outline: Option<Remote<CourseOutline>>) -> AnyView {
    let key = key.clone();
    let place = ui::memo(move |_| {
        let plan = plan.value.get()?;
        let resume = plan.resume();
        let has_begun = outline.map_or(resume.is_some(), |outline| {
            outline
                .value
                .with(|outline| outline.as_ref().is_some_and(|outline| outline.resume_course.has_visited_course))
        });
        let place = resume.filter(|_| has_begun).or_else(|| plan.first())?.clone();
        let title = plan.title(&place.unit);
        let is_first = plan.first() == Some(&place) && !has_begun;
        Some((place, if is_first { t::learn::begin(&title) } else { t::learn::resume(&title) }))
    });
    let href = Signal::derive(move || {
        let anywhere = || Route::Learn(key.as_str().to_owned(), LearnPage::Unit { sequence: None, unit: None }).path();
        place.get().map_or_else(anywhere, |(place, _)| place.path(&key))
    });
    let words = move || place.get().map_or_else(|| t::learn::resume_course().to_owned(), |(_, words)| words);
    view! {
        <p>
            <a class=ButtonKind::Primary.class() href=href>
                <span>{ui::text(words)}</span>
                {icon(Icon::ArrowRight)}
            </a>
        </p>
    }
    .into_any()
}

/// Who looks without being enrolled is told so.
fn visitor(key: &CourseKey, entered: &Entered, is_signed_in: bool, again: Callback<()>) -> Option<AnyView> {
    let CourseMetadata { is_enrolled, is_staff, original_user_is_staff, .. } = entered.metadata;
    let is_visitor = !(is_enrolled || is_staff || original_user_is_staff || entered.is_older && is_signed_in);
    is_visitor.then(|| {
        let button = enrol_button(key, Some(again));
        view! { <ui::Notice><p>{t::learn::visitor()}</p>{button}</ui::Notice> }.into_any()
    })
}

/// What the learner has to know: the team's message, missed dates, the end.
fn notices(key: &CourseKey, outline: Remote<CourseOutline>) -> AnyView {
    let of = key.clone();
    let welcome = ui::memo(move |_| {
        outline
            .value
            .get()
            .and_then(|outline| outline.welcome_message_html.clone())
            .filter(|html| !html.trim().is_empty())
    });
    let is_away = RwSignal::new(false);
    let notes = ui::memo(move |_| {
        let outline = outline.value.get()?;
        let until = outline.access_expiration.as_ref().and_then(|limit| Instant::parse(&limit.expiration_date));
        let until = until.filter(|until| *until > lms_now());
        Some((outline.has_ended == Some(true), until.map(day), outline.dates_banner_info.missed_deadlines))
    });
    let dates = Route::Learn(key.as_str().to_owned(), LearnPage::Dates).path();
    view! {
        {ui::optional(move || {
            let (has_ended, until, has_missed) = notes.get()?;
            let dates = dates.clone();
            Some(view! {
                {has_ended.then(|| view! { <ui::Notice><p>{t::learn::ended()}</p></ui::Notice> })}
                {until.map(|until| view! { <ui::Notice><p>{t::learn::access_until(&until)}</p></ui::Notice> })}
                {has_missed.then(|| view! {
                    <ui::Notice kind=ui::NoticeKind::Warning>
                        <p>{t::learn::missed()}</p>
                        <p><a href=dates>{t::learn::all_dates()}</a></p>
                    </ui::Notice>
                })}
            }.into_any())
        })}
        {ui::optional(move || {
            let html = welcome.get().filter(|_| !is_away.get())?;
            Some(welcome::message(&of, &html, is_away))
        })}
    }
    .into_any()
}

/// The outline. It comes when both the units and what is open to the learner are known, or cannot be.
fn parts(
    key: &CourseKey,
    plan: Remote<Plan>,
    outline: Option<Remote<CourseOutline>>,
    marks: Signal<bool>,
    open: RwSignal<Vec<UsageKey>>,
) -> AnyView {
    let key = key.clone();
    let done = RwSignal::new(Vec::new());
    let is_first = RwSignal::new(true);
    let known = ui::memo(move |_| match outline {
        None => Some((true, false)),
        Some(outline) => match outline.value.get() {
            Some(outline) => Some(open_to_all(&outline)),
            None => outline.error.with(Option::is_some).then_some((true, false)),
        },
    });
    view! {
        <nav class="preau-stack" aria-label=t::learn::outline()>
            <h2>{t::learn::outline()}</h2>
            {ui::optional(move || {
                let error = plan.error.get().filter(|_| plan.value.with(Option::is_none))?;
                let retry = Callback::new(move |()| plan.retry());
                Some(view! { <ui::ErrorPanel error=error level=3 on_retry=retry pending=plan.pending/> }.into_any())
            })}
            {ui::dynamic(move || {
                let (Some(plan), Some((links, has_more))) = (plan.value.get(), known.get()) else {
                    let waits = plan.error.with(Option::is_none);
                    return waits.then(|| view! { <ui::Loading text=t::learn::loading_outline()/> }).into_any();
                };
                if plan.sections().is_empty() {
                    return view! { <p>{t::learn::empty()}</p> }.into_any();
                }
                let shown = Outline {
                    key: key.clone(),
                    plan: plan.clone(),
                    marks: marks.get(),
                    done,
                    current: Signal::stored(None),
                    open,
                    level: 3,
                    is_brief: false,
                    links,
                };
                if is_first.get_untracked() {
                    is_first.set(false);
                    if let Some(place) = plan.resume().or_else(|| plan.first()) {
                        shown.open_at(&place.unit);
                    }
                }
                view! {
                    {shown.marks.then(|| progress(&shown))}
                    {outline_of(shown)}
                    {has_more.then(|| view! { <p class="preau-soft">{t::learn::more_later()}</p> })}
                }
                .into_any()
            })}
        </nav>
    }
    .into_any()
}

fn outline_of(shown: Outline) -> AnyView {
    untrack(|| outline(shown))
}

/// Whether units may be opened, and whether more will come.
fn open_to_all(outline: &CourseOutline) -> (bool, bool) {
    let Some(blocks) = &outline.course_blocks else { return (true, false) };
    let mut has_links = false;
    let mut has_more = false;
    for block in blocks.blocks.values() {
        has_links |= block.lms_web_url.is_some();
        has_more |= block.has_scheduled_content == Some(true);
    }
    (has_links, has_more)
}
