//! What the LMS is told of the learner's way: where they are, what is done, what is marked.
//!
//! Without network it is kept while préau is open and told once when the network is back. A newer word on the same thing
//! takes the place of an older one.
use crate::{
    api::{ApiError, lms},
    wire::openedx::{CourseKey, UsageKey},
};
use leptos::{ev, prelude::*};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::spawn_local;

/// One word to the LMS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// The learner is at this place of a subsection; places count from 1.
    Position { course: CourseKey, sequence: UsageKey, at: u32 },
    /// Somebody has done a block.
    Done { course: CourseKey, username: String, block: UsageKey },
    /// Somebody has marked a unit, or not any more.
    Mark { username: String, unit: UsageKey, on: bool },
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Now,
    /// Once the network is back.
    Later,
}

struct Kept {
    news: News,
    then: Rc<dyn Fn()>,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

impl News {
    /// Whether one takes the place of the other: the newest position in a course counts, and the newest word on a mark.
    fn is_about_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Position { course, .. }, Self::Position { course: other, .. }) => course == other,
            (Self::Mark { username, unit, .. }, Self::Mark { username: who, unit: what, .. }) => {
                username == who && unit == what
            }
            _ => self == other,
        }
    }

    async fn tell(&self) -> Result<(), ApiError> {
        match self {
            Self::Position { course, sequence, at } => lms::save_position(course, sequence, *at).await,
            Self::Done { course, username, block } => {
                lms::complete_blocks(course, username, &[(block.clone(), 1.0)]).await
            }
            Self::Mark { unit, on: true, .. } => lms::bookmark(unit).await.map(drop),
            Self::Mark { username, unit, on: false } => lms::unbookmark(username, unit).await,
        }
    }
}

/// Tells the LMS now, or keeps it for later; `then` runs when it has been told.
///
/// # Errors
/// What the LMS answers instead of taking it.
pub(super) async fn tell(news: News, then: Rc<dyn Fn()>) -> Result<Told, ApiError> {
    KEPT.with_borrow_mut(|kept| kept.retain(|kept| !kept.news.is_about_the_same(&news)));
    match news.tell().await {
        Ok(()) => {
            then();
            tell_kept();
            Ok(Told::Now)
        }
        Err(ApiError::Offline | ApiError::Unreachable) => {
            KEPT.with_borrow_mut(|kept| kept.push(Kept { news, then }));
            Ok(Told::Later)
        }
        Err(error) => Err(error),
    }
}

/// Tells what was kept, each once: when the network is back, when the learner comes back, when something else got through.
fn tell_kept() {
    for Kept { news, then } in KEPT.take() {
        spawn_local(async move {
            match news.tell().await {
                Ok(()) => then(),
                Err(ApiError::Offline | ApiError::Unreachable) => keep_again(Kept { news, then }),
                Err(error) => leptos::logging::warn!("told later: {error}"),
            }
        });
    }
}

/// Unless a newer word came meanwhile.
fn keep_again(again: Kept) {
    KEPT.with_borrow_mut(|kept| {
        if !kept.iter().any(|newer| newer.news.is_about_the_same(&again.news)) {
            kept.push(again);
        }
    });
}

/// While a unit is in view, what was kept is told as soon as it can be.
pub(super) fn watch() {
    let online = window_event_listener(ev::online, |_| tell_kept());
    let back = window_event_listener(ev::focus, |_| tell_kept());
    on_cleanup(move || {
        online.remove();
        back.remove();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> UsageKey {
        let key = format!("block-v1:Preau+A+1+type@vertical+block@{name}");
        UsageKey::parse(&key).unwrap()
    }

    fn course(run: &str) -> CourseKey {
        CourseKey::parse(&format!("course-v1:Preau+A+{run}")).unwrap()
    }

    #[test]
    fn only_a_newer_word_on_the_same_takes_the_place() {
        let position = |run: &str, at| News::Position { course: course(run), sequence: key("s"), at };
        assert!(position("1", 1).is_about_the_same(&position("1", 2)));
        assert!(!position("1", 1).is_about_the_same(&position("2", 1)));
        let mark = |who: &str, name, on| News::Mark { username: who.into(), unit: key(name), on };
        assert!(mark("a", "u", true).is_about_the_same(&mark("a", "u", false)));
        assert!(!mark("a", "u", true).is_about_the_same(&mark("b", "u", true)));
        assert!(!mark("a", "u", true).is_about_the_same(&mark("a", "v", true)));
        let done = |name| News::Done { course: course("1"), username: "a".into(), block: key(name) };
        assert!(done("b").is_about_the_same(&done("b")) && !done("b").is_about_the_same(&done("c")));
        assert!(!done("b").is_about_the_same(&position("1", 1)));
    }
}
