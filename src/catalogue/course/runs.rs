//! The sessions of a course, by what one can do with them.
use super::{calendar_button, facts::fact};
use crate::{
    catalogue::state::{RunDates, language_names, run_certificate_words, run_offer_words, run_state},
    i18n::{Instant, day, is_never, now, t},
    order,
    ui::{self, Icon},
    wire::richie::{Course, CourseRun, State},
};
use leptos::{html, prelude::*};

/// Archived sessions shown at first.
const SHOWN: usize = 10;

/// Groups in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Upcoming,
    Ongoing,
    ToBeScheduled,
    Archived,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Open, Self::Upcoming, Self::Ongoing, Self::ToBeScheduled, Self::Archived];

    fn of(priority: u8) -> Self {
        match priority {
            State::ONGOING_OPEN | State::FUTURE_OPEN | State::ARCHIVED_OPEN => Self::Open,
            State::FUTURE_NOT_YET_OPEN | State::FUTURE_CLOSED => Self::Upcoming,
            State::ONGOING_CLOSED => Self::Ongoing,
            State::ARCHIVED => Self::Archived,
            _ => Self::ToBeScheduled,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Open => t::course::runs_open(),
            Self::Upcoming => t::course::runs_upcoming(),
            Self::Ongoing => t::course::runs_ongoing(),
            Self::ToBeScheduled => t::course::runs_to_be_scheduled(),
            Self::Archived => t::course::runs_archived(),
        }
    }
}

/// Runs by group, without empty groups; archived ones end latest first, the others start soonest first.
fn grouped<T>(runs: Vec<(RunDates, T)>, now: Instant) -> Vec<(Kind, Vec<(RunDates, T)>)> {
    let mut groups: Vec<(Kind, Vec<(RunDates, T)>)> = Kind::ALL.map(|kind| (kind, Vec::new())).into();
    for run in runs {
        let kind = Kind::of(run.0.priority(now));
        if let Some((_, group)) = groups.iter_mut().find(|(other, _)| *other == kind) {
            group.push(run);
        }
    }
    for (kind, group) in &mut groups {
        let millis = |at: Option<Instant>| at.map_or(f64::INFINITY, Instant::millis);
        match kind {
            Kind::Archived => order::sort_by(group, |(a, _), (b, _)| millis(b.end).total_cmp(&millis(a.end))),
            _ => order::sort_by(group, |(a, _), (b, _)| millis(a.start).total_cmp(&millis(b.start))),
        }
    }
    groups.retain(|(_, group)| !group.is_empty());
    groups
}

/// `Du 3 mars 2026 au 4 avril 2026`.
fn span(dates: &RunDates) -> String {
    match (dates.start, dates.last_day()) {
        (Some(start), Some(end)) => t::course::run_from_to(&day(end), &day(start)),
        (Some(start), None) if !is_never(start) => t::course::run_from(&day(start)),
        _ => t::course::run_undated().to_owned(),
    }
}

fn enrolment(dates: &RunDates) -> Option<String> {
    let start = dates.enrollment_start?;
    Some(match dates.deadline() {
        Some(end) => t::course::enrolment_from_to(&day(end), &day(start)),
        None => t::course::enrolment_from(&day(start)),
    })
}

/// All sessions of a course.
pub(super) fn section(course: &Course) -> AnyView {
    let now = now();
    let runs = course.course_runs.iter().map(|run| (RunDates::of(run), run)).collect();
    let groups: Vec<AnyView> =
        grouped(runs, now).into_iter().map(|(kind, runs)| group(course, kind, &runs, now)).collect();
    let none = groups.is_empty().then(|| view! { <p>{t::course::no_runs()}</p> });
    view! {
        <section class="preau-stack" aria-labelledby="runs">
            <h2 id="runs">{t::course::runs()}</h2>
            {none}
            {groups}
        </section>
    }
    .into_any()
}

