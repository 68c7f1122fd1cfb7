//! What a form holds: kept on the device as it changes, sent once, tried again when that helps.
use super::{
    Target, Writing,
    drafts::{self, Draft},
    problems::{Field, Problem, of_content, of_error},
    send::{self, Content},
    stored::stored,
};
use crate::{
    api::{ApiError, lms::forum::Secrecy},
    i18n::{now, t},
    ui,
};
use leptos::{
    html::{Div, Textarea},
    prelude::*,
    task::spawn_local_scoped,
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
    pub reason: RwSignal<String>,
    pub problems: RwSignal<Vec<Problem>>,
    pub pending: RwSignal<bool>,
    /// What keeps it from being sent now, and how many seconds until it is tried again.
    pub waiting: RwSignal<Option<(ApiError, u32)>>,
    /// The device keeps nothing.
    pub is_lost: RwSignal<bool>,
    /// When it was sent without an answer.
    pub sent: StoredValue<Option<f64>>,
    /// A picture that waits for its description.
    pub asks: RwSignal<Option<JsValue>>,
    /// Pictures on their way.
    pub uploads: RwSignal<u32>,
    attempts: StoredValue<u32>,
    pub timer: StoredValue<Option<TimeoutHandle>>,
    pub retry: StoredValue<Option<TimeoutHandle>>,
    pub field: NodeRef<Textarea>,
    pub summary: NodeRef<Div>,
}

impl Form {
    pub(super) fn new(writing: Rc<Writing>, who: String) -> Self {
        let draft = drafts::load(&who, &writing.course, &drafts::key(&writing.target));
        let is_own = draft.is_some();
        let draft = draft.unwrap_or_default();
        let (title, text) = match &writing.target {
            _ if is_own => (draft.title, draft.text),
            Target::EditThread { thread } => (thread.title.clone(), thread.post.raw_body.clone()),
            Target::EditComment { comment } => (String::new(), comment.post.raw_body.clone()),
            _ => (String::new(), String::new()),
        };
        // a quote comes below what was begun
        let text = match (text.is_empty(), writing.text.is_empty()) {
            (_, true) => text,
            (true, false) => writing.text.clone(),
            (false, false) => [&text, "\n\n", &writing.text].concat(),
        };
        let topic = if writing.topic.is_empty() { draft.topic } else { writing.topic.clone() };
        let kind = if draft.kind.is_empty() { "question".to_owned() } else { draft.kind };
        Self {
            who: StoredValue::new(who),
            title: RwSignal::new(title),
            text: RwSignal::new(text),
            topic: RwSignal::new(topic),
            kind: RwSignal::new(kind),
            following: RwSignal::new(true),
            secrecy: RwSignal::new(String::new()),
            notify_all: RwSignal::new(false),
            reason: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            pending: RwSignal::new(false),
            waiting: RwSignal::new(None),
            is_lost: RwSignal::new(false),
            sent: StoredValue::new(draft.sent),
            asks: RwSignal::new(None),
            uploads: RwSignal::new(0),
            attempts: StoredValue::new(0),
            timer: StoredValue::new(None),
            retry: StoredValue::new(None),
            field: NodeRef::new(),
            summary: NodeRef::new(),
            writing: StoredValue::new(writing),
        }
    }

    pub(super) fn is_thread(self) -> bool {
        self.writing.with_value(|writing| matches!(writing.target, Target::NewThread | Target::EditThread { .. }))
    }

    /// Keeps what is there on the device.
    pub(super) fn keep(self) {
        stop(self.timer);
        let draft = self.writing.with_value(|writing| Draft {
            who: self.who.get_value(),
            course: writing.course.as_str().to_owned(),
            target: drafts::key(&writing.target),
            title: if self.is_thread() { self.title.get_untracked() } else { writing.about_title.clone() },
            text: self.text.get_untracked(),
            topic: self.topic.get_untracked(),
            kind: self.kind.get_untracked(),
            at: 0.0,
            sent: self.sent.get_value(),
        });
        // what was not changed is no draft
        let is_as_it_was = self.writing.with_value(|writing| match &writing.target {
            Target::EditThread { thread } => thread.post.raw_body == draft.text && thread.title == draft.title,
            Target::EditComment { comment } => comment.post.raw_body == draft.text,
            _ => false,
        });
        if is_as_it_was {
            self.forget();
            return;
        }
        let is_lost = !drafts::keep(draft);
        if self.is_lost.get_untracked() != is_lost {
            self.is_lost.set(is_lost);
        }
    }

