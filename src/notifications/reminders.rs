//! Where an e-mail that reminds of a weekly goal leads who wants no more of them. The link says enough: it is done at once, and
//! nobody has to be signed in.
use crate::{
    api::{ApiError, Remote, lms},
    app::{Nav, PageHeading, Route},
    i18n::t,
    ui,
};
use leptos::prelude::*;

/// The page.
pub(super) fn page(token: String) -> AnyView {
    let nav = expect_context::<Nav>();
    let ended = Remote::new(move || {
        let token = token.clone();
        Some(Box::pin(async move { lms::end_goal_reminders(&token).await }))
    });
    ui::effect(move || {
        if ended.value.with(Option::is_some) || ended.error.with(Option::is_some) {
            nav.content_stands();
        }
    });
    let is_unknown = Signal::derive(move || ended.is_missing());
    view! {
        <div class="preau-wrap preau-about">
            <PageHeading text=Signal::stored(t::notifications::reminders_title().to_owned()) error=is_unknown/>
            {ui::dynamic(move || match (ended.value.get(), ended.error.get()) {
                (Some(course), _) => done(&course),
                (None, Some(ApiError::NotFound)) => unknown(),
                (None, Some(error)) => {
                    let retry = Callback::new(move |()| ended.retry());
                    view! { <ui::ErrorPanel error=error on_retry=retry pending=ended.pending/> }.into_any()
                }
                (None, None) => view! { <ui::Loading/> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

fn done(course: &str) -> AnyView {
    let text = t::notifications::reminders_ended(course);
    ui::announce(&text);
    view! { <ui::Notice kind=ui::NoticeKind::Success><p>{text.clone()}</p></ui::Notice> <p>{t::notifications::reminders_again()}</p> {to_courses()} }.into_any()
}

fn unknown() -> AnyView {
    view! {
        <ui::Notice kind=ui::NoticeKind::Warning title=t::notifications::reminders_unknown_title()>
            <p>{t::notifications::reminders_unknown()}</p>
        </ui::Notice>
        {to_courses()}
    }
    .into_any()
}

/// Where each course's goal can be changed.
fn to_courses() -> AnyView {
    view! { <p><a href=Route::Dashboard.path()>{t::dashboard::title()}</a></p> }.into_any()
}
