//! The learner's awards beside their course: the slices of both do not know one another.
use super::{split_point, when_it_comes};
use crate::{badges, wire::openedx::CourseKey};
use leptos::prelude::*;

/// Draws what the learner has been awarded in a course.
type Beside = fn(&CourseKey) -> AnyView;

split_point! {
    fn fetched() -> Beside = learn_awards {
        badges::beside_course
    }
}

/// The learner's awards of a course, whose code comes now; all awards have a page of their own.
pub(crate) fn awards_of(course: CourseKey) -> AnyView {
    when_it_comes(fetched(), move |draw| draw(&course))
}