    fn forget(self) {
        stop(self.timer);
        self.writing.with_value(|writing| {
            drafts::forget(&self.who.get_value(), writing.course.as_str(), &drafts::key(&writing.target));
        });
    }

    /// Something was typed or chosen.
    pub(super) fn changed(self) {
        stop(self.timer);
        self.timer.set_value(set_timeout_with_handle(move || self.keep(), TYPING).ok());
    }

    fn content(self) -> Content {
        Content {
            title: self.title.get_untracked().trim().to_owned(),
            body: stored(&self.text.get_untracked()),
            topic: self.topic.get_untracked(),
            is_question: self.kind.get_untracked() == "question",
            following: self.following.get_untracked(),
            secrecy: match self.secrecy.get_untracked().as_str() {
                "peers" => Secrecy::HiddenFromLearners,
                "all" => Secrecy::Hidden,
                _ => Secrecy::Named,
            },
            group: None,
            notify_all: self.notify_all.get_untracked(),
            reason: Some(self.reason.get_untracked()).filter(|reason| !reason.is_empty()),
        }
    }

    /// Sends, unless something is wrong or on its way.
    pub(super) fn send(self) {
        if self.pending.get_untracked() {
            return;
        }
        self.hold();
        let is_new = self.writing.with_value(|writing| matches!(writing.target, Target::NewThread));
        let topic = if is_new { self.topic.get_untracked() } else { "-".to_owned() };
        let (title, text) = (self.title.get_untracked(), self.text.get_untracked());
        let problems = of_content(self.is_thread(), &title, &text, &topic);
        if !problems.is_empty() {
            self.tell(problems);
            return;
        }
        self.problems.set(Vec::new());
        self.pending.set(true);
        let (writing, who, content) = (self.writing.get_value(), self.who.get_value(), self.content());
        let since = self.sent.get_value();
        self.sent.set_value(Some(since.unwrap_or_else(|| now().millis())));
        // if the page goes before the answer comes, the draft knows that it was sent
        self.keep();
        spawn_local_scoped(async move {
            let outcome = send::send(&writing.course, &writing.target, &content, &who, since).await;
            if self.pending.is_disposed() {
                // the form has gone, the text has not
                if outcome.is_ok() {
                    drafts::forget(&who, writing.course.as_str(), &drafts::key(&writing.target));
                }
                return;
            }
            self.pending.set(false);
            match outcome {
                Ok(sent) => {
                    self.forget();
                    writing.on_sent.run(sent);
                }
                Err(error) => self.failed(error),
            }
        });
    }

    fn failed(self, error: ApiError) {
        if !send::may_have_arrived(&error) {
            self.sent.set_value(None);
        }
        self.keep();
        if !send::may_pass(&error) {
            self.tell(of_error(&error));
            return;
        }
        let attempts = self.attempts.get_value();
        self.attempts.set_value(attempts.saturating_add(1));
        let seconds = send::pause(&error, attempts);
        ui::announce(t::compose::waits());
        self.waiting.set(Some((error, seconds)));
        let again = set_timeout_with_handle(move || self.send(), Duration::from_secs(seconds.into()));
        self.retry.set_value(again.ok());
    }

    /// No longer tries by itself.
    pub(super) fn hold(self) {
        stop(self.retry);
        self.waiting.set(None);
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

/// Stops a timer.
pub(super) fn stop(timer: StoredValue<Option<TimeoutHandle>>) {
    if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
        timer.clear();
    }
}
