//! The course in which the learner was last, as this device knows: the LMS tells when one enrolled, not when one learnt.
use super::device;
use crate::wire::openedx::CourseKey;
use std::cell::RefCell;

const NAME: &str = "last";

thread_local! {
    static OPENED: RefCell<Vec<CourseKey>> = const { RefCell::new(Vec::new()) };
}

/// A unit of the course was opened.
pub(crate) fn remember_course(key: &CourseKey) {
    OPENED.with_borrow_mut(|opened| {
        if !opened.contains(key) {
            opened.push(key.clone());
        }
    });
    if last_course().as_ref() != Some(key) && !device::keep(NAME, &key.as_str().to_owned()) {
        leptos::logging::warn!("the device does not keep the last course");
    }
}

/// The course in which a unit was opened last.
pub(crate) fn last_course() -> Option<CourseKey> {
    CourseKey::parse(&device::load::<String>(NAME)?)
}

/// The courses in which units were opened since this was last asked: what was due in them may be done.
pub(crate) fn take_opened() -> Vec<CourseKey> {
    OPENED.take()
}
