//! What is due next, over all courses: what is found shows as it comes; a few courses that fail are named, more are counted.
mod asking;

use super::model::{Action, Courses, Group, Item};
use crate::{
    app::{LearnPage, Route},
    calendar::{self, Event},
    i18n::{Instant, day, from_now, is_never, list, now, t},
    order,
    ui::{self, Button, ButtonKind, Icon, icon},
    wire::openedx::{CourseDates, CourseKey, DateKind},
};
use leptos::{html, prelude::*};
use std::rc::Rc;

/// Dates shown at first.
const SHOWN: usize = 5;
/// Courses that failed are named, unless they are more.
const NAMED: usize = 3;

/// Something due in a course.
#[derive(Debug, Clone, PartialEq)]
struct Due {
    at: Instant,
    what: String,
    key: CourseKey,
    course: String,
    /// Tells it from all others.
    id: String,
}

/// A course that may have dates.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    key: CourseKey,
    title: String,
    /// Where dates are likely: asked at each visit.
    is_newest: bool,
}

#[derive(Clone, Copy)]
struct Dates {
    /// How many courses are asked.
    all: usize,
    /// How many of them answered, or failed.
    answered: RwSignal<usize>,
    /// Who asks, one course after the other.
    running: RwSignal<usize>,
    is_running: Memo<bool>,
    /// What was found, soonest first.
    due: RwSignal<Rc<Vec<Due>>>,
    /// Courses that did not answer, or were not asked after others had not.
    failed: RwSignal<Vec<Asked>>,
    shows_all: RwSignal<bool>,
}

/// The part of the page; nothing when no course is open.
pub(super) fn section(courses: &Courses) -> Option<AnyView> {
    let open: Vec<_> = courses.items.iter().filter_map(asks).collect();
    let is_bounded = open.len() > asking::MOST;
    let asked: Vec<Asked> = (0..)
        .zip(open)
        .take(asking::MOST)
        .map(|(place, (key, title))| Asked { key, title, is_newest: place < asking::NEWEST })
        .collect();
    if asked.is_empty() || courses.is_reduced {
        return None;
    }
    let running = RwSignal::new(0);
    let dates = Dates {
        all: asked.len(),
        answered: RwSignal::new(0),
        running,
        is_running: ui::memo(move |_| running.get() > 0),
        due: RwSignal::new(Rc::default()),
        failed: RwSignal::new(Vec::new()),
        shows_all: RwSignal::new(false),
    };
    dates.ask(asked);
    let is_any = ui::memo(move |_| dates.due.with(|due| !due.is_empty()));
    let has_failed = ui::memo(move |_| dates.failed.with(|failed| !failed.is_empty()));
    Some(
        view! {
            <section class="preau-panel preau-stack" aria-labelledby="due">
                <h2 id="due" tabindex="-1">{t::dashboard::due_title()}</h2>
                {ui::dynamic(move || if is_any.get() { untrack(|| dates.found()) } else { dates.nothing() })}
                {ui::optional(move || dates.progress())}
                {is_bounded.then(|| view! { <p class="preau-small preau-soft">{t::dashboard::due_newest(number(asking::MOST))}</p> })}
                {ui::optional(move || has_failed.get().then(|| dates.problems()))}
            </section>
        }
        .into_any(),
    )
}

