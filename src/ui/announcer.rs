//! The announcer: says to screen readers what changed on the page without moving the focus.
//!
//! Criteria (measured with Orca in Chromium and Firefox, see `tests/listen`):
//! - one persistent `role="status"`, empty at the start; a message empties it and is set 150 ms later, so that a focus
//!   move made just before is read first;
//! - the same text twice is said twice: every second message ends with a no-break space;
//! - messages are at least 500 ms apart, else the former is lost; of one topic only the newest is said;
//! - the text goes away after 7 s, so that nobody finds an old one while reading the page;
//! - messages wait while nobody looks at the tab: nothing reads them there;
//! - who wants no interruptions hears alerts only: a setting, by which the style sheet takes the status away;
//! - while a dialog is open, messages go to the status inside it: the rest of the page is inert and silent;
//! - an alert is a new element with its text already inside, visible, and stays until it is closed.
use super::{
    dom::later,
    icon::{Icon, icon},
    toast,
};
use leptos::{
    html::Div,
    island,
    prelude::*,
    web_sys::{Element, HtmlElement},
};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

/// Between emptying the status and setting the text.
const SETTLE: u64 = 150;
/// Between two messages.
const GAP: u64 = 500;
/// How long a text stays.
const STAY: u64 = 7000;

/// Messages that wait for their turn.
#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<(&'static str, String)>,
    is_odd: bool,
}

impl Queue {
    /// Adds a message; one of the same topic that still waits is dropped. The empty topic is nobody's.
    fn push(&mut self, topic: &'static str, text: &str) {
        if !topic.is_empty() {
            self.waiting.retain(|(other, _)| *other != topic);
        }
        self.waiting.push_back((topic, text.to_owned()));
    }

