//! What was begun, kept on the device until the server has it; never sent anywhere else.
use super::Target;
use crate::{
    app::device,
    i18n::now,
    json::{Lenient, json_fields},
    wire::openedx::CourseKey,
};
use std::cell::RefCell;

/// Name of what is kept on the device.
const NAME: &str = "drafts";
/// What follows the name of a place in that of a draft beside the one of another tab; as often as needed.
pub(super) const ASIDE: &str = " 2";
/// Drafts that are kept; the oldest goes.
const MOST: usize = 60;

/// Something begun.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::forum) struct Draft {
    /// Username: another learner on the same device does not see it.
    pub who: String,
    /// The course.
    pub course: String,
    /// What it is about, see [`key`].
    pub target: String,
    /// Title of the thread, or of the thread it answers.
    pub title: String,
    /// The text.
    pub text: String,
    /// The topic of a thread.
    pub topic: String,
    /// `question` or `discussion`.
    pub kind: String,
    /// Who may not see the name: `peers`, `all`, or nothing. A choice that was made must not be lost.
    pub secrecy: String,
    /// Does not want to be told of responses; of threads only.
    pub unfollowed: bool,
    /// Tells every learner; of threads only.
    pub notify_all: bool,
    /// The cohort that alone may read it. Without it everybody does: it must not be lost either.
    pub group: Option<f64>,
    /// Since when it may be with the server already without our knowing, in milliseconds since 1970 by the server's clock.
    pub since: Option<f64>,
    /// When it was changed last, in milliseconds since 1970.
    pub at: f64,
}
json_fields! {
    Draft { who, course, target, title, text, topic, kind, group, since, at } default { secrecy, notify_all, unfollowed }
}

impl Draft {
    fn is_new(&self) -> bool {
        belongs(&self.target, "new")
    }

    /// Nothing was written.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && (!self.is_new() || self.title.trim().is_empty())
    }

    /// Whether the words are others.
    pub(super) fn differs(&self, other: &Self) -> bool {
        self.text != other.text || self.is_new() && self.title != other.title
    }
}

/// Names what a text is about; a thread's, response's or reply's own text has its id.
pub(in crate::forum) fn key(target: &Target) -> String {
    match target {
        Target::NewThread => "new".into(),
        Target::Response { thread } => ["response ", thread].concat(),
        Target::Reply { thread, response } => ["reply ", thread, " ", response].concat(),
        Target::EditThread { thread } => ["thread ", &thread.post.id].concat(),
        Target::EditComment { comment } => ["comment ", &comment.thread_id, " ", &comment.post.id].concat(),
    }
}

/// The thread, and the response or reply, that a draft is about; none for a new thread.
pub(super) fn place(key: &str) -> Option<(&str, Option<&str>)> {
    let mut parts = key.split(' ');
    match (parts.next()?, parts.next(), parts.next()) {
        ("response" | "thread", Some(thread), _) => Some((thread, None)),
        ("reply" | "comment", Some(thread), post) => Some((thread, post)),
        _ => None,
    }
}

/// A draft so old, in milliseconds, is not opened by itself.
const OLD: f64 = 3_600_000.0;

thread_local! {
    /// The draft whose form is to open where it belongs.
    static WANTED: RefCell<String> = const { RefCell::new(String::new()) };
    /// The draft that was wanted last: before others of its place.
    static CHOSEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The form with that draft is to open.
pub(super) fn want(target: &str) {
    WANTED.set(target.to_owned());
    CHOSEN.set(target.to_owned());
}

/// The same for what was begun last in a thread, if that was just now: the page went while the learner wrote.
pub(super) fn want_latest(who: &str, course: &CourseKey, thread: &str) {
    let is_of = |key: &str| place(key).is_some_and(|(other, _)| other == thread);
    // what is wanted in another thread was never taken up there: it is no matter of this one
    if !WANTED.with_borrow(|wanted| is_of(wanted)) {
        let mut drafts = of_course(who, course).into_iter().filter(|draft| now().millis() - draft.at < OLD);
        if let Some(draft) = drafts.find(|draft| is_of(&draft.target)) {
            want(&draft.target);
        }
    }
}

/// Whether a draft of that place is the one whose form is to open; once.
pub(in crate::forum) fn takes_up(key: &str) -> bool {
    WANTED.with_borrow_mut(|wanted| {
        let is_it = belongs(wanted, key);
        if is_it {
            wanted.clear();
        }
        is_it
    })
}

fn all() -> Vec<Draft> {
    // one that is damaged takes no other with it
    device::load::<Lenient<Vec<Draft>>>(NAME).map(|list| list.0).unwrap_or_default()
}

/// The learner's drafts in a course, the newest first.
pub(super) fn of_course(who: &str, course: &CourseKey) -> Vec<Draft> {
    all().into_iter().rev().filter(|draft| draft.who == who && draft.course == course.as_str()).collect()
}

/// Whether a draft is one of a place: its own, or one beside it, see [`ASIDE`].
fn belongs(target: &str, key: &str) -> bool {
    target.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(ASIDE))
}

/// The draft with which a form begins: the one that was chosen, else the newest of that place.
pub(in crate::forum) fn begun(who: &str, course: &CourseKey, key: &str) -> Option<Draft> {
    let chosen = CHOSEN.with_borrow(Clone::clone);
    let mut drafts = of_course(who, course);
    drafts.retain(|draft| belongs(&draft.target, key));
    let place = drafts.iter().position(|draft| draft.target == chosen).unwrap_or_default();
    drafts.into_iter().nth(place)
}

