//! Every address of the app, as a type: a link to a page that does not exist does not compile.
//!
//! Own code instead of `leptos_router`: that crate adds 43 KiB (brotli) to a hello world, a third of the first visit's
//! budget, neither moves focus nor restores it, and its lazy routes panic when a file cannot be fetched.

mod forum;
mod learn;

pub use forum::{ForumPage, former_forum_page};
pub use learn::LearnPage;

use crate::percent;

/// A page of the app. Ids are the backends' own, opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Search of the catalogue: the first page.
    Search,
    /// A course, by Richie's id or by its code.
    Course(String),
    /// An institution and its courses.
    Organization(String),
    /// A subject and its courses.
    Subject(String),
    /// A level and its courses.
    Level(String),
    /// A person and their courses.
    Person(String),
    /// The courses of the learner who is signed in.
    Dashboard,
    /// A course that one learns in, by its key on the LMS.
    Learn(String, LearnPage),
    /// What happened on the platform, for the learner.
    Notifications,
    /// The learner's awards.
    Badges,
    /// One of them.
    Badge(String),
    /// Verifies anybody's badges.
    Verify,
    /// Courses saved on the device.
    Saved,
    /// Courses side by side.
    Compare,
    /// Language, theme, reading comfort.
    Settings,
    /// Accessibility statement.
    Accessibility,
    /// All pages.
    SiteMap,
    /// Ends the e-mails about a weekly goal, by the token that is in them.
    GoalReminders(String),
    /// Whether each backend answers.
    Status,
    /// Every component in every state.
    #[cfg(feature = "styleguide")]
    Styleguide,
    /// Makes a theme, seen on all of them.
    #[cfg(feature = "styleguide")]
    ThemeBuilder,
    /// No such page.
    NotFound,
}

impl Route {
    /// The page at a path; a trailing slash does not matter.
    pub fn parse(path: &str) -> Self {
        let parts = decoded(path);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let parts = match parts.as_slice() {
            // where the platform's former front end was mounted
            ["learning", former @ ..] if matches!(former, ["course" | "preview" | "goal-unsubscribe", ..]) => former,
            parts => parts,
        };
        match parts {
            [] | ["courses" | "index.html"] => Self::Search,
            ["courses", id] => Self::Course((*id).into()),
            ["organizations", id] => Self::Organization((*id).into()),
            ["subjects", id] => Self::Subject((*id).into()),
            ["levels", id] => Self::Level((*id).into()),
            ["people", id] => Self::Person((*id).into()),
            ["dashboard"] => Self::Dashboard,
            ["learn", key, rest @ ..] => {
                LearnPage::parse(rest).map_or(Self::NotFound, |page| Self::Learn((*key).into(), page))
            }
            ["course", key, rest @ ..] | ["preview", "course", key, rest @ ..] => {
                LearnPage::parse_former(rest).map_or(Self::NotFound, |page| Self::Learn((*key).into(), page))
            }
            ["discussions", key, rest @ ..] => {
                Self::Learn((*key).into(), LearnPage::Forum(ForumPage::parse_former(rest)))
            }
            ["notifications"] => Self::Notifications,
            ["badges"] => Self::Badges,
            ["badges", id] => Self::Badge((*id).into()),
            ["verify"] => Self::Verify,
            ["saved"] => Self::Saved,
            ["compare"] => Self::Compare,
            ["settings"] => Self::Settings,
            // the second is the address that French law gives the statement
            ["accessibility" | "accessibilite"] => Self::Accessibility,
            ["sitemap"] => Self::SiteMap,
            // the LMS writes this address
            ["goal-unsubscribe", token] => Self::GoalReminders((*token).into()),
            ["status"] => Self::Status,
            #[cfg(feature = "styleguide")]
            ["styleguide"] => Self::Styleguide,
            #[cfg(feature = "styleguide")]
            ["styleguide", "theme"] => Self::ThemeBuilder,
            _ => Self::NotFound,
        }
    }

    /// The page without what it changes itself: from unit to unit of a course, everything around stays.
    pub(super) fn page(&self) -> Self {
        match self {
            Self::Learn(key, LearnPage::Unit { .. }) => {
                Self::Learn(key.clone(), LearnPage::Unit { sequence: None, unit: None })
            }
            Self::Learn(key, LearnPage::Forum(page)) => Self::Learn(key.clone(), LearnPage::Forum(page.page())),
            other => other.clone(),
        }
    }

    /// The page's path.
    pub fn path(&self) -> String {
        match self {
            Self::Search => "/".into(),
            Self::Course(id) => with_id("/courses/", id),
            Self::Organization(id) => with_id("/organizations/", id),
            Self::Subject(id) => with_id("/subjects/", id),
            Self::Level(id) => with_id("/levels/", id),
            Self::Person(id) => with_id("/people/", id),
            Self::Dashboard => "/dashboard".into(),
            Self::Learn(key, page) => [with_key("/learn/", key), page.path()].concat(),
            Self::Notifications => "/notifications".into(),
            Self::Badges => "/badges".into(),
            Self::Badge(id) => with_id("/badges/", id),
            Self::Verify => "/verify".into(),
            Self::Saved => "/saved".into(),
            Self::Compare => "/compare".into(),
            Self::Settings => "/settings".into(),
            Self::Accessibility => "/accessibility".into(),
            Self::SiteMap => "/sitemap".into(),
            Self::GoalReminders(token) => with_id("/goal-unsubscribe/", token),
            Self::Status => "/status".into(),
            #[cfg(feature = "styleguide")]
            Self::Styleguide => "/styleguide".into(),
            #[cfg(feature = "styleguide")]
            Self::ThemeBuilder => "/styleguide/theme".into(),
            Self::NotFound => "/404".into(),
        }
    }
}

