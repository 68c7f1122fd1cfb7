//! Which threads are asked for.
use super::{super::in_query, LIST_SIZE, course_path};
use crate::wire::openedx::CourseKey;

/// Kinds of threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadKind {
    /// Wants to talk.
    Discussion,
    /// Wants an answer.
    Question,
}

impl ThreadKind {
    /// What the server calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Discussion => "discussion",
            Self::Question => "question",
        }
    }
}

/// Threads that want something; the server takes one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadView {
    /// Something in it is new to the learner. The server cannot count these ahead.
    Unread,
    /// Questions without a marked answer.
    Unanswered,
    /// Without any response.
    Unresponded,
}

impl ThreadView {
    /// What the server calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Unanswered => "unanswered",
            Self::Unresponded => "unresponded",
        }
    }
}

/// Which threads come first, after the pinned ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThreadOrder {
    /// The last response or change.
    #[default]
    Activity,
    /// The most responses.
    Comments,
    /// The most likes.
    Votes,
}

impl ThreadOrder {
    /// What the server calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Activity => "last_activity_at",
            Self::Comments => "comment_count",
            Self::Votes => "vote_count",
        }
    }
}

/// Which learners come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LearnerOrder {
    /// Who wrote most.
    #[default]
    Activity,
    /// Who wrote last.
    Recency,
    /// Who was reported most; for who moderates.
    Flagged,
}

impl LearnerOrder {
    /// What the server calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Recency => "recency",
            Self::Flagged => "flagged",
        }
    }
}

/// A question for threads. Of `topics`, `text` and `following` the server takes one; where there are several, the text counts
/// most, then the topics.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThreadQuery {
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Words in titles and texts.
    pub text: String,
    /// Those that the learner follows.
    pub following: bool,
    /// Username of who began them.
    pub author: String,
    /// Username of who took part. A question of its own for the server, which then knows no text, topics or author.
    pub participant: String,
    /// Only these.
    pub kind: Option<ThreadKind>,
    /// Only these.
    pub view: Option<ThreadView>,
    /// Reported, or with something reported; for who moderates.
    pub flagged: bool,
    /// Which come first.
    pub order: ThreadOrder,
    /// A cohort; for who moderates.
    pub group: Option<i32>,
    /// Counts of reports too; for who moderates, others are refused.
    pub counts_flags: bool,
}

impl ThreadQuery {
    /// The address of a page, from 1.
    pub(super) fn path(&self, course: &CourseKey, page: u32) -> String {
        let mut path = if self.participant.is_empty() {
            ["/api/discussion/v1/threads/?course_id=", &in_query(course.as_str())].concat()
        } else {
            let name = in_query(&self.participant);
            [&course_path("/api/discussion/v1/courses/", course), "/learner/?username=", &name].concat()
        };
        let mut add = |name: &str, value: &str| {
            for part in ["&", name, "=", value] {
                path.push_str(part);
            }
        };
        if self.participant.is_empty() {
            self.add_own(&mut add);
        } else if self.flagged {
            add("status", "flagged");
        } else if let Some(view) = self.view.filter(|view| *view != ThreadView::Unread) {
            // what is unread would be so for the other learner
            add("status", view.word());
        }
        if let Some(kind) = self.kind {
            add("thread_type", kind.word());
        }
        if let Some(group) = self.group {
            add("group_id", &group.to_string());
        }
        if self.counts_flags {
            add("count_flagged", "true");
        }
        add("order_by", self.order.word());
        add("page", &page.to_string());
        add("page_size", &LIST_SIZE.to_string());
        path
    }

    fn add_own(&self, add: &mut dyn FnMut(&str, &str)) {
        let text = self.text.trim();
        if !text.is_empty() {
            add("text_search", &in_query(&sought(text)));
        } else if self.following {
            add("following", "true");
        } else {
            for topic in &self.topics {
                add("topic_id", &in_query(topic));
            }
        }
        if !self.author.is_empty() {
            add("author", &in_query(&self.author));
        }
        if let Some(view) = self.view {
            add("view", view.word());
        }
        if self.flagged {
            add("flagged", "true");
        }
    }
}

/// The words as they arrive: `true` and `false`, alone, would become something else on the server's way.
fn sought(text: &str) -> String {
    let is_spoilt = ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_spoilt { ["\"", text, "\""].concat() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_the_server_would_take_for_a_yes_or_no_are_quoted() {
        assert_eq!((sought("True").as_str(), sought("true north").as_str()), ("\"True\"", "true north"));
        let query = ThreadQuery { text: " false ".into(), ..ThreadQuery::default() };
        assert!(path(&query).contains("&text_search=%22false%22&"), "{}", path(&query));
    }

    fn path(query: &ThreadQuery) -> String {
        query.path(&CourseKey::parse("course-v1:a+b+c").unwrap(), 2)
    }

    #[test]
    fn only_one_of_what_excludes_each_other_is_sent() {
        let query = ThreadQuery {
            text: " été ".into(),
            topics: vec!["a".into()],
            following: true,
            view: Some(ThreadView::Unanswered),
            kind: Some(ThreadKind::Question),
            ..ThreadQuery::default()
        };
        assert_eq!(
            path(&query),
            "/api/discussion/v1/threads/?course_id=course-v1%3Aa%2Bb%2Bc&text_search=%C3%A9t%C3%A9&view=unanswered\
             &thread_type=question&order_by=last_activity_at&page=2&page_size=20"
        );
        let query = ThreadQuery { topics: vec!["a b".into(), "c".into()], ..ThreadQuery::default() };
        assert!(path(&query).contains("&topic_id=a+b&topic_id=c&"));
        let query = ThreadQuery { following: true, ..ThreadQuery::default() };
        assert!(path(&query).contains("following=true") && !path(&query).contains("topic_id"));
    }

    #[test]
    fn a_participant_has_an_address_of_their_own() {
        let query = ThreadQuery {
            participant: "a+b".into(),
            text: "x".into(),
            view: Some(ThreadView::Unread),
            ..ThreadQuery::default()
        };
        assert_eq!(
            path(&query),
            "/api/discussion/v1/courses/course-v1:a+b+c/learner/?username=a%2Bb&order_by=last_activity_at&page=2&page_size=20"
        );
    }
}
