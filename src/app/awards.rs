//! The learner's awards beside their course: the slices of both do not know one another.
use super::{ChunkError, split_point};
use crate::{badges, ui, wire::openedx::CourseKey};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Draws what the learner has been awarded in a course.
type Beside = fn(&CourseKey) -> AnyView;

split_point! {
    fn fetched() -> Beside = learn_awards {
        badges::beside_course
    }
}

/// The learner's awards of a course, whose code comes now. Nothing says that they are on their way, nor that they cannot be had: the
/// page is whole without them, and all awards have a page of their own.
pub(crate) fn awards_of(course: CourseKey) -> AnyView {
    let came = RwSignal::new(None::<Beside>);
    spawn_local_scoped(async move {
        match fetched().await {
            Ok(draw) => came.set(Some(draw)),
            Err(ChunkError) => leptos::logging::warn!("no awards beside the course"),
        }
    });
    ui::optional(move || came.get().map(|draw| untrack(|| draw(&course))))
}
