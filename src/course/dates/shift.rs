//! Work that was missed, and new dates for it.
use crate::{
    api::{Remote, lms},
    i18n::t,
    ui::{self, Button, ButtonKind, Dialog, NoticeKind},
    wire::openedx::{CourseDates, CourseKey, DatesBanner},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// The remark above the dates; nothing while no date was missed.
pub(super) fn part(key: &CourseKey, banner: &DatesBanner, remote: Remote<CourseDates>) -> Option<AnyView> {
    if !banner.missed_deadlines {
        return None;
    }
    if banner.missed_gated_content {
        let pay = banner.verified_upgrade_link.as_deref().and_then(lms::lms_link).map(|address| {
            view! { <p><a class=ButtonKind::Secondary.class() href=address rel="external">{t::dates::upgrade()}</a></p> }
                .into_any()
        });
        return Some(
            view! {
                <ui::Notice kind=NoticeKind::Warning title=t::dates::missed_title()>
                    <p>{t::dates::missed_paid()}</p>
                    {pay}
                </ui::Notice>
            }
            .into_any(),
        );
    }
    let open = RwSignal::new(false);
    Some(
        view! {
            <ui::Notice kind=NoticeKind::Warning title=t::dates::missed_title()>
                <p>{t::dates::missed()}</p>
                <p>
                    <Button kind=ButtonKind::Primary on_press=move |()| open.set(true)>{t::dates::shift()}</Button>
                </p>
            </ui::Notice>
            {question(key, open, remote)}
        }
        .into_any(),
    )
}

fn question(key: &CourseKey, open: RwSignal<bool>, remote: Remote<CourseDates>) -> AnyView {
    let (pending, failed) = (RwSignal::new(false), ui::failure_in(open));
    let key = key.clone();
    let shift = Callback::new(move |()| {
        let key = key.clone();
        pending.set(true);
        spawn_local_scoped(async move {
            let outcome = lms::shift_dates(&key).await;
            pending.set(false);
            match outcome {
                Ok(_) => {
                    open.set(false);
                    ui::toast(t::dates::shifted());
                    remote.retry();
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let actions = move || {
        view! {
            <Button first=true on_press=move |()| open.set(false)>{t::dates::keep()}</Button>
            <Button kind=ButtonKind::Primary pending=pending on_press=shift>{t::dates::shift_confirm()}</Button>
        }
        .into_any()
    };
    view! {
        <Dialog open=open title=t::dates::shift_question() actions=actions>
            <p>{t::dates::shift_text()}</p>
            <p>{t::dates::shift_for_good()}</p>
            {ui::optional(move || {
                let error = failed.get()?;
                Some(view! { <ui::ErrorPanel error=error level=3 on_retry=shift pending=pending/> }.into_any())
            })}
        </Dialog>
    }
    .into_any()
}
