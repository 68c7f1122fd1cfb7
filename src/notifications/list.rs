//! A list of notifications; a link in it marks what it is about as read.
use super::sentence::{sentence, target};
use crate::{
    api::{lms::forum, lms_now},
    i18n::{Instant, ago, day_and_time, t},
    order,
    ui::{self, ButtonKind, TagKind, tag},
    wire::openedx::Notification,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The items of the list of that name. `read` holds ids of those that were read since they were asked for.
pub(super) fn items(
    list: &'static str,
    all: &[Notification],
    read: RwSignal<Vec<u32>>,
    followed: Callback<()>,
) -> Vec<AnyView> {
    all.iter().map(|notification| item(list, notification, read, followed)).collect()
}

/// Id of the words of an item in the list of that name.
pub(super) fn place(list: &str, id: u32) -> String {
    [list, "-", &id.to_string()].concat()
}

fn item(list: &'static str, notification: &Notification, read: RwSignal<Vec<u32>>, followed: Callback<()>) -> AnyView {
    let id = notification.id;
    let place = place(list, id);
    let of_button = place.clone();
    let was_read = notification.last_read.is_some();
    let is_unread = ui::memo(move |_| !was_read && !read.with(|read| read.contains(&id)));
    let text = sentence(notification);
    // who follows it asked for something else: that it stays unread is no news
    let mark = move || {
        if is_unread.get_untracked() {
            mark_read(id, read, |_| {});
        }
    };
    let words = match target(notification) {
        Some(address) => {
            let rel = if address.starts_with('/') { None } else { Some("external noopener noreferrer") };
            let go = move |_| {
                mark();
                followed.run(());
            };
            view! { <a id=place href=address rel=rel on:click=go>{text.clone()}</a> }.into_any()
        }
        None => view! { <span id=place>{text.clone()}</span> }.into_any(),
    };
    let course = notification.content_context.course_name.clone().filter(|name| !name.is_empty());
    let when = Instant::parse(&notification.created).map(|at| {
        let words = [ago(at, lms_now()), ", ".into(), day_and_time(at)].concat();
        view! { <time datetime=notification.created.clone()>{words}</time> }.into_any()
    });
    view! {
        <li class="preau-notification">
            <p>
                {ui::optional(move || is_unread.get().then(|| view! { {tag(TagKind::Open, None, t::notifications::unread())}" " }.into_any()))}
                {words}
            </p>
            <p class="preau-soft preau-small">{course.map(|name| [name, " · ".into()].concat())}{when}</p>
            {ui::optional(move || is_unread.get().then(|| {
                let label = t::notifications::mark_read_of(&text);
                let place = of_button.clone();
                // the button goes: what it was about takes the focus
                let press = move |()| {
                    ui::dom::focus_id(&place);
                    mark_read(id, read, |is_done| {
                        if is_done {
                            ui::announce(t::notifications::marked());
                        } else {
                            ui::alert(t::notifications::not_marked());
                        }
                    });
                };
                view! {
                    <ui::Button kind=ButtonKind::Quiet small=true label=label on_press=press>
                        {t::notifications::mark_read()}
                    </ui::Button>
                }
                .into_any()
            }))}
        </li>
    }
    .into_any()
}

/// Shows at once; goes back when the server refuses. `then` gets whether it is done.
fn mark_read(id: u32, read: RwSignal<Vec<u32>>, then: fn(bool)) {
    read.update(|read| read.push(id));
    spawn_local(async move {
        let answer = forum::mark_read(id).await;
        if let Err(error) = &answer {
            leptos::logging::warn!("notification {id}: {error}");
            read.update(|read| read.retain(|other| *other != id));
        }
        then(answer.is_ok());
    });
}

/// Marks all of the kinds as read.
pub(super) fn mark_all(all: &[Notification], read: RwSignal<Vec<u32>>) {
    let ids: Vec<u32> = all.iter().filter(|one| one.last_read.is_none()).map(|one| one.id).collect();
    let mut apps: Vec<String> = all.iter().map(|one| one.app_name.clone()).collect();
    order::sort_by(&mut apps, Ord::cmp);
    apps.dedup();
    let before = read.get_untracked();
    read.update(|read| read.extend(ids));
    spawn_local(async move {
        for app in apps {
            if let Err(error) = forum::mark_all_read(&app).await {
                leptos::logging::warn!("notifications of {app}: {error}");
                read.set(before);
                ui::alert(t::notifications::not_marked());
                return;
            }
        }
        ui::announce(t::notifications::all_marked());
    });
}

/// Says to the server that those of these kinds were shown.
pub(super) fn seen(all: &[Notification]) {
    let mut apps: Vec<String> =
        all.iter().filter(|one| one.last_seen.is_none()).map(|one| one.app_name.clone()).collect();
    order::sort_by(&mut apps, Ord::cmp);
    apps.dedup();
    spawn_local(async move {
        for app in apps {
            // they count as new once more: no harm
            if let Err(error) = forum::mark_seen(&app).await {
                leptos::logging::warn!("notifications of {app}: {error}");
            }
        }
    });
}
