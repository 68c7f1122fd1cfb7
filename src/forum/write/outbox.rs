//! Messages that are to be sent: kept on the device until the server has them, or the learner takes them back.
use super::{drafts::Draft, problems::TOO_LARGE};
use crate::{
    api::{ApiError, lms_now},
    app::device,
    i18n::now,
    json::{Lenient, json_fields},
    number,
};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

/// Name of what is kept on the device.
pub(super) const NAME: &str = "outbox";
/// How long a page may take over an attempt before another one may try, in milliseconds.
const LEASE: f64 = 90_000.0;
/// Attempts at which a server that fails is believed.
const ATTEMPTS: u8 = 6;

/// A message on its way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Job {
    /// Its own name.
    pub id: String,
    /// What was written, and what it answers.
    pub draft: Draft,
    /// Until when a page is at it, by the device's clock.
    pub busy: Option<f64>,
    /// Attempts that failed.
    pub attempts: u8,
    /// When it is tried again, by the device's clock.
    pub next: f64,
    /// Why it waits: `offline`, `many` or something else.
    pub why: String,
}
json_fields! {
    Job { id, busy, attempts, next, why }
    flat { draft }
}

impl Job {
    /// Whether a page is at it.
    pub(super) fn is_busy(&self, now: f64) -> bool {
        self.busy.is_some_and(|until| until > now)
    }

    /// An attempt begins.
    fn begin(&mut self, now: f64, server: f64) {
        self.draft.since = self.draft.since.or(Some(server));
        self.busy = Some(now + LEASE);
    }

    /// An attempt failed; `had` is [`Draft::since`] before it. Whether it is tried again.
    fn fail(&mut self, error: &ApiError, now: f64, had: Option<f64>) -> bool {
        if !may_have_arrived(error) {
            self.draft.since = had;
        }
        let is_believed = matches!(error, ApiError::Server(_)) && self.attempts >= ATTEMPTS;
        if !may_pass(error) || is_believed {
            return false;
        }
        self.next = now + f64::from(pause(error, self.attempts)) * 1000.0;
        self.attempts = self.attempts.saturating_add(1);
        self.busy = None;
        self.why = match error {
            ApiError::Offline => "offline",
            ApiError::TooMany(_) => "many",
            _ => "",
        }
        .into();
        true
    }
}

/// The message that is due.
pub(super) fn due<'a>(jobs: &'a [Job], who: &str, now: f64) -> Option<&'a Job> {
    jobs.iter().find(|job| job.draft.who == who && job.next <= now && !job.is_busy(now))
}

/// When the next one is.
pub(super) fn wakes(jobs: &[Job], who: &str) -> Option<f64> {
    let own = jobs.iter().filter(|job| job.draft.who == who);
    own.map(|job| job.next.max(job.busy.unwrap_or_default())).reduce(f64::min)
}

/// Whether it helps to send it again later by itself.
fn may_pass(error: &ApiError) -> bool {
    if *error == ApiError::Server(TOO_LARGE) {
        return false;
    }
    let passes = matches!(
        error,
        ApiError::Offline | ApiError::Unreachable | ApiError::Timeout | ApiError::TooMany(_) | ApiError::Server(_)
    );
    // an answer that says nothing is an answer that was lost
    passes || matches!(error, ApiError::Decode(_) | ApiError::Aborted)
}

/// Whether it may have arrived although no answer came.
fn may_have_arrived(error: &ApiError) -> bool {
    use ApiError::{Aborted, Decode, Server, Timeout, Unreachable};
    matches!(error, Unreachable | Timeout | Server(_) | Decode(_) | Aborted) && *error != Server(TOO_LARGE)
}

/// Seconds until the next attempt by itself: longer each time.
fn pause(error: &ApiError, attempts: u8) -> u32 {
    let usual = 10_u32.saturating_mul(1 << attempts.min(5)).min(300);
    if let ApiError::TooMany(Some(seconds)) = error { usual.max(*seconds) } else { usual }
}

thread_local! {
    static QUEUE: ArcRwSignal<Vec<Job>> = ArcRwSignal::new(stored().unwrap_or_default());
    /// The device takes what it is given; else this page alone knows.
    static IS_KEPT: Cell<bool> = const { Cell::new(true) };
    static COUNT: RefCell<u32> = const { RefCell::new(0) };
}

fn stored() -> Option<Vec<Job>> {
    device::load::<Lenient<Vec<Job>>>(NAME).map(|list| list.0)
}

/// What waits, as it shows.
pub(super) fn queue() -> ArcRwSignal<Vec<Job>> {
    QUEUE.with(Clone::clone)
}

/// The learner's messages that wait in a course, about one thing or all.
pub(super) fn of(who: &str, course: &str, target: Option<&str>) -> Vec<Job> {
    let is_it = |draft: &Draft| {
        draft.who == who && draft.course == course && target.is_none_or(|target| draft.target == target)
    };
    queue().with(|jobs| jobs.iter().filter(|job| is_it(&job.draft)).cloned().collect())
}

/// Something waits, and the device does not keep it.
pub(super) fn is_only_here() -> bool {
    !IS_KEPT.get() && !queue().with_untracked(Vec::is_empty)
}

/// Looks at the device anew: another page may have sent something.
pub(super) fn refresh() {
    if IS_KEPT.get() {
        let jobs = stored().unwrap_or_default();
        let queue = queue();
        if queue.with_untracked(|known| *known != jobs) {
            queue.set(jobs);
        }
    }
}

/// Changes what waits, here and on the device.
fn change<T>(change: impl FnOnce(&mut Vec<Job>) -> T) -> T {
    refresh();
    let mut jobs = queue().get_untracked();
    let outcome = change(&mut jobs);
    IS_KEPT.set(device::keep(NAME, &jobs));
    queue().set(jobs);
    outcome
}

