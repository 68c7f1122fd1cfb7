//! When the learner was last in a thread: kept on the device, since the server does not tell. What is newer is marked.
use crate::{app::device, json::json_fields};

/// Name of what is kept on the device.
const NAME: &str = "forum";
/// Threads that are remembered; the one that was not visited for longest goes.
const MOST: usize = 300;
/// Coming back within this time is the same visit: a reload does not take the marks away.
const SAME_VISIT: f64 = 30.0 * 60.0 * 1000.0;

/// Visits of one learner.
#[derive(Debug, Clone, Default, PartialEq)]
struct Visits {
    /// Username: another learner on the same device has visits of their own.
    who: String,
    /// Newest last.
    threads: Vec<Visit>,
}
json_fields! { Visits { who } lists { threads } }

/// A visit; times in milliseconds since 1970 by the LMS's clock.
#[derive(Debug, Clone, PartialEq)]
struct Visit {
    id: String,
    /// The visit before this one; none in a thread that was never visited before.
    before: Option<f64>,
    last: f64,
}
json_fields! { Visit { id, before, last } }

impl Visits {
    /// Notes a visit; what is newer than the answer is new. `None` at the first one, when all is.
    fn enter(&mut self, who: &str, id: &str, now: f64) -> Option<f64> {
        if self.who != who {
            *self = Self { who: who.to_owned(), threads: Vec::new() };
        }
        let known = self.threads.iter().position(|visit| visit.id == id).map(|at| self.threads.remove(at));
        let before = match &known {
            Some(visit) if now - visit.last < SAME_VISIT => visit.before,
            Some(visit) => Some(visit.last),
            None => None,
        };
        if self.threads.len() >= MOST {
            self.threads.remove(0);
        }
        self.threads.push(Visit { id: id.to_owned(), before, last: now });
        before
    }
}

/// Notes that the learner is in the thread now; gives when they were there before, in milliseconds since 1970.
pub(super) fn enter(who: &str, id: &str, now: f64) -> Option<f64> {
    let mut visits: Visits = device::load(NAME).unwrap_or_default();
    let before = visits.enter(who, id, now);
    // where the device keeps nothing, nothing is marked as new
    device::keep(NAME, &visits);
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: f64 = 3_600_000.0;

    #[test]
    fn what_came_since_the_visit_before_is_new() {
        let mut visits = Visits::default();
        assert_eq!(visits.enter("amelie", "41", 1.0 * HOUR), None);
        assert_eq!(visits.enter("amelie", "41", 5.0 * HOUR), Some(1.0 * HOUR));
        assert_eq!(visits.enter("amelie", "41", 5.2 * HOUR), Some(1.0 * HOUR), "a reload is the same visit");
        assert_eq!(visits.enter("amelie", "41", 9.0 * HOUR), Some(5.2 * HOUR));
    }

    #[test]
    fn another_learner_has_visits_of_their_own() {
        let mut visits = Visits::default();
        visits.enter("amelie", "41", HOUR);
        assert_eq!(visits.enter("chen", "41", 9.0 * HOUR), None);
    }

    #[test]
    fn only_so_many_threads_are_remembered() {
        let mut visits = Visits::default();
        for id in 0..MOST {
            visits.enter("a", &id.to_string(), HOUR);
        }
        visits.enter("a", "0", 2.0 * HOUR);
        visits.enter("a", "more", 2.0 * HOUR);
        assert_eq!(visits.threads.len(), MOST);
        assert_eq!(visits.enter("a", "0", 3.0 * HOUR), Some(2.0 * HOUR), "visited again, so it stayed");
        assert_eq!(visits.enter("a", "1", 3.0 * HOUR), None);
    }
}
