//! What others write while the learner reads: counted from time to time, offered by a button, never put in by itself.
use super::{
    focus_post, load,
    page::{Entry, Page},
    subject::refusal,
};
use crate::{
    api::{ApiError, lms::forum, lms_now},
    i18n::t,
    ui::{self, ButtonKind, Icon},
};
use leptos::{prelude::*, task::spawn_local_scoped};
use std::time::Duration;

/// Between two questions.
const PAUSE: Duration = Duration::from_mins(1);
/// Responses whose replies are asked for with what arrived: each costs a request. The rest has a button.
const MOST_AT_ONCE: usize = 60;

/// Asks again and again, while the page is in view.
pub(super) fn watch(page: Page) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    wait(page, timer);
    on_cleanup(move || {
        if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
            timer.clear();
        }
    });
}

fn wait(page: Page, timer: StoredValue<Option<TimeoutHandle>>) {
    let ask = move || {
        spawn_local_scoped(async move {
            if !document().hidden() {
                ask(page).await;
            }
            if !page.entries.is_disposed() {
                wait(page, timer);
            }
        });
    };
    timer.set_value(set_timeout_with_handle(ask, PAUSE).ok());
}

/// The thread's own answer counts everything in it: one small request.
async fn ask(page: Page) {
    let (course, id) = (page.key(), page.id.get_value());
    // a question that fails is asked again soon: nothing to tell
    let Ok(fresh) = forum::thread(&course, &id).await else { return };
    if page.entries.is_disposed() {
        return;
    }
    let known = page.thread.value.with_untracked(|thread| thread.as_ref().map_or(0, |thread| thread.comment_count));
    let arrived = fresh.comment_count.saturating_sub(known);
    if page.arrived.get_untracked() != arrived {
        page.arrived.set(arrived);
        if arrived > 0 {
            ui::announce_topic("arrivals", &t::forum::arrived(arrived.into()), 0);
        }
    }
}

/// The button that shows them.
pub(super) fn button(page: Page) -> AnyView {
    let pending = RwSignal::new(false);
    let press = Callback::new(move |()| {
        pending.set(true);
        spawn_local_scoped(async move {
            show(page).await;
            pending.set(false);
        });
    });
    ui::optional(move || {
        let count = page.arrived.get();
        (count > 0).then(|| {
            view! {
                <p class="preau-arrivals">
                    <ui::Button kind=ButtonKind::Primary icon_before=Icon::Retry pending=pending on_press=press>
                        {t::forum::arrived(count.into())}
                    </ui::Button>
                </p>
            }
            .into_any()
        })
    })
}

async fn show(page: Page) {
    let known = shown(page);
    if let Err(error) = refresh(page).await {
        return ui::alert(&refusal(&error));
    }
    if page.entries.is_disposed() {
        return;
    }
    request_animation_frame(move || {
        if !page.entries.is_disposed()
            && let Some(first) = shown(page).into_iter().find(|id| !known.contains(id))
        {
            focus_post(&first);
        }
    });
}

/// Takes what others wrote since: responses, and replies to those that have more now.
///
/// # Errors
/// Any [`ApiError`] of the responses; replies fail where they stand.
pub(super) async fn refresh(page: Page) -> Result<(), ApiError> {
    let since = page.asked_at.get_value();
    let id = page.id.get_value();
    // counted before: what comes in between is told once too often rather than never
    let counted = forum::thread(&page.key(), &id).await.ok();
    let fresh = load::responses(&id, page.pages.get_untracked()).await?;
    if page.entries.is_disposed() {
        return Ok(());
    }
    // at a first visit nothing was marked: from here on it is; the server tells whole seconds
    if page.before.get_value().is_none() {
        page.before.set_value(Some(since - 1000.0));
        page.marks.update(|marks| *marks = marks.wrapping_add(1));
    }
    page.asked_at.set_value(lms_now().millis());
    let arrived = page.arrived.get_untracked();
    if arrived > 0 {
        page.arrived.set(0);
    }
    page.change_thread(|thread| {
        thread.comment_count = match counted {
            Some(counted) => counted.comment_count,
            None => thread.comment_count.saturating_add(arrived),
        };
    });
    page.take(&fresh.comments);
    page.loaded.preset(fresh);
    let entries = page.entries.get_untracked();
    let grown: Vec<Entry> = entries.iter().filter(|entry| has_more(entry)).take(MOST_AT_ONCE).cloned().collect();
    crate::api::all(grown.iter().map(|entry| page.ask_replies(entry))).await;
    Ok(())
}

/// Whether there are replies that do not show yet.
fn has_more(entry: &Entry) -> bool {
    let count = entry.comment.with_untracked(|comment| comment.child_count);
    let here = entry.replies.with_untracked(|replies| replies.entries().len());
    count > u32::try_from(here).unwrap_or(u32::MAX)
}

/// Ids of all posts in the order of the page.
fn shown(page: Page) -> Vec<String> {
    let mut ids = Vec::new();
    for Entry { id, replies, .. } in page.in_order(&page.shown_ids()) {
        ids.push(id);
        replies.with_untracked(|replies| ids.extend(replies.entries().iter().map(|reply| reply.id.clone())));
    }
    ids
}
