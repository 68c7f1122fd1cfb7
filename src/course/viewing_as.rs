//! Staff who look at a course as somebody else are told so, and can stop. Few do: its code comes with that of refusals.
use super::refusal::rare;
use crate::{
    api::{lms, session::username},
    app::on_demand,
    i18n::t,
    ui::{self, Button},
    wire::openedx::{CourseKey, CourseMetadata},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// The notice, for those whom it concerns.
pub(super) fn viewing_as(key: &CourseKey, metadata: &CourseMetadata) -> Option<AnyView> {
    let is_other = metadata.original_user_is_staff && !metadata.is_staff;
    is_other.then(|| {
        let (key, whom) = (key.clone(), metadata.username.clone());
        on_demand(rare, move |rare| (rare.viewing_as)(&key, whom.clone()))
    })
}

/// The notice itself, by the name that the LMS gives of who is looked as.
pub(super) fn drawn(key: &CourseKey, whom: Option<String>) -> AnyView {
    // as learners in general: the LMS names who looks then
    let text = match whom.filter(|whom| username().as_ref() != Some(whom)) {
        Some(whom) => t::learn::viewing_as(&whom),
        None => t::learn::viewing_as_learner().to_owned(),
    };
    let pending = RwSignal::new(false);
    let key = key.clone();
    let stop = move |()| {
        let key = key.clone();
        pending.set(true);
        spawn_local_scoped(async move {
            match lms::stop_viewing_as(&key).await {
                // all that the page knows of the course is of the other view
                Ok(()) => ui::dom::reload(),
                Err(error) => {
                    leptos::logging::warn!("view of the course: {error}");
                    pending.set(false);
                    ui::alert(t::learn::not_stopped_viewing_as());
                }
            }
        });
    };
    view! {
        <ui::Notice>
            <p>{text}</p>
            <p><Button small=true pending=pending on_press=stop>{t::learn::stop_viewing_as()}</Button></p>
        </ui::Notice>
    }
    .into_any()
}
