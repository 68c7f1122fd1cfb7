//! What a world's LMS knows about people: accounts, sessions, enrolments, completion, scores. It outlives changes of settings.
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use crate::catalogue::document::Moment;

/// An account.
#[derive(Debug, Clone)]
pub(crate) struct User {
    /// Number that the LMS gives it.
    pub(crate) id: u32,
    /// Name to sign in with.
    pub(crate) username: String,
    /// In clear, as everything here is invented.
    pub(crate) password: String,
    /// Address, at `example.org`.
    pub(crate) email: String,
    /// Name to show.
    pub(crate) name: String,
    /// The address is confirmed.
    pub(crate) is_active: bool,
    /// May see and do everything.
    pub(crate) is_staff: bool,
    /// Roles as the token names them.
    pub(crate) roles: Vec<String>,
}

/// Somebody's place in a course; leaving only makes it inactive.
#[derive(Debug, Clone)]
pub(crate) struct Enrolment {
    /// When it began, seconds from the world's anchor.
    pub(crate) created: Moment,
    /// Mode, `honor` unless a story says otherwise.
    pub(crate) mode: String,
    /// Whether it counts.
    pub(crate) is_active: bool,
}

/// What a learner made of a problem.
#[derive(Debug, Clone)]
pub(crate) struct Score {
    /// Points got.
    pub(crate) earned: f64,
    /// Points there are.
    pub(crate) possible: f64,
    /// How often it was answered.
    pub(crate) attempts: u32,
    /// The last answer, as the page sent it.
    pub(crate) answer: Value,
}

/// A remembered unit.
#[derive(Debug, Clone)]
pub(crate) struct Bookmark {
    /// Key of the block.
    pub(crate) usage: String,
    /// When it was set.
    pub(crate) created: Moment,
    /// Tells bookmarks of the same second apart, newest highest.
    pub(crate) rank: u64,
}

/// How often a learner wants to learn.
#[derive(Debug, Clone)]
pub(crate) struct Goal {
    /// Days a week, if chosen.
    pub(crate) days_per_week: Option<u64>,
    /// Whether to send reminders.
    pub(crate) reminders: bool,
}

/// A timed exam under way or done.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    /// Number that addresses name it by.
    pub(crate) id: u32,
    /// Key of the sequence.
    pub(crate) sequence: String,
    /// `created`, `started`, `ready_to_submit`, `submitted`, …
    pub(crate) status: String,
    /// When the clock started.
    pub(crate) started: Option<Moment>,
}

/// What one person did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Learner {
    /// By course key.
    pub(crate) enrolments: BTreeMap<String, Enrolment>,
    /// Completion from 0 to 1 of leaf blocks, by usage key.
    pub(crate) completion: HashMap<String, f64>,
    /// The block completed last, by course key.
    pub(crate) last_completed: HashMap<String, String>,
    /// Position in a sequence counted from 1, by usage key of the sequence.
    pub(crate) positions: HashMap<String, u64>,
    /// The unit shown last, by course key.
    pub(crate) visited: HashMap<String, String>,
    /// In the order they were set.
    pub(crate) bookmarks: Vec<Bookmark>,
    /// By usage key of the problem.
    pub(crate) scores: HashMap<String, Score>,
    /// One for each exam sequence.
    pub(crate) attempts: Vec<Attempt>,
    /// By course key.
    pub(crate) goals: HashMap<String, Goal>,
    /// Seconds that due dates moved by, by course key.
    pub(crate) shifts: HashMap<String, Moment>,
    /// Courses that staff look at as learners do.
    pub(crate) masquerades: HashSet<String>,
    /// Courses whose welcome message is put away.
    pub(crate) dismissed: HashSet<String>,
    /// Courses that send no e-mail.
    pub(crate) without_email: HashSet<String>,
    /// Courses whose certificate was asked for, with the moment.
    pub(crate) certificates: HashMap<String, Moment>,
    /// Celebrations that were switched on or off, `first_section` or `weekly_goal`, by course key.
    pub(crate) celebrations: HashMap<String, BTreeMap<String, bool>>,
    /// Courses whose honour code is signed, with the moment.
    pub(crate) signatures: HashMap<String, Moment>,
}

impl Learner {
    /// Whether the course counts this learner in.
    pub(crate) fn is_enrolled(&self, course: &str) -> bool {
        self.enrolments.get(course).is_some_and(|enrolment| enrolment.is_active)
    }

