//! What is due next, over all courses: each course's dates are asked for, a few at a time; one that fails is named, alone.
use super::model::{Action, Courses, Group, Item};
use crate::{
    api::{ApiError, lms},
    app::{LearnPage, Route},
    calendar::{self, Event},
    i18n::{Instant, day, from_now, is_never, list, now, t},
    order,
    ui::{self, Button, ButtonKind, Icon, icon},
    wire::openedx::{CourseDates, CourseKey, DateKind},
};
use leptos::{prelude::*, task::spawn_local_scoped};
use std::rc::Rc;

/// Requests under way at the same time.
const AT_ONCE: usize = 3;
/// Courses asked at first, and each time that the learner wants more.
const STEP: usize = 12;
/// Dates shown at first.
const SHOWN: usize = 5;

/// Something due in a course.
#[derive(Debug, Clone, PartialEq)]
struct Due {
    at: Instant,
    what: String,
    key: CourseKey,
    course: String,
    /// Tells it from the other dates of its course.
    id: String,
}

/// A course that may have dates.
type Asked = (CourseKey, String);

#[derive(Clone, Copy)]
struct Dates {
    courses: StoredValue<Vec<Asked>>,
    /// How many of them were asked, or are being asked.
    asked: RwSignal<usize>,
    /// Requests under way.
    running: RwSignal<usize>,
    /// What was found, soonest first.
    due: RwSignal<Rc<Vec<Due>>>,
    /// Courses that did not answer.
    failed: RwSignal<Vec<Asked>>,
    shows_all: RwSignal<bool>,
}

/// The part of the page; nothing when no course is open.
pub(super) fn section(courses: &Courses) -> Option<AnyView> {
    let asked: Vec<Asked> = courses.items.iter().filter_map(asks).collect();
    if asked.is_empty() || courses.is_reduced {
        return None;
    }
    let dates = Dates {
        courses: StoredValue::new(asked),
        asked: RwSignal::new(0),
        running: RwSignal::new(0),
        due: RwSignal::new(Rc::default()),
        failed: RwSignal::new(Vec::new()),
        shows_all: RwSignal::new(false),
    };
    dates.ask_more();
    Some(
        view! {
            <section class="preau-panel preau-stack" aria-labelledby="due">
                <h2 id="due" tabindex="-1">{t::dashboard::due_title()}</h2>
                {ui::dynamic(move || dates.found())}
                {ui::optional(move || dates.problems())}
                {ui::optional(move || dates.more())}
            </section>
        }
        .into_any(),
    )
}

/// Courses that one can go into now: others have no date that matters yet.
fn asks(item: &Item) -> Option<Asked> {
    let is_open = matches!(item.group, Group::InProgress | Group::NotStarted) && item.action != Some(Action::View);
    Some((item.key.clone().filter(|_| is_open)?, item.title.clone()))
}

impl Dates {
    fn ask_more(self) {
        let from = self.asked.get_untracked();
        let next: Vec<Asked> = self.courses.with_value(|all| all.iter().skip(from).take(STEP).cloned().collect());
        self.asked.set(from.saturating_add(next.len()));
        self.ask(next);
    }

    fn retry(self) {
        let failed = self.failed.get_untracked();
        self.failed.set(Vec::new());
        self.ask(failed);
    }

    /// Asks all, a few at a time.
    fn ask(self, courses: Vec<Asked>) {
        let queue = StoredValue::new(courses);
        for _ in 0..AT_ONCE {
            let next = move || {
                let mut taken = None;
                queue.update_value(|queue| {
                    if !queue.is_empty() {
                        taken = Some(queue.remove(0));
                    }
                });
                taken
            };
            self.running.update(|running| *running = running.saturating_add(1));
            spawn_local_scoped(async move {
                while let Some((key, title)) = next() {
                    match lms::dates(&key).await {
                        Ok(dates) => self.add(due(&dates, &key, &title, now())),
                        // no such page, or not for this learner: there is nothing due
                        Err(ApiError::NotFound | ApiError::Refused(_)) => {}
                        Err(error) => {
                            leptos::logging::warn!("dates of {key}: {error}");
                            self.failed.update(|failed| failed.push((key, title)));
                        }
                    }
                }
                self.running.update(|running| *running = running.saturating_sub(1));
            });
        }
    }

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

