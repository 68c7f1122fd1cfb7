//! What an action is about: the thread, a response or a reply. What is done shows at once, and goes back when the server refuses.
use super::page::{Entry, Page};
use crate::{
    api::{
        ApiError,
        lms::forum::{self, Change},
    },
    forum::words,
    i18n::t,
    ui,
    wire::openedx::{Post, Thread},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The thread, or something in it.
#[derive(Clone)]
pub(super) enum Subject {
    /// The thread itself.
    Thread(Page),
    /// A response or reply.
    Comment(Page, Entry),
}

impl Subject {
    /// The page it is on.
    pub(super) fn page(&self) -> Page {
        match self {
            Self::Thread(page) | Self::Comment(page, _) => *page,
        }
    }

    /// Its id.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Thread(page) => page.id.get_value(),
            Self::Comment(_, entry) => entry.id.clone(),
        }
    }

    /// Whether it is a reply to a response.
    pub(super) fn is_reply(&self) -> bool {
        match self {
            Self::Thread(_) => false,
            Self::Comment(_, entry) => entry.comment.with_untracked(|comment| comment.parent_id.is_some()),
        }
    }

    /// Looks at author, text and rights; tracked.
    pub(super) fn with<R: Default>(&self, look: impl FnOnce(&Post) -> R) -> R {
        match self {
            Self::Thread(page) => page.thread.value.get().map(|thread| look(&thread.post)).unwrap_or_default(),
            Self::Comment(_, entry) => entry.comment.with(|comment| look(&comment.post)),
        }
    }

    /// The same, not tracked.
    pub(super) fn peek<R: Default>(&self, look: impl FnOnce(&Post) -> R) -> R {
        untrack(|| self.with(look))
    }

    /// Changes it as it shows.
    pub(super) fn update(&self, change: impl FnOnce(&mut Post)) {
        match self {
            Self::Thread(page) => page.change_thread(|thread| change(&mut thread.post)),
            Self::Comment(_, entry) => entry.comment.update(|comment| change(&mut comment.post)),
        }
    }

    /// Whether the learner may change a field.
    pub(super) fn may(&self, field: &str) -> bool {
        self.with(|post| post.editable_fields.iter().any(|other| other == field))
    }

    /// Name of its author.
    pub(super) fn author(&self) -> String {
        self.peek(words::author)
    }

    /// Sends changes; takes what the server then has.
    pub(super) async fn send(&self, changes: &[Change]) -> Result<(), ApiError> {
        match self {
            Self::Thread(page) => {
                let fresh = forum::change_thread(&self.id(), changes).await?;
                if !page.entries.is_disposed() {
                    page.change_thread(|thread| *thread = changed(thread, fresh));
                }
            }
            Self::Comment(page, entry) => {
                let fresh = forum::change_comment(&entry.id, changes).await?;
                if !page.entries.is_disposed() {
                    entry.comment.set(fresh);
                }
            }
        }
        Ok(())
    }

    /// Sets a switch: shows it, sends it, says `done`, or takes it back and says why.
    ///
    /// Pressed again while that is on its way, it shows at once too, and is sent after it: so the server ends with what the learner
    /// pressed last, and what shows after a refusal is what the server has.
    pub(super) fn switch(
        &self,
        name: &'static str,
        value: bool,
        show: fn(&Self, bool),
        done: fn(&Self, bool) -> String,
    ) {
        let (subject, switches) = (self.clone(), self.page().switches);
        show(&subject, value);
        let key = [name, " ", &subject.id()].concat();
        if switches.try_update_value(|switches| switches.press(&key, value)) != Some(true) {
            return;
        }
        // goes on although the learner leaves
        spawn_local(async move {
            let (mut sent, mut had) = (value, !value);
            loop {
                let outcome = subject.send(&[Change::Switch(name, sent)]).await;
                let Some(wanted) = switches.try_update_value(|switches| switches.after(&key, sent)) else { return };
                if outcome.is_ok() {
                    had = sent;
                }
                if let Some(wanted) = wanted {
                    // the answer told of what is no longer wanted
                    show(&subject, wanted);
                    sent = wanted;
                    continue;
                }
                match outcome {
                    Ok(()) => ui::announce(&done(&subject, sent)),
                    Err(error) => {
                        show(&subject, had);
                        ui::alert(&refusal(&error));
                    }
                }
                return;
            }
        });
    }
}

/// The thread as an answer to a change tells it.
///
/// The answer lacks what only the thread by itself has. What it counts stays what the reader's responses came with: others may
/// have written since, and the page still has to say so.
pub(super) fn changed(shown: &Thread, mut fresh: Thread) -> Thread {
    fresh.response_count = shown.response_count;
    fresh.comment_count = shown.comment_count;
    fresh.has_endorsed |= shown.has_endorsed;
    fresh
}

/// Why something was not done, in one sentence.
pub(super) fn refusal(error: &ApiError) -> String {
    match error {
        ApiError::Offline => t::forum::not_done_offline(),
        ApiError::NotFound => t::forum::not_done_gone(),
        ApiError::SignInNeeded => t::forum::not_done_session(),
        ApiError::TooMany(_) => t::forum::not_done_too_many(),
        ApiError::Refused(_) => t::forum::not_done_refused(),
        _ => t::forum::not_done(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_to_a_change_does_not_hide_that_others_wrote() {
        let shown = Thread { comment_count: 6, response_count: Some(3), has_endorsed: true, ..Thread::default() };
        let fresh = Thread { comment_count: 8, following: true, ..Thread::default() };
        let thread = changed(&shown, fresh);
        assert_eq!((thread.comment_count, thread.response_count), (6, Some(3)));
        assert!(thread.following && thread.has_endorsed);
    }
}
