//! Progress: completion, grades, certificate.
mod certificate;
mod details;
mod grade;
mod types;

use crate::{
    api::{Remote, lms, session},
    app::{LearnPage, Nav, Route, loaded},
    i18n::{Instant, is_never, list, now, percent, t},
    ui::{self, Icon, TagKind},
    wire::openedx::{CompletionSummary, CourseKey, CourseMetadata, Progress},
};
use leptos::prelude::*;

/// The page below the course's heading.
pub(super) fn body(key: &CourseKey, _course: &CourseMetadata) -> AnyView {
    let learner = match expect_context::<Nav>().route.get_untracked() {
        Route::Learn(_, LearnPage::ProgressOf(learner)) => Some(learner),
        _ => None,
    };
    let (asked, of) = (key.clone(), learner.clone());
    let remote = Remote::new(move || {
        let (key, learner) = (asked.clone(), of.clone());
        Some(Box::pin(async move { lms::progress(&key, learner.as_deref()).await }))
    });
    if let Some(known) = lms::last_progress(key, learner.as_deref()) {
        remote.preset(known);
    }
    let is_own = learner.is_none();
    let key = key.clone();
    let is_missing = ui::memo(move |_| remote.is_missing());
    ui::dynamic(move || {
        if is_missing.get() {
            return if is_own { not_here(&key) } else { nobody(&key) };
        }
        let key = key.clone();
        loaded(remote, move |progress| shown(&key, progress, remote))
    })
}

/// The course hides this page.
fn not_here(key: &CourseKey) -> AnyView {
    instead(key, LearnPage::Home, t::progress::not_here_title(), t::progress::not_here(), t::progress::to_outline())
}

/// No such learner, or none of this team's.
fn nobody(key: &CourseKey) -> AnyView {
    instead(key, LearnPage::Progress, t::progress::nobody_title(), t::progress::nobody(), t::progress::to_own())
}

/// Why there is no progress here, and a page to go to.
fn instead(key: &CourseKey, page: LearnPage, title: &'static str, text: &'static str, link: &'static str) -> AnyView {
    let address = Route::Learn(key.as_str().to_owned(), page).path();
    view! {
        <ui::EmptyState title=title>
            <p class="preau-state__text">{text}</p>
            <a class=ui::ButtonKind::Secondary.class() href=address>{link}</a>
        </ui::EmptyState>
    }
    .into_any()
}

fn shown(key: &CourseKey, progress: &Progress, remote: Remote<Progress>) -> AnyView {
    let types = grade::types(progress);
    let whose = is_others(progress).then(|| t::progress::of_learner(&progress.username));
    view! {
        <div class="preau-progress">
            {whose.map(|whose| view! { <ui::Notice><p>{whose}</p></ui::Notice> })}
            {certificate::part(key, progress, remote)}
            {completion(progress)}
            {grades(progress, &types)}
            {details::part(key, progress)}
        </div>
    }
    .into_any()
}

/// Whether the team looks at a learner's progress.
fn is_others(progress: &Progress) -> bool {
    !progress.username.is_empty() && session::username().is_some_and(|own| own != progress.username)
}

fn completion(progress: &Progress) -> AnyView {
    let CompletionSummary { complete_count, incomplete_count, locked_count } = progress.completion_summary;
    let total = u64::from(complete_count).saturating_add(incomplete_count.into()).saturating_add(locked_count.into());
    let share = f64::from(complete_count)
        / (f64::from(complete_count) + f64::from(incomplete_count) + f64::from(locked_count)).max(1.0);
    let locked = (locked_count > 0)
        .then(|| view! { <p class="preau-soft">{t::progress::units_locked(locked_count.into())}</p> }.into_any());
    let scheduled = (progress.has_scheduled_content == Some(true))
        .then(|| view! { <p class="preau-soft">{t::progress::scheduled()}</p> }.into_any());
    view! {
        <section class="preau-panel preau-stack" aria-labelledby="completion">
            <h2 id="completion">{t::progress::completion()}</h2>
            <p>{t::progress::units_done(complete_count.into(), total)}</p>
            {ui::bar(share, None)}
            {locked}
            {scheduled}
        </section>
    }
    .into_any()
}

fn grades(progress: &Progress, types: &[grade::TypeGrade]) -> AnyView {
    let inside = if types.is_empty() {
        view! { <p>{t::progress::no_grades()}</p> }.into_any()
    } else {
        view! { {summary(progress, types)} {types::table(progress, types)} }.into_any()
    };
    view! {
        <section class="preau-panel preau-stack" aria-labelledby="grade">
            <h2 id="grade">{t::progress::grade()}</h2>
            {inside}
        </section>
    }
    .into_any()
}

/// The grade, what is needed, and whether it is reached.
fn summary(progress: &Progress, types: &[grade::TypeGrade]) -> AnyView {
    let grade = &progress.course_grade;
    let mark = grade::passing(&progress.grading_policy);
    let has_ended = end(progress).is_some_and(|end| end < now());
    let state = match (grade.is_passing, has_ended) {
        (true, _) => ui::tag(TagKind::Open, Some(Icon::Check), t::progress::passing()),
        (false, false) => ui::tag(TagKind::Soon, None, t::progress::not_passing()),
        (false, true) => ui::tag(TagKind::Quiet, None, t::progress::not_passed()),
    };
    let letter = grade
        .letter_grade
        .as_ref()
        .filter(|_| has_letters(progress))
        .map(|name| view! { <p>{t::progress::grade_letter(name)}</p> }.into_any());
    let hidden = grade::has_hidden(progress, types)
        .then(|| view! { <ui::Notice><p>{t::progress::hidden()}</p></ui::Notice> }.into_any());
    let meaning = (!has_ended).then(|| view! { <p class="preau-soft">{t::progress::grade_meaning()}</p> }.into_any());
    view! {
        <p class="preau-progress__grade">{t::progress::grade_now(&percent(grade.percent))}</p>
        {ui::bar(grade.percent, mark)}
        <p>{state}</p>
        {letter}
        {mark.map(|mark| view! { <p>{t::progress::grade_to_pass(&percent(mark))}</p> }.into_any())}
        {range(progress)}
        {meaning}
        {hidden}
    }
    .into_any()
}

fn end(progress: &Progress) -> Option<Instant> {
    progress.end.as_deref().and_then(Instant::parse).filter(|end| !is_never(*end))
}

fn has_letters(progress: &Progress) -> bool {
    progress.grading_policy.grade_range.iter().count() > 1
}

/// The grades that have names, best first.
fn range(progress: &Progress) -> Option<AnyView> {
    if !has_letters(progress) {
        return None;
    }
    let mut names: Vec<(&str, f64)> =
        progress.grading_policy.grade_range.iter().map(|(name, least)| (name, *least)).collect();
    crate::order::sort_by(&mut names, |(_, one), (_, other)| other.total_cmp(one));
    let items: Vec<String> =
        names.into_iter().map(|(name, least)| t::progress::range_item(&percent(least), name)).collect();
    Some(view! { <p>{t::progress::range(&list(&items))}</p> }.into_any())
}
