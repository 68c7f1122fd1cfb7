//! The parts of a course that have pages of ours, and what the LMS calls them.
use crate::{
    api::lms,
    app::{ForumPage, LearnPage, Route},
    i18n::t,
    wire::openedx::CourseKey,
};

/// A part of a course that has a page of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// Outline, goal, handouts.
    Home,
    /// Units.
    Unit,
    /// What is due when.
    Dates,
    /// Completion and grades.
    Progress,
    /// Marked units.
    Bookmarks,
    /// Search in the course.
    Search,
    /// After the last unit.
    End,
    /// The forum.
    Forum,
}

impl Tab {
    /// Its name in the course's navigation; units belong to the home's.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Home | Self::Unit => t::learn::tab_home(),
            Self::Dates => t::learn::tab_dates(),
            Self::Progress => t::learn::tab_progress(),
            Self::Bookmarks => t::learn::tab_bookmarks(),
            Self::Search => t::learn::tab_search(),
            Self::End => t::learn::end_title(),
            Self::Forum => t::learn::tab_forum(),
        }
    }

    const fn page(self) -> LearnPage {
        match self {
            Self::Home | Self::Unit => LearnPage::Home,
            Self::Dates => LearnPage::Dates,
            Self::Progress => LearnPage::Progress,
            Self::Bookmarks => LearnPage::Bookmarks,
            Self::Search => LearnPage::Search,
            Self::End => LearnPage::End,
            Self::Forum => LearnPage::Forum(ForumPage::Threads),
        }
    }

    /// The part's page.
    pub(super) fn path(self, key: &CourseKey) -> String {
        Route::Learn(key.as_str().to_owned(), self.page()).path()
    }

    /// Ours for a tab of the LMS.
    pub(super) fn of(id: &str) -> Option<Self> {
        match id {
            "courseware" => Some(Self::Home),
            "dates" => Some(Self::Dates),
            "progress" => Some(Self::Progress),
            "discussion" => Some(Self::Forum),
            _ => None,
        }
    }

    /// What an older server can do too.
    pub(super) const fn needs_newer(self) -> bool {
        matches!(self, Self::Dates | Self::Progress | Self::Search)
    }

    /// The same on the LMS.
    pub(super) fn elsewhere(self, key: &CourseKey) -> Option<String> {
        let end = if self == Self::Progress { "/progress" } else { "/course/" };
        lms::lms_link(&["/courses/", key.as_str(), end].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_of_the_lms_lead_to_our_pages_where_there_are_some() {
        let key = CourseKey::parse("course-v1:a+b+c").unwrap();
        assert_eq!(Tab::of("courseware").map(|tab| tab.path(&key)).as_deref(), Some("/learn/course-v1:a+b+c"));
        assert_eq!(Tab::of("progress").map(|tab| tab.path(&key)).as_deref(), Some("/learn/course-v1:a+b+c/progress"));
        assert_eq!(Tab::of("wiki"), None);
    }
}
