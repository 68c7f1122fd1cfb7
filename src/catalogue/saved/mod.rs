//! Courses saved for later: on the device only, without an account.
mod button;
mod clear;
mod order;
mod page;
mod refresh;

pub(crate) use button::button;
pub(super) use page::page;

use crate::{
    app::device,
    i18n::{lang, now},
    json::json_fields,
    wire::richie::Course,
};
use leptos::{ev, prelude::*};
use std::cell::Cell;

/// Name of what is kept on the device.
const NAME: &str = "saved";

/// A saved course: enough to name and find it, and what the catalogue said about it then.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Saved {
    /// Id of its page.
    pub id: String,
    /// Reference, which a search finds.
    pub code: Option<String>,
    /// Title, in the language of then.
    pub title: String,
    /// Language that the rest is in.
    pub lang: String,
    /// When it was saved, in milliseconds since 1970.
    pub since: f64,
    /// All that the catalogue said; `None` when an older version of the app kept it in a form that is no longer read.
    pub course: Option<Course>,
}

// a course that can no longer be read must not take the whole list with it
json_fields! { Saved { id, code, title, since } default { lang } lenient { course } }

impl Saved {
    fn new(course: &Course, since: f64) -> Self {
        Self {
            id: course.id.clone(),
            code: course.code.clone(),
            title: course.title.clone(),
            lang: lang().code().to_owned(),
            since,
            course: Some(course.clone()),
        }
    }

    /// Code or id, for addresses.
    pub(crate) fn key(&self) -> &str {
        self.code.as_deref().filter(|code| !code.is_empty()).unwrap_or(&self.id)
    }
}

thread_local! {
    static LIST: ArcRwSignal<Vec<Saved>> = {
        let list = ArcRwSignal::new(device::load(NAME).unwrap_or_default());
        follow_other_tabs(list.clone());
        list
    };
}

/// The saved courses, in the order in which they were saved.
pub(crate) fn list() -> ArcRwSignal<Vec<Saved>> {
    LIST.with(Clone::clone)
}

/// How many courses are saved on the device.
pub(crate) fn count() -> Signal<usize> {
    Signal::derive(|| list().with(Vec::len))
}

/// Lives as long as the page does: what another tab saves shows here at once.
fn follow_other_tabs(list: ArcRwSignal<Vec<Saved>>) {
    let handle = window_event_listener(ev::storage, move |event| {
        // no key: everything was cleared
        if event.key().is_none_or(|key| key == device::key(NAME)) {
            list.set(device::load(NAME).unwrap_or_default());
        }
    });
    std::mem::forget(handle);
}

thread_local! {
    /// The device kept the last change.
    static KEPT: Cell<bool> = const { Cell::new(true) };
}

/// Changes the list and keeps it; false when the device keeps nothing, so that the change lasts for this visit only.
fn change(edit: impl FnOnce(&mut Vec<Saved>)) -> bool {
    let list = list();
    list.update(|list| {
        // another tab may have written since; what could not be kept is here only
        if let Some(kept) = KEPT.get().then(|| device::load::<Vec<Saved>>(NAME)).flatten() {
            *list = kept;
        }
        edit(list);
    });
    let kept = list.with_untracked(|list| device::keep(NAME, list));
    KEPT.set(kept);
    kept
}

/// Saves a course, once; false when the device keeps nothing.
fn save(course: &Course) -> bool {
    let saved = Saved::new(course, now().millis());
    change(|list| {
        if list.iter().all(|other| other.id != saved.id) {
            list.push(saved);
        }
    })
}

/// Takes a course off the list; gives it, with its place, for taking that back.
fn remove(id: &str) -> Option<(usize, Saved)> {
    let mut removed = None;
    change(|list| removed = take(list, id));
    removed
}

fn take(list: &mut Vec<Saved>, id: &str) -> Option<(usize, Saved)> {
    let index = list.iter().position(|saved| saved.id == id)?;
    Some((index, list.remove(index)))
}

/// Puts courses back where they were.
fn restore(removed: &[(usize, Saved)]) {
    change(|list| put_back(list, removed));
}

fn put_back(list: &mut Vec<Saved>, removed: &[(usize, Saved)]) {
    for (index, saved) in removed {
        if list.iter().all(|other| other.id != saved.id) {
            list.insert((*index).min(list.len()), saved.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::known::tests::a_course, json};

    fn saved(id: &str) -> Saved {
        Saved::new(&a_course(id, None, "Sols"), 5.0)
    }

    #[test]
    fn a_course_that_is_taken_off_can_be_put_back_in_its_place() {
        let mut list = vec![saved("1"), saved("2"), saved("3")];
        let removed = take(&mut list, "2").unwrap();
        assert_eq!(take(&mut list, "2"), None);
        put_back(&mut list, std::slice::from_ref(&removed));
        put_back(&mut list, &[removed]);
        assert_eq!(list.iter().map(|saved| saved.id.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let text = json::to_text(&vec![saved("1")]).unwrap();
        assert_eq!(json::from_text::<Vec<Saved>>(&text).unwrap(), [saved("1")]);
    }

    #[test]
    fn a_course_in_a_form_of_former_times_keeps_its_name() {
        let old = r#"[{"id": "1", "title": "Sols", "since": 5.0, "course": {"id": "1", "was": "other"}}, {"id": "2", "title": "Eau", "since": 6}]"#;
        let list: Vec<Saved> = json::from_text(old).unwrap();
        assert_eq!(
            list.iter().map(|saved| (saved.key(), saved.course.is_some())).collect::<Vec<_>>(),
            [("1", false), ("2", false)]
        );
    }
}
