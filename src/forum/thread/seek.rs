//! Looking for a post that is not among what is here: asks for what may hold it before anything is said.
use super::{
    arrivals,
    load::PAGES,
    page::{Entry, Page, Replies},
};
use crate::{
    i18n::t,
    ui::{self, NoticeKind},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Pages of responses that are looked through without being asked: three thousand responses.
pub(super) const MOST: u32 = 30;

/// A post to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    /// Its id.
    pub id: String,
    /// The address names it.
    pub is_named: bool,
    /// What is here was asked for after somebody wanted it.
    pub is_fresh: bool,
    /// Pages of responses that may be asked for.
    pub most: u32,
}

/// Why what the address named does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missed {
    /// Everything is here, and it is not.
    Gone,
    /// There is more than was looked through.
    Further,
    /// Something could not be asked for.
    Failed,
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// More is on its way.
    Wait,
    /// Ask what came since.
    Refresh,
    /// Ask for so many pages.
    Pages(u32),
    /// Ask for replies that nobody asked for.
    Replies,
    /// Say why it does not show.
    Say(Missed),
}

/// Replies to all that is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    /// They are here.
    Here,
    /// Some are on their way.
    Asked,
    /// Nobody asked for some.
    Unasked,
    /// Some could not be asked for.
    Failed,
}

/// What is known of the responses.
#[derive(Debug, Clone, Copy)]
struct Known {
    is_under_way: bool,
    has_failed: bool,
    pages: u32,
    all_pages: u32,
    others: Others,
}

/// Pages of responses come before replies, which cost a request for each response.
fn step(sought: &Sought, known: Known) -> Step {
    let has_more = known.pages < known.all_pages;
    if known.is_under_way {
        Step::Wait
    } else if !sought.is_fresh {
        Step::Refresh
    } else if known.has_failed {
        Step::Say(Missed::Failed)
    } else if has_more && known.pages < sought.most {
        Step::Pages(known.pages.saturating_add(PAGES).min(sought.most))
    } else {
        match known.others {
            Others::Asked => Step::Wait,
            Others::Unasked => Step::Replies,
            Others::Failed => Step::Say(Missed::Failed),
            Others::Here if has_more => Step::Say(Missed::Further),
            Others::Here => Step::Say(Missed::Gone),
        }
    }
}

/// Goes on with a search that found nothing among what is here; runs in an effect.
pub(super) fn go_on(page: Page, sought: Sought, others: Others, unasked: Option<Entry>) {
    let (pages, all_pages) = page.loaded.value.get().map_or((0, 0), |loaded| (loaded.pages, loaded.all_pages));
    let known = Known {
        is_under_way: page.loaded.pending.get() || page.refreshing.get(),
        has_failed: page.loaded.error.with_untracked(Option::is_some),
        pages,
        all_pages,
        others,
    };
    match step(&sought, known) {
        Step::Wait => {}
        Step::Refresh => {
            page.refreshing.set(true);
            spawn_local_scoped(async move {
                let outcome = arrivals::refresh(page).await;
                if page.entries.is_disposed() {
                    return;
                }
                // the address may name another one by now
                if page.sought.with_untracked(|now| now.as_ref() == Some(&sought)) {
                    match outcome {
                        Ok(()) => page.sought.set(Some(Sought { is_fresh: true, ..sought })),
                        Err(_) => say(page, Missed::Failed, sought),
                    }
                }
                page.refreshing.set(false);
            });
        }
        Step::Pages(pages) => page.pages.set(pages),
        Step::Replies => {
            if let Some(entry) = unasked {
                spawn_local_scoped(async move { page.ask_replies(&entry).await });
            }
        }
        Step::Say(missed) => say(page, missed, sought),
    }
}

fn say(page: Page, missed: Missed, sought: Sought) {
    page.sought.set(None);
    ui::announce(words(missed));
    page.missed.set(Some((missed, sought)));
}

fn words(missed: Missed) -> &'static str {
    match missed {
        Missed::Gone => t::forum::missed(),
        Missed::Further => t::forum::missed_further(),
        Missed::Failed => t::forum::missed_failed(),
    }
}

/// Why what the address named does not show, and the way on.
pub(super) fn notice(page: Page) -> AnyView {
    ui::optional(move || {
        let (missed, sought) = page.missed.get()?;
        let label = if missed == Missed::Failed { t::ui::retry() } else { t::forum::search_further() };
        let go = move |()| search(page, missed, sought.clone());
        let way =
            (missed != Missed::Gone).then(|| view! { <p><ui::Button on_press=go>{label}</ui::Button></p> }.into_any());
        Some(view! { <ui::Notice kind=NoticeKind::Warning><p>{words(missed)}</p>{way}</ui::Notice> }.into_any())
    })
}

/// Looks again, or further. The button that was pressed goes: the heading of the responses has the focus until the post is found.
fn search(page: Page, missed: Missed, mut sought: Sought) {
    ui::dom::focus_id("responses");
    page.missed.set(None);
    if missed == Missed::Failed {
        sought.is_fresh = false;
        page.loaded.error.set(None);
        for entry in page.entries.get_untracked() {
            if let Replies::Failed(_) = entry.replies.get_untracked() {
                entry.replies.set(Replies::Unasked);
            }
        }
    } else {
        sought.most = sought.most.max(page.pages.get_untracked()).saturating_add(PAGES);
    }
    page.sought.set(Some(sought));
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known =
        Known { is_under_way: false, has_failed: false, pages: 10, all_pages: 10, others: Others::Here };

    fn sought() -> Sought {
        Sought { id: "7".into(), is_named: true, is_fresh: true, most: MOST }
    }

    #[test]
    fn what_came_since_is_asked_for_before_anything_is_said() {
        let sought = Sought { is_fresh: false, ..sought() };
        assert_eq!(step(&sought, KNOWN), Step::Refresh);
        assert_eq!(step(&sought, Known { is_under_way: true, ..KNOWN }), Step::Wait);
    }

    #[test]
    fn gone_is_what_is_not_among_all() {
        assert_eq!(step(&sought(), KNOWN), Step::Say(Missed::Gone));
        let more = Known { all_pages: 45, others: Others::Unasked, ..KNOWN };
        assert_eq!(step(&sought(), more), Step::Pages(20));
        assert_eq!(step(&sought(), Known { pages: 25, ..more }), Step::Pages(MOST));
        let most = Known { pages: MOST, ..more };
        assert_eq!(step(&sought(), most), Step::Replies);
        assert_eq!(step(&sought(), Known { others: Others::Here, ..most }), Step::Say(Missed::Further));
    }

    #[test]
    fn what_could_not_be_asked_for_is_not_called_gone() {
        for known in [Known { has_failed: true, ..KNOWN }, Known { others: Others::Failed, ..KNOWN }] {
            assert_eq!(step(&sought(), known), Step::Say(Missed::Failed));
        }
        assert_eq!(step(&sought(), Known { others: Others::Asked, ..KNOWN }), Step::Wait);
    }
}
