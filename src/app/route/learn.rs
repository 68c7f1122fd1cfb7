//! Addresses within a course that one learns in.
use super::{ForumPage, with_id, with_key};

/// A page of a course that one learns in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LearnPage {
    /// Outline, dates, goal, welcome.
    Home,
    /// A unit by its sequence's and its own usage key; without them, where the learner left off.
    Unit {
        /// The sequence.
        sequence: Option<String>,
        /// The unit; without it, where the learner left off in the sequence.
        unit: Option<String>,
    },
    /// What is due when.
    Dates,
    /// Completion, grades, certificate.
    Progress,
    /// Those of a learner, by the number of their account: for the course's team.
    ProgressOf(String),
    /// Units that the learner marked.
    Bookmarks,
    /// Search in the course.
    Search,
    /// What comes after the last unit.
    End,
    /// The forum.
    Forum(ForumPage),
}

impl LearnPage {
    /// The part of the path after the course's key.
    pub(super) fn parse(parts: &[&str]) -> Option<Self> {
        let unit = |sequence: Option<&&str>, unit: Option<&&str>| Self::Unit {
            sequence: sequence.map(ToString::to_string),
            unit: unit.map(ToString::to_string),
        };
        Some(match parts {
            [] | ["home"] => Self::Home,
            ["dates"] => Self::Dates,
            ["progress"] => Self::Progress,
            ["progress", learner] => Self::ProgressOf((*learner).into()),
            ["bookmarks"] => Self::Bookmarks,
            ["search"] => Self::Search,
            ["end" | "course-end"] => Self::End,
            ["forum", rest @ ..] => Self::Forum(ForumPage::parse(rest)?),
            ["resume"] => unit(None, None),
            [sequence, rest @ ..] if sequence.contains("@sequential+") && rest.len() <= 1 => {
                unit(Some(sequence), rest.first())
            }
            // any other part of the course: its page finds the unit
            [block] if block.contains("+type@") => unit(None, Some(block)),
            _ => return None,
        })
    }

    /// The same in an address of the platform's former front end, whose links are all over the web.
    pub(super) fn parse_former(parts: &[&str]) -> Option<Self> {
        match parts {
            ["discussion", rest @ ..] => Some(Self::Forum(ForumPage::parse_former(rest))),
            // what has no page here begins at the home, which leads there
            ["live" | "access-denied", ..] => Some(Self::Home),
            parts => Self::parse(parts),
        }
    }

    /// What stands after the course's key.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Dates => "/dates".into(),
            Self::Progress => "/progress".into(),
            Self::ProgressOf(learner) => with_id("/progress/", learner),
            Self::Bookmarks => "/bookmarks".into(),
            Self::Search => "/search".into(),
            Self::End => "/end".into(),
            Self::Forum(page) => ["/forum", &page.path()].concat(),
            Self::Unit { sequence: None, unit: None } => "/resume".into(),
            Self::Unit { sequence: None, unit: Some(unit) } => with_key("/", unit),
            Self::Unit { sequence: Some(sequence), unit: None } => with_key("/", sequence),
            Self::Unit { sequence: Some(sequence), unit: Some(unit) } => {
                [with_key("/", sequence), with_key("/", unit)].concat()
            }
        }
    }
}
