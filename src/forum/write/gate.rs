//! Why nobody may write now, before anybody has written in vain.
use crate::{
    api::{ApiError, lms},
    forum::about,
    i18n::{Instant, day_and_time, t},
    ui::{self, Icon, NoticeKind, icon},
    wire::openedx::{CourseKey, Discussions},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What stands in place of a form; nothing where the learner may write.
pub(super) fn gate(course: &CourseKey, about: &Discussions) -> Option<AnyView> {
    // asked of who moderates too
    if about.only_verified_users_can_post && about.is_email_verified == Some(false) {
        return Some(confirm());
    }
    if about::moderates(about) {
        return None;
    }
    if !about::may_post(about) {
        let times: Vec<String> = about
            .blackouts
            .iter()
            .filter_map(|time| {
                let (start, end) = (Instant::parse(&time.start)?, Instant::parse(&time.end)?);
                Some(t::compose::blackout_time(&day_and_time(end), &day_and_time(start)))
            })
            .collect();
        let times: Vec<AnyView> = times.into_iter().map(|time| view! { <li>{time}</li> }.into_any()).collect();
        return Some(
            view! {
                <ui::Notice kind=NoticeKind::Warning title=t::compose::paused_title()>
                    <p>{t::compose::paused()}</p>
                    {(!times.is_empty()).then(|| view! { <ul>{times}</ul> }.into_any())}
                </ui::Notice>
            }
            .into_any(),
        );
    }
    // the course's team has none to solve
    if about.captcha_settings.enabled && !about.is_course_staff && !about.is_course_admin {
        let link = lms::lms_link(&["/courses/", course.as_str(), "/discussion/forum/"].concat()).map(|address| {
            view! { <p><a href=address rel="external">{t::compose::on_lms()} " " {icon(Icon::External)}</a></p> }
                .into_any()
        });
        return Some(view! {
            <ui::Notice kind=NoticeKind::Warning title=t::compose::captcha_title()><p>{t::compose::captcha()}</p>{link}</ui::Notice>
        }.into_any());
    }
    None
}

/// What to know before writing, where one may.
pub(super) fn remark(about: &Discussions) -> Option<AnyView> {
    about
        .content_creation_rate_limited
        .then(|| view! { <ui::Notice kind=NoticeKind::Warning><p>{t::compose::limited()}</p></ui::Notice> }.into_any())
}

/// The account's address is not confirmed: the message can come again.
fn confirm() -> AnyView {
    let pending = RwSignal::new(false);
    let resend = Callback::new(move |()| {
        pending.set(true);
        spawn_local(async move {
            let outcome = lms::resend_confirmation().await;
            pending.try_set(false);
            match outcome {
                Ok(()) => ui::toast(t::compose::confirmation_sent()),
                Err(ApiError::Offline) => ui::alert(t::forum::not_done_offline()),
                Err(_) => ui::alert(t::forum::not_done()),
            }
        });
    });
    view! {
        <ui::Notice kind=NoticeKind::Warning title=t::compose::confirm_title()>
            <p>{t::compose::confirm()}</p>
            <p><ui::Button pending=pending on_press=resend>{t::compose::resend()}</ui::Button></p>
        </ui::Notice>
    }
    .into_any()
}
