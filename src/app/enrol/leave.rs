//! "Leave this course", after asking. One dialog serves a whole page, however many courses it shows.
use super::{is_enrolled, may_be_done, note_change};
use crate::{
    api::{ApiError, lms},
    i18n::t,
    ui::{self, Button, ButtonKind, Dialog},
    wire::openedx::CourseKey,
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// The course that the learner is about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaving {
    /// The course.
    pub key: CourseKey,
    /// Its title.
    pub title: String,
}

/// See [`super::leave_dialog`].
pub(super) fn draw_leave(leaving: RwSignal<Option<Leaving>>, done: Callback<()>) -> AnyView {
    let open = RwSignal::new(false);
    let (pending, failed) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    ui::effect(move || {
        if leaving.get().is_some() {
            failed.set(None);
            open.set(true);
        }
    });
    ui::effect(move || {
        if !open.get() {
            leaving.set(None);
        }
    });
    let leave = Callback::new(move |()| {
        let Some(Leaving { key, title }) = leaving.get_untracked().filter(|_| !pending.get_untracked()) else { return };
        pending.set(true);
        spawn_local_scoped(async move {
            let answer = leave(&key).await;
            pending.set(false);
            match answer {
                Ok(()) => {
                    open.set(false);
                    note_change();
                    ui::toast(&t::enrol::left(&title));
                    done.run(());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let actions = move || {
        view! {
            <Button first=true on_press=Callback::new(move |()| open.set(false))>{t::enrol::stay()}</Button>
            <Button kind=ButtonKind::Danger pending=pending on_press=leave>{t::enrol::leave_confirm()}</Button>
        }
        .into_any()
    };
    let title = move || leaving.with(|leaving| leaving.as_ref().map_or_else(String::new, |it| it.title.clone()));
    view! {
        <Dialog open=open title=t::enrol::leave_question() actions=actions>
            <p><strong>{ui::text(title)}</strong></p>
            <p>{t::enrol::leave_text()}</p>
            {ui::optional(move || failed.get().map(|error| not_left(error, leave, pending)))}
        </Dialog>
    }
    .into_any()
}

fn not_left(error: ApiError, retry: Callback<()>, pending: RwSignal<bool>) -> AnyView {
    match error {
        ApiError::Refused(reason) => view! {
            <ui::Notice kind=ui::NoticeKind::Warning>
                {ui::alert_within(None, move || {
                    let why = if reason.trim().is_empty() { t::enrol::not_left_text().to_owned() } else { reason };
                    view! { <p class="preau-notice__title">{t::enrol::not_left()}</p> <p>{why}</p> }.into_any()
                })}
            </ui::Notice>
        }
        .into_any(),
        error => view! { <ui::ErrorPanel error=error level=3 on_retry=retry pending=pending/> }.into_any(),
    }
}

async fn leave(key: &CourseKey) -> Result<(), ApiError> {
    match lms::leave(key).await {
        Err(error) if may_be_done(&error) && is_enrolled(key).await == Some(false) => Ok(()),
        answer => answer,
    }
}
