//! All notifications.
use super::{
    list::{items, mark_all, place, seen},
    preferences,
};
use crate::{
    api::{
        ApiError, Remote, all,
        lms::forum,
        session::{Asker, asker},
    },
    app::{Nav, PageHeading, Query, Write, standing},
    i18n::t,
    ui,
    wire::openedx::Notification,
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// Notifications on a page of the answer.
const SIZE: u32 = 20;
/// Name of the address parameter for how many pages show.
const PAGES: &str = "pages";
/// Name of the list.
const LIST: &str = "notification";

#[derive(Debug, Clone, Default, PartialEq)]
struct List {
    all: Vec<Notification>,
    count: u32,
    has_more: bool,
}

async fn read(pages: u32) -> Result<List, ApiError> {
    let mut list = List::default();
    for (page, answer) in (1..).zip(all((1..=pages).map(|page| forum::notifications(None, page, SIZE))).await) {
        match answer {
            Ok(answer) => {
                list.count = answer.count;
                list.has_more = page < answer.num_pages;
                list.all.extend(answer.results);
            }
            // some went meanwhile
            Err(ApiError::NotFound) if page > 1 => list.has_more = false,
            Err(error) => return Err(error),
        }
    }
    Ok(list)
}

/// The page.
pub(super) fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let who = asker();
    let pages = ui::memo(move |_| {
        nav.query.with(|query| query.get(PAGES).and_then(|pages| pages.parse().ok()).unwrap_or(1_u32).clamp(1, 50))
    });
    let remote = Remote::new(move || {
        let pages = pages.get();
        (who.get() != Asker::Unknown)
            .then(|| -> LocalBoxFuture<'static, Result<List, ApiError>> { Box::pin(read(pages)) })
    });
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::app::nav_notifications().to_owned())/>
            {standing(remote, move || shown(remote, nav))}
            {preferences::section()}
        </div>
    }
    .into_any()
}

fn shown(remote: Remote<List>, nav: Nav) -> AnyView {
    let read = RwSignal::new(Vec::<u32>::new());
    ui::effect(move || {
        if let Some(list) = remote.value.get() {
            seen(&list.all);
        }
    });
    let unread = ui::memo(move |_| {
        let read = read.get();
        remote.value.with(|list| {
            let all = list.as_ref().map(|list| list.all.as_slice()).unwrap_or_default();
            all.iter().filter(|one| one.last_read.is_none() && !read.contains(&one.id)).count()
        })
    });
    let nothing = Callback::new(|()| {});
    let rows = move || {
        let Some(list) = remote.value.get() else { return ().into_any() };
        if list.all.is_empty() {
            return view! {
                <ui::EmptyState title=t::notifications::none()><p class="preau-state__text">{t::notifications::none_text()}</p></ui::EmptyState>
            }
            .into_any();
        }
        untrack(|| {
            view! { <ul class="preau-stack" role="list">{items(LIST, &list.all, read, nothing)}</ul> }.into_any()
        })
    };
    let mark = move |()| {
        if let Some(list) = remote.value.get_untracked() {
            // the button goes
            ui::dom::focus_id("notifications");
            mark_all(&list.all, read);
        }
    };
    let waits = StoredValue::new(None::<Vec<u32>>);
    ui::effect(move || {
        let Some(list) = remote.value.get() else { return };
        let Some(before) = waits.get_value() else { return };
        let new = added(&before, &list.all);
        let Some(first) = new.first().copied() else { return };
        waits.set_value(None);
        ui::announce(&t::notifications::more_shown(u64::try_from(new.len()).unwrap_or_default()));
        request_animation_frame(move || ui::dom::focus_id(&place(LIST, first)));
    });
    let more = move |()| {
        waits.set_value(remote.value.with_untracked(|list| list.as_ref().map(|list| ids(&list.all))));
        let mut query: Query = nav.query.get_untracked();
        let pages = query.get(PAGES).and_then(|pages| pages.parse::<u32>().ok()).unwrap_or(1);
        query.set(PAGES, Some(&pages.saturating_add(1).to_string()));
        nav.set_query(&query, Write::Replace);
    };
    let has_more = ui::memo(move |_| remote.value.with(|list| list.as_ref().is_some_and(|list| list.has_more)));
    let has_unread = ui::memo(move |_| unread.get() > 0);
    view! {
        <section class="preau-stack" aria-labelledby="notifications">
            <h2 id="notifications" tabindex="-1">
                {ui::text(move || t::notifications::unread_count(u64::try_from(unread.get()).unwrap_or_default()))}
            </h2>
            {ui::optional(move || has_unread.get().then(|| view! {
                <p><ui::Button on_press=mark>{t::notifications::mark_all()}</ui::Button></p>
            }.into_any()))}
            {ui::dynamic(rows)}
            {ui::optional(move || has_more.get().then(|| view! {
                <p><ui::Button pending=remote.pending on_press=more>{t::notifications::more()}</ui::Button></p>
            }.into_any()))}
        </section>
    }
    .into_any()
}

fn ids(all: &[Notification]) -> Vec<u32> {
    all.iter().map(|one| one.id).collect()
}

/// Those that were not there before.
fn added(before: &[u32], now: &[Notification]) -> Vec<u32> {
    ids(now).into_iter().filter(|id| !before.contains(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_meanwhile_moves_the_others_and_is_new_all_the_same() {
        let now: Vec<Notification> =
            [9, 3, 2, 1].map(|id| Notification { id, ..Notification::default() }).into_iter().collect();
        assert_eq!(added(&[3, 2], &now), [9, 1]);
        assert!(added(&[9, 3, 2, 1], &now).is_empty());
    }
}
