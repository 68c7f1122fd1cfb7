//! Takes off all saved courses, after asking.
use super::{change, list, restore};
use crate::{
    i18n::t,
    ui::{self, Button, ButtonKind, Dialog},
};
use leptos::prelude::*;

/// The button and its question.
pub(super) fn button() -> AnyView {
    let open = RwSignal::new(false);
    let count = Signal::derive(|| u64::try_from(list().with(Vec::len)).unwrap_or(u64::MAX));
    let clear = move |()| {
        let all = list().get_untracked();
        open.set(false);
        change(Vec::clear);
        let removed: Vec<_> = all.into_iter().enumerate().collect();
        let undo = move |()| {
            restore(&removed);
            ui::announce(t::saved::restored_all());
        };
        ui::toast_with_action(t::saved::cleared(), t::saved::undo(), ui::unowned(undo));
    };
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Secondary first=true on_press=Callback::new(move |()| open.set(false))>{t::saved::keep()}</Button>
            <Button kind=ButtonKind::Danger on_press=Callback::new(clear)>{t::saved::clear()}</Button>
        }
        .into_any()
    };
    view! {
        <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| open.set(true))>{t::saved::clear()}</Button>
        <Dialog open=open title=t::saved::clear_question() actions=actions>
            <p>{move || t::saved::clear_text(count.get())}</p>
        </Dialog>
    }
    .into_any()
}
