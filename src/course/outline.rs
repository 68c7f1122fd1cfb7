//! The outline of a course: sections that open and close, subsections, units.
//!
//! Criteria:
//! - a list of links under headings, no `tree`; each section is a disclosure whose name says how much is done;
//! - what is done, locked, due, or in view is said in words, in the link's own text;
//! - a section is built when it first opens, or is printed: two thousand units are no burden;
//! - when a unit is done, only words change: the focus stays.
use super::{
    language::named,
    plan::{Place, Plan},
};
use crate::{
    api::lms_now,
    i18n::{Instant, day, from_now, t},
    ui::{self, Icon, icon},
    wire::openedx::{BlockKind, CourseKey, OutlineBlock, UsageKey},
};
use leptos::{ev, prelude::*};
use std::rc::Rc;

/// What an outline shows.
#[derive(Clone)]
pub(super) struct Outline {
    /// The course.
    pub key: CourseKey,
    /// Its parts.
    pub plan: Rc<Plan>,
    /// Marks of completion may be shown.
    pub marks: bool,
    /// Units done since the plan was asked for.
    pub done: RwSignal<Vec<UsageKey>>,
    /// The unit in view.
    pub current: Signal<Option<UsageKey>>,
    /// Sections that are open, and have been.
    pub open: RwSignal<Vec<UsageKey>>,
    /// Level of the sections' headings, 2 or 3.
    pub level: u8,
    /// Beside a unit: no dates, no effort.
    pub is_brief: bool,
    /// The learner may open units.
    pub links: bool,
}

impl Outline {
    fn is_done(&self, unit: &OutlineBlock) -> bool {
        self.marks && (unit.complete || self.done.with(|done| done.contains(&unit.id)))
    }

    /// Units done, and all, of a section.
    fn count(&self, section: &OutlineBlock) -> (u64, u64) {
        let mut counted = (0_u64, 0_u64);
        for unit in self.plan.subsections(section).flat_map(|part| self.plan.units(part)) {
            counted.1 = counted.1.saturating_add(1);
            if self.is_done(unit) {
                counted.0 = counted.0.saturating_add(1);
            }
        }
        counted
    }

    /// Opens the section of a unit, for instance when the unit comes into view.
    pub(super) fn open_at(&self, unit: &UsageKey) {
        if let Some(section) = self.plan.section_of(unit)
            && !self.open.with_untracked(|open| open.contains(&section.id))
        {
            self.open.update(|open| open.push(section.id.clone()));
        }
    }
}

/// Every section.
pub(super) fn outline(outline: Outline) -> AnyView {
    let outline = Rc::new(outline);
    let prints = RwSignal::new(false);
    if !outline.is_brief {
        // paper shows what is closed, too; a media query would tell too late
        let listener = window_event_listener(ev::beforeprint, move |_| prints.set(true));
        on_cleanup(move || listener.remove());
    }
    let sections: Vec<UsageKey> = outline.plan.sections().into_iter().map(|section| section.id.clone()).collect();
    let all = (sections.len() > 1 && !outline.is_brief).then(|| toggle_all(outline.open, sections.clone()));
    let sections = sections.iter().filter_map(|key| outline.plan.get(key)).map(|part| section(&outline, part, prints));
    view! {
        {all}
        <div class="preau-outline">{sections.collect_view()}</div>
    }
    .into_any()
}

/// One button for all sections.
fn toggle_all(open: RwSignal<Vec<UsageKey>>, all: Vec<UsageKey>) -> AnyView {
    let count = all.len();
    let are_open = ui::memo(move |_| open.with(|open| open.len() >= count));
    let press = move |_| {
        if are_open.get_untracked() {
            open.set(Vec::new());
            ui::announce(t::learn::all_closed());
        } else {
            open.set(all.clone());
            ui::announce(t::learn::all_opened());
        }
    };
    view! {
        <p>
            <button type="button" class="preau-button preau-button--quiet preau-button--small" on:click=press>
                {ui::text(move || if are_open.get() { t::learn::close_all() } else { t::learn::open_all() }.to_owned())}
            </button>
        </p>
    }
    .into_any()
}

fn section(outline: &Rc<Outline>, section: &OutlineBlock, prints: RwSignal<bool>) -> AnyView {
    let (id, key) = (ui::dom::unique_id("section"), section.id.clone());
    let open = outline.open;
    let is_open = {
        let key = key.clone();
        ui::memo(move |_| open.with(|open| open.contains(&key)))
    };
    let press = move |_| {
        open.update(|open| {
            let before = open.len();
            open.retain(|other| *other != key);
            if open.len() == before {
                open.push(key.clone());
            }
        });
    };
    let title = section.display_name.clone();
    let words = {
        let (outline, section) = (outline.clone(), section.clone());
        move || {
            let (done, all) = outline.count(&section);
            match (outline.marks, done == all) {
                (false, _) => String::new(),
                (true, true) if all > 0 => t::learn::state_done().to_owned(),
                _ => t::learn::units_done(done, all),
            }
        }
    };
    let button = view! {
        <button
            type="button"
            class="preau-disclosure__button"
            aria-expanded=ui::flag(move || is_open.get())
            aria-controls=id.clone()
            on:click=press
        >
            <span>{named(title)} <span class="preau-outline__state">{ui::text(words)}</span></span>
            {icon(Icon::ChevronDown)}
        </button>
    };
    let heading = if outline.level == 2 {
        view! { <h2 class="preau-disclosure__heading">{button}</h2> }.into_any()
    } else {
        view! { <h3 class="preau-disclosure__heading">{button}</h3> }.into_any()
    };
    let was_open = ui::memo(move |was: Option<&bool>| was == Some(&true) || is_open.get() || prints.get());
    let (outline, section) = (outline.clone(), section.clone());
    view! {
        <div class="preau-disclosure">
            {heading}
            <div id=id hidden=Signal::derive(move || !is_open.get())>
                {ui::optional(move || was_open.get().then(|| untrack(|| subsections(&outline, &section))))}
            </div>
        </div>
    }
    .into_any()
}

