//! What a form holds: kept on the device as it changes.
use super::{
    Target, Writing,
    drafts::{self, Draft},
    outbox,
    problems::Problem,
    stored,
};
use crate::{
    app::spawn,
    i18n::{now, t},
    number::{self, decimal},
    ui,
};
use leptos::{
    html::{self, Div, Textarea},
    prelude::*,
    wasm_bindgen::JsValue,
};
use std::{rc::Rc, time::Duration};

/// How long the learner pauses before what they typed is kept.
const TYPING: Duration = Duration::from_millis(500);

/// Everything that the parts of the form know together.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub writing: StoredValue<Rc<Writing>>,
    pub who: StoredValue<String>,
    pub title: RwSignal<String>,
    pub text: RwSignal<String>,
    pub topic: RwSignal<String>,
    pub kind: RwSignal<String>,
    pub following: RwSignal<bool>,
    pub secrecy: RwSignal<String>,
    pub notify_all: RwSignal<bool>,
    pub group: RwSignal<String>,
    pub reason: RwSignal<String>,
    /// See [`Draft::since`].
    pub since: StoredValue<Option<f64>>,
    pub problems: RwSignal<Vec<Problem>>,
    pub pending: RwSignal<bool>,
    /// When what is there was kept, where it is an earlier draft.
    pub restored: RwSignal<Option<f64>>,
    /// The device keeps nothing.
    pub is_lost: RwSignal<bool>,
    /// Pictures that wait for their descriptions.
    pub asks: RwSignal<Vec<JsValue>>,
    /// Pictures on their way.
    pub uploads: RwSignal<u32>,
    /// The message that is being handed over.
    pub current: RwSignal<String>,
    /// Something was changed since it was kept last.
    pub is_changed: StoredValue<bool>,
    /// What this form loaded or kept last: another text in its place is another tab's.
    pub kept: StoredValue<Draft>,
    timer: StoredValue<Option<TimeoutHandle>>,
    pub element: NodeRef<html::Form>,
    pub title_field: NodeRef<html::Input>,
    pub field: NodeRef<Textarea>,
    pub summary: NodeRef<Div>,
}

/// How the fields are before anything is typed.
fn initial(writing: &Writing) -> Draft {
    let draft = match &writing.target {
        Target::EditThread { thread } => Draft {
            title: thread.title.clone(),
            text: stored::written(&thread.post.raw_body),
            topic: thread.topic_id.clone(),
            kind: thread.kind.clone(),
            ..Draft::default()
        },
        Target::EditComment { comment } => Draft { text: stored::written(&comment.post.raw_body), ..Draft::default() },
        _ => Draft { kind: "question".into(), ..Draft::default() },
    };
    Draft { course: writing.course.as_str().to_owned(), target: drafts::key(&writing.target), ..draft }
}

impl Form {
    pub(super) fn new(writing: Rc<Writing>, who: String) -> Self {
        let known = drafts::begun(&who, &writing.course, &drafts::key(&writing.target));
        let restored = known.as_ref().map(|draft| draft.at);
        let before = initial(&writing);
        let kept = known.clone().unwrap_or_else(|| Draft { target: before.target.clone(), ..Draft::default() });
        let draft = known.unwrap_or(before);
        let form = Self {
            who: StoredValue::new(who),
            title: RwSignal::new(draft.title),
            // a quote comes below what was begun
            text: RwSignal::new(if writing.text.is_empty() {
                draft.text
            } else {
                [drafts::joined_texts(&[&draft.text, &writing.text]).as_str(), "\n\n"].concat()
            }),
            topic: RwSignal::new(if writing.topic.is_empty() { draft.topic } else { writing.topic.clone() }),
            kind: RwSignal::new(draft.kind),
            following: RwSignal::new(!draft.unfollowed),
            secrecy: RwSignal::new(draft.secrecy),
            notify_all: RwSignal::new(draft.notify_all),
            group: RwSignal::new(group_text(draft.group)),
            reason: RwSignal::new(String::new()),
            since: StoredValue::new(draft.since),
            problems: RwSignal::new(Vec::new()),
            pending: RwSignal::new(false),
            restored: RwSignal::new(restored),
            is_lost: RwSignal::new(false),
            asks: RwSignal::new(Vec::new()),
            uploads: RwSignal::new(0),
            current: RwSignal::new(String::new()),
            is_changed: StoredValue::new(!writing.text.is_empty()),
            kept: StoredValue::new(kept),
            timer: StoredValue::new(None),
            element: NodeRef::new(),
            title_field: NodeRef::new(),
            field: NodeRef::new(),
            summary: NodeRef::new(),
            writing: StoredValue::new(writing),
        };
        if form.is_changed.get_value() {
            form.changed();
        }
        form
    }

    pub(super) fn is_thread(self) -> bool {
        self.writing.with_value(|writing| matches!(writing.target, Target::NewThread | Target::EditThread { .. }))
    }

    pub(super) fn is_edit(self) -> bool {
        self.writing
            .with_value(|writing| matches!(writing.target, Target::EditThread { .. } | Target::EditComment { .. }))
    }

