//! What the LMS is told of the learner's way: where they are, what is done, what is marked.
//!
//! Without network it is kept on the device ([`kept`]) and told once when the network is back, or when the learner is. A newer word on
//! the same thing takes the place of an older one, in whatever order the answers come; and what one learner did is never told as
//! another's.
mod kept;

use crate::{
    api::{ApiError, lms, session::username},
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
    /// There is no network: it is told later, and this is followed by another outcome.
    Kept,
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

impl Desk {
    /// Takes the place of what was said of it before.
    fn begin(&mut self, news: News, then: Then) -> Word {
        let is_same = |word: &Word| word.news.is_about_the_same(&news);
        let number = self.newest.iter().find(|word| is_same(word)).map_or(0, |word| word.number.wrapping_add(1));
        self.kept.retain(|word| !is_same(word));
        self.just_told.retain(|told| !told.is_about_the_same(&news));
        self.newest.retain(|word| !is_same(word));
        let word = Word { news, number, then };
        self.newest.push(word.clone());
        word
    }

    /// The newer word on the same, if there is one.
    fn newer(&self, word: &Word) -> Option<Word> {
        let newest = self.newest.iter().find(|other| other.news.is_about_the_same(&word.news))?;
        (newest.number != word.number).then(|| newest.clone())
    }

    /// Lets it wait, unless there is a newer one; says whether it waits.
    fn keep(&mut self, word: &Word) -> bool {
        let waits = self.newer(word).is_none();
        if waits {
            self.kept.push(word.clone());
            self.settle(&word.news);
            self.promised.push(word.news.clone());
        }
        waits
    }

    /// It is told, or never will be: it needs to wait no more, nor what was said of the same before. Says whether any did.
    fn settle(&mut self, news: &News) -> bool {
        let before = self.promised.len();
        self.promised.retain(|promised| !promised.is_about_the_same(news));
        self.promised.len() < before || self.on_device.iter().any(|kept| kept.is_about_the_same(news))
    }

    /// What is not on the device (`there`) any more was told by another tab, said anew there, or deleted by the learner: it waits
    /// here no more either. Gives what did.
    fn release(&mut self, there: &[News]) -> Vec<Word> {
        let gone: Vec<News> = self.on_device.extract_if(.., |news| !there.contains(news)).collect();
        self.promised.retain(|news| !gone.contains(news));
        self.kept.extract_if(.., |word| gone.contains(&word.news)).collect()
    }

    /// What is to be on the device in place of what is `there`: what this page promised; of the rest, what is not about the same.
    fn merged(&self, mut there: Vec<News>) -> Vec<News> {
        there.retain(|news| {
            !self.on_device.contains(news)
                && !self.just_told.contains(news)
                && !self.promised.iter().any(|own| own.is_about_the_same(news))
        });
        there.extend(self.promised.iter().cloned());
        there
    }

    /// What was promised before this page was opened; what was said since is newer.
    fn recall(&mut self, news: Vec<News>) {
        for news in news {
            if !self.on_device.contains(&news) {
                self.on_device.push(news.clone());
            }
            if !self.newest.iter().any(|word| word.news.is_about_the_same(&news)) {
                let word = self.begin(news, Rc::new(|_| ()));
                self.keep(&word);
            }
        }
    }

    /// What waits, of that learner only: what somebody else did here before is forgotten.
    fn take(&mut self, username: Option<&str>) -> Vec<Word> {
        self.newest.retain(|word| Some(word.news.username.as_str()) == username);
        self.promised.retain(|news| Some(news.username.as_str()) == username);
        let mut kept = std::mem::take(&mut self.kept);
        kept.retain(|word| Some(word.news.username.as_str()) == username);
        kept
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
                    (word.then)(Outcome::Kept);
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
        ApiError::Offline | ApiError::Unreachable => true,
        ApiError::Timeout | ApiError::SignInNeeded | ApiError::Server(_) | ApiError::TooMany(_) => is_late,
        _ => false,
    }
}

/// Tells what was kept: when the network is back, when the learner comes back, when something else got through.
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
