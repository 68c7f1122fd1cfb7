//! The courses chosen for comparison, on the device.
use super::{COURSES, MOST};
use crate::{
    app::{Query, Route, device},
    json::json_fields,
    wire::richie::Course,
};
use leptos::{ev, prelude::*};

/// Name of what is kept on the device.
const NAME: &str = "compare";

/// A chosen course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Id of its page.
    pub id: String,
    /// Code or id, for addresses.
    pub key: String,
}
json_fields! { Chosen { id, key } }

/// The choice is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full;

thread_local! {
    static CHOICE: ArcRwSignal<Vec<Chosen>> = {
        let choice = ArcRwSignal::new(load());
        follow_other_tabs(choice.clone());
        choice
    };
}

fn load() -> Vec<Chosen> {
    let mut all: Vec<Chosen> = device::load(NAME).unwrap_or_default();
    all.truncate(MOST);
    all
}

fn follow_other_tabs(choice: ArcRwSignal<Vec<Chosen>>) {
    let handle = window_event_listener(ev::storage, move |event| {
        if event.key().is_none_or(|key| key == device::key(NAME)) {
            choice.set(load());
        }
    });
    // lives as long as the page does
    std::mem::forget(handle);
}

/// The chosen courses, in the order of choice.
pub(super) fn chosen() -> ArcRwSignal<Vec<Chosen>> {
    CHOICE.with(Clone::clone)
}

fn change<T>(edit: impl FnOnce(&mut Vec<Chosen>) -> T) -> T {
    let choice = chosen();
    let mut next = choice.get_untracked();
    let outcome = edit(&mut next);
    if !device::keep(NAME, &next) {
        leptos::logging::warn!("the device keeps no choice: it lasts as long as the page");
    }
    choice.set(next);
    outcome
}

/// Adds a course.
///
/// # Errors
/// [`Full`] when there are four.
pub(super) fn add(course: &Course) -> Result<(), Full> {
    let key = course.code.clone().filter(|code| !code.is_empty()).unwrap_or_else(|| course.id.clone());
    let one = Chosen { id: course.id.clone(), key };
    change(|choice| push(choice, one))
}

fn push(choice: &mut Vec<Chosen>, one: Chosen) -> Result<(), Full> {
    if choice.iter().any(|other| other.id == one.id) {
        return Ok(());
    }
    if choice.len() >= MOST {
        return Err(Full);
    }
    choice.push(one);
    Ok(())
}

/// Takes a course out, by id or key.
pub(super) fn remove(key: &str) {
    change(|choice| choice.retain(|one| one.id != key && one.key != key));
}

/// Takes all out.
pub(super) fn clear() {
    change(Vec::clear);
}

/// Address of the comparison of some courses.
pub(super) fn address<'a>(keys: impl IntoIterator<Item = &'a str>) -> String {
    let mut query = Query::default();
    for key in keys {
        query.push(COURSES, key);
    }
    let path = Route::Compare.path();
    if query.is_empty() { path } else { [&path, "?", &query.to_text()].concat() }
}

/// Courses that an address compares: each once, four at most; and whether it named more.
pub(super) fn keys(query: &Query) -> (Vec<String>, bool) {
    let mut keys: Vec<String> = Vec::new();
    for key in query.all(COURSES).map(str::trim).filter(|key| !key.is_empty()) {
        if !keys.iter().any(|other| other == key) {
            keys.push(key.to_owned());
        }
    }
    let more = keys.len() > MOST;
    keys.truncate(MOST);
    (keys, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(id: &str) -> Chosen {
        Chosen { id: id.into(), key: id.into() }
    }

    #[test]
    fn a_fifth_course_is_refused_and_one_twice_counts_once() {
        let mut choice = Vec::new();
        for id in ["1", "2", "2", "3", "4"] {
            assert_eq!(push(&mut choice, one(id)), Ok(()));
        }
        assert_eq!(push(&mut choice, one("5")), Err(Full));
        assert_eq!(push(&mut choice, one("4")), Ok(()));
        assert_eq!(choice.len(), MOST);
    }

    #[test]
    fn a_comparison_can_be_shared_by_its_address() {
        let address = address(["ETH-IA", "106"]);
        assert_eq!(address, "/compare?courses=ETH-IA&courses=106");
        let (found, more) = keys(&Query::parse(address.split_once('?').unwrap().1));
        assert_eq!((found, more), (vec!["ETH-IA".to_owned(), "106".to_owned()], false));
    }

    #[test]
    fn an_address_with_more_courses_shows_four_and_says_so() {
        let (found, more) = keys(&Query::parse("courses=1&courses=1&courses=&courses=2&courses=3&courses=4&courses=5"));
        assert_eq!((found.len(), more), (4, true));
    }
}
