//! Dates: what is due when, what was missed and can be moved, and all of it for the learner's calendar.
mod marks;
mod shift;

use super::{jump, language::named};
use crate::{
    api::{Remote, clock_difference, lms},
    app::{LearnPage, Route, loaded, rich_text_on_demand},
    calendar::{self, Event},
    i18n::{Instant, day, from_now, now, t, time},
    ui::{self, Icon},
    wire::openedx::{CourseDates, CourseKey, CourseMetadata, DateKind},
};
use leptos::prelude::*;
use marks::{Marked, marked};

/// The page below the course's heading.
pub(super) fn body(key: &CourseKey, course: &CourseMetadata) -> AnyView {
    let asked = key.clone();
    let remote = Remote::new(move || {
        let key = asked.clone();
        Some(Box::pin(async move { lms::dates(&key).await }))
    });
    if let Some(known) = lms::last_dates(key) {
        remote.preset(known);
    }
    let (key, title) = (key.clone(), course.title.clone());
    loaded(remote, move |dates| shown(&key, &title, dates, remote))
}

/// The present moment by the LMS's clock: due dates are its own.
fn there() -> Instant {
    Instant::from_millis(now().millis() + clock_difference())
}

fn shown(key: &CourseKey, title: &str, dates: &CourseDates, remote: Remote<CourseDates>) -> AnyView {
    let now = there();
    let all = marked(&dates.course_date_blocks, now);
    let missed = shift::part(key, &dates.dates_banner_info, remote);
    if all.is_empty() {
        return view! {
            {missed}
            <ui::EmptyState title=t::dates::none_title()><p class="preau-state__text">{t::dates::none()}</p></ui::EmptyState>
        }
        .into_any();
    }
    let days: Vec<AnyView> = by_day(&all).into_iter().map(|day| on_day(day, now)).collect();
    view! {
        <div class="preau-stack">
            {missed}
            <div class="preau-row preau-row--apart">
                <p class="preau-soft">{t::dates::zone()}</p>
                {to_calendar(key, title, &all, now)}
            </div>
            <ol class="preau-dates" role="list">{days}</ol>
        </div>
    }
    .into_any()
}

/// Neighbours of the same day together.
fn by_day(all: &[Marked]) -> Vec<&[Marked]> {
    all.chunk_by(|one, other| one.at.days_since(other.at) == 0.0).collect()
}

fn on_day(dates: &[Marked], now: Instant) -> AnyView {
    let Some(first) = dates.first() else { return ().into_any() };
    let class = if first.at < now && first.at.days_since(now) != 0.0 {
        "preau-dates__day preau-dates__day--past"
    } else {
        "preau-dates__day"
    };
    let items: Vec<AnyView> = dates.iter().map(item).collect();
    view! {
        <li class=class>
            <h2 class="preau-dates__date">{day(first.at)} " " <span class="preau-soft">{from_now(first.at, now)}</span></h2>
            <ul class="preau-stack" role="list">{items}</ul>
        </li>
    }
    .into_any()
}

fn item(one: &Marked) -> AnyView {
    let block = &one.block;
    let is_due = block.date_type == DateKind::AssignmentDueDate;
    // other titles are the LMS's own
    let name = if is_due { named(block.title.clone()) } else { block.title.clone().into_any() };
    let address = Some(block.link.as_str()).filter(|_| block.learner_has_access).and_then(jump::address);
    let title = match address {
        Some((address, is_ours)) => {
            view! { <a href=address rel=(!is_ours).then_some("external")>{name}</a> }.into_any()
        }
        None => view! { <span>{name}</span> }.into_any(),
    };
    let kind = block.assignment_type.clone().filter(|kind| !kind.is_empty() && *kind != block.title);
    let until = is_due.then(|| t::dates::due_at(&time(one.at)));
    let facts: Vec<String> = [kind, until].into_iter().flatten().collect();
    let facts = (!facts.is_empty())
        .then(|| view! { <p class="preau-soft preau-small">{facts.join(t::dates::between())}</p> }.into_any());
    let marks: Vec<AnyView> = one.marks.iter().map(|mark| ui::tag(mark.look(), None, mark.text())).collect();
    let texts: Vec<AnyView> = [Some(&block.description), block.extra_info.as_ref()]
        .into_iter()
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .map(|text| rich_text_on_demand(text, 3))
        .collect();
    view! {
        <li class="preau-dates__item">
            <div class="preau-row"><strong>{title}</strong> {marks}</div>
            {facts}
            {texts}
        </li>
    }
    .into_any()
}

/// Every date ahead as a file for the learner's calendar.
fn to_calendar(key: &CourseKey, title: &str, all: &[Marked], now: Instant) -> Option<AnyView> {
    let page = Route::Learn(key.as_str().to_owned(), LearnPage::Dates).path();
    let events: Vec<Event> = all
        .iter()
        .enumerate()
        .filter(|(_, one)| one.at >= now && one.block.complete != Some(true))
        .map(|(place, one)| Event {
            uid: calendar::uid(key, &one.block, all.iter().take(place).map(|one| &one.block)),
            at: one.at,
            summary: t::dates::event(title, &one.block.title),
            url: calendar::absolute(&page),
        })
        .collect();
    let title = title.to_owned();
    (!events.is_empty()).then(|| {
        view! {
            <ui::Button icon_before=Icon::Calendar on_press=move |()| calendar::save(&title, events.clone())>
                {t::dates::to_calendar()}
            </ui::Button>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::DateBlock;

    fn one(hours: f64) -> Marked {
        Marked { at: Instant::from_millis(hours * 3_600_000.0), block: DateBlock::default(), marks: Vec::new() }
    }

    #[test]
    fn dates_of_a_day_stand_together() {
        let all = [one(1.0), one(23.0), one(25.0)];
        let sizes: Vec<usize> = by_day(&all).into_iter().map(<[Marked]>::len).collect();
        assert_eq!(sizes, [2, 1]);
    }
}