    /// Completion of a leaf block, from 0 to 1.
    pub(crate) fn completion(&self, usage: &str) -> f64 {
        self.completion.get(usage).copied().unwrap_or(0.0)
    }
}

/// A browser that is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// Whose it is.
    pub(crate) username: String,
    /// From when on it is worth nothing.
    pub(crate) expires: Moment,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Accounts.
    pub(crate) users: Vec<User>,
    /// By id, which is the cookie's value.
    pub(crate) sessions: HashMap<String, Session>,
    /// By username.
    pub(crate) learners: HashMap<String, Learner>,
    /// The browser that the world signs in at its start has got its cookies.
    pub(crate) has_handed_out: bool,
    /// Seconds since 1970 of each user's calls of late, for the limit.
    pub(crate) enrolment_calls: HashMap<String, Vec<i64>>,
    /// The sidebar's tree as it was first asked for, by user and course, for servers whose cache is stale.
    pub(crate) stale_trees: HashMap<String, Value>,
    /// Conversations.
    pub(crate) forum: super::forum::model::Forum,
    /// Units that fail once and did so: user, usage key.
    pub(crate) failed_loads: HashSet<(String, String)>,
    counter: u64,
    taken_back: HashMap<String, u64>,
}

impl State {
    /// A number that was not given before.
    pub(crate) fn next(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// Takes back every token that the user has.
    pub(crate) fn take_back(&mut self, username: &str) {
        let last = self.next();
        self.taken_back.insert(username.to_owned(), last);
    }

    /// Whether the user's token of that number was taken back.
    pub(crate) fn is_taken_back(&self, username: &str, number: u64) -> bool {
        self.taken_back.get(username).is_some_and(|last| number <= *last)
    }

    /// An account by its name.
    pub(crate) fn user(&self, username: &str) -> Option<&User> {
        self.users.iter().find(|user| user.username == username)
    }

    /// What somebody did so far.
    pub(crate) fn learner(&mut self, username: &str) -> &mut Learner {
        self.learners.entry(username.to_owned()).or_default()
    }

    /// Notes completion of a leaf block, from 0 to 1. Like the LMS, it takes any value for what is there already.
    pub(crate) fn complete(&mut self, username: &str, usage: &str, value: f64) {
        let learner = self.learner(username);
        learner.completion.insert(usage.to_owned(), value);
        if value > 0.0
            && let Some(course) = course_of(usage)
        {
            learner.last_completed.insert(course, usage.to_owned());
        }
    }

    /// Notes an answer to a problem, which also completes it.
    pub(crate) fn score(&mut self, username: &str, usage: &str, earned: f64, possible: f64, answer: Value) {
        let scores = &mut self.learner(username).scores;
        let attempts = scores.get(usage).map_or(0, |score| score.attempts) + 1;
        scores.insert(usage.to_owned(), Score { earned, possible, attempts, answer });
        self.complete(username, usage, 1.0);
    }

    /// Notes that a unit was shown.
    pub(crate) fn visited(&mut self, username: &str, unit: &str) {
        if let Some(course) = course_of(unit) {
            self.learner(username).visited.insert(course, unit.to_owned());
        }
    }
}

/// Key of the course that a block belongs to.
pub(crate) fn course_of(usage: &str) -> Option<String> {
    let (course, _) = usage.strip_prefix("block-v1:")?.split_once("+type@")?;
    Some(format!("course-v1:{course}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROBLEM: &str = "block-v1:Ecole+LIRE+s1+type@problem+block@p1";

    #[test]
    fn a_usage_key_tells_its_course() {
        assert_eq!(course_of(PROBLEM).as_deref(), Some("course-v1:Ecole+LIRE+s1"));
        assert_eq!(course_of("course-v1:Ecole+LIRE+s1"), None);
    }

    #[test]
    fn answering_completes_and_counts() {
        let mut state = State::default();
        state.score("learner", PROBLEM, 0.0, 1.0, Value::Null);
        state.score("learner", PROBLEM, 1.0, 1.0, Value::Null);
        let learner = state.learner("learner");
        assert_eq!(learner.scores[PROBLEM].attempts, 2);
        assert!((learner.completion(PROBLEM) - 1.0).abs() < f64::EPSILON);
        assert_eq!(learner.last_completed["course-v1:Ecole+LIRE+s1"], PROBLEM);
    }
}
