//! What happens when a form is sent: looked at, handed over, and back in the fields when that fails.
use super::{
    Sent, Target,
    drafts::{self, Draft},
    form::Form,
    outbox::{self, Job},
    post_office::{self, Outcome, Told},
    problems::{Field, Problem, of_content, of_error},
    send::{self, Edit},
};
use crate::{api::ApiError, app::spawn, i18n::t, ui};
use leptos::prelude::*;

impl Form {
    /// Sends, unless something is wrong or on its way.
    pub(super) fn send(self) {
        if self.pending.get_untracked() {
            return;
        }
        let Some(draft) = self.draft() else { return };
        let mut problems = of_content(self.is_thread(), &draft.title, &draft.text, &draft.topic);
        if self.wants_reason() && self.reason.with_untracked(String::is_empty) {
            problems.push((Field::Reason, t::compose::no_reason().to_owned()));
        }
        if self.uploads.get_untracked() > 0 {
            problems.push((Field::Body, t::compose::picture_first().to_owned()));
        }
        if !problems.is_empty() {
            self.tell(problems);
            return;
        }
        self.problems.set(Vec::new());
        self.pending.set(true);
        if self.is_edit() { self.change(draft) } else { self.post(draft) }
    }

    /// Hands the message over; from then on it is there, not among the drafts.
    fn post(self, draft: Draft) {
        let place = draft.target;
        let target = self.writing.with_value(|writing| drafts::key(&writing.target));
        let draft = Draft { title: draft.title.trim().to_owned(), target, ..draft };
        let id = outbox::add(Job { draft: draft.clone(), ..Job::default() });
        self.current.set(id.clone());
        self.forget();
        spawn(async move {
            let outcome = post_office::deliver(&id).await;
            // the next attempt is somebody's concern whether the form is there or not
            post_office::work();
            if self.pending.is_disposed() {
                post_office::tell(&draft, outcome);
                return;
            }
            self.pending.set(false);
            self.current.set(String::new());
            // what came back meanwhile is on the device alone, where the fields would take its place
            let back = self.writing.with_value(|writing| drafts::load(&draft.who, &writing.course, &place));
            if let Some(back) = &back {
                self.kept.set_value(back.clone());
            }
            match outcome {
                Outcome::Sent(sent) => return self.writing.get_value().on_sent.run(*sent),
                Outcome::Waits => {
                    self.empty();
                    ui::announce(t::compose::waits());
                }
                // another page of ours took it up
                Outcome::Gone => self.empty(),
                Outcome::Back(error, draft) => {
                    self.since.set_value(draft.since);
                    self.failed(&error);
                }
            }
            if let Some(back) = back {
                self.join(back);
            }
        });
    }

    /// What was in the fields is in good hands.
    fn empty(self) {
        self.title.set(String::new());
        self.text.set(String::new());
        self.restored.set(None);
        self.since.set_value(None);
    }

    fn change(self, draft: Draft) {
        self.keep();
        let writing = self.writing.get_value();
        let reason = self.reason.get_untracked();
        let edit = Edit { title: draft.title, text: draft.text, topic: draft.topic, kind: draft.kind, reason };
        spawn(async move {
            let outcome = send::change(&writing.target, &edit).await;
            if self.pending.is_disposed() {
                if outcome.is_ok() {
                    drafts::forget(&draft.who, &draft.course, &draft.target);
                }
                return;
            }
            self.pending.set(false);
            match outcome {
                Ok(sent) => {
                    self.forget();
                    writing.on_sent.run(sent);
                }
                Err(error) => self.failed(&error),
            }
        });
    }

    fn failed(self, error: &ApiError) {
        self.is_changed.set_value(true);
        self.keep();
        self.tell(of_error(error, self.is_thread() && !self.is_edit()));
    }

    /// What became of a message that waited. False where the form does not take it: then it is no concern of the form's.
    pub(super) fn told(self, told: Told) -> bool {
        match told {
            Told::Sent(sent) => self.arrived(*sent),
            // what is in the fields now is on its way: they are not touched before it has arrived
            Told::Back(_) if self.pending.try_get_untracked() != Some(false) => false,
            Told::Back(draft) => {
                self.join(*draft);
                true
            }
        }
    }

    /// A message that waited has arrived. False where the learner is at something else: then this is not the moment.
    fn arrived(self, sent: Sent) -> bool {
        let Some(text) = self.text.try_get_untracked() else { return false };
        let Some(element) = self.element.get_untracked() else { return false };
        let is_elsewhere = ui::dom::active_near(&element).is_some_and(|active| !element.contains(Some(&active)));
        let is_free = text.trim().is_empty() && !self.pending.get_untracked() && !is_elsewhere;
        is_free && self.writing.get_value().on_sent.try_run(sent).is_some()
    }

    /// Somebody else's text is changed, and the course wants to know why.
    pub(super) fn wants_reason(self) -> bool {
        self.writing.with_value(|writing| {
            let post = match &writing.target {
                Target::EditThread { thread } => &thread.post,
                Target::EditComment { comment } => &comment.post,
                _ => return false,
            };
            send::may(post, "edit_reason_code") && !writing.about.edit_reasons.is_empty()
        })
    }

    /// Says what is wrong: the summary takes the focus.
    fn tell(self, problems: Vec<Problem>) {
        self.problems.set(problems);
        request_animation_frame(move || {
            if let Some(summary) = self.summary.get_untracked() {
                ui::dom::focus(&summary);
            }
        });
    }

    /// What is wrong with a field.
    pub(super) fn wrong(self, field: Field) -> Option<String> {
        self.problems.with(|problems| problems.iter().find(|(at, _)| *at == field).map(|(_, text)| text.clone()))
    }
}
