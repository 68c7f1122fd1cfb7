//! The short facts about a course, and the way in: cover, state, price, what one can do.
use crate::{
    api,
    catalogue::state::{certificate_words, course_languages, course_state, language_names, offer_words, pace_words},
    i18n::{now, t},
    ui::{self, Icon, icon},
    wire::richie::Course,
};
use leptos::prelude::*;

/// The panel beside the text, with what else one can do.
pub(super) fn panel(course: &Course, actions: AnyView) -> AnyView {
    let state = course_state(course, now());
    let facts = [
        (t::course::fact_offer(), offer_words(course)),
        (
            t::course::fact_certificate(),
            Some(certificate_words(course).unwrap_or_else(|| t::course::no_certificate().into())),
        ),
        (t::course::fact_pace(), pace_words(course)),
        (t::course::fact_languages(), language_names(&course_languages(course))),
        (t::course::fact_code(), course.code.clone()),
    ];
    view! {
        <section class="preau-course__facts preau-panel preau-stack" aria-labelledby="at-a-glance">
            {cover(course)}
            <h2 id="at-a-glance" class="preau-course__facts-title">{t::course::at_a_glance()}</h2>
            <p>{ui::tag(state.tone, Some(Icon::Calendar), &state.label)}</p>
            {state.note.clone().map(|note| view! { <p class="preau-soft">{note}</p> })}
            {way_in(course, state.call_to_action)}
            {actions}
            <dl class="preau-facts">{facts.into_iter().map(|(name, value)| fact(name, value)).collect::<Vec<_>>()}</dl>
        </section>
    }
    .into_any()
}

/// A fact; one that is not known says so.
pub(super) fn fact(name: &'static str, value: Option<String>) -> AnyView {
    let value = value.unwrap_or_else(|| t::course::unknown().to_owned());
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// The link to the course's own page; enrolment happens there.
fn way_in(course: &Course, call_to_action: Option<&'static str>) -> AnyView {
    let Some(address) = api::safe_link(&course.absolute_url) else {
        return view! { <p class="preau-soft">{t::course::no_link()}</p> }.into_any();
    };
    let (class, text, note) = match call_to_action {
        Some(text) => (ui::ButtonKind::Primary.class(), text, t::course::enrol_where()),
        None => (ui::ButtonKind::Secondary.class(), t::course::see_course(), t::course::see_where()),
    };
    view! {
        <p class="preau-stack preau-course__way-in">
            <a class=class href=address rel="external">{text} {icon(Icon::External)}</a>
            <span class="preau-soft preau-small">{note}</span>
        </p>
    }
    .into_any()
}

fn cover(course: &Course) -> AnyView {
    let Some(picture) = course.cover_image.as_ref().and_then(api::picture) else { return ().into_any() };
    view! {
        <img
            class="preau-course__cover"
            alt=""
            src=picture.src
            srcset=picture.srcset
            sizes="(max-width: 60rem) 90vw, 340px"
            width="300"
            height="170"
            decoding="async"
        />
    }
    .into_any()
}
