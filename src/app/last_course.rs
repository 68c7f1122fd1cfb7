//! The course in which the learner was last, as this device knows: the LMS tells when one enrolled, not when one learnt.
use super::device;
use crate::wire::openedx::CourseKey;

const NAME: &str = "last";

/// A unit of the course was opened.
pub(crate) fn remember_course(key: &CourseKey) {
    if last_course().as_ref() != Some(key) && !device::keep(NAME, &key.as_str().to_owned()) {
        leptos::logging::warn!("the device does not keep the last course");
    }
}

/// The course in which a unit was opened last.
pub(crate) fn last_course() -> Option<CourseKey> {
    CourseKey::parse(&device::load::<String>(NAME)?)
}