/// Adds a message, and gives its name.
pub(super) fn add(mut job: Job) -> String {
    let number = COUNT.with_borrow_mut(|count| {
        *count = count.wrapping_add(1);
        *count
    });
    job.id = [&number::text(now().millis()), "-", &number.to_string()].concat();
    let id = job.id.clone();
    // nobody else takes it up meanwhile
    job.busy = Some(now().millis() + LEASE);
    change(|jobs| jobs.push(job));
    id
}

/// Takes a message out.
pub(super) fn take(id: &str) -> Option<Job> {
    change(|jobs| {
        let at = jobs.iter().position(|job| job.id == id)?;
        Some(jobs.remove(at))
    })
}

/// An attempt begins: the message, and since when it may be there already. `None` when somebody else was faster.
pub(super) fn begin(id: &str) -> Option<(Job, Option<f64>)> {
    change(|jobs| {
        let job = jobs.iter_mut().find(|job| job.id == id)?;
        let before = job.draft.since;
        job.begin(now().millis(), lms_now().millis());
        Some((job.clone(), before))
    })
}

/// An attempt failed: the message, where it does not wait for the next one; then it is taken out.
pub(super) fn fail(id: &str, error: &ApiError, had: Option<f64>) -> Option<Job> {
    let now = now().millis();
    change(|jobs| {
        let at = jobs.iter().position(|job| job.id == id)?;
        let waits = jobs.get_mut(at).is_some_and(|job| job.fail(error, now, had));
        (!waits).then(|| jobs.remove(at))
    })
}

/// A new visit: what an earlier one left is due, unless the server asked to wait. Where pages take turns, whoever was at it is
/// waited for, or gone.
pub(super) fn take_over(takes_turns: bool) {
    if queue().with_untracked(Vec::is_empty) {
        return;
    }
    change(|jobs| {
        for job in jobs {
            if takes_turns {
                job.busy = None;
            }
            if job.why != "many" {
                job.next = 0.0;
            }
        }
    });
}

/// Everything of the learner's is due now: the network is back, or they say so.
pub(super) fn hurry(who: &str) {
    change(|jobs| {
        for job in jobs.iter_mut().filter(|job| job.draft.who == who) {
            job.next = 0.0;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn job(id: &str) -> Job {
        Job {
            id: id.into(),
            draft: Draft { who: "amelie".into(), text: "Bonjour".into(), ..Draft::default() },
            ..Job::default()
        }
    }

    #[test]
    fn a_message_outlives_the_page() {
        let draft = Draft { since: Some(5.0), group: Some(3.0), unfollowed: true, ..job("1").draft };
        let kept = Job { draft, why: "many".into(), ..job("1") };
        let text = json::to_text(&vec![kept.clone()]).unwrap_or_default();
        let read: Lenient<Vec<Job>> = json::from_text(&text).expect("a list");
        assert_eq!(read.0, [kept]);
    }

    #[test]
    fn one_is_due_when_its_time_has_come_and_nobody_is_at_it() {
        let later = Job { next: 100.0, ..job("1") };
        let busy = Job { busy: Some(50.0), ..job("2") };
        let jobs = [later, busy];
        assert_eq!(due(&jobs, "amelie", 10.0), None);
        assert_eq!(due(&jobs, "amelie", 60.0).map(|job| job.id.as_str()), Some("2"), "whoever was at it is gone");
        assert_eq!(due(&jobs, "chen", 1000.0), None, "not with somebody else's name");
        assert_eq!((wakes(&jobs, "amelie"), wakes(&jobs, "chen")), (Some(50.0), None));
    }

    #[test]
    fn what_may_have_arrived_is_looked_for_and_the_rest_is_not() {
        let mut lost = job("1");
        lost.begin(0.0, 7.0);
        assert!(lost.fail(&ApiError::Timeout, 0.0, None));
        assert_eq!((lost.draft.since, lost.attempts, lost.next), (Some(7.0), 1, 10_000.0));
        lost.begin(10_000.0, 10_007.0);
        assert!(lost.fail(&ApiError::Offline, 10_000.0, Some(7.0)));
        assert_eq!(lost.draft.since, Some(7.0), "the first attempt is still in doubt");
        assert!(!lost.fail(&ApiError::SignInNeeded, 20_000.0, Some(7.0)));
        assert_eq!(lost.draft.since, Some(7.0), "also when the message comes back to the learner");

        let mut offline = job("2");
        offline.begin(0.0, 7.0);
        assert!(offline.fail(&ApiError::Offline, 0.0, None));
        assert_eq!((offline.draft.since, offline.why.as_str()), (None, "offline"));
    }

    #[test]
    fn what_does_not_pass_comes_back_to_the_learner() {
        for error in
            [ApiError::NotFound, ApiError::SignInNeeded, ApiError::Server(413), ApiError::Refused(String::new())]
        {
            let mut job = job("1");
            job.begin(0.0, 7.0);
            assert!(!job.fail(&error, 0.0, None), "{error}");
            assert_eq!(job.draft.since, None, "{error}");
        }
        let mut failing = job("1");
        assert!((0..ATTEMPTS).all(|_| failing.fail(&ApiError::Server(500), 0.0, None)));
        assert!(!failing.fail(&ApiError::Server(500), 0.0, None), "a server that always fails is believed");
    }

    #[test]
    fn pauses_grow_up_to_five_minutes() {
        let pauses: Vec<u32> = (0..7).map(|attempts| pause(&ApiError::Offline, attempts)).collect();
        assert_eq!(pauses, [10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(pause(&ApiError::TooMany(Some(400)), 0), 400);
    }
}
