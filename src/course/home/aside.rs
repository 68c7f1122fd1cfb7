//! Beside the outline: next dates, goal, documents, further pages, what can be and has been earned.
use super::goal;
use crate::{
    api::{Remote, awards, lms, lms_now, safe_link, session::username},
    app::{LearnPage, Route, awards_of, rich_text_on_demand},
    i18n::{Instant, day, from_now, t},
    ui::{self, Icon, icon},
    wire::openedx::{CourseKey, CourseMetadata, CourseOutline, CourseTool, DateBlock},
};
use leptos::prelude::*;

/// Everything of it; its failure is told by the outline's place, which says more.
pub(super) fn aside(key: &CourseKey, metadata: &CourseMetadata, outline: Remote<CourseOutline>) -> AnyView {
    let (key, is_enrolled) = (key.clone(), metadata.is_enrolled);
    let own = key.clone();
    let has_outline = ui::memo(move |_| outline.value.with(Option::is_some));
    let failed = ui::memo(move |_| outline.error.get().filter(|_| outline.value.with(Option::is_none)));
    view! {
        <div class="preau-home__aside preau-stack">
            {ui::optional(move || failed.get().map(|error| {
                let retry = Callback::new(move |()| outline.retry());
                view! { <ui::ErrorPanel error=error on_retry=retry pending=outline.pending/> }.into_any()
            }))}
            {ui::optional(move || {
                let outline = outline.value.get()?;
                let goals = outline.course_goals;
                // nobody learns by the week in a course that is over
                let has_goal = is_enrolled && goals.weekly_learning_goal_enabled && outline.has_ended != Some(true);
                let goal = has_goal.then(|| goal::goal(&key, goals.selected_goal));
                Some(view! {
                    {dates(&key, &outline.dates_widget.course_date_blocks)}
                    {goal}
                    {outline.handouts_html.as_deref().filter(|html| !html.trim().is_empty()).map(handouts)}
                    {tools(&outline.course_tools)}
                    {earned(&key)}
                }.into_any())
            })}
            // after what one comes for
            {ui::optional(move || {
                let is_learner = has_outline.get() && untrack(username).is_some();
                is_learner.then(|| untrack(|| awards_of(own.clone())))
            })}
        </div>
    }
    .into_any()
}

fn dates(key: &CourseKey, blocks: &[DateBlock]) -> Option<AnyView> {
    let now = lms_now();
    let lines: Vec<AnyView> = blocks
        .iter()
        .filter_map(|block| {
            let at = Instant::parse(&block.date)?;
            let when = t::learn::date_line(&day(at), &from_now(at, now));
            let title = block.title.clone();
            Some(view! { <li><strong>{title}</strong><br/>{when}</li> }.into_any())
        })
        .collect();
    let all = Route::Learn(key.as_str().to_owned(), LearnPage::Dates).path();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="preau-stack">
                <h2>{t::learn::next_dates()}</h2>
                <ul role="list" class="preau-stack">{lines}</ul>
                <p><a href=all>{t::learn::all_dates()}</a></p>
            </section>
        }
        .into_any()
    })
}

fn handouts(html: &str) -> AnyView {
    view! { <section class="preau-stack"><h2>{t::learn::handouts()}</h2>{rich_text_on_demand(html, 3)}</section> }
        .into_any()
}

/// What the course leads to, as the institution says; and where the learner's own are.
fn earned(key: &CourseKey) -> Option<AnyView> {
    let lines: Vec<AnyView> = awards::in_course(key)
        .into_iter()
        .map(|badge| match badge.url.as_deref().and_then(safe_link) {
            Some(address) => view! { <li><a href=address rel="external">{badge.title}</a></li> }.into_any(),
            None => view! { <li>{badge.title}</li> }.into_any(),
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="preau-stack">
                <h2>{t::learn::leads_to()}</h2>
                <ul role="list" class="preau-links">{lines}</ul>
                <p><a href=Route::Badges.path()>{t::app::nav_badges()}</a></p>
            </section>
        }
        .into_any()
    })
}

/// Pages that the LMS has and this app does not.
fn tools(tools: &[CourseTool]) -> Option<AnyView> {
    let links: Vec<AnyView> = tools
        .iter()
        .filter(|tool| tool.analytics_id != "edx.bookmarks")
        .filter_map(|tool| {
            let address = lms::lms_link(&tool.url)?;
            let title = tool.title.clone();
            Some(view! { <li><a href=address rel="external">{title} " " {icon(Icon::External)}</a></li> }.into_any())
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! { <section class="preau-stack"><h2>{t::learn::tools()}</h2><ul role="list" class="preau-links">{links}</ul></section> }
            .into_any()
    })
}
