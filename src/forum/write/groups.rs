//! For which group of learners a thread is: for who moderates, in topics that the course divides.
use super::{Target, form::Form};
use crate::{
    api::{ApiError, Remote, lms::forum},
    forum::about,
    i18n::t,
    ui::{self, Select},
    wire::openedx::{Cohort, DiscussionSettings},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// The menu, where there is something to choose; `wide` holds the topics of the whole course, one a line.
pub(super) fn group(form: Form, wide: RwSignal<String>) -> Option<AnyView> {
    let course = form.writing.with_value(|writing| {
        let wants = matches!(writing.target, Target::NewThread) && about::moderates(&writing.about);
        wants.then(|| writing.course.clone())
    })?;
    // without an answer, or without groups, nothing is offered: the thread is for everybody
    let remote = Remote::new(move || {
        let course = course.clone();
        let answer: LocalBoxFuture<'static, Result<(DiscussionSettings, Vec<Cohort>), ApiError>> =
            Box::pin(async move {
                let settings = forum::discussion_settings(&course).await?;
                let divides = settings.division_scheme == "cohort";
                let cohorts = if divides { forum::cohorts(&course).await? } else { Vec::new() };
                Ok((settings, cohorts))
            });
        Some(answer)
    });
    let divided = ui::memo(move |_| {
        let topic = form.topic.get();
        remote
            .value
            .with(|answer| answer.as_ref().is_some_and(|answer| wide.with(|wide| is_divided(&answer.0, wide, &topic))))
    });
    ui::effect(move || {
        // as long as nobody has answered, a cohort that was chosen before stays chosen
        if !divided.get() && remote.value.with(Option::is_some) {
            form.group.set(String::new());
        }
    });
    Some(ui::optional(move || {
        let cohorts = remote.value.get().filter(|_| divided.get()).map(|answer| answer.1.clone())?;
        let mut options = vec![(String::new(), t::compose::all_groups().to_owned())];
        options.extend(cohorts.into_iter().map(|cohort| (cohort.id.to_string(), cohort.name)));
        let choose = move |value| {
            form.group.set(value);
            form.changed();
        };
        Some(view! { <Select label=t::compose::group() options=options value=form.group on_change=choose/> }.into_any())
    }))
}

/// Whether groups do not see one another in a topic. Those of units are divided one by one, or all together.
fn is_divided(settings: &DiscussionSettings, wide: &str, topic: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|other| other == topic);
    let is_of_unit = !topic.is_empty() && wide.lines().all(|other| other != topic);
    settings.division_scheme == "cohort"
        && (has(&settings.divided_course_wide_discussions)
            || has(&settings.divided_inline_discussions)
            || (is_of_unit && settings.always_divide_inline_discussions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_topics_that_the_course_divides_have_groups() {
        let settings = DiscussionSettings {
            division_scheme: "cohort".into(),
            divided_inline_discussions: vec!["unit".into()],
            divided_course_wide_discussions: vec!["general".into()],
            always_divide_inline_discussions: false,
        };
        let is_divided = |settings: &DiscussionSettings, topic| is_divided(settings, "help\nnews\n", topic);
        assert!(is_divided(&settings, "unit") && is_divided(&settings, "general") && !is_divided(&settings, "other"));
        let all = DiscussionSettings { always_divide_inline_discussions: true, ..settings };
        assert!(is_divided(&all, "other") && !is_divided(&all, "help") && !is_divided(&all, ""));
        assert!(!is_divided(&DiscussionSettings { division_scheme: "none".into(), ..all }, "unit"));
    }
}