/// Courses that one can go into now: others have no date that matters yet.
fn asks(item: &Item) -> Option<(CourseKey, String)> {
    let is_open = matches!(item.group, Group::InProgress | Group::NotStarted) && item.action != Some(Action::View);
    Some((item.key.clone().filter(|_| is_open)?, item.title.clone()))
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Dates {
    fn add(self, found: Vec<Due>) {
        if found.is_empty() {
            return;
        }
        self.due.update(|due| {
            let mut all = Vec::clone(due);
            all.extend(found);
            order::sort_by(&mut all, |a, b| a.at.millis().total_cmp(&b.at.millis()));
            *due = Rc::new(all);
        });
    }

    /// Rows stay when others come between them: one of their links may have the focus.
    fn found(self) -> AnyView {
        let shown = move || if self.shows_all.get() { usize::MAX } else { SHOWN };
        let ids = move || self.due.with(|due| due.iter().take(shown()).map(|due| due.id.clone()).collect());
        let draw =
            move |id: String| self.due.with_untracked(|due| due.iter().find(|due| due.id == id).map(row).into_any());
        let has_more = ui::memo(move |_| self.due.with(|due| due.len() > shown()));
        let show_all = move || {
            let press = move |()| {
                self.shows_all.set(true);
                ui::dom::focus_id("due");
            };
            let text = move || t::dashboard::due_all(number(self.due.with(|due| due.len())));
            view! { <Button kind=ButtonKind::Quiet small=true on_press=press>{ui::text(text)}</Button> }.into_any()
        };
        let save = move |()| calendar::save(t::dashboard::calendar_name(), events(&self.due.get_untracked()));
        view! {
            <ul class="preau-due" role="list">{ui::each(ids, draw)}</ul>
            <div class="preau-row preau-no-print">
                {ui::optional(move || has_more.get().then(show_all))}
                <Button kind=ButtonKind::Quiet small=true icon_before=Icon::Calendar on_press=save label=t::dashboard::calendar_label()>
                    {t::dashboard::calendar()}
                </Button>
            </div>
        }
        .into_any()
    }

    /// Nothing was found yet, or is due; where a course failed, that cannot be told.
    fn nothing(self) -> AnyView {
        if self.is_running.get() {
            return view! { <ui::Loading inline=true text=t::dashboard::due_loading()/> }.into_any();
        }
        let is_sure = self.failed.with(Vec::is_empty);
        is_sure.then(|| view! { <p class="preau-soft">{t::dashboard::due_none()}</p> }).into_any()
    }

    /// That what is shown may not be all yet, where that takes a while.
    fn progress(self) -> Option<AnyView> {
        (self.all > asking::NEWEST && self.is_running.get()).then(|| {
            let text = move || t::dashboard::due_asked(number(self.all), number(self.answered.get()));
            view! { <p class="preau-small preau-soft">{ui::text(text)}</p> }.into_any()
        })
    }

    /// Stays when others fail too: its button may have the focus.
    fn problems(self) -> AnyView {
        let text = move || {
            self.failed.with(|failed| {
                if failed.len() > NAMED {
                    return t::dashboard::due_failed_many(number(failed.len()));
                }
                t::dashboard::due_failed(&list(&failed.iter().map(|course| course.title.clone()).collect::<Vec<_>>()))
            })
        };
        view! {
            <div class="preau-small">
                <p>{icon(Icon::Alert)} " " {ui::text(text)}</p>
                <p><Button small=true icon_before=Icon::Retry pending=self.is_running on_press=move |()| self.retry()>{t::ui::retry()}</Button></p>
            </div>
        }
        .into_any()
    }
}

fn row(due: &Due) -> AnyView {
    let address = Route::Learn(due.key.as_str().to_owned(), LearnPage::Dates).path();
    let when = [day(due.at), " (".into(), from_now(due.at, now()), ")".into()].concat();
    let element = NodeRef::<html::Div>::new();
    // sooner ones may come, and this one no longer be among the first
    ui::dom::rescue_focus_of(element);
    view! {
        <li>
            <div class="preau-due__item" node_ref=element>
                <a href=address>{due.what.clone()}</a>
                <span>{due.course.clone()}</span>
                <span class="preau-soft">{when}</span>
            </div>
        </li>
    }
    .into_any()
}

/// What lies ahead and is left to do.
fn due(dates: &CourseDates, key: &CourseKey, course: &str, now: Instant) -> Vec<Due> {
    let blocks = dates.course_date_blocks.iter().enumerate().filter(|(_, block)| {
        let is_open = block.complete != Some(true) && (block.learner_has_access || dates.learner_is_full_access);
        match block.date_type {
            DateKind::AssignmentDueDate => is_open,
            DateKind::CourseEndDate | DateKind::CourseExpiredDate | DateKind::VerificationDeadlineDate => true,
            _ => false,
        }
    });
    blocks
        .filter_map(|(place, block)| {
            let at = Instant::parse(&block.date).filter(|at| *at > now && !is_never(*at))?;
            let id = calendar::uid(key, block, dates.course_date_blocks.iter().take(place));
            Some(Due { at, what: block.title.clone(), key: key.clone(), course: course.to_owned(), id })
        })
        .collect()
}

fn events(due: &[Due]) -> Vec<Event> {
    due.iter()
        .map(|due| Event {
            uid: due.id.clone(),
            at: due.at,
            summary: t::dashboard::event(&due.course, &due.what),
            url: calendar::absolute(&Route::Learn(due.key.as_str().to_owned(), LearnPage::Dates).path()),
        })
        .collect()
}