fn subsections(outline: &Rc<Outline>, section: &OutlineBlock) -> AnyView {
    let parts: Vec<AnyView> = outline.plan.subsections(section).map(|part| subsection(outline, part)).collect();
    view! { <ol class="preau-outline__parts" role="list">{parts}</ol> }.into_any()
}

fn subsection(outline: &Rc<Outline>, part: &OutlineBlock) -> AnyView {
    let units: Vec<AnyView> = outline.plan.units(part).map(|unit| self::unit(outline, part, unit)).collect();
    let facts = facts(outline, part);
    let facts = (!facts.is_empty()).then(|| view! { <p class="preau-soft preau-small">{facts.join(" · ")}</p> });
    let heading = if outline.level == 2 {
        view! { <h3>{named(part.display_name.clone())}</h3> }.into_any()
    } else {
        view! { <h4>{named(part.display_name.clone())}</h4> }.into_any()
    };
    view! { <li>{heading}{facts}<ol role="list">{units}</ol></li> }.into_any()
}

/// Type, effort, due date, lock of a subsection, in words.
fn facts(outline: &Outline, part: &OutlineBlock) -> Vec<String> {
    let mut facts = Vec::new();
    if part.kind == BlockKind::Locked {
        facts.push(t::learn::locked().to_owned());
    }
    if outline.is_brief {
        return facts;
    }
    facts.extend(part.special_exam_info.clone().or_else(|| part.description.clone()).filter(|text| !text.is_empty()));
    if let Some(seconds) = part.effort_time.filter(|seconds| *seconds > 0) {
        facts.push(t::learn::effort(seconds.div_ceil(60).into()));
    }
    if let Some(count) = part.effort_activities.filter(|count| *count > 0) {
        facts.push(t::learn::activities(count.into()));
    }
    if let Some(due) = part.due.as_deref().and_then(Instant::parse) {
        let now = lms_now();
        let words = if due < now { t::learn::was_due } else { t::learn::due };
        facts.push(words(&day(due), &from_now(due, now)));
    }
    facts
}

fn unit(outline: &Rc<Outline>, part: &OutlineBlock, unit: &OutlineBlock) -> AnyView {
    let place = Place { sequence: part.id.clone(), unit: unit.id.clone() };
    let kind = match unit.icon.as_deref() {
        Some("video") => t::learn::kind_video(),
        Some("problem") => t::learn::kind_problem(),
        _ => "",
    };
    let done = {
        let (outline, unit) = (outline.clone(), unit.clone());
        ui::memo(move |_| outline.is_done(&unit))
    };
    let title = unit.display_name.clone();
    if !outline.links {
        return view! { <li class="preau-outline__unit">{named(title)}{kind}</li> }.into_any();
    }
    let current = {
        let (current, unit) = (outline.current, unit.id.clone());
        ui::memo(move |_| current.with(|current| current.as_ref() == Some(&unit)))
    };
    let state = move || {
        let done = if done.get() { t::learn::state_done() } else { "" };
        let current = if current.get() { t::learn::state_current() } else { "" };
        [kind, done, current].concat()
    };
    view! {
        <li>
            <a
                class="preau-outline__unit"
                href=place.path(&outline.key)
                aria-current=ui::attribute(move || current.get().then(|| "page".into()))
            >
                <span class="preau-outline__mark" aria-hidden="true">
                    {ui::optional(move || done.get().then(|| icon(Icon::Check)))}
                </span>
                <span>{named(title)}<span class="preau-outline__state">{ui::text(state)}</span></span>
            </a>
        </li>
    }
    .into_any()
}

/// How much of the course is done: a bar beside its words.
pub(super) fn progress(outline: &Outline) -> AnyView {
    let outline = Rc::new(outline.clone());
    let counted = ui::memo(move |_| {
        outline
            .plan
            .sections()
            .into_iter()
            .map(|section| outline.count(section))
            .fold((0_u64, 0_u64), |sum, part| (sum.0.saturating_add(part.0), sum.1.saturating_add(part.1)))
    });
    let id = ui::dom::unique_id("progress");
    view! {
        <p class="preau-outline__progress">
            <progress
                max=Signal::derive(move || counted.get().1.to_string())
                value=Signal::derive(move || counted.get().0.to_string())
                aria-labelledby=id.clone()
            ></progress>
            " "
            <span id=id>{ui::text(move || { let (done, all) = counted.get(); t::learn::course_done(done, all) })}</span>
        </p>
    }
    .into_any()
}