/// The parts of a path, without empty ones.
fn decoded(path: &str) -> Vec<String> {
    path.split('/').filter(|part| !part.is_empty()).map(percent::of_path).collect()
}

fn with_id(path: &str, id: &str) -> String {
    [path, &percent::in_path(id)].concat()
}

/// The same with the signs of course and usage keys as they are: a path may hold them, and people read and share it.
fn with_key(path: &str, key: &str) -> String {
    [path, &percent::in_path(key).replace("%3A", ":").replace("%40", "@").replace("%2B", "+")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_finds_its_way_back() {
        for route in [
            Route::Search,
            Route::Course("106".into()),
            Route::Course("course-v1:a+b c/é".into()),
            Route::Organization("56".into()),
            Route::Subject("20".into()),
            Route::Level("50".into()),
            Route::Person("82".into()),
            Route::GoalReminders("camille.course-v1:a+b+c".into()),
            Route::Dashboard,
            Route::Learn("course-v1:préau+A b+1".into(), LearnPage::Home),
            Route::Learn("course-v1:p+a+1".into(), LearnPage::Progress),
            Route::Learn("course-v1:p+a+1".into(), LearnPage::ProgressOf("7".into())),
            Route::Learn("course-v1:p+a+1".into(), LearnPage::End),
            Route::Learn(
                "course-v1:p+a+1".into(),
                LearnPage::Unit { sequence: None, unit: Some("block-v1:p+a+1+type@html+block@2".into()) },
            ),
            Route::Learn("course-v1:p+a+1".into(), LearnPage::Unit { sequence: None, unit: None }),
            Route::Learn(
                "course-v1:p+a+1".into(),
                LearnPage::Unit {
                    sequence: Some("block-v1:p+a+1+type@sequential+block@1".into()),
                    unit: Some("block-v1:p+a+1+type@vertical+block@2".into()),
                },
            ),
            Route::Learn("course-v1:p+a+1".into(), LearnPage::Forum(ForumPage::Threads)),
            Route::Learn(
                "course-v1:p+a+1".into(),
                LearnPage::Forum(ForumPage::Thread { id: "7".into(), comment: Some("8".into()) }),
            ),
            Route::Notifications,
            Route::Badges,
            Route::Badge("kept-0a".into()),
            Route::Verify,
            Route::Saved,
            Route::Compare,
            Route::Settings,
            Route::Accessibility,
            Route::SiteMap,
            Route::Status,
        ] {
            assert_eq!(Route::parse(&route.path()), route);
        }
    }

    #[test]
    fn addresses_of_the_former_front_end_still_lead_there() {
        let (key, sequence) = ("course-v1:p+a+1", "block-v1:p+a+1+type@sequential+block@1");
        let (section, unit) = ("block-v1:p+a+1+type@chapter+block@0", "block-v1:p+a+1+type@vertical+block@2");
        let learn = |page| Route::Learn(key.into(), page);
        let at = |sequence: Option<&str>, unit: Option<&str>| {
            learn(LearnPage::Unit { sequence: sequence.map(Into::into), unit: unit.map(Into::into) })
        };
        for (rest, route) in [
            (String::new(), learn(LearnPage::Home)),
            ("/home".into(), learn(LearnPage::Home)),
            ("/dates".into(), learn(LearnPage::Dates)),
            ("/progress/7/".into(), learn(LearnPage::ProgressOf("7".into()))),
            ("/discussion".into(), learn(LearnPage::Forum(ForumPage::Threads))),
            (
                "/discussion/topics/x/posts/93".into(),
                learn(LearnPage::Forum(ForumPage::Thread { id: "93".into(), comment: None })),
            ),
            ("/course-end".into(), learn(LearnPage::End)),
            (format!("/{sequence}/{unit}"), at(Some(sequence), Some(unit))),
            (format!("/{sequence}/first"), at(Some(sequence), Some("first"))),
            (format!("/{sequence}"), at(Some(sequence), None)),
            (format!("/{section}"), at(None, Some(section))),
            (format!("/{unit}"), at(None, Some(unit))),
        ] {
            assert_eq!(Route::parse(&format!("/course/{key}{rest}")), route, "{rest}");
            assert_eq!(Route::parse(&format!("/preview/course/{key}{rest}")), route, "{rest}");
            assert_eq!(Route::parse(&format!("/learning/course/{key}{rest}")), route, "{rest}");
            assert_eq!(Route::parse(&format!("/learning/preview/course/{key}{rest}")), route, "{rest}");
        }
        let reminders = Route::GoalReminders("camille.7".into());
        assert_eq!(Route::parse("/learning/goal-unsubscribe/camille.7"), reminders);
        for path in
            ["/learning", "/learning/dashboard", "/learning/learning/course/course-v1:p+a+1", "/learning/preview"]
        {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
        assert_eq!(Route::parse("/course/course-v1:p+a+1/other"), Route::NotFound);
    }

    #[test]
    fn other_spellings_lead_to_the_same_page() {
        assert_eq!(Route::parse("/courses/"), Route::Search);
        assert_eq!(Route::parse("/courses/106/"), Route::Course("106".into()));
        assert_eq!(Route::parse("/courses/R&D+=1"), Route::Course("R&D+=1".into()));
        assert_eq!(Route::parse("/learn/course-v1:p+a+1/other"), Route::NotFound);
        assert_eq!(
            Route::Learn("course-v1:p+a+1".into(), LearnPage::Home).path(),
            "/learn/course-v1:p+a+1",
            "keys stay readable"
        );
        assert_eq!(Route::parse("/accessibilite"), Route::Accessibility);
        assert_eq!(Route::parse("/courses/1/2"), Route::NotFound);
        assert_eq!(Route::parse("/%ff"), Route::NotFound);
    }
}
