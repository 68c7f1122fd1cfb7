//! Units of a course. The page stays from unit to unit: only what is about the unit changes.
//!
//! Criteria:
//! - the name of the next unit stands at once and takes the focus; its content follows;
//! - outline and parts of the course come before the heading: the skip link passes them;
//! - "previous" and "next" name where they lead, across subsections; at the ends a text or the course's last page;
//! - the learner's place, mark and completion reach the LMS once each, also when they leave early.
mod bookmark;
pub(super) mod completion;
mod content;
mod find;
mod honour;
mod sequence;
mod side;
mod told;
mod ways;

use super::{
    frame::frame,
    header::{Entered, around, enter, inside, viewing_as},
    home::marks,
    language::{course_language, provide_language},
    plan::{Place, Plan, plan},
    tab::Tab,
};
use crate::{
    api::{ApiError, Remote, session::username},
    app::{Nav, PageHeading, beside_unit, remember_course},
    i18n::t,
    ui,
    wire::openedx::{CourseKey, CourseMetadata, Sequence, UsageKey},
};
use find::Found;
use leptos::prelude::*;
use std::rc::Rc;

/// Everything that the parts of the page know together.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    /// The course.
    pub key: StoredValue<CourseKey>,
    /// Who learns, if anybody is signed in.
    pub username: StoredValue<Option<String>>,
    /// The learner is in the course, or of its team; others see of an open one what everybody sees.
    pub is_in: bool,
    /// The server is an older one.
    pub is_older: bool,
    /// The course down to its units.
    pub plan: Remote<Plan>,
    /// The unit in view.
    pub place: Memo<Option<Place>>,
    /// Its subsection, once the LMS has told about it.
    pub sequence: Memo<Option<Rc<Sequence>>>,
    /// Units done since the plan was asked for.
    pub done: RwSignal<Vec<UsageKey>>,
    /// The LMS counts what this learner completes.
    pub is_counted: StoredValue<bool>,
    /// Whether marks of completion are shown.
    pub marks: Signal<bool>,
}

impl Unit {
    /// Name of a unit, from wherever it is known.
    pub(in crate::course) fn title(self, unit: &UsageKey) -> Option<String> {
        let of_plan = self.plan.value.with(|plan| plan.as_ref().map(|plan| plan.title(unit)));
        of_plan.filter(|title| !title.is_empty()).or_else(|| {
            let sequence = self.sequence.get()?;
            let item = sequence.items.iter().find(|item| item.id == *unit)?;
            item.page_title.clone().or_else(|| item.display_name.clone())
        })
    }

    /// Where the unit in view is in its subsection, from 1, and how many there are.
    fn position(self) -> Option<(u32, u32)> {
        let place = self.place.get()?;
        let units: Vec<UsageKey> = if let Some(sequence) = self.sequence.get() {
            sequence.items.iter().map(|item| item.id.clone()).collect()
        } else {
            let plan = self.plan.value.get()?;
            plan.units(plan.get(&place.sequence)?).map(|unit| unit.id.clone()).collect()
        };
        let at = units.iter().position(|unit| *unit == place.unit)?;
        Some((u32::try_from(at).ok()?.saturating_add(1), u32::try_from(units.len()).ok()?))
    }

    /// Whether the unit is done.
    fn is_done(self, unit: &UsageKey) -> bool {
        self.done.with(|done| done.contains(unit))
            || self.plan.value.with(|plan| plan.as_ref().and_then(|plan| plan.get(unit).map(|unit| unit.complete)))
                == Some(true)
            || self.sequence.with(|sequence| {
                let item = sequence.as_ref().and_then(|sequence| sequence.items.iter().find(|item| item.id == *unit));
                item.and_then(|item| item.complete) == Some(true)
            })
    }

    /// What the course says "previous" and "next" are; where it does not know the unit, its subsection does.
    pub(in crate::course) fn neighbours(self) -> (Option<Place>, Option<Place>) {
        let Some(place) = self.place.get() else { return (None, None) };
        if self.is_on_the_way() {
            return self.plan.value.with(|plan| {
                let (previous, next) = plan.as_ref().map(|plan| plan.neighbours(&place.unit)).unwrap_or_default();
                (previous.cloned(), next.cloned())
            });
        }
        let items = self.sequence.with(|sequence| {
            let items = sequence.iter().flat_map(|sequence| &sequence.items);
            items.map(|item| Place { sequence: place.sequence.clone(), unit: item.id.clone() }).collect::<Vec<_>>()
        });
        let Some(at) = items.iter().position(|item| item.unit == place.unit) else { return (None, None) };
        let neighbour = |at: Option<usize>| items.get(at?).cloned();
        (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)))
    }

    /// Whether one comes to the unit in view on the way through the whole course.
    pub(in crate::course) fn is_on_the_way(self) -> bool {
        let place = self.place.get();
        place.is_some_and(|place| {
            self.plan.value.with(|plan| plan.as_ref().is_some_and(|plan| plan.is_on_the_way(&place.unit)))
        })
    }
}

/// The page of whichever unit the address names.
pub(super) fn page(key: &CourseKey) -> AnyView {
    let nav = expect_context::<Nav>();
    let remote = enter(key);
    provide_language(key, remote);
    let may_enter = ui::memo(move |_| {
        remote.value.get().filter(|entered| entered.metadata.course_access.has_access).map(|entered| (*entered).clone())
    });
    // of a unit that one may not see, the course's name is all that is known
    let course = Signal::derive(move || {
        let title = remote.value.with(|value| value.as_ref().map(|entered| entered.metadata.title.clone()));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| t::learn::opening().to_owned())
    });
    let (of, outside) = (key.clone(), key.clone());
    view! {
        <div class="preau-wrap preau-learn">
            {around(key, Tab::Unit, remote)}
            {ui::dynamic(move || {
                nav.heading_goes();
                match may_enter.get() {
                    Some(entered) => untrack(|| inner(&of, &entered)),
                    None => untrack(|| view! {
                        <PageHeading text=course/>
                        {inside(&outside, Tab::Unit, remote, Rc::new(|_, _| ().into_any()))}
                    }.into_any()),
                }
            })}
        </div>
    }
    .into_any()
}