fn group(course: &Course, kind: Kind, runs: &[(RunDates, &CourseRun)], now: Instant) -> AnyView {
    let count = runs.len().saturating_sub(if kind == Kind::Archived { SHOWN } else { runs.len() });
    let open = RwSignal::new(false);
    let first_new = NodeRef::<html::H4>::new();
    let items: Vec<AnyView> = runs
        .iter()
        .enumerate()
        .map(|(index, (dates, run))| {
            let more = kind == Kind::Archived && index >= SHOWN;
            let heading = if more && index == SHOWN { first_new } else { NodeRef::new() };
            item(course, *dates, run, now, heading, move || more && !open.get())
        })
        .collect();
    let more = (count > 0).then(|| {
        let press = move |_| {
            open.set(true);
            request_animation_frame(move || {
                if let Some(heading) = first_new.get_untracked() {
                    ui::dom::focus(&heading);
                }
            });
        };
        let text = t::course::more_runs(u64::try_from(count).unwrap_or(u64::MAX));
        view! {
            <p hidden=move || open.get()>
                <button type="button" class=ui::ButtonKind::Secondary.class() aria-expanded="false" on:click=press>{text}</button>
            </p>
        }
    });
    view! {
        <div class="preau-stack preau-course__group">
            <h3>{kind.heading()}</h3>
            <ul class="preau-runs" role="list">{items}</ul>
            {more}
        </div>
    }
    .into_any()
}

fn item(
    course: &Course,
    dates: RunDates,
    run: &CourseRun,
    now: Instant,
    heading: NodeRef<html::H4>,
    hidden: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyView {
    let state = run_state(dates, now);
    let facts = [
        (t::course::fact_enrolment(), enrolment(&dates)),
        (t::course::fact_languages(), language_names(&run.languages)),
        (t::course::fact_offer(), Some(run_offer_words(run))),
    ];
    let certificate = run_certificate_words(run).map(|words| fact(t::course::fact_certificate(), Some(words)));
    view! {
        <li class="preau-runs__item preau-stack" hidden=hidden>
            <h4 node_ref=heading tabindex="-1">{span(&dates)}</h4>
            <p>{ui::tag(state.tone, Some(Icon::Calendar), &state.label)}</p>
            {state.note.map(|note| view! { <p class="preau-soft preau-small">{note}</p> })}
            <dl class="preau-facts preau-facts--row">
                {facts.into_iter().filter(|(_, value)| value.is_some()).map(|(name, value)| fact(name, value)).collect::<Vec<_>>()}
                {certificate}
            </dl>
            {crate::catalogue::enrolment::of_run(course, dates)}
            {calendar_button::button(course, dates, &span(&dates), now)}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400_000.0;

    fn run(start: f64, end: f64, closes: f64) -> RunDates {
        let at = |days: f64| Some(Instant::from_millis((20_000.0 + days) * DAY));
        RunDates { start: at(start), end: at(end), enrollment_start: at(start - 30.0), enrollment_end: at(closes) }
    }

    #[test]
    fn sessions_are_grouped_by_what_one_can_do_with_them() {
        let runs = vec![
            (run(-90.0, -60.0, -80.0), "old"),
            (run(-9.0, 30.0, -1.0), "running"),
            (run(20.0, 40.0, 19.0), "open later"),
            (run(-50.0, -20.0, -40.0), "less old"),
            (run(-2.0, 40.0, 9.0), "open"),
            (RunDates::default(), "undated"),
            (run(60.0, 90.0, 59.0), "upcoming"),
        ];
        let groups = grouped(runs, Instant::from_millis(20_000.0 * DAY));
        let names: Vec<(Kind, Vec<&str>)> =
            groups.into_iter().map(|(kind, runs)| (kind, runs.into_iter().map(|(_, name)| name).collect())).collect();
        assert_eq!(
            names,
            [
                (Kind::Open, vec!["open", "open later"]),
                (Kind::Upcoming, vec!["upcoming"]),
                (Kind::Ongoing, vec!["running"]),
                (Kind::ToBeScheduled, vec!["undated"]),
                (Kind::Archived, vec!["less old", "old"]),
            ]
        );
    }

    #[test]
    fn a_session_without_an_end_says_so() {
        let dates = RunDates { end: Some(Instant::from_millis(253_402_214_400_000.0)), ..run(0.0, 0.0, 0.0) };
        assert!(span(&dates).ends_with("sans date de fin"), "{}", span(&dates));
        assert_eq!(span(&RunDates::default()), t::course::run_undated());
        let enrolment = enrolment(&RunDates { enrollment_end: None, ..dates });
        assert!(enrolment.is_some_and(|text| text.ends_with("sans date limite")));
    }
}
