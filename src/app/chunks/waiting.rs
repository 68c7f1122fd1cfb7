//! What stands where a slice will be: that it is on its way, or that it could not be fetched.
use super::{
    super::{LearnPage, Nav, PageHeading, Route},
    Fetch,
};
use crate::{i18n::t, ui};
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    /// Somebody was told that a part could not be fetched, while others stand there that say so too.
    static IS_TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Stands where the page will be; what it is called is known before its file is there.
pub(super) fn on_its_way(route: &Route) -> AnyView {
    let name = match route {
        Route::Course(_) => t::course::heading(),
        Route::Organization(_) => t::course::entity_organization(),
        Route::Subject(_) => t::course::entity_subject(),
        Route::Level(_) => t::course::entity_level(),
        Route::Person(_) => t::course::entity_person(),
        Route::Dashboard => t::dashboard::title(),
        Route::Learn(_, LearnPage::Forum(_)) => t::learn::tab_forum(),
        Route::Learn(..) => t::learn::opening(),
        Route::Notifications => t::app::nav_notifications(),
        Route::Badges | Route::Badge(_) => t::app::nav_badges(),
        Route::Verify => t::app::nav_verify(),
        Route::Saved => t::saved::title(),
        Route::Compare => t::compare::title(),
        Route::Accessibility => t::about::statement_title(),
        Route::SiteMap => t::app::nav_sitemap(),
        Route::GoalReminders(_) => t::notifications::reminders_title(),
        Route::Status => t::app::nav_status(),
        _ => t::about::settings_title(),
    };
    view! {
        <div class="preau-wrap">
            <PageHeading text=Signal::stored(name.to_owned())/>
        </div>
        <div class="preau-wrap">
            <ui::Loading/>
        </div>
    }
    .into_any()
}

/// The message in place of a page whose file could not be fetched.
pub(super) fn not_fetched(retry: impl Fn() + Send + Sync + 'static) -> AnyView {
    ui::alert(t::app::chunk_failed());
    let nav = expect_context::<Nav>();
    ui::effect(move || nav.content_stands());
    let retry = move || {
        nav.expects_heading();
        retry();
    };
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::app::chunk_failed_title().to_owned()) error=true/>
            <p class="preau-lead">{t::app::chunk_failed()}</p>
            <div class="preau-row">
                <ui::Button kind=ui::ButtonKind::Primary icon_before=ui::Icon::Retry on_press=retry>{t::ui::retry()}</ui::Button>
                <ui::Button on_press=|()| ui::dom::reload()>{t::ui::reload()}</ui::Button>
            </div>
        </div>
    }
    .into_any()
}

/// Draws by what a file holds: a line that something is on its way, then the part itself, or a sentence and "Try again" in its
/// place. For a part of a page; the rest of the page lives on.
pub(crate) fn on_demand<T: Copy + 'static>(fetch: fn() -> Fetch<T>, draw: impl Fn(T) -> AnyView + 'static) -> AnyView {
    drawn(fetch, draw, || ().into_any(), || true)
}

/// The same, with something that stands there when the file cannot be fetched. A page may have several of them: it is told once.
pub(crate) fn on_demand_or<T: Copy + 'static>(
    fetch: fn() -> Fetch<T>,
    draw: impl Fn(T) -> AnyView + 'static,
    instead: impl Fn() -> AnyView + 'static,
) -> AnyView {
    drawn(fetch, draw, instead, is_first)
}

fn drawn<T: Copy + 'static>(
    fetch: fn() -> Fetch<T>,
    draw: impl Fn(T) -> AnyView + 'static,
    instead: impl Fn() -> AnyView + 'static,
    tells: fn() -> bool,
) -> AnyView {
    let came = RwSignal::new(None::<Result<T, ()>>);
    let fetch = move || {
        came.set(None);
        leptos::task::spawn_local_scoped(async move {
            let outcome = fetch().await;
            came.set(Some(outcome.map_err(drop)));
        });
    };
    fetch();
    ui::dynamic(move || match came.get() {
        None => view! { <ui::Loading inline=true/> }.into_any(),
        Some(Ok(held)) => untrack(|| draw(held)),
        Some(Err(())) => untrack(|| view! { {instead()} {part_not_fetched(fetch, tells())} }.into_any()),
    })
}

/// Whether nobody was told yet. Who tells goes with the part; whoever tries again is told again.
fn is_first() -> bool {
    let is_first = !IS_TOLD.replace(true);
    if is_first {
        on_cleanup(|| IS_TOLD.set(false));
    }
    is_first
}

fn part_not_fetched(retry: impl Fn() + Send + Sync + 'static, tells: bool) -> AnyView {
    let retry = move || {
        IS_TOLD.set(false);
        retry();
    };
    let failed = || view! { <p class="preau-small">{t::app::part_failed()}</p> }.into_any();
    let element = NodeRef::<leptos::html::Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div node_ref=element>
            {if tells { ui::alert_within(None, failed) } else { failed() }}
            <ui::Button kind=ui::ButtonKind::Quiet small=true icon_before=ui::Icon::Retry on_press=move |()| retry()>{t::ui::retry()}</ui::Button>
        </div>
    }
    .into_any()
}
