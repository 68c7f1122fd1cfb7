//! Slices as WebAssembly files of their own, fetched on demand and ahead of need. The search is in the start file: most visits
//! begin there, and a file of its own would cost them a round trip.
//!
//! A split point gives a *function*, not a view: once it is there, later visits are drawn at once, under the right owner.
mod by_itself;
mod split_point;
mod styles;
mod waiting;

pub(crate) use by_itself::when_it_comes;
pub(crate) use split_point::split_point;
pub(super) use styles::styles;
pub(crate) use waiting::{on_demand, on_demand_or};

use super::{ForumPage, LearnPage, Nav, Route};
use crate::ui;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use std::cell::RefCell;
use waiting::{not_fetched, on_its_way};

/// What draws a page.
pub(crate) type Draw = fn() -> AnyView;

/// The file of a slice, or of a part of one, could not be fetched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkError;

/// A file on its way; gives what it holds.
pub(crate) type Fetch<T> = LocalBoxFuture<'static, Result<T, ChunkError>>;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for ChunkError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        leptos::logging::warn!("a part of the app could not be fetched");
        Self
    }
}

/// Slices that come by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chunk {
    /// One course.
    Course,
    /// One institution, subject, level or person.
    Entity,
    /// The learner's courses.
    Dashboard,
    /// Home of a course that one learns in.
    Learn,
    /// Its units.
    LearnUnit,
    /// What comes after the last of them.
    LearnEnd,
    /// Its dates.
    LearnDates,
    /// Its progress.
    LearnProgress,
    /// Its bookmarks.
    LearnBookmarks,
    /// The search in it.
    LearnSearch,
    /// Lists of a course's forum.
    Forum,
    /// A thread of it.
    ForumThread,
    /// What the learner writes in it.
    ForumWrite,
    /// What happened on the platform.
    Notifications,
    /// The learner's awards.
    Badges,
    /// One of them.
    Badge,
    /// Verification of badges.
    Verify,
    /// The timer of an exam, beside any page.
    Exam,
    /// Saved courses, comparison.
    Lists,
    /// Settings, statement, site map.
    About,
    /// Style guide, theme builder.
    #[cfg(feature = "styleguide")]
    Styleguide,
    /// How the backends are.
    Status,
}

/// A module for each page, with what fetches it.
macro_rules! pages {
    ($($file:ident => $page:path),+ $(,)?) => {$(
        mod $file {
            use super::{Draw, split_point};
            split_point! { pub(super) fn fetched() -> Draw = $file { $page } }
        }
    )+};
}
pages! {
    course => crate::catalogue::course_page,
    entity => crate::catalogue::entity_page,
    dashboard => crate::dashboard::page,
    learn => crate::course::home_page,
    learn_unit => crate::course::unit_page,
    learn_end => crate::course::end_page,
    learn_dates => crate::course::dates_page,
    learn_progress => crate::course::progress_page,
    learn_bookmarks => crate::course::bookmarks_page,
    learn_search => crate::course::search_page,
    forum => crate::app::forum::list_page,
    forum_thread => crate::app::forum::thread_page,
    forum_write => crate::app::forum::write_page,
    notifications => crate::notifications::page,
    badges => crate::badges::awards_page,
    badge => crate::badges::award_page,
    verify => crate::badges::verify_page,
    exam => crate::course::exam_timer,
    lists => crate::catalogue::list_page,
    about => crate::app::about::page,
    status => crate::app::status::page,
}

#[cfg(feature = "styleguide")]
pages! {
    styleguide => crate::styleguide::page,
}

/// What draws a course, without the styles of our own pages: for a view in a page of others.
pub(crate) fn course_code() -> Fetch<Draw> {
    course::fetched()
}

/// What verifies badges, in the same way.
pub(crate) fn verify_code() -> Fetch<Draw> {
    verify::fetched()
}

