//! What opens, closes and speaks.
use crate::ui::{Button, ButtonKind, Checkbox, Dialog, Disclosure, Icon, alert, announce, toast, toast_with_action};
use leptos::prelude::*;

pub(super) fn view() -> AnyView {
    let (small, sheet) = (RwSignal::new(false), RwSignal::new(false));
    let delete = move |()| {
        small.set(false);
        announce("Post deleted");
    };
    let actions = move || {
        view! {
            <Button first=true on_press=move |()| small.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Danger on_press=delete>"Delete"</Button>
        }
    };
    let show = move || view! { <Button kind=ButtonKind::Primary on_press=move |()| sheet.set(false)>"Show 12 courses"</Button> };
    let undo = Callback::new(|()| announce("Restored"));
    view! {
        <div class="preau-row">
            <Button on_press=move |()| small.set(true)>"Delete the post"</Button>
            <Button icon_before=Icon::Filter on_press=move |()| sheet.set(true)>"Filter"</Button>
            <Button on_press=|()| toast("Saved for later")>"Toast"</Button>
            <Button on_press=move |()| toast_with_action("Removed from your list", "Undo", undo)>"Toast with an action"</Button>
            <Button on_press=|()| alert("Could not save: you are offline")>"Alert"</Button>
            <Button on_press=|()| announce("12 courses")>"Announce"</Button>
        </div>
        <Dialog open=small title="Delete this post?" description="This can not be undone." actions=actions>
            <Button kind=ButtonKind::Quiet on_press=|()| alert("Could not delete: you are offline")>"Fail inside"</Button>
        </Dialog>
        <Dialog open=sheet title="Filters" sheet=true actions=show>{boxes()}</Dialog>
        <div>
            <Disclosure title="Language" open=RwSignal::new(true)><p>"Content of an open disclosure."</p></Disclosure>
            <Disclosure title="Pace" open=RwSignal::new(false)><p>"Content of a closed one."</p></Disclosure>
        </div>
    }
    .into_any()
}

fn boxes() -> AnyView {
    let boxes: Vec<AnyView> = (1..=24_u64)
        .map(|number| {
            view! { <Checkbox label=["Subject ", &number.to_string()].concat() count=number checked=false on_change=|_| ()/> }.into_any()
        })
        .collect();
    view! { <fieldset class="preau-group"><legend class="preau-group__legend">"Subjects"</legend><div>{boxes}</div></fieldset> }
        .into_any()
}
