//! Who asks the LMS: what decides whether something has to be asked for again.
use super::{Session, session};
use leptos::prelude::*;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    /// Not known yet.
    Unknown,
    /// Nobody is signed in.
    Nobody,
    /// A learner, also one whose session has just ended, by user name.
    Learner(String),
}

/// Who asks now.
pub fn asker() -> Memo<Asker> {
    let session = session();
    Memo::new(move |_| match session.get() {
        Session::Unknown => Asker::Unknown,
        Session::SignedIn(learner) | Session::Expired(learner) => Asker::Learner(learner.username),
        Session::Anonymous | Session::Unavailable(_) => Asker::Nobody,
    })
}

/// User name of who asks, if anybody is signed in.
pub fn username() -> Option<String> {
    match asker().get_untracked() {
        Asker::Learner(name) => Some(name),
        Asker::Unknown | Asker::Nobody => None,
    }
}
