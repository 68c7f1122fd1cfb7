//! Replies to a response, as far as they are known.
use super::page::Entry;
use crate::api::ApiError;

/// Replies to a response.
#[derive(Clone)]
pub(super) enum Replies {
    /// Nobody asked.
    Unasked,
    /// On their way.
    Asked,
    /// Oldest first; empty where the server has some and gives none.
    Here(Vec<Entry>),
    /// What the learner has just written; the others are still to be asked for.
    Own(Vec<Entry>),
    /// They could not be asked for.
    Failed(ApiError),
}

impl Replies {
    /// Those that show.
    pub(super) fn entries(&self) -> &[Entry] {
        match self {
            Self::Here(entries) | Self::Own(entries) => entries,
            Self::Unasked | Self::Asked | Self::Failed(_) => &[],
        }
    }

    /// Adds what the learner has just written to a response that had `count` replies before: others stay to be asked for.
    pub(super) fn add(&mut self, own: Entry, count: u32) {
        match self {
            Self::Here(entries) | Self::Own(entries) => entries.push(own),
            Self::Unasked | Self::Asked | Self::Failed(_) if count > 0 => *self = Self::Own(vec![own]),
            Self::Unasked | Self::Asked | Self::Failed(_) => *self = Self::Here(vec![own]),
        }
    }

    /// Takes one out; whether it was there.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        let (Self::Here(entries) | Self::Own(entries)) = self else { return false };
        let count = entries.len();
        entries.retain(|entry| entry.id != id);
        entries.len() < count
    }

    /// What they are after an answer. A reply written while it was on its way shows once, whether the answer has it or not;
    /// when there is none, what shows stays, and so does the way to the others.
    pub(super) fn answered(self, answer: Result<Vec<Entry>, ApiError>) -> Self {
        match (self, answer) {
            (Self::Own(own), Ok(mut found)) => {
                for entry in own {
                    if found.iter().all(|other| other.id != entry.id) {
                        found.push(entry);
                    }
                }
                Self::Here(found)
            }
            (_, Ok(found)) => Self::Here(found),
            (now @ (Self::Here(_) | Self::Own(_)), Err(_)) => now,
            (_, Err(error)) => Self::Failed(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::Comment;
    use leptos::prelude::*;

    fn entry(id: &str) -> Entry {
        Entry { id: id.into(), comment: RwSignal::new(Comment::default()), replies: RwSignal::new(Replies::Unasked) }
    }

    fn ids(replies: &Replies) -> Vec<&str> {
        replies.entries().iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn a_reply_of_ones_own_does_not_hide_the_others() {
        for mut replies in [Replies::Unasked, Replies::Asked, Replies::Failed(ApiError::Offline)] {
            replies.add(entry("9"), 3);
            assert!(matches!(replies, Replies::Own(_)), "the others are still to be asked for");
            let failed = replies.clone().answered(Err(ApiError::Offline));
            assert!(matches!(failed, Replies::Own(_)) && ids(&failed) == ["9"]);
            let all = replies.answered(Ok(vec![entry("1"), entry("2"), entry("9")]));
            assert!(matches!(all, Replies::Here(_)) && ids(&all) == ["1", "2", "9"]);
        }
        let mut replies = Replies::Unasked;
        replies.add(entry("9"), 3);
        assert_eq!(ids(&replies.answered(Ok(vec![entry("1")]))), ["1", "9"], "an older answer does not take it away");
    }

    #[test]
    fn the_first_reply_of_all_is_all_there_is() {
        let mut replies = Replies::Unasked;
        replies.add(entry("9"), 0);
        assert!(matches!(replies, Replies::Here(_)));
        assert!(replies.remove("9") && !replies.remove("9"));
    }
}
