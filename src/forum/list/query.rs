//! Which threads are asked for: kept in the address, so that it can be shared and found again.
use crate::{
    api::lms::forum::{ThreadKind, ThreadOrder, ThreadQuery, ThreadView},
    app::{ForumPage, Query},
    i18n::t,
};

/// Words to look for.
pub(super) const SEARCH: &str = "search";
/// Whose threads.
pub(super) const SHOW: &str = "show";
/// In which state.
pub(super) const STATE: &str = "state";
/// Of which kind.
pub(super) const KIND: &str = "kind";
/// In which order.
pub(super) const ORDER: &str = "order";
/// For which cohort.
pub(super) const GROUP: &str = "group";
/// How many pages show.
pub(super) const PAGES: &str = "pages";
/// More pages than anybody asks for: the address may say anything.
pub(super) const MOST_PAGES: u32 = 50;

/// What the address asks for.
///
/// `username` is who asks; the server takes a text, topics or "followed", one of them at a time.
pub(super) fn thread_query(page: &ForumPage, query: &Query, username: Option<&str>, moderates: bool) -> ThreadQuery {
    let get = |name| query.get(name).unwrap_or_default();
    let state = get(STATE);
    let mut asked = ThreadQuery {
        kind: match get(KIND) {
            "question" => Some(ThreadKind::Question),
            "discussion" => Some(ThreadKind::Discussion),
            _ => None,
        },
        view: match state {
            "unread" => Some(ThreadView::Unread),
            "unanswered" => Some(ThreadView::Unanswered),
            "unresponded" => Some(ThreadView::Unresponded),
            _ => None,
        },
        flagged: moderates && state == "reported",
        order: match get(ORDER) {
            "responses" => ThreadOrder::Comments,
            "likes" => ThreadOrder::Votes,
            _ => ThreadOrder::Activity,
        },
        group: get(GROUP).parse().ok().filter(|_| moderates),
        counts_flags: moderates,
        ..ThreadQuery::default()
    };
    match page {
        ForumPage::Topic(topic) => asked.topics = vec![topic.clone()],
        ForumPage::Learner(name) => asked.participant.clone_from(name),
        _ => {
            get(SEARCH).trim().clone_into(&mut asked.text);
            match (get(SHOW), username) {
                ("followed", _) => asked.following = asked.text.is_empty(),
                ("mine", Some(name)) => name.clone_into(&mut asked.author),
                _ => {}
            }
        }
    }
    asked
}

/// How many pages of the list show.
pub(super) fn pages(query: &Query) -> u32 {
    query.get(PAGES).and_then(|pages| pages.parse().ok()).unwrap_or(1).clamp(1, MOST_PAGES)
}

/// How a list goes on below what shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// All shows.
    Nothing,
    /// More, on a button.
    More,
    /// More than the page shows: search and filters lead there.
    TooMuch,
}

/// How a list of so many pages goes on.
pub(super) fn rest(pages: u32, has_more: bool) -> Rest {
    match has_more {
        false => Rest::Nothing,
        true if pages < MOST_PAGES => Rest::More,
        true => Rest::TooMuch,
    }
}

/// Whether something narrows the list down.
pub(super) fn is_narrow(asked: &ThreadQuery) -> bool {
    let ThreadQuery { text, following, author, kind, view, flagged, group, .. } = asked;
    !text.is_empty()
        || *following
        || !author.is_empty()
        || kind.is_some()
        || view.is_some()
        || *flagged
        || group.is_some()
}

type Options = Vec<(String, String)>;

fn options<const N: usize>(all: [(&str, &str); N]) -> Options {
    all.into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

/// Whose threads.
pub(super) fn shows() -> Options {
    options([("", t::forum::show_all()), ("mine", t::forum::show_mine()), ("followed", t::forum::show_followed())])
}

/// In which state; a learner's own reading is not known of others.
pub(super) fn states(moderates: bool, of_other: bool) -> Options {
    let mut all = options([
        ("", t::forum::state_any()),
        ("unanswered", t::forum::state_unanswered()),
        ("unresponded", t::forum::state_unresponded()),
    ]);
    if !of_other {
        all.insert(1, ("unread".into(), t::forum::state_unread().into()));
    }
    if moderates {
        all.push(("reported".into(), t::forum::state_reported().into()));
    }
    all
}

/// Of which kind.
pub(super) fn kinds() -> Options {
    options([
        ("", t::forum::kind_any()),
        ("question", t::forum::kind_questions()),
        ("discussion", t::forum::kind_discussions()),
    ])
}

/// In which order.
pub(super) fn orders() -> Options {
    options([
        ("", t::forum::order_activity()),
        ("responses", t::forum::order_responses()),
        ("likes", t::forum::order_likes()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(page: &ForumPage, address: &str, moderates: bool) -> ThreadQuery {
        thread_query(page, &Query::parse(address), Some("amelie"), moderates)
    }

    #[test]
    fn the_address_says_what_shows() {
        let list = ForumPage::Threads;
        let query = asked(&list, "search=+chute+libre&kind=question&state=unanswered&order=likes", false);
        assert_eq!(query.text, "chute libre");
        assert_eq!((query.kind, query.view), (Some(ThreadKind::Question), Some(ThreadView::Unanswered)));
        assert_eq!(query.order, ThreadOrder::Votes);
        assert_eq!(asked(&list, "show=mine", false).author, "amelie");
        assert!(asked(&list, "show=followed", false).following);
        assert!(!asked(&list, "show=followed&search=x", false).following, "the server takes one of them");
        assert_eq!(asked(&list, "show=nonsense&state=nonsense&group=x", true), asked(&list, "", true));
        assert!(!is_narrow(&asked(&list, "order=likes", false)) && is_narrow(&asked(&list, "kind=question", false)));
    }

    #[test]
    fn only_who_moderates_is_given_what_others_are_refused() {
        let list = ForumPage::Threads;
        let query = asked(&list, "state=reported&group=3", false);
        assert!(!query.flagged && query.group.is_none() && !query.counts_flags);
        let query = asked(&list, "state=reported&group=3", true);
        assert!(query.flagged && query.group == Some(3) && query.counts_flags);
    }

    #[test]
    fn topics_and_learners_have_lists_of_their_own() {
        assert_eq!(asked(&ForumPage::Topic("general".into()), "search=x", false).topics, ["general"]);
        assert_eq!(asked(&ForumPage::Learner("zoe".into()), "", false).participant, "zoe");
    }

    #[test]
    fn a_list_that_can_show_no_more_has_no_button_for_it() {
        assert_eq!(rest(MOST_PAGES, false), Rest::Nothing);
        assert_eq!(rest(MOST_PAGES - 1, true), Rest::More);
        assert_eq!(rest(MOST_PAGES, true), Rest::TooMuch);
    }

    #[test]
    fn pages_are_within_reason() {
        for (address, expected) in
            [("", 1), ("pages=3", 3), ("pages=0", 1), ("pages=9999999", MOST_PAGES), ("pages=x", 1)]
        {
            assert_eq!(pages(&Query::parse(address)), expected, "{address}");
        }
    }
}