    /// Puts back a message that was cut off.
    fn push_front(&mut self, message: (&'static str, String)) {
        if message.0.is_empty() || self.waiting.iter().all(|(topic, _)| *topic != message.0) {
            self.waiting.push_front(message);
        }
    }

    fn next(&mut self) -> Option<(&'static str, String)> {
        self.waiting.pop_front()
    }

    /// The text as it is to be set, different from the last one even when the words are the same.
    fn dressed(&mut self, text: &str) -> String {
        self.is_odd = !self.is_odd;
        [text, if self.is_odd { "" } else { "\u{a0}" }].concat()
    }
}

#[derive(Default)]
struct Announcer {
    queue: Queue,
    /// Where to speak: the page's status, then those of open dialogs.
    hosts: Vec<HtmlElement>,
    current: Option<(&'static str, String)>,
    timer: Option<TimeoutHandle>,
    /// Messages that a newer one of their topic may still replace before they are said.
    delayed: Vec<(&'static str, TimeoutHandle)>,
    /// In a page of others there is no corner for messages: alerts stand in the view.
    is_island: bool,
}

/// Who speaks: one for the page, and one for each of our views in a page of others.
#[derive(Clone, Default)]
pub(super) struct Voice(Rc<RefCell<Announcer>>);

impl PartialEq for Voice {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

thread_local! {
    static VOICE: Voice = Voice::default();
}

/// Gives the current view, which stands in a page of others, a voice of its own.
pub(crate) fn provide_voice() {
    let announcer = Announcer { is_island: true, ..Announcer::default() };
    provide_context(Voice(Rc::new(RefCell::new(announcer))));
}

/// Says a text when the reader comes to rest.
pub fn announce(text: &str) {
    announce_topic("", text, 0);
}

/// Says a text after a wait in milliseconds, unless a newer one of the same topic comes first.
///
/// While the learner types, wait 1000 ms: each key then replaces the message.
pub fn announce_topic(topic: &'static str, text: &str, wait: u64) {
    Voice::here().announce(topic, text, wait);
}

/// Drops what waits to be said about a topic.
pub fn silence_topic(topic: &'static str) {
    Voice::here().silence(topic);
}

/// Says and shows an error at once: in the open dialog, else in the corner of the page, until the learner closes it.
pub fn alert(text: &str) {
    match Voice::here().interrupt() {
        Some(host) => alert_in(&host, text),
        None => toast::error(text),
    }
}

/// Puts a new alert element into a host; it stays as long as the host.
fn alert_in(host: &Element, text: &str) {
    let view = view! {
        <div class="preau-notice preau-notice--error" role="alert">
            {icon(Icon::Alert)}
            <p>{text.to_owned()}</p>
        </div>
    };
    view.append_to(host); // the host's dialog takes it along
}

/// Whether what is built here stands in a page of others.
pub(super) fn is_in_island() -> bool {
    island::nearby::<Voice>().is_some()
}

impl Voice {
    /// That of the view that is built or run now.
    pub(super) fn here() -> Self {
        island::nearby().unwrap_or_else(|| VOICE.with(Self::clone))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Announcer) -> T) -> T {
        work(&mut self.0.borrow_mut())
    }

    /// Does something later as this voice, whatever becomes of the part that asks.
    fn later(&self, milliseconds: u64, work: impl FnOnce(&Self) + 'static) -> Option<TimeoutHandle> {
        let voice = self.clone();
        later(milliseconds, move || work(&voice))
    }

    /// As [`announce_topic`].
    pub(super) fn announce(&self, topic: &'static str, text: &str, wait: u64) {
        if !topic.is_empty() {
            self.silence(topic); // an older message that still waits must not come after this one
        }
        if wait == 0 {
            self.with(|a| a.queue.push(topic, text));
            self.pump();
            return;
        }
        let text = text.to_owned();
        if let Some(handle) = self.later(wait, move |voice| {
            voice.with(|a| a.delayed.retain(|(other, _)| *other != topic));
            voice.announce(topic, &text, 0);
        }) {
            self.with(|a| a.delayed.push((topic, handle)));
        }
    }

    /// As [`silence_topic`].
    pub(super) fn silence(&self, topic: &'static str) {
        self.with(|a| {
            a.queue.waiting.retain(|(other, _)| *other != topic);
            a.delayed.retain(|(other, handle)| {
                if *other == topic {
                    handle.clear();
                }
                *other != topic
            });
        });
    }

    /// Makes room for an alert; gives its place, unless that is the corner of the page.
    fn interrupt(&self) -> Option<Element> {
        self.with(|a| {
            if let Some(timer) = a.timer.take() {
                timer.clear();
            }
            if let Some(cut_off) = a.current.take() {
                a.queue.push_front(cut_off);
            }
            a.timer = self.later(GAP, Self::rested);
            let is_inside = a.is_island || a.hosts.len() > 1;
            a.hosts.last().filter(|_| is_inside).and_then(|host| host.next_element_sibling())
        })
    }

    /// A message has had its time: the next one, or the end of silence.
    fn rested(&self) {
        self.with(|a| {
            a.timer = None;
            a.current = None;
        });
        self.pump();
    }

    /// Starts the next message unless one is being said.
    fn pump(&self) {
        self.with(|a| {
            if a.current.is_some() || a.queue.waiting.is_empty() {
                return;
            }
            let Some(host) = a.hosts.last().cloned() else { return };
            if let Some(timer) = a.timer.take() {
                timer.clear();
            }
            host.set_text_content(None);
            if document().hidden() {
                a.timer = self.later(GAP, Self::rested);
                return;
            }
            a.current = a.queue.next();
            a.timer = self.later(SETTLE, Self::speak);
        });
    }

    fn speak(&self) {
        self.with(|a| {
            let (Some(host), Some((_, text))) = (a.hosts.last().cloned(), a.current.clone()) else { return };
            host.set_text_content(Some(&a.queue.dressed(&text)));
            a.timer = self.later(GAP, |voice| {
                voice.rested();
                voice.with(|a| {
                    if a.current.is_none() && a.timer.is_none() {
                        a.timer = voice.later(STAY - GAP, Self::hush);
                    }
                });
            });
        });
    }

    fn hush(&self) {
        self.with(|a| {
            a.timer = None;
            for host in &a.hosts {
                host.set_text_content(None);
            }
        });
    }
}

/// The status element and, after it, the place for alerts: last in the page, and once in each dialog.
pub(crate) fn status_host() -> AnyView {
    let (voice, status) = (Voice::here(), NodeRef::<Div>::new());
    status.on_load({
        let voice = voice.clone();
        move |element| {
            voice.with(|a| {
                a.hosts.retain(|host| host.is_connected());
                a.hosts.push(element.into());
            });
            voice.pump();
        }
    });
    on_cleanup(move || {
        if let Some(element) = status.get_untracked() {
            let element: HtmlElement = element.into();
            voice.with(|a| a.hosts.retain(|host| *host != element));
        }
    });
    view! {
        <div class="preau-visually-hidden" role="status" node_ref=status></div>
        <div class="preau-stack"></div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(queue: &mut Queue) -> Vec<String> {
        std::iter::from_fn(|| queue.next()).map(|(_, text)| text).collect()
    }

    #[test]
    fn of_one_topic_only_the_newest_is_said() {
        let mut queue = Queue::default();
        queue.push("results", "12 courses");
        queue.push("saved", "Saved");
        queue.push("results", "3 courses");
        assert_eq!(texts(&mut queue), ["Saved", "3 courses"]);
    }

    #[test]
    fn messages_without_topic_are_all_said() {
        let mut queue = Queue::default();
        queue.push("", "one");
        queue.push("", "two");
        assert_eq!(texts(&mut queue), ["one", "two"]);
    }

    #[test]
    fn what_an_alert_cut_off_is_said_afterwards_unless_it_is_outdated() {
        let mut queue = Queue::default();
        queue.push("saved", "Saved");
        queue.push_front(("results", "12 courses".into()));
        queue.push_front(("saved", "Saving".into()));
        assert_eq!(texts(&mut queue), ["12 courses", "Saved"]);
    }

    #[test]
    fn the_same_words_twice_are_two_texts() {
        let mut queue = Queue::default();
        let (first, second) = (queue.dressed("No courses"), queue.dressed("No courses"));
        assert_ne!(first, second);
        assert_eq!(first.trim(), second.trim());
    }
}
