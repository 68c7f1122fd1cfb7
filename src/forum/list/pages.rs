//! Pages of a list of threads, as they come and in the order in which they show.
use crate::{
    api::{
        ApiError, all,
        lms::forum::{self, ThreadQuery, ThreadView},
    },
    i18n::Instant,
    wire::openedx::{CourseKey, Thread},
};

/// Pages that are asked for so that who waits longest comes first among all: 400 threads.
const SORTED_PAGES: u32 = 20;
/// Requests at a time, and one.
const AT_A_TIME: u32 = 7;

/// The pages that show.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct List {
    /// What was asked for.
    pub asked: ThreadQuery,
    /// How many pages came.
    pub pages: u32,
    /// Threads in their order.
    pub threads: Vec<Thread>,
    /// Of all pages; `None` where the server cannot count ahead.
    pub count: Option<u32>,
    /// Whether there are more.
    pub has_more: bool,
    /// What the server searched for instead.
    pub rewritten: Option<String>,
}

/// Asks for the pages of the list up to a number of them, after those that are there.
///
/// # Errors
/// Any [`ApiError`] of any page.
pub(super) async fn read(course: &CourseKey, asked: ThreadQuery, pages: u32, mut list: List) -> Result<List, ApiError> {
    list.asked = asked.clone();
    let (mut next, mut until) = (list.pages.saturating_add(1), pages);
    while next <= until {
        let end = until.min(next.saturating_add(AT_A_TIME));
        for answer in all((next..=end).map(|page| forum::threads(course, &asked, page))).await {
            match answer {
                Ok(page) => {
                    // who waits longest is on the server's last page
                    if list.is_by_waiting() {
                        until = until.max(page.pagination.num_pages.min(SORTED_PAGES));
                    }
                    list.add(page);
                }
                // somebody answered enough meanwhile; beyond the last page some lists fail
                Err(error) if list.pages > 0 && (error == ApiError::NotFound || !list.has_more) => {
                    list.has_more = false;
                }
                Err(error) => return Err(error),
            }
        }
        next = end.saturating_add(1);
    }
    Ok(list)
}

impl List {
    /// Adds the next page. What moved from one page to the next meanwhile is there once.
    pub(super) fn add(&mut self, page: crate::wire::openedx::Paged<Thread>) {
        self.pages = self.pages.saturating_add(1);
        let can_count = self.asked.view != Some(ThreadView::Unread) && self.asked.participant.is_empty();
        self.count = can_count.then_some(page.pagination.count);
        self.has_more = page.pagination.next.is_some() && !page.results.is_empty();
        if page.text_search_rewrite.is_some() {
            self.rewritten = page.text_search_rewrite;
        }
        for thread in page.results {
            if self.threads.iter().all(|other| other.post.id != thread.post.id) {
                self.threads.push(thread);
            }
        }
        // who waits longest for an answer comes first
        if self.is_by_waiting() {
            crate::order::sort_by(&mut self.threads, |a, b| {
                let at = |thread: &Thread| Instant::parse(&thread.post.created_at).map_or(0.0, Instant::millis);
                b.pinned.cmp(&a.pinned).then_with(|| at(a).total_cmp(&at(b)))
            });
        }
    }

    /// Whether those come first who wait longest: for the teaching team.
    pub(super) fn is_by_waiting(&self) -> bool {
        matches!(self.asked.view, Some(ThreadView::Unanswered | ThreadView::Unresponded)) && self.asked.counts_flags
    }

    /// The first row that is not in a former list, and how many there are.
    pub(super) fn new_since(&self, former: &Self) -> Option<(usize, u64)> {
        let is_new = |thread: &Thread| former.threads.iter().all(|other| other.post.id != thread.post.id);
        let mut new = self.threads.iter().enumerate().filter(|(_, thread)| is_new(thread)).map(|(at, _)| at);
        let first = new.next()?;
        Some((first, u64::try_from(new.count()).unwrap_or_default().saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::{Paged, Pagination, Post};

    fn page(ids: &[&str], has_next: bool) -> Paged<Thread> {
        let thread = |id: &&str| Thread { post: Post { id: (*id).into(), ..Post::default() }, ..Thread::default() };
        Paged {
            results: ids.iter().map(thread).collect(),
            pagination: Pagination { next: has_next.then(String::new), count: 3, num_pages: 2 },
            text_search_rewrite: None,
        }
    }

    fn ids(list: &List) -> Vec<&str> {
        list.threads.iter().map(|thread| thread.post.id.as_str()).collect()
    }

    #[test]
    fn what_moved_to_the_next_page_shows_once() {
        let mut list = List::default();
        list.add(page(&["1", "2"], true));
        assert!(list.has_more);
        list.add(page(&["2", "3"], false));
        assert_eq!(ids(&list), ["1", "2", "3"]);
        assert_eq!((list.has_more, list.count, list.pages), (false, Some(3), 2));
    }

    #[test]
    fn a_count_that_the_server_cannot_know_is_not_told() {
        let asked = ThreadQuery { view: Some(ThreadView::Unread), ..ThreadQuery::default() };
        let mut list = List { asked, ..List::default() };
        list.add(page(&["1"], true));
        assert_eq!(list.count, None);
    }

    #[test]
    fn what_the_order_puts_above_is_found_as_new() {
        let asked = ThreadQuery { view: Some(ThreadView::Unanswered), counts_flags: true, ..ThreadQuery::default() };
        let mut list = List { asked, ..List::default() };
        list.add(page(&["1"], true));
        let former = list.clone();
        assert_eq!(list.new_since(&former), None);
        let mut next = page(&["2"], false);
        for thread in &mut next.results {
            thread.pinned = true;
        }
        list.add(next);
        assert_eq!(ids(&list), ["2", "1"]);
        assert_eq!(list.new_since(&former), Some((0, 1)));
    }

    #[test]
    fn an_empty_page_is_the_last_one() {
        let mut list = List::default();
        list.add(page(&[], true));
        assert!(!list.has_more);
    }
}