/// A draft, if there is one.
pub(super) fn load(who: &str, course: &CourseKey, target: &str) -> Option<Draft> {
    all().into_iter().find(|draft| is_of(draft, who, course.as_str(), target))
}

fn is_of(draft: &Draft, who: &str, course: &str, target: &str) -> bool {
    draft.who == who && draft.course == course && draft.target == target
}

/// Keeps a draft in place of the former one; false when the device keeps nothing. An empty one is deleted.
pub(super) fn keep(mut draft: Draft) -> bool {
    draft.at = now().millis();
    device::keep(NAME, &with(all(), draft))
}

/// Keeps what could not be sent; where something else was begun meanwhile, below that.
pub(super) fn give_back(draft: Draft) -> bool {
    let known = CourseKey::parse(&draft.course).and_then(|course| load(&draft.who, &course, &draft.target));
    keep(joined(known, draft))
}

/// One draft of two; no word is lost.
pub(super) fn joined(known: Option<Draft>, mut added: Draft) -> Draft {
    if let Some(mut known) = known.filter(|known| known.text != added.text && !known.text.trim().is_empty()) {
        let title = if known.is_new() && known.title != added.title { added.title.as_str() } else { "" };
        known.text = joined_texts(&[&known.text, title, &added.text]);
        // who wanted to hide their name, or to write for a cohort, wants it of these words too
        if known.secrecy.is_empty() || added.secrecy == "all" {
            known.secrecy = added.secrecy;
        }
        known.group = known.group.or(added.group);
        return known;
    }
    added.at = 0.0;
    added
}

/// Texts one below the other; those that say nothing leave no gap.
pub(super) fn joined_texts(texts: &[&str]) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}

/// Deletes a draft.
pub(super) fn forget(who: &str, course: &str, target: &str) {
    let mut drafts = all();
    let count = drafts.len();
    drafts.retain(|draft| !is_of(draft, who, course, target));
    if drafts.len() < count && !device::keep(NAME, &drafts) {
        leptos::logging::warn!("a draft could not be deleted");
    }
}

fn with(mut drafts: Vec<Draft>, draft: Draft) -> Vec<Draft> {
    drafts.retain(|other| !is_of(other, &draft.who, &draft.course, &draft.target));
    if draft.is_blank() {
        return drafts;
    }
    if drafts.len() >= MOST {
        drafts.remove(0);
    }
    drafts.push(draft);
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(target: &str, text: &str) -> Draft {
        Draft { who: "a".into(), course: "c".into(), target: target.into(), text: text.into(), ..Draft::default() }
    }

    #[test]
    fn a_draft_takes_the_place_of_the_former() {
        let drafts = with(with(Vec::new(), draft("new", "un")), draft("response 7", "deux"));
        let drafts = with(drafts, draft("new", "trois"));
        let texts: Vec<&str> = drafts.iter().map(|draft| draft.text.as_str()).collect();
        assert_eq!(texts, ["deux", "trois"]);
        assert_eq!(with(drafts, draft("new", "  ")).len(), 1, "an empty one goes");
    }

    #[test]
    fn what_comes_back_stands_below_what_was_begun() {
        let joined_text = |known| joined(known, draft("new", "deux")).text;
        assert_eq!(joined_text(None), "deux");
        assert_eq!(joined_text(Some(draft("new", "un"))), "un\n\ndeux");
        assert_eq!(joined_text(Some(draft("new", " "))), "deux");
        let titled = Draft { title: "Titre".into(), ..draft("new", "deux") };
        assert_eq!(joined(Some(draft("new", "un")), titled).text, "un\n\nTitre\n\ndeux");
    }

    #[test]
    fn what_stands_together_is_seen_by_no_more_than_either_part() {
        let with = |secrecy: &str, group| Draft { secrecy: secrecy.into(), group, ..draft("new", secrecy) };
        let of = |known, added| joined(Some(known), added);
        assert_eq!(of(Draft { text: "un".into(), ..with("", None) }, with("peers", Some(3.0))).secrecy, "peers");
        assert_eq!(of(with("peers", None), with("all", None)).secrecy, "all");
        assert_eq!(of(with("all", None), with("peers", None)).secrecy, "all");
        assert_eq!(of(with("all", None), with("peers", Some(3.0))).group, Some(3.0));
    }

    #[test]
    fn only_so_many_are_kept() {
        let drafts = (0..100).fold(Vec::new(), |all, number| with(all, draft(&number.to_string(), "x")));
        assert_eq!((drafts.len(), drafts.first().map(|draft| draft.target.as_str())), (MOST, Some("40")));
    }

    #[test]
    fn a_draft_beside_another_is_one_of_the_same_place() {
        assert!(belongs("response 7", "response 7") && belongs("response 7 2 2", "response 7"));
        assert!(!belongs("response 72", "response 7") && !belongs("reply 7 9", "response 7") && !belongs("", "new"));
        let titled = |target| Draft { title: "Titre".into(), ..draft(target, "") };
        assert!(!titled("new 2").is_blank() && titled("response 7").is_blank());
        assert!(titled("new").differs(&draft("new", "")) && !titled("response 7").differs(&draft("response 7", "")));
    }

    #[test]
    fn a_draft_knows_where_it_belongs() {
        assert_eq!(place("response 7"), Some(("7", None)));
        assert_eq!(place("reply 7 9"), Some(("7", Some("9"))));
        assert_eq!(place("new"), None);
        assert_eq!(place("new 2 2"), None);
        assert_eq!(place("response 7 2"), Some(("7", None)));
        assert_eq!(place("reply 7 9 2"), Some(("7", Some("9"))));
        assert_eq!(key(&Target::Reply { thread: "7".into(), response: "9".into() }), "reply 7 9");
    }
}
