//! Courses are asked for their dates, politely: a few at a time, then one by one; the newest ones only where there are very many;
//! and no more of a server that fails.
use super::{Asked, Dates, Due, due};
use crate::{
    api::{ApiError, lms, session::username},
    app::{last_course, take_opened},
    i18n::{Instant, now},
    ui,
    wire::openedx::{CourseDates, CourseKey},
};
use leptos::task::spawn_local_scoped;
use std::{cell::RefCell, mem, rc::Rc};

/// Requests under way at the same time, for the newest courses.
const AT_ONCE: usize = 3;
/// So many courses are asked at each visit; the others one at a time, and not again while their answer is good.
pub(super) const NEWEST: usize = 12;
/// So many courses are asked at all: a server is not asked hundreds of questions for one page.
pub(super) const MOST: usize = 60;
/// How long what the others answered is good, in milliseconds.
const FRESH: f64 = 600_000.0;
/// So many courses that fail one after the other, and it is the server that does.
const MOST_FAILURES: usize = 4;

/// What a course answered.
struct Answer {
    who: String,
    key: CourseKey,
    at: Instant,
    due: Vec<Due>,
}

thread_local! {
    /// What older courses answered not long ago.
    static KNOWN: RefCell<Vec<Answer>> = const { RefCell::new(Vec::new()) };
}

/// Courses that wait to be asked.
#[derive(Default)]
struct Queue {
    waiting: Vec<Asked>,
    failures: usize,
}

impl Queue {
    /// The next course: only one asks for those that are not among the newest.
    fn next(&mut self, is_alone: bool) -> Option<Asked> {
        let place = self.waiting.iter().position(|course| course.is_newest || is_alone)?;
        Some(self.waiting.remove(place))
    }

    /// Notes how a course answered; gives those that are not asked any more.
    fn note(&mut self, error: Option<&ApiError>) -> Vec<Asked> {
        self.failures = if error.is_some() { self.failures.saturating_add(1) } else { 0 };
        let concerns_all = matches!(error, Some(ApiError::SignInNeeded | ApiError::Offline | ApiError::TooMany(_)));
        if concerns_all || self.failures >= MOST_FAILURES { mem::take(&mut self.waiting) } else { Vec::new() }
    }
}

impl Dates {
    pub(super) fn retry(self) {
        let failed = self.failed.get_untracked();
        // the button goes
        ui::dom::focus_id("due");
        self.failed.set(Vec::new());
        self.answered.update(|answered| *answered = answered.saturating_sub(failed.len()));
        self.ask(failed);
    }

    /// Asks all.
    pub(super) fn ask(self, courses: Vec<Asked>) {
        let queue = Rc::new(RefCell::new(Queue { waiting: courses, ..Queue::default() }));
        for place in 0..AT_ONCE {
            let queue = Rc::clone(&queue);
            self.running.update(|running| *running = running.saturating_add(1));
            spawn_local_scoped(async move {
                // no more of them once the page has gone
                while !self.running.is_disposed() {
                    let next = queue.borrow_mut().next(place == 0);
                    let Some(course) = next else { break };
                    let found = dates(&course).await;
                    let given_up = queue.borrow_mut().note(found.as_ref().err());
                    let asked = given_up.len().saturating_add(1);
                    match found {
                        Ok(found) => self.add(found),
                        Err(error) => {
                            leptos::logging::warn!("dates of {}: {error}", course.key);
                            // those that were not asked are the first at the next attempt
                            let mut first = given_up;
                            self.failed.update(|failed| {
                                first.append(failed);
                                first.push(course);
                                *failed = first;
                            });
                        }
                    }
                    self.answered.update(|answered| *answered = answered.saturating_add(asked));
                }
                self.running.update(|running| *running = running.saturating_sub(1));
            });
        }
    }
}

