//! Going to a post: the one that the address names, and from new one to new one.
use super::{
    Subject, focus_post,
    page::{Entry, Page, Replies},
};
use crate::{
    app::{ForumPage, LearnPage, Nav, Route},
    i18n::t,
    ui::{self, ButtonKind, Icon, NoticeKind},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// The response or reply in the address.
fn named(nav: Nav) -> Option<String> {
    match nav.route.get() {
        Route::Learn(_, LearnPage::Forum(ForumPage::Thread { comment, .. })) => comment,
        _ => None,
    }
}

/// Goes to what the address names, as soon as it is here; asks for replies that nobody asked for, if it may be among them.
pub(super) fn follow(page: Page, nav: Nav, ids: Memo<Vec<String>>, shown: RwSignal<usize>) {
    let sought = RwSignal::new(None::<String>);
    // who comes back is put where they were, by whoever restores that
    let restores = StoredValue::new(nav.restores());
    ui::effect(move || {
        let named = named(nav);
        if named.is_some() {
            sought.set(named);
        }
    });
    ui::effect(move || {
        let Some(id) = sought.get() else { return };
        match find(page, &ids.get(), &id) {
            Found::At(place) => {
                if shown.get() <= place {
                    shown.set(place.saturating_add(1));
                    return; // again, when it is drawn
                }
                sought.set(None);
                page.missed.set(false);
                page.target.set(Some(id.clone()));
                let moves = !restores.get_value();
                restores.set_value(false);
                if moves {
                    request_animation_frame(move || {
                        focus_post(&id);
                    });
                }
            }
            Found::Later(unasked) => {
                if let Some(entry) = unasked {
                    spawn_local_scoped(async move { page.ask_replies(&entry).await });
                }
            }
            Found::Nowhere => {
                sought.set(None);
                page.missed.set(true);
                ui::announce(t::forum::missed());
            }
        }
    });
}

enum Found {
    /// It, or the response it replies to, stands there.
    At(usize),
    /// It may be among replies that are on their way, or that are still to be asked for.
    Later(Option<Entry>),
    /// Everything is here, and it is not.
    Nowhere,
}

fn find(page: Page, ids: &[String], id: &str) -> Found {
    if let Some(place) = ids.iter().position(|other| other == id) {
        return Found::At(place);
    }
    let mut later = None;
    for (place, response) in ids.iter().enumerate() {
        let Some(entry) = page.find(response) else { continue };
        if entry.comment.with_untracked(|comment| comment.child_count == 0) {
            continue;
        }
        match entry.replies.get() {
            Replies::Here(all) if all.iter().any(|reply| reply.id == id) => return Found::At(place),
            Replies::Asked => later = Some(None),
            Replies::Unasked if later.is_none() => later = Some(Some(entry)),
            Replies::Here(_) | Replies::Failed(_) | Replies::Unasked => {}
        }
    }
    match later {
        Some(entry) => Found::Later(entry),
        None => Found::Nowhere,
    }
}

/// New posts in the order of the page.
fn new_posts(page: Page, ids: &[String]) -> Vec<String> {
    let mut new = Vec::new();
    for entry in ids.iter().filter_map(|id| page.find(id)) {
        if entry.comment.with(|comment| page.is_new(&comment.post)) {
            new.push(entry.id.clone());
        }
        for reply in entry.replies.get().entries() {
            if reply.comment.with_untracked(|comment| page.is_new(&comment.post)) {
                new.push(reply.id.clone());
            }
        }
    }
    new
}

/// How much is new, and the way to the first of it; or that what the address named is not to be had.
pub(super) fn news(page: Page, ids: Memo<Vec<String>>) -> AnyView {
    let count = ui::memo(move |_| {
        page.marks.track();
        ids.with(|ids| u64::try_from(new_posts(page, ids).len()).unwrap_or_default())
    });
    let go = Callback::new(move |()| {
        let first = ids.with_untracked(|ids| untrack(|| new_posts(page, ids))).into_iter().next();
        if let Some(first) = first {
            focus_post(&first);
        }
    });
    view! {
        {ui::optional(move || page.missed.get().then(|| view! {
            <ui::Notice kind=NoticeKind::Warning><p>{t::forum::missed()}</p></ui::Notice>
        }.into_any()))}
        {ui::optional(move || (count.get() > 0).then(|| view! {
            <div class="preau-row preau-news">
                <p>{ui::text(move || t::forum::new_count(count.get()))}</p>
                <ui::Button small=true icon_before=Icon::ChevronDown on_press=go>{t::forum::first_new()}</ui::Button>
            </div>
        }.into_any()))}
    }
    .into_any()
}

/// At a new post, the way to the next one.
pub(super) fn next_new(subject: &Subject) -> AnyView {
    let page = subject.page();
    let id = subject.id();
    let subject = subject.clone();
    let is_new = ui::memo(move |_| {
        page.marks.track();
        subject.with(|post| page.is_new(post))
    });
    ui::optional(move || {
        let id = id.clone();
        is_new.get().then(|| {
            let go = Callback::new(move |()| {
                let order = page.shown_ids();
                let new = untrack(|| new_posts(page, &order));
                let next = new.iter().skip_while(|other| **other != id).nth(1);
                if !next.is_some_and(|next| focus_post(next)) {
                    ui::announce(t::forum::last_new());
                }
            });
            view! { <ui::Button kind=ButtonKind::Quiet small=true icon_before=Icon::ChevronDown on_press=go>{t::forum::next_new()}</ui::Button> }
                .into_any()
        })
    })
}