impl Chunk {
    fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Course(_) => Some(Self::Course),
            Route::Organization(_) | Route::Subject(_) | Route::Level(_) | Route::Person(_) => Some(Self::Entity),
            Route::Dashboard => Some(Self::Dashboard),
            Route::Learn(_, LearnPage::Home) => Some(Self::Learn),
            Route::Learn(_, LearnPage::Unit { .. }) => Some(Self::LearnUnit),
            Route::Learn(_, LearnPage::End) => Some(Self::LearnEnd),
            Route::Learn(_, LearnPage::Dates) => Some(Self::LearnDates),
            Route::Learn(_, LearnPage::Progress | LearnPage::ProgressOf(_)) => Some(Self::LearnProgress),
            Route::Learn(_, LearnPage::Bookmarks) => Some(Self::LearnBookmarks),
            Route::Learn(_, LearnPage::Search) => Some(Self::LearnSearch),
            Route::Learn(_, LearnPage::Forum(ForumPage::Thread { .. })) => Some(Self::ForumThread),
            Route::Learn(_, LearnPage::Forum(ForumPage::New | ForumPage::Drafts)) => Some(Self::ForumWrite),
            Route::Learn(_, LearnPage::Forum(_)) => Some(Self::Forum),
            Route::Notifications | Route::GoalReminders(_) => Some(Self::Notifications),
            Route::Badges => Some(Self::Badges),
            Route::Badge(_) => Some(Self::Badge),
            Route::Verify => Some(Self::Verify),
            Route::Saved | Route::Compare => Some(Self::Lists),
            Route::Settings | Route::Accessibility | Route::SiteMap => Some(Self::About),
            Route::Status => Some(Self::Status),
            Route::Search | Route::NotFound => None,
            #[cfg(feature = "styleguide")]
            Route::Styleguide | Route::ThemeBuilder => Some(Self::Styleguide),
        }
    }

    /// Fetches the page's code, and with it the styles that the catalogue does without.
    fn fetch(self) -> Fetch<Draw> {
        let (code, styles) = (self.fetch_code(), styles());
        Box::pin(async {
            let (code, ()) = futures::join!(code, styles);
            code
        })
    }

    fn fetch_code(self) -> Fetch<Draw> {
        match self {
            Self::Course => course::fetched(),
            Self::Entity => entity::fetched(),
            Self::Dashboard => dashboard::fetched(),
            Self::Learn => learn::fetched(),
            Self::LearnUnit => learn_unit::fetched(),
            Self::LearnEnd => learn_end::fetched(),
            Self::LearnDates => learn_dates::fetched(),
            Self::LearnProgress => learn_progress::fetched(),
            Self::LearnBookmarks => learn_bookmarks::fetched(),
            Self::LearnSearch => learn_search::fetched(),
            Self::Forum => forum::fetched(),
            Self::ForumThread => forum_thread::fetched(),
            Self::ForumWrite => forum_write::fetched(),
            Self::Notifications => notifications::fetched(),
            Self::Badges => badges::fetched(),
            Self::Badge => badge::fetched(),
            Self::Verify => verify::fetched(),
            Self::Exam => exam::fetched(),
            Self::Lists => lists::fetched(),
            Self::About => about::fetched(),
            #[cfg(feature = "styleguide")]
            Self::Styleguide => styleguide::fetched(),
            Self::Status => status::fetched(),
        }
    }

    /// What draws the page, once its file has come.
    fn draw(self) -> Option<Draw> {
        CAME.with_borrow(|came| came.iter().find(|(chunk, _)| *chunk == self).map(|(_, draw)| *draw))
    }

    fn keep(self, draw: Draw) {
        CAME.with_borrow_mut(|came| came.push((self, draw)));
    }
}

thread_local! {
    /// Slices that have come.
    static CAME: RefCell<Vec<(Chunk, Draw)>> = const { RefCell::new(Vec::new()) };
}

/// Fetches a page's file ahead of need; a failure shows when the page is opened.
pub(super) fn prefetch(route: &Route) {
    let Some(chunk) = Chunk::of(route).filter(|chunk| chunk.draw().is_none()) else { return };
    super::spawn(async move {
        if let Ok(draw) = chunk.fetch().await {
            chunk.keep(draw);
        }
    });
}

/// The page of a route, as soon as its file is there.
pub(super) fn page(route: &Route) -> AnyView {
    let Some(chunk) = Chunk::of(route) else {
        return if *route == Route::Search { crate::catalogue::search_page() } else { super::not_found::page() };
    };
    if let Some(draw) = chunk.draw() {
        return draw();
    }
    let state = RwSignal::new(None::<Result<(), ()>>);
    let fetch = move || {
        state.set(None);
        leptos::task::spawn_local_scoped(async move {
            let outcome = chunk.fetch().await;
            if let Ok(draw) = outcome {
                chunk.keep(draw);
            }
            state.set(Some(outcome.map(drop).map_err(drop)));
        });
    };
    fetch();
    let (nav, route) = (expect_context::<Nav>(), route.clone());
    ui::dynamic(move || {
        let outcome = state.get();
        if outcome.is_some() {
            nav.heading_goes();
        }
        match (outcome, chunk.draw()) {
            (Some(Ok(())), Some(draw)) => draw(),
            (Some(_), _) => not_fetched(fetch),
            (None, _) => on_its_way(&route),
        }
    })
}

/// The timer of an exam, which its own file draws: fetched when an exam may be under way, in a course or by what the device knows.
pub(super) fn exam_timer(nav: Nav) -> AnyView {
    let is_wanted = ui::memo(move |was: Option<&bool>| {
        let is_in_course = nav.route.with(|route| matches!(route, Route::Learn(..)));
        was == Some(&true)
            || is_in_course
            || super::device::load::<String>("exam").is_some_and(|course| !course.is_empty())
    });
    let has_come = RwSignal::new(Chunk::Exam.draw().is_some());
    ui::effect(move || {
        if !is_wanted.get() || has_come.get_untracked() {
            return;
        }
        super::spawn(async move {
            match Chunk::Exam.fetch().await {
                Ok(draw) => {
                    Chunk::Exam.keep(draw);
                    has_come.set(true);
                }
                // the exam's own page says how it stands all the same
                Err(ChunkError) => leptos::logging::warn!("no timer of exams"),
            }
        });
    });
    ui::optional(move || {
        let is_ready = is_wanted.get() && has_come.get();
        Chunk::Exam.draw().filter(|_| is_ready).map(untrack)
    })
}
