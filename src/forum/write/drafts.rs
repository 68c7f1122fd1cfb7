//! What was begun, kept on the device until the server has it; never sent anywhere else.
use super::Target;
use crate::{app::device, i18n::now, json::json_fields, wire::openedx::CourseKey};

/// Name of what is kept on the device.
const NAME: &str = "drafts";
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
    /// When it was changed last, in milliseconds since 1970.
    pub at: f64,
    /// When it was sent without an answer, in milliseconds since 1970: it may have arrived.
    pub sent: Option<f64>,
}
json_fields! { Draft { who, course, target, title, text, topic, kind, at, sent } }

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

fn all() -> Vec<Draft> {
    device::load(NAME).unwrap_or_default()
}

/// The learner's drafts in a course, the newest first.
pub(super) fn of_course(who: &str, course: &CourseKey) -> Vec<Draft> {
    all().into_iter().rev().filter(|draft| draft.who == who && draft.course == course.as_str()).collect()
}

/// A draft, if there is one.
pub(in crate::forum) fn load(who: &str, course: &CourseKey, target: &str) -> Option<Draft> {
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
    if draft.text.trim().is_empty() && (draft.target != "new" || draft.title.trim().is_empty()) {
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
    fn only_so_many_are_kept() {
        let drafts = (0..100).fold(Vec::new(), |all, number| with(all, draft(&number.to_string(), "x")));
        assert_eq!((drafts.len(), drafts.first().map(|draft| draft.target.as_str())), (MOST, Some("40")));
    }

    #[test]
    fn a_draft_knows_where_it_belongs() {
        assert_eq!(place("response 7"), Some(("7", None)));
        assert_eq!(place("reply 7 9"), Some(("7", Some("9"))));
        assert_eq!(place("new"), None);
        assert_eq!(key(&Target::Reply { thread: "7".into(), response: "9".into() }), "reply 7 9");
    }
}
