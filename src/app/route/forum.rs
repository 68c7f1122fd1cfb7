//! Pages of a course's forum.
use super::{decoded, with_id};

/// A page of a course's forum. Ids are the backend's own, opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForumPage {
    /// Threads, by what the parameters of the address ask for.
    Threads,
    /// All topics.
    Topics,
    /// Threads of a topic.
    Topic(String),
    /// A thread.
    Thread {
        /// Which.
        id: String,
        /// The response or reply that the address leads to.
        comment: Option<String>,
    },
    /// A new thread.
    New,
    /// What the learner began to write, on this device.
    Drafts,
    /// Learners and what they did.
    Learners,
    /// Threads that somebody took part in.
    Learner(String),
}

impl ForumPage {
    /// The part of the path after `forum`.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            [] | ["threads"] => Self::Threads,
            ["topics"] => Self::Topics,
            ["topics", id] => Self::Topic((*id).into()),
            ["threads", id] => Self::Thread { id: (*id).into(), comment: None },
            ["threads", id, comment] => Self::Thread { id: (*id).into(), comment: Some((*comment).into()) },
            ["new"] => Self::New,
            ["drafts"] => Self::Drafts,
            ["learners"] => Self::Learners,
            ["learners", name] => Self::Learner((*name).into()),
            _ => return None,
        })
    }

    /// The same in an address of the platform's former front end: the parts after the course.
    pub(super) fn parse_former(parts: &[&str]) -> Self {
        match parts {
            // a thread may be named within any list
            [.., "posts", id] => Self::Thread { id: (*id).into(), comment: None },
            ["topics", id] => Self::Topic((*id).into()),
            ["topics"] | ["category", ..] => Self::Topics,
            ["learners"] => Self::Learners,
            ["learners", name, ..] => Self::Learner((*name).into()),
            _ => Self::Threads,
        }
    }

    pub(super) fn path(&self) -> String {
        match self {
            Self::Threads => String::new(),
            Self::Topics => "/topics".into(),
            Self::Topic(id) => with_id("/topics/", id),
            Self::Thread { id, comment: None } => with_id("/threads/", id),
            Self::Thread { id, comment: Some(comment) } => [with_id("/threads/", id), with_id("/", comment)].concat(),
            Self::New => "/new".into(),
            Self::Drafts => "/drafts".into(),
            Self::Learners => "/learners".into(),
            Self::Learner(name) => with_id("/learners/", name),
        }
    }

    /// The page without what it changes itself: from reply to reply of a thread, it stays.
    pub(super) fn page(&self) -> Self {
        match self {
            Self::Thread { id, .. } => Self::Thread { id: id.clone(), comment: None },
            other => other.clone(),
        }
    }
}

/// The page of an address of the platform's former front end, `/discussions/{course}/…`; also where its own notifications lead.
pub fn former_forum_page(address: &str) -> Option<(String, ForumPage)> {
    let (_, rest) = address.split_once("/discussions/")?;
    let parts = decoded(rest.split(['?', '#']).next().unwrap_or_default());
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (course, rest) = parts.split_first()?;
    Some(((*course).to_owned(), ForumPage::parse_former(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_finds_its_way_back() {
        for page in [
            ForumPage::Threads,
            ForumPage::Topics,
            ForumPage::Topic("i4x-é/ü".into()),
            ForumPage::Thread { id: "41".into(), comment: None },
            ForumPage::Thread { id: "5f0c9a1b".into(), comment: Some("990".into()) },
            ForumPage::New,
            ForumPage::Drafts,
            ForumPage::Learners,
            ForumPage::Learner("erik.o".into()),
        ] {
            let path = page.path();
            let parts = decoded(&path);
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            assert_eq!(ForumPage::parse(&parts), Some(page));
        }
        assert_eq!(ForumPage::parse(&["other"]), None);
    }

    #[test]
    fn addresses_of_the_former_front_end_still_lead_there() {
        let thread = |id: &str| ForumPage::Thread { id: id.into(), comment: None };
        let of =
            |rest: &str| former_forum_page(&["https://apps.example.org/discussions/course-v1:a+b+1", rest].concat());
        let course = "course-v1:a+b+1".to_owned();
        for (rest, page) in [
            ("", ForumPage::Threads),
            ("/my-posts", ForumPage::Threads),
            ("/posts/102?x=1", thread("102")),
            ("/topics/general/posts/7", thread("7")),
            ("/topics/general", ForumPage::Topic("general".into())),
            ("/category/block-v1:a+b+1+type@chapter+block@1", ForumPage::Topics),
            ("/learners/zoe/posts", ForumPage::Learner("zoe".into())),
        ] {
            assert_eq!(of(rest), Some((course.clone(), page)), "{rest}");
        }
        assert_eq!(former_forum_page("https://apps.example.org/learning/x"), None);
    }
}
