//! Going to a post: the one that the address names, and from new one to new one.
use super::{
    Subject, focus_post,
    page::{Entry, Page, Replies},
    seek::{self, Others, Sought},
};
use crate::{
    app::{ForumPage, LearnPage, Nav, Route},
    i18n::t,
    ui::{self, ButtonKind, Icon},
};
use leptos::{prelude::*, view::Attribute};

/// The response or reply in the address.
fn named(nav: Nav) -> Option<String> {
    match nav.route.get() {
        Route::Learn(_, LearnPage::Forum(ForumPage::Thread { comment, .. })) => comment,
        _ => None,
    }
}

/// Goes to what is sought as soon as it is here, and asks for what it may be among.
pub(super) fn follow(page: Page, nav: Nav, ids: Memo<Vec<String>>, shown: RwSignal<usize>) {
    // who comes back is put where they were, by whoever restores that
    let restores = StoredValue::new(nav.restores());
    let is_first = StoredValue::new(true);
    ui::effect(move || {
        let named = named(nav);
        // on a page that stays, what the address now names may be newer than what is here
        let is_fresh = is_first.get_value();
        is_first.set_value(false);
        if let Some(id) = named {
            page.missed.set(None);
            page.sought.set(Some(Sought { id, is_named: true, is_fresh, most: seek::MOST }));
        }
    });
    ui::effect(move || {
        let Some(sought) = page.sought.get() else { return };
        match find(page, &ids.get(), &sought.id) {
            Found::At(place) => {
                if shown.get() <= place {
                    shown.set(place.saturating_add(1));
                    return; // again, when it is drawn
                }
                page.sought.set(None);
                page.missed.set(None);
                if sought.is_named {
                    page.target.set(Some(sought.id.clone()));
                }
                let moves = !restores.get_value();
                restores.set_value(false);
                if moves {
                    request_animation_frame(move || {
                        focus_post(&sought.id);
                    });
                }
            }
            Found::Nowhere(others, unasked) => seek::go_on(page, sought, others, unasked),
        }
    });
}

enum Found {
    /// It, or the response it replies to, stands there.
    At(usize),
    /// It is not among what is here. It may be among replies: the first that nobody asked for.
    Nowhere(Others, Option<Entry>),
}

fn find(page: Page, ids: &[String], id: &str) -> Found {
    if let Some(place) = ids.iter().position(|other| other == id) {
        return Found::At(place);
    }
    let (mut others, mut unasked) = (Others::Here, None);
    for (place, entry) in page.in_order(ids).into_iter().enumerate() {
        if entry.comment.with_untracked(|comment| comment.child_count == 0) {
            continue;
        }
        match (entry.replies.get(), others) {
            (replies, _) if replies.entries().iter().any(|reply| reply.id == id) => return Found::At(place),
            (Replies::Asked, _) => others = Others::Asked,
            (Replies::Unasked, Others::Here | Others::Failed) => {
                others = Others::Unasked;
                unasked = Some(entry);
            }
            (Replies::Failed(_) | Replies::Own(_), Others::Here) => others = Others::Failed,
            _ => {}
        }
    }
    Found::Nowhere(others, unasked)
}

/// The look of a post: another one where the address led to it.
pub(super) fn class(page: Page, id: &str, plain: &'static str, led_to: &'static str) -> Attribute {
    let id = id.to_owned();
    Attribute::changing(
        move || {
            if page.target.with(|target| target.as_deref() == Some(id.as_str())) { led_to } else { plain }
        },
    )
}

/// How many posts are new among a response and its replies.
fn new_in(page: Page, entry: &Entry) -> u64 {
    let is_new = |entry: &Entry| u64::from(entry.comment.with_untracked(|comment| page.is_new(&comment.post)));
    let replies = entry.replies.with(|replies| replies.entries().iter().map(is_new).sum::<u64>());
    is_new(entry).saturating_add(replies)
}

/// New posts in the order of the page.
fn new_posts(page: Page, ids: &[String]) -> Vec<String> {
    let mut new = Vec::new();
    for entry in page.in_order(ids) {
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
        page.entries.with(|entries| entries.iter().map(|entry| new_in(page, entry)).sum::<u64>())
    });
    let go = Callback::new(move |()| {
        let first = ids.with_untracked(|ids| untrack(|| new_posts(page, ids))).into_iter().next();
        if let Some(first) = first {
            focus_post(&first);
        }
    });
    view! {
        {seek::notice(page)}
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