fn inner(key: &CourseKey, entered: &Entered) -> AnyView {
    let nav = expect_context::<Nav>();
    let username = username();
    let plan = plan(key, entered, username.clone());
    let found = find::find(key, plan, entered.is_older);
    let place = ui::memo(move |_| match found.place.get() {
        Found::At(place) => Some(place),
        _ => None,
    });
    let sequence = sequence::ask(place, entered.is_older);
    let known = ui::memo(move |_| {
        let wanted = place.get()?.sequence;
        sequence
            .value
            .get()
            .and_then(|sequence| (*sequence).clone())
            .filter(|sequence| sequence.item_id == wanted)
            .map(Rc::new)
    });
    let CourseMetadata { is_enrolled, original_user_is_staff, .. } = entered.metadata;
    let unit = Unit {
        key: StoredValue::new(key.clone()),
        is_in: username.is_some() && (is_enrolled || original_user_is_staff || entered.is_older),
        username: StoredValue::new(username),
        is_older: entered.is_older,
        plan,
        place,
        sequence: known,
        done: RwSignal::new(Vec::new()),
        is_counted: StoredValue::new(false),
        marks: marks(key, entered),
    };
    completion::watch(unit);
    completion::save_position(unit);
    sequence::prefetch(unit);
    ui::effect(move || {
        if place.with(Option::is_some) {
            nav.content_stands();
            unit.key.with_value(remember_course);
        }
    });
    let is_unknown = ui::memo(move |_| found.place.get() == Found::Failed(ApiError::NotFound));
    let course = entered.metadata.title.clone();
    let has_forum = entered.metadata.tabs.iter().any(|tab| tab.tab_id == "discussion");
    view! {
        <div class="preau-unit">
            {side::side(unit)}
            <section class="preau-unit__main preau-stack">
                {viewing_as(key, &entered.metadata)}
                {crumbs(unit, course.clone())}
                {ui::dynamic(move || {
                    let place = place.get();
                    nav.heading_goes();
                    untrack(|| heading(unit, place, is_unknown, course.clone()))
                })}
                {facts(unit)}
                {find::status(found)}
                {content::content(unit, sequence)}
                {ways::ways(unit)}
                {has_forum.then(|| discussions(unit))}
            </section>
        </div>
    }
    .into_any()
}

/// What people say about the unit; asked for when it is opened.
fn discussions(unit: Unit) -> AnyView {
    ui::optional(move || {
        let place = unit.place.get()?;
        let open = RwSignal::new(false);
        let key = unit.key.get_value();
        // what was not opened is not printed either
        let class = Signal::derive(move || if open.get() { String::new() } else { "preau-no-print".to_owned() });
        Some(
            view! {
                <div class=class>
                    <ui::Disclosure title=t::learn::discussions() open=open level=2>
                        {ui::optional(move || open.get().then(|| untrack(|| beside_unit(key.clone(), place.unit.clone()))))}
                    </ui::Disclosure>
                </div>
            }
            .into_any(),
        )
    })
}

/// A new heading for each unit: it takes the focus, and a screen reader says it.
fn heading(unit: Unit, place: Option<Place>, is_unknown: Memo<bool>, course: String) -> AnyView {
    let name = Signal::derive(move || {
        let title = place.as_ref().and_then(|place| unit.title(&place.unit));
        let unnamed = match (&place, is_unknown.get()) {
            (Some(_), _) => t::learn::unit(),
            (None, true) => t::learn::unknown_part(),
            (None, false) => t::learn::opening(),
        };
        title.unwrap_or_else(|| unnamed.to_owned())
    });
    let title = Signal::derive(move || t::learn::page_title(&course, &name.get()));
    let language = course_language();
    let lang = ui::attribute(move || language.of(&name.get()));
    view! { <PageHeading text=name title=title error=is_unknown lang=lang/> }.into_any()
}

/// Course, section, subsection.
fn crumbs(unit: Unit, course: String) -> AnyView {
    let language = course_language();
    ui::optional(move || {
        let place = unit.place.get()?;
        let key = unit.key.get_value();
        let plan = unit.plan.value.get();
        let title = unit.title(&place.unit).unwrap_or_else(|| t::learn::unit().to_owned());
        let mut way = vec![(course.clone(), Tab::Home.path(&key))];
        if let Some(plan) = plan {
            for part in [plan.section_of(&place.unit), plan.get(&place.sequence)].into_iter().flatten() {
                let first = plan.unit_for(&part.id).unwrap_or_else(|| place.clone());
                way.push((part.display_name.clone(), first.path(&key)));
            }
        }
        Some(ui::breadcrumb_in(way, &title, move |name| language.of(name)))
    })
}

/// Position, completion, mark, below the heading.
fn facts(unit: Unit) -> AnyView {
    let words = move || unit.position().map_or_else(String::new, |(at, of)| t::learn::position(at.into(), of.into()));
    let state = move || match unit.place.get() {
        Some(place) if unit.marks.get() && unit.is_done(&place.unit) => t::learn::unit_done().to_owned(),
        _ => String::new(),
    };
    view! {
        <div class="preau-row preau-unit__facts">
            <p>{ui::text(words)}</p>
            <p class="preau-unit__done">{ui::text(state)}</p>
            {bookmark::button(unit)}
            {side::opener(unit)}
        </div>
    }
    .into_any()
}