    /// What is there, as a draft; nothing when the form has gone.
    pub(super) fn draft(self) -> Option<Draft> {
        let (course, about) =
            self.writing.try_with_value(|writing| (writing.course.as_str().to_owned(), writing.about_title.clone()))?;
        Some(Draft {
            who: self.who.try_with_value(Clone::clone)?,
            course,
            target: self.kept.try_with_value(|kept| kept.target.clone())?,
            title: if self.is_thread() { self.title.try_get_untracked()? } else { about },
            text: self.text.try_get_untracked()?,
            topic: self.topic.try_get_untracked()?,
            kind: self.kind.try_get_untracked()?,
            secrecy: self.secrecy.try_get_untracked()?,
            unfollowed: !self.following.try_get_untracked()?,
            notify_all: self.notify_all.try_get_untracked()?,
            group: decimal(&self.group.try_get_untracked()?),
            since: self.since.try_with_value(|since| *since)?,
            at: 0.0,
        })
    }

    /// Keeps what was changed on the device.
    pub(super) fn keep(self) {
        stop(self.timer);
        // what another page keeps of the same text is not overwritten without need
        if self.is_changed.try_with_value(|is_changed| *is_changed) != Some(true) {
            return;
        }
        let Some(mut draft) = self.draft() else { return };
        let before = self.writing.with_value(|writing| initial(writing));
        if self.is_edit() && draft.text == before.text && (!self.is_thread() || is_same_thread(&draft, &before)) {
            // as it was: no draft
            self.forget();
            return;
        }
        if self.is_others(&draft) {
            if draft.is_blank() {
                return;
            }
            while self.is_others(&draft) {
                draft.target.push_str(drafts::ASIDE);
            }
            ui::toast(t::compose::other_tab());
        }
        self.kept.set_value(draft.clone());
        let is_lost = !drafts::keep(draft);
        self.is_changed.set_value(is_lost);
        if self.is_lost.get_untracked() != is_lost {
            self.is_lost.set(is_lost);
        }
    }

    /// Whether another tab keeps a text of its own where that draft would be kept.
    fn is_others(self, draft: &Draft) -> bool {
        let there = self
            .writing
            .with_value(|writing| drafts::load(&draft.who, &writing.course, &draft.target))
            .filter(|there| there.differs(draft));
        there.is_some_and(|there| self.kept.with_value(|kept| kept.target != there.target || kept.differs(&there)))
    }

    pub(super) fn forget(self) {
        stop(self.timer);
        self.is_changed.set_value(false);
        if let Some(draft) = self.draft().filter(|draft| !self.is_others(draft)) {
            drafts::forget(&draft.who, &draft.course, &draft.target);
        }
        self.kept.update_value(|kept| *kept = Draft { target: std::mem::take(&mut kept.target), ..Draft::default() });
    }

    /// Something was typed or chosen.
    pub(super) fn changed(self) {
        stop(self.timer);
        self.is_changed.set_value(true);
        self.timer.set_value(set_timeout_with_handle(move || self.keep(), TYPING).ok());
    }

    /// Puts something into the fields.
    pub(super) fn fill(self, draft: Draft) {
        self.text.set(draft.text);
        self.secrecy.set(draft.secrecy);
        self.since.set_value(draft.since);
        if self.is_thread() {
            self.title.set(draft.title);
            self.topic.set(draft.topic);
            self.kind.set(draft.kind);
            self.following.set(!draft.unfollowed);
            self.notify_all.set(draft.notify_all);
            self.group.set(group_text(draft.group));
        }
    }

    /// Back to how the form was before the draft, which can be taken back.
    pub(super) fn start_over(self) {
        let Some(draft) = self.draft() else { return };
        let before = self.writing.with_value(|writing| initial(writing));
        self.fill(Draft {
            topic: if before.topic.is_empty() { draft.topic.clone() } else { before.topic.clone() },
            ..before
        });
        self.forget();
        self.restored.set(None);
        self.problems.set(Vec::new());
        undo(move || {
            if self.draft().is_some_and(|there| there.text.trim().is_empty() || self.is_edit()) {
                self.fill(draft.clone());
                self.restored.set(Some(now().millis()));
                self.changed();
            } else {
                drafts::give_back(draft.clone());
            }
        });
        self.focus_field();
    }

    pub(super) fn focus_field(self) {
        if let Some(field) = self.field.get_untracked() {
            ui::dom::focus(&field);
        }
    }

    /// A message that waited is wanted back: into the fields, below what is there.
    pub(super) fn take_back(self, id: &str) {
        let Some(job) = outbox::take(id) else { return };
        self.join(job.draft);
        self.focus_field();
    }

    /// Puts a message that is the learner's again into the fields, below what is there.
    pub(super) fn join(self, draft: Draft) {
        self.fill(drafts::joined(self.draft(), draft));
        self.is_changed.set_value(true);
        self.keep();
    }

    /// Keeps what a form that goes still holds.
    pub(super) fn leave(self) {
        self.keep();
        stop(self.timer);
    }
}

/// Says that a draft was deleted, with a way back that stays when the page is left.
pub(super) fn undo(back: impl Fn() + 'static) {
    // out of the part of the page in which it was deleted, with which it would go
    spawn(async move {
        let back = Callback::new(move |()| back());
        ui::toast_with_action(t::compose::draft_deleted(), t::find::undo(), back);
    });
}

/// A cohort as the menu names it.
fn group_text(group: Option<f64>) -> String {
    group.map(number::text).unwrap_or_default()
}

fn is_same_thread(one: &Draft, other: &Draft) -> bool {
    one.title == other.title && one.topic == other.topic && one.kind == other.kind
}

/// Stops a timer.
fn stop(timer: StoredValue<Option<TimeoutHandle>>) {
    if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
        timer.clear();
    }
}
