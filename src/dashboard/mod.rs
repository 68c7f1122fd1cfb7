//! The learner's courses: what goes on, what is due, what is done.
mod due;
mod filter;
mod list;
mod model;
mod resume;
mod row;

use crate::{
    api::{
        ApiError, Remote,
        session::{session, sign_in_address},
    },
    app::{Nav, PageHeading, Route, enrol},
    i18n::t,
    ui::{self, ButtonKind, Icon},
};
use leptos::{html, prelude::*};
use model::Courses;
use std::rc::Rc;

/// The page `/dashboard`.
pub fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let session = session();
    // somebody else, or somebody at last: their courses
    let who = ui::memo(move |_| session.with(|now| now.learner().map(|learner| learner.username.clone())));
    let courses = Remote::new(move || {
        who.track();
        Some(Box::pin(model::load()))
    });
    if let Some(last) = model::last() {
        courses.preset(last);
    }
    ui::effect(move || {
        if courses.value.with(Option::is_some) || courses.error.with(Option::is_some) {
            nav.content_stands();
        }
    });
    ui::say_when_slow(courses.pending.into(), t::dashboard::loading());
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::dashboard::title().to_owned())/>
            {ui::optional(move || problem(courses, nav))}
            {ui::dynamic(move || courses.value.get().map_or_else(|| waiting(courses), |value| body(&value, courses)))}
        </div>
    }
    .into_any()
}

/// Nothing is known yet.
fn waiting(courses: Remote<Courses>) -> AnyView {
    ui::optional(move || {
        courses
            .error
            .with(Option::is_none)
            .then(|| view! { <ui::Loading text=t::dashboard::loading()/> {ui::skeleton_cards(3)} }.into_any())
    })
}

/// What went wrong: in place of the courses, or above those that were known before.
fn problem(courses: Remote<Courses>, nav: Nav) -> Option<AnyView> {
    let error = courses.error.get()?;
    let retry = Callback::new(move |()| courses.retry());
    let is_known = courses.value.with_untracked(Option::is_some);
    Some(match error {
        // the header's notice says it, and keeps what stands here
        ApiError::SignInNeeded if is_known => return None,
        ApiError::SignInNeeded => signed_out(nav),
        _ if is_known => view! {
            <ui::Notice kind=ui::NoticeKind::Warning>
                <p>{t::dashboard::outdated()}</p>
                <p><ui::Button small=true icon_before=Icon::Retry pending=courses.pending on_press=retry>{t::ui::retry()}</ui::Button></p>
            </ui::Notice>
        }
        .into_any(),
        error => view! { <ui::ErrorPanel error=error on_retry=retry pending=courses.pending/> }.into_any(),
    })
}

fn signed_out(nav: Nav) -> AnyView {
    let address = Signal::derive(move || sign_in_address(&nav.address()));
    view! {
        <ui::EmptyState title=t::dashboard::signed_out_title()>
            <p class="preau-state__text">{t::dashboard::signed_out()}</p>
            <div class="preau-row">
                <a class=ButtonKind::Primary.class() href=address rel="external">{t::session::sign_in()}</a>
                <a class=ButtonKind::Secondary.class() href=Route::Search.path()>{t::dashboard::to_catalogue()}</a>
            </div>
        </ui::EmptyState>
    }
    .into_any()
}

fn body(value: &Rc<Courses>, courses: Remote<Courses>) -> AnyView {
    let notes = view! {
        {value.is_unconfirmed.then(unconfirmed)}
        {value.is_reduced.then(|| view! { <ui::Notice><p>{t::dashboard::reduced()}</p></ui::Notice> })}
    };
    if value.items.is_empty() {
        return view! { {notes} {empty()} }.into_any();
    }
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div class="preau-stack preau-dashboard__parts" node_ref=element>
            {notes}
            <div class="preau-dashboard__top">
                {resume::section(value)}
                {due::section(value)}
            </div>
            {list::section(value, courses)}
        </div>
    }
    .into_any()
}

fn unconfirmed() -> AnyView {
    view! {
        <ui::Notice kind=ui::NoticeKind::Warning title=t::dashboard::unconfirmed_title()>
            <p>{t::dashboard::unconfirmed()}</p>
            {enrol::resend_button()}
        </ui::Notice>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <ui::EmptyState title=t::dashboard::empty_title()>
            <p class="preau-state__text">{t::dashboard::empty()}</p>
            <a class=ButtonKind::Primary.class() href=Route::Search.path()>{t::dashboard::to_catalogue()}</a>
        </ui::EmptyState>
    }
    .into_any()
}