    fn found(self) -> AnyView {
        let due = self.due.get();
        if due.is_empty() {
            return if self.running.get() > 0 {
                view! { <ui::Loading inline=true text=t::dashboard::due_loading()/> }.into_any()
            } else {
                view! { <p class="preau-soft">{t::dashboard::due_none()}</p> }.into_any()
            };
        }
        let shown = if self.shows_all.get() { due.len() } else { SHOWN };
        let rows = due.iter().take(shown).map(row).collect_view();
        let rest = due.len().saturating_sub(shown);
        let show_all = (rest > 0).then(|| {
            let press = move |()| {
                self.shows_all.set(true);
                ui::dom::focus_id("due");
            };
            let text = t::dashboard::due_all(u64::try_from(due.len()).unwrap_or(u64::MAX));
            view! { <Button kind=ButtonKind::Quiet small=true on_press=press>{text}</Button> }
        });
        let save = move |()| calendar::save(t::dashboard::calendar_name(), events(&self.due.get_untracked()));
        view! {
            <ul class="preau-due" role="list">{rows}</ul>
            <div class="preau-row preau-no-print">
                {show_all}
                <Button kind=ButtonKind::Quiet small=true icon_before=Icon::Calendar on_press=save label=t::dashboard::calendar_label()>
                    {t::dashboard::calendar()}
                </Button>
            </div>
        }
        .into_any()
    }

    fn problems(self) -> Option<AnyView> {
        let failed = self.failed.get();
        if failed.is_empty() {
            return None;
        }
        let titles: Vec<String> = failed.into_iter().map(|(_, title)| title).collect();
        let pending = Signal::derive(move || self.running.get() > 0);
        Some(
            view! {
                <div class="preau-small">
                    <p>{icon(Icon::Alert)} " " {t::dashboard::due_failed(&list(&titles))}</p>
                    <p><Button small=true icon_before=Icon::Retry pending=pending on_press=move |()| self.retry()>{t::ui::retry()}</Button></p>
                </div>
            }
            .into_any(),
        )
    }

    /// Which courses were looked at, when there are more.
    fn more(self) -> Option<AnyView> {
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let (asked, all) = (self.asked.get(), self.courses.with_value(Vec::len));
        let pending = Signal::derive(move || self.running.get() > 0);
        (asked < all).then(|| {
            view! {
                <div class="preau-small preau-soft">
                    <p>{t::dashboard::due_asked(number(all), number(asked))}</p>
                    <p><Button small=true pending=pending on_press=move |()| self.ask_more()>{t::dashboard::due_more()}</Button></p>
                </div>
            }
            .into_any()
        })
    }
}

fn row(due: &Due) -> AnyView {
    let address = Route::Learn(due.key.as_str().to_owned(), LearnPage::Dates).path();
    let when = [day(due.at), " (".into(), from_now(due.at, now()), ")".into()].concat();
    view! {
        <li class="preau-due__item">
            <a href=address>{due.what.clone()}</a>
            <span>{due.course.clone()}</span>
            <span class="preau-soft">{when}</span>
        </li>
    }
    .into_any()
}

/// What lies ahead and is left to do.
fn due(dates: &CourseDates, key: &CourseKey, course: &str, now: Instant) -> Vec<Due> {
    let blocks = dates.course_date_blocks.iter().filter(|block| {
        let is_open = block.complete != Some(true) && (block.learner_has_access || dates.learner_is_full_access);
        match block.date_type {
            DateKind::AssignmentDueDate => is_open,
            DateKind::CourseEndDate | DateKind::CourseExpiredDate | DateKind::VerificationDeadlineDate => true,
            _ => false,
        }
    });
    blocks
        .filter_map(|block| {
            let at = Instant::parse(&block.date).filter(|at| *at > now && !is_never(*at))?;
            let id =
                if block.first_component_block_id.is_empty() { &block.title } else { &block.first_component_block_id };
            Some(Due { at, what: block.title.clone(), key: key.clone(), course: course.to_owned(), id: id.clone() })
        })
        .collect()
}

fn events(due: &[Due]) -> Vec<Event> {
    due.iter()
        .map(|due| Event {
            uid: [due.key.as_str(), " ", &due.id, "@preau"].concat(),
            at: due.at,
            summary: t::dashboard::event(&due.course, &due.what),
            url: calendar::absolute(&Route::Learn(due.key.as_str().to_owned(), LearnPage::Dates).path()),
        })
        .collect()
}
