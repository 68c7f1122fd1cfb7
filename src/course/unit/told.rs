//! What the LMS is told of the learner's way: where they are, what is done, what is marked.
//!
//! Without network, or when the session has ended, it is kept on the device ([`kept`]) and told once when network and session are
//! back, or the learner is. A newer word on the same thing takes the place of an older one, in whatever order the answers come; and
//! what one learner did is never told as another's.
mod desk;
mod kept;

use crate::{
    api::{
        ApiError, lms,
        session::{track_returns, username},
    },
    wire::openedx::{CourseKey, UsageKey},
};
use leptos::{ev, prelude::*};
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen_futures::spawn_local;

/// Something that a learner did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct News {
    /// Who did it.
    pub username: String,
    pub deed: Deed,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// They are at this place of a subsection; places count from 1.
    Position { course: CourseKey, sequence: UsageKey, at: u32 },
    /// They have done a block.
    Done { course: CourseKey, block: UsageKey },
    /// They have marked a unit, or not any more.
    Mark { unit: UsageKey, on: bool },
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Told,
    /// There is no network, or the session has ended: it is told later, and this is followed by another outcome.
    Kept(ApiError),
    /// The LMS does not take it.
    Refused(ApiError),
}

/// Told each outcome of a deed; may be called when the page has gone.
type Then = Rc<dyn Fn(Outcome)>;

/// What is on its way, or waits.
#[derive(Clone)]
struct Word {
    news: News,
    /// Newer words on the same have higher numbers.
    number: u32,
    then: Then,
}

/// Words that wait, and the newest on each thing.
#[derive(Default)]
struct Desk {
    kept: Vec<Word>,
    newest: Vec<Word>,
    /// What the learner was told that it waits, until it is told: this is on the device too.
    promised: Vec<News>,
    /// What of the device's list is this page's, as it was written or read last; the rest is that of other tabs.
    on_device: Vec<News>,
    /// What was told a moment ago: another tab that notes at the same moment may put it on the device again.
    just_told: Vec<News>,
}

/// How long two tabs may take to know of one another's notes.
const MOMENT: Duration = Duration::from_secs(3);

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

impl News {
    /// Whether one takes the place of the other: the newest position in a course counts, and the newest word on a mark.
    fn is_about_the_same(&self, other: &Self) -> bool {
        self.username == other.username
            && match (&self.deed, &other.deed) {
                (Deed::Position { course, .. }, Deed::Position { course: other, .. }) => course == other,
                (Deed::Mark { unit, .. }, Deed::Mark { unit: other, .. }) => unit == other,
                (deed, other) => deed == other,
            }
    }

    async fn tell(&self) -> Result<(), ApiError> {
        match &self.deed {
            Deed::Position { course, sequence, at } => lms::save_position(course, sequence, *at).await,
            Deed::Done { course, block } => lms::complete_blocks(course, &self.username, &[(block.clone(), 1.0)]).await,
            Deed::Mark { unit, on: true } => lms::bookmark(unit).await.map(drop),
            Deed::Mark { unit, on: false } => lms::unbookmark(&self.username, unit).await,
        }
    }
}

/// Tells the LMS now, or keeps it for later.
pub(super) fn tell(news: News, then: impl Fn(Outcome) + 'static) {
    let word = DESK.with_borrow_mut(|desk| desk.begin(news, Rc::new(then)));
    send(word, false);
}

/// `is_late`: the learner was told that it waits, so what may pass makes it wait again.
fn send(word: Word, is_late: bool) {
    spawn_local(async move {
        // of what was kept, another tab may know too
        let _turn = if is_late { kept::turn().await } else { None };
        if is_late && DESK.with_borrow_mut(|desk| desk.was_told_elsewhere(&word.news, &kept::all())) {
            tell_released(&[word]);
            return;
        }
        // while it waited for its turn, a newer word may have come, or another learner
        let has_newer = DESK.with_borrow(|desk| desk.newer(&word).is_some());
        if is_late && (has_newer || username().as_ref() != Some(&word.news.username)) {
            return;
        }
        let answer = word.news.tell().await;
        let outcome = |outcome: Outcome| {
            if DESK.with_borrow_mut(|desk| desk.settle(&word.news)) {
                let told = word.news.clone();
                DESK.with_borrow_mut(|desk| desk.just_told.push(told.clone()));
                note();
                set_timeout(move || DESK.with_borrow_mut(|desk| desk.just_told.retain(|news| *news != told)), MOMENT);
            }
            (word.then)(outcome);
        };
        if let Some(newer) = DESK.with_borrow(|desk| desk.newer(&word)) {
            // the LMS may have taken the older word last: it is told the newer one again
            if answer.is_ok() {
                send(newer, true);
            }
            return;
        }
        match answer {
            Ok(()) => {
                outcome(Outcome::Told);
                tell_kept();
            }
            Err(error) if is_passing(&error, is_late) => {
                if DESK.with_borrow_mut(|desk| desk.keep(&word)) {
                    note();
                    // that it waits was said before
                    if !is_late {
                        (word.then)(Outcome::Kept(error));
                    }
                }
            }
            Err(error) => outcome(Outcome::Refused(error)),
        }
    });
}

/// Notes on the device what waits. Other tabs note what waits in them.
fn note() {
    let told = DESK.with_borrow_mut(|desk| {
        let there = kept::all();
        let told = desk.release(&there);
        let is_kept = kept::keep(&desk.merged(there));
        desk.on_device = if is_kept { desk.promised.clone() } else { Vec::new() };
        told
    });
    tell_released(&told);
}

/// What another tab has put back on the device, although it was told here a moment ago, goes again.
fn mend() {
    if DESK
        .with_borrow(|desk| !desk.just_told.is_empty() && kept::all().iter().any(|news| desk.just_told.contains(news)))
    {
        note();
    }
}

/// What another tab has told. Whether a block made its unit done is asked; of a mark, the other tab has said what there is to say.
fn tell_released(told: &[Word]) {
    for word in told.iter().filter(|word| matches!(word.news.deed, Deed::Done { .. })) {
        (word.then)(Outcome::Told);
    }
}

/// Whether a failure says nothing of what was told: it may be told again.
fn is_passing(error: &ApiError, is_late: bool) -> bool {
    match error {
        ApiError::Offline | ApiError::Unreachable | ApiError::SignInNeeded => true,
        ApiError::Timeout | ApiError::Server(_) | ApiError::TooMany(_) => is_late,
        _ => false,
    }
}

/// Tells what was kept: when network or session are back, when the learner comes back, when something else got through.
fn tell_kept() {
    let who = username();
    let (told, waiting) = DESK.with_borrow_mut(|desk| (desk.release(&kept::all()), desk.take(who.as_deref())));
    tell_released(&told);
    for word in waiting {
        send(word, true);
    }
}

/// While a unit is in view, what was kept is told as soon as it can be; what was kept before this page was opened, at once.
pub(super) fn watch() {
    let before = kept::all();
    if !before.is_empty() {
        DESK.with_borrow_mut(|desk| desk.recall(before));
        tell_kept();
    }
    Effect::new(|was_there: Option<()>| {
        track_returns();
        if was_there.is_some() {
            tell_kept();
        }
    });
    let online = window_event_listener(ev::online, |_| tell_kept());
    let back = window_event_listener(ev::focus, |_| tell_kept());
    let noted = window_event_listener(ev::storage, |_| mend());
    on_cleanup(move || {
        noted.remove();
        online.remove();
        back.remove();
    });
}

#[cfg(test)]
mod tests;
