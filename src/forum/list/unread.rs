//! How many threads of each topic hold something new. The server tells it of no topic: its list of unread threads is counted.
use crate::{
    api::{
        ApiError, Remote,
        lms::forum::{self, ThreadQuery, ThreadView},
        session::{Asker, asker},
    },
    i18n::t,
    wire::openedx::CourseKey,
};
use futures::future::LocalBoxFuture;

/// Pages of the list that are read at most; beyond them the words say "at least".
const PAGES: u32 = 5;

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unread {
    /// Topics of the threads, one entry for each thread.
    topics: Vec<String>,
    /// There are more than were read.
    has_more: bool,
}

impl Unread {
    /// In words, for a topic; nothing where all is read.
    pub(super) fn words(&self, topic: &str) -> Option<String> {
        let count = self.topics.iter().filter(|other| *other == topic).count();
        let count = u64::try_from(count).ok().filter(|count| *count > 0)?;
        Some(if self.has_more { t::forum::unread_at_least(count) } else { t::forum::unread_of_them(count) })
    }
}

/// Asks for it; of who is signed out nothing is known.
pub(super) fn unread(course: &CourseKey) -> Remote<Unread> {
    let (course, who) = (course.clone(), asker());
    let remote = Remote::new(move || {
        // a session that has to be renewed is known later than the list
        let Asker::Learner(_) = who.get() else { return None };
        let course = course.clone();
        let answer: LocalBoxFuture<'static, Result<Unread, ApiError>> = Box::pin(async move { count(&course).await });
        Some(answer)
    });
    crate::ui::effect(move || {
        if let Some(error) = remote.error.get() {
            leptos::logging::warn!("unread threads could not be counted: {error}");
        }
    });
    remote
}

async fn count(course: &CourseKey) -> Result<Unread, ApiError> {
    let query = ThreadQuery { view: Some(ThreadView::Unread), ..ThreadQuery::default() };
    let mut unread = Unread::default();
    for page in 1..=PAGES {
        let threads = forum::threads(course, &query, page).await?;
        unread.topics.extend(threads.results.into_iter().map(|thread| thread.topic_id));
        unread.has_more = threads.pagination.next.is_some();
        if !unread.has_more {
            break;
        }
    }
    Ok(unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_topic_has_its_own_and_says_when_there_may_be_more() {
        let mut unread = Unread { topics: ["a", "b", "a"].map(String::from).into(), has_more: false };
        assert_eq!(unread.words("a"), Some(t::forum::unread_of_them(2)));
        assert_eq!(unread.words("c"), None);
        unread.has_more = true;
        assert_eq!(unread.words("b"), Some(t::forum::unread_at_least(1)));
    }
}
