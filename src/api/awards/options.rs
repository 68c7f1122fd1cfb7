//! What `badges` in `config.json` says. Nothing of it is read before somebody looks at awards.
use crate::{
    api::is_address,
    json::{FromJson, Json, Reader, read_fields},
    wire::{openedx::CourseKey, verification::KnownIssuer},
};
use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

/// Where awards come from, and who is known to give them; `docs/configuration.md` explains each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Base address of Open edX' credentials service, without trailing slash.
    pub credentials_url: Option<String>,
    /// The LMS has badges of its own, as releases before Redwood do.
    pub platform_badges: bool,
    /// Base address of Joanie, without trailing slash.
    pub joanie_url: Option<String>,
    /// What gives the token that Joanie wants; absent: `/api/v1.0/user/me` of the LMS.
    pub joanie_token_url: Option<String>,
    /// Joanie's public page of a certificate, with `{id}` and `{language}` in it.
    pub joanie_page: Option<String>,
    /// Base address of an Open Badges 3.0 service that the institution relays, without `/ims/ob/v3p0`.
    pub service_url: Option<String>,
    /// The institution's relay for issuers that a page may not ask.
    pub relay: Option<String>,
    /// Issuers that the institution answers for.
    pub known_issuers: Vec<KnownIssuer>,
    /// Badges that no service lists.
    pub configured: Vec<ConfiguredBadge>,
    /// What can be earned in a course.
    pub course_badges: Vec<CourseBadge>,
    /// Hosts of issuers that may be asked by `http:`: for development.
    pub insecure_hosts: Vec<String>,
}

/// A badge that no service lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfiguredBadge {
    /// What it is for.
    pub title: String,
    /// The hosted badge; `{username}` in it stands for the learner's.
    pub url: String,
    /// The course that it is for.
    pub course_id: Option<CourseKey>,
}

/// What can be earned in a course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseBadge {
    /// The course.
    pub course_id: CourseKey,
    /// What it is for.
    pub title: String,
    /// A page about it.
    pub url: Option<String>,
    /// The course's code in the catalogue, whose answers do not name the LMS's course.
    pub code: Option<String>,
}

/// What can be earned in a course, to be shown beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// What it is for.
    pub title: String,
    /// A page about it; not checked.
    pub url: Option<String>,
}

read_fields! {
    Options {
        credentials_url, joanie_url, joanie_token_url, joanie_page, service_url, relay,
    } default {
        platform_badges, known_issuers, configured, course_badges, insecure_hosts,
    } then refuse_others
}
read_fields! { ConfiguredBadge { title, url, course_id } then refuse_others }
read_fields! { CourseBadge { course_id, title, url, code } then refuse_others }

thread_local! {
    static GIVEN: RefCell<Option<Json>> = const { RefCell::new(None) };
    static READ: OnceCell<(Rc<Options>, Vec<String>)> = const { OnceCell::new() };
}

/// Keeps what `config.json` says, unread, for the page's life.
pub(crate) fn configure(given: Option<Json>) {
    GIVEN.replace(given);
}

/// What can be earned in a course of the catalogue, by its code there. Every card asks: nothing else is read for it, and a
/// mistake is reported to whoever looks at awards.
pub fn badge_of_course(code: &str) -> Option<String> {
    GIVEN.with_borrow(|given| {
        let badge = course_badges(given.as_ref())?.iter().find(|badge| text(badge, "code") == Some(code))?;
        text(badge, "title").map(str::to_owned)
    })
}

/// What can be earned in a course; nothing else is read for it either.
pub fn in_course(course: &CourseKey) -> Vec<Earned> {
    GIVEN.with_borrow(|given| {
        let of_it = course_badges(given.as_ref()).into_iter().flatten();
        let of_it = of_it.filter(|badge| text(badge, "course_id") == Some(course.as_str()));
        let earned =
            |badge| Some(Earned { title: text(badge, "title")?.into(), url: text(badge, "url").map(str::to_owned) });
        of_it.filter_map(earned).collect()
    })
}

fn course_badges(given: Option<&Json>) -> Option<&[Json]> {
    if let Json::List(badges) = given?.get("course_badges")? { Some(badges) } else { None }
}

fn text<'a>(badge: &'a Json, name: &str) -> Option<&'a str> {
    if let Some(Json::Text(text)) = badge.get(name) { Some(text) } else { None }
}

/// The options; the default ones where they are wrong.
pub fn options() -> Rc<Options> {
    read().0
}

/// What is wrong with the options: sentences for whoever runs the site, each naming a key.
pub fn problems() -> Vec<String> {
    read().1
}

fn read() -> (Rc<Options>, Vec<String>) {
    READ.with(|cell| {
        let read = || {
            let (options, problems) = Options::read_checked(GIVEN.with_borrow(Clone::clone));
            for problem in &problems {
                crate::log::warn_js("config.json", &problem.into());
            }
            (Rc::new(options), problems)
        };
        cell.get_or_init(read).clone()
    })
}

impl Options {
    /// Reads and checks them apart from the page's own: what is wrong, in sentences that name a key.
    pub(crate) fn checked(given: &Json) -> (Self, Vec<String>) {
        Self::read_checked(Some(given.clone()))
    }

    fn read_checked(given: Option<Json>) -> (Self, Vec<String>) {
        let Some(json) = given else { return Self::default().alone() };
        let mut reader = Reader::default();
        let options = reader.at([".", "badges", ""], json, <Self as FromJson>::read);
        let mut problems = reader.mistakes();
        if problems.is_empty() {
            problems = options.problems();
        }
        if problems.is_empty() { options.alone() } else { (Self::default(), problems) }
    }