/// What is due in a course.
async fn dates(Asked { key, title, is_newest }: &Asked) -> Result<Vec<Due>, ApiError> {
    let at = now();
    if *is_newest {
        return found(lms::dates(key).await, key, title, at);
    }
    let who = username().unwrap_or_default();
    let mut opened = take_opened();
    // perhaps in another tab
    opened.extend(last_course());
    let known = KNOWN.with_borrow_mut(|known| {
        forget(known, &who, &opened, at);
        let known = known.iter().find(|answer| answer.key == *key)?;
        Some(known.due.iter().filter(|due| due.at > at).cloned().collect())
    });
    if let Some(known) = known {
        return Ok(known);
    }
    // answers that are kept push out others
    let due = found(lms::dates_in_passing(key).await, key, title, at)?;
    KNOWN.with_borrow_mut(|known| known.push(Answer { who, key: key.clone(), at, due: due.clone() }));
    Ok(due)
}

/// Drops what is old, or another learner's, or of courses that were opened since: what was due there may be done.
fn forget(known: &mut Vec<Answer>, who: &str, opened: &[CourseKey], at: Instant) {
    known.retain(|answer| {
        answer.who == who && at.millis() - answer.at.millis() < FRESH && !opened.contains(&answer.key)
    });
}

fn found(
    answer: Result<CourseDates, ApiError>,
    key: &CourseKey,
    title: &str,
    at: Instant,
) -> Result<Vec<Due>, ApiError> {
    match answer {
        Ok(dates) => Ok(due(&dates, key, title, at)),
        // no such page, or not for this learner: there is nothing due
        Err(ApiError::NotFound | ApiError::Refused(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(count: usize) -> Queue {
        let course = |place: usize| Asked {
            key: CourseKey::from(place.to_string()),
            title: String::new(),
            is_newest: place < NEWEST,
        };
        Queue { waiting: (0..count).map(course).collect(), ..Queue::default() }
    }

    #[test]
    fn the_newest_courses_are_asked_together_and_the_others_one_by_one() {
        let mut queue = queue(NEWEST + 2);
        for _ in 0..NEWEST {
            assert!(queue.next(false).is_some_and(|course| course.is_newest));
        }
        assert_eq!(queue.next(false), None);
        assert!(queue.next(true).is_some_and(|course| !course.is_newest));
        assert!(queue.next(true).is_some());
        assert_eq!(queue.next(true), None);
    }

    #[test]
    fn an_older_course_that_failed_before_a_newer_one_is_still_an_older_one() {
        let mut queue = queue(NEWEST + 1);
        queue.waiting.reverse();
        assert!(queue.next(false).is_some_and(|course| course.is_newest));
        assert!(queue.next(true).is_some_and(|course| !course.is_newest));
    }

    #[test]
    fn a_server_that_fails_is_left_in_peace() {
        let mut queue = queue(9);
        let failed = ApiError::Server(500);
        for _ in 1..MOST_FAILURES {
            assert!(queue.note(Some(&failed)).is_empty());
        }
        assert!(queue.note(None).is_empty(), "some course answers: it is not the server");
        for _ in 1..MOST_FAILURES {
            assert!(queue.note(Some(&failed)).is_empty());
        }
        assert_eq!(queue.note(Some(&failed)).len(), 9);
        assert_eq!(queue.next(true), None);
    }

    #[test]
    fn what_a_course_answered_is_good_for_a_while_and_until_one_learns_there() {
        let answer = |who: &str, key: &str, millis: f64| Answer {
            who: who.into(),
            key: CourseKey::from(key.to_owned()),
            at: Instant::from_millis(millis),
            due: Vec::new(),
        };
        let mut known = vec![
            answer("ana", "old", 0.0),
            answer("ana", "opened", 1.0),
            answer("ben", "other", 1.0),
            answer("ana", "good", 1.0),
        ];
        forget(&mut known, "ana", &[CourseKey::from("opened".to_owned())], Instant::from_millis(FRESH));
        assert_eq!(known.iter().map(|answer| answer.key.as_str()).collect::<Vec<_>>(), ["good"]);
    }

    #[test]
    fn too_many_requests_are_too_many_at_once() {
        assert_eq!(queue(3).note(Some(&ApiError::TooMany(Some(60)))).len(), 3);
    }
}
