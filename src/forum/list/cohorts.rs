//! Cohorts to choose from, where the course has some: for who moderates, from a file of their own.
use super::{filters, query::GROUP};
use crate::{
    api::lms::forum,
    app::{Nav, split_point, when_it_comes},
    i18n::t,
    ui::{self, Select},
    wire::openedx::{Cohort, CourseKey},
};
use leptos::{prelude::*, task::spawn_local_scoped};

type Draw = fn(Nav, &CourseKey) -> AnyView;

split_point! {
    fn fetched() -> Draw = forum_cohorts { drawn }
}

/// The field; the list stands without it.
pub(super) fn cohorts(nav: Nav, course: &CourseKey) -> AnyView {
    let course = course.clone();
    when_it_comes(fetched(), move |draw| draw(nav, &course))
}

fn drawn(nav: Nav, course: &CourseKey) -> AnyView {
    let cohorts = RwSignal::new(Vec::<Cohort>::new());
    let course = course.clone();
    spawn_local_scoped(async move {
        // without an answer there is nothing to choose from: the list stands without it
        match forum::cohorts(&course).await {
            Ok(all) => cohorts.set(all),
            Err(error) => leptos::logging::warn!("cohorts: {error}"),
        }
    });
    let value = Signal::derive(move || nav.query.with(|query| query.get(GROUP).unwrap_or_default().to_owned()));
    ui::optional(move || {
        let all = cohorts.get();
        (!all.is_empty()).then(|| {
            let named = all.into_iter().map(|cohort| (cohort.id.to_string(), cohort.name));
            let options = std::iter::once((String::new(), t::forum::group_any().to_owned())).chain(named).collect();
            let choose = Callback::new(move |value: String| filters::set(nav, GROUP, &value));
            view! { <Select label=t::forum::group() options=options value=value on_change=choose/> }.into_any()
        })
    })
}