    fn alone(self) -> (Self, Vec<String>) {
        (self, Vec::new())
    }

    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut say = |key: &str, what: &str| problems.push(["badges.", key, ": ", what].concat());
        let bases = [
            ("credentials_url", &self.credentials_url),
            ("joanie_url", &self.joanie_url),
            ("service_url", &self.service_url),
        ];
        let others =
            [("joanie_token_url", &self.joanie_token_url), ("joanie_page", &self.joanie_page), ("relay", &self.relay)];
        for (key, url) in bases.into_iter().chain(others).filter_map(|(key, url)| Some((key, url.as_deref()?))) {
            if !is_address(url) {
                say(key, &["\"", url, "\" is neither https://… nor /…"].concat());
            }
        }
        for (key, url) in bases {
            if url.as_deref().is_some_and(|url| url.ends_with('/')) {
                say(key, "write it without / at its end");
            }
        }
        if self.joanie_page.as_deref().is_some_and(|page| !page.contains("{id}")) {
            say("joanie_page", "write {id} where the certificate is named");
        }
        for issuer in &self.known_issuers {
            if !issuer.id.starts_with("did:") && !is_address(&issuer.id) {
                say("known_issuers", &["\"", &issuer.id, "\" is neither did:… nor https://…"].concat());
            } else if issuer.name.trim().is_empty() {
                say("known_issuers", &["\"", &issuer.id, "\" has no name"].concat());
            }
        }
        let links = self.configured.iter().map(|badge| ("configured", Some(&badge.url)));
        let links = links.chain(self.course_badges.iter().map(|badge| ("course_badges", badge.url.as_ref())));
        for (key, url) in links.filter_map(|(key, url)| Some((key, url?))) {
            if !is_address(url) {
                say(key, &["\"", url, "\" is neither https://… nor /…"].concat());
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Options, Vec<String>) {
        Options::read_checked(Some(crate::json::from_text(text).unwrap()))
    }

    #[test]
    fn nothing_is_needed() {
        assert_eq!(Options::read_checked(None), (Options::default(), vec![]));
        assert_eq!(read("{}"), (Options::default(), vec![]));
    }

    #[test]
    fn all_of_it_is_read() {
        let (options, problems) = read(
            r#"{"credentials_url": "https://credentials.example.org", "platform_badges": true, "joanie_url": "/joanie",
                "joanie_page": "/joanie/{language}/certificates/{id}", "service_url": "/badges", "relay": "/relay",
                "known_issuers": [{"id": "did:key:z6Mk", "name": "Université"}],
                "configured": [{"title": "T", "url": "https://b.example/{username}.json", "course_id": "course-v1:a+b+c"}],
                "course_badges": [{"course_id": "course-v1:a+b+c", "title": "T"}], "insecure_hosts": ["localhost:8091"]}"#,
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!(options.joanie_url.as_deref(), Some("/joanie"));
        assert!(options.platform_badges);
        assert_eq!(options.known_issuers[0].name, "Université");
        assert_eq!(options.configured[0].course_id.as_ref().unwrap().as_str(), "course-v1:a+b+c");
        assert_eq!(options.course_badges[0].url, None);
    }

    #[test]
    fn each_mistake_is_named_and_nothing_half_right_is_used() {
        let problems = |text: &str| {
            let (options, problems) = read(text);
            assert_eq!(options, Options::default());
            problems.join("\n")
        };
        assert!(problems(r#"{"joannie_url": "/x"}"#).contains("badges.joannie_url: there is no such key"));
        assert!(problems(r#"{"joanie_url": "ftp://x"}"#).contains("badges.joanie_url: \"ftp://x\""));
        assert!(problems(r#"{"service_url": "/x/"}"#).contains("badges.service_url: write it without /"));
        assert!(problems(r#"{"joanie_page": "/x"}"#).contains("badges.joanie_page: write {id}"));
        assert!(problems(r#"{"known_issuers": [{"id": "x", "name": "y"}]}"#).contains("badges.known_issuers: \"x\""));
        assert!(problems(r#"{"known_issuers": [{"id": "did:a", "name": " "}]}"#).contains("has no name"));
        assert!(problems(r#"{"known_issuers": [{"id": "did:a"}]}"#).contains("badges.known_issuers[0].name: missing"));
        assert!(problems(r#"{"configured": [{"title": "T", "url": "x"}]}"#).contains("badges.configured: \"x\""));
        assert!(problems(r#"{"relay": 7}"#).contains("badges.relay: a text was expected"));
        assert!(problems("[]").contains("badges: an object was expected"));
    }

    #[test]
    fn a_card_is_told_by_its_code_alone_and_also_after_the_whole_was_read() {
        configure(crate::json::from_text(
            r#"{"course_badges": [{"course_id": "course-v1:a+b+c", "title": "No code"}, {"course_id": "x", "title": "T", "code": "A-B"}]}"#,
        ).ok());
        assert_eq!(badge_of_course("A-B").as_deref(), Some("T"));
        assert_eq!(options().course_badges[1].code.as_deref(), Some("A-B"));
        assert_eq!(badge_of_course("A-B").as_deref(), Some("T"));
        assert_eq!(badge_of_course(""), None);
        assert_eq!(badge_of_course("A-BC"), None);
    }
}
