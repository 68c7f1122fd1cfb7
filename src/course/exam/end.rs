//! "End my exam": after asking, since there is no way back.
use super::state::{self, Running};
use crate::{
    i18n::t,
    ui::{self, Button, ButtonKind, Dialog},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// The button and its question.
pub(super) fn button(running: Signal<Option<Running>>) -> AnyView {
    let open = RwSignal::new(false);
    let (pending, failed) = (RwSignal::new(false), ui::failure_in(open));
    let submit = Callback::new(move |()| {
        let Some(now) = running.get_untracked() else { return };
        pending.set(true);
        spawn_local_scoped(async move {
            let outcome = state::submit(&now.course, now.attempt.attempt_id).await;
            pending.set(false);
            match outcome {
                Ok(()) => {
                    open.set(false);
                    ui::toast(t::exam::submitted_now());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let actions = move || {
        view! {
            <Button first=true on_press=move |()| open.set(false)>{t::exam::go_on()}</Button>
            <Button kind=ButtonKind::Danger pending=pending on_press=submit>{t::exam::end_confirm()}</Button>
        }
        .into_any()
    };
    view! {
        <Button small=true on_press=move |()| open.set(true)>{t::exam::end()}</Button>
        <Dialog open=open title=t::exam::end_question() actions=actions>
            <p>{t::exam::end_text()}</p>
            {ui::optional(move || {
                let error = failed.get()?;
                Some(view! { <ui::ErrorPanel error=error level=3 on_retry=submit pending=pending/> }.into_any())
            })}
        </Dialog>
    }
    .into_any()
}
