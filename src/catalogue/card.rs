//! A course in a list: what one needs to choose, in the order in which learners choose.
use super::state::{
    certificate_words, course_languages, course_state, language_names, offer_words, pace_words, title_lang,
};
use crate::{
    api,
    app::Route,
    i18n::{now, t},
    ui::{self, Icon, icon},
    wire::richie::Course,
};
use leptos::prelude::*;

/// The card; one link, and buttons to save and compare.
///
/// - `article` with an h3 around the only link; the whole card can be clicked;
/// - the state in words, from its number, never from its text;
/// - the cover says nothing that the title does not: its alternative text is empty.
pub(crate) fn card(course: &Course) -> AnyView {
    with_actions(course, view! { {super::save_button(course)} {super::compare_button(course)} }.into_any())
}

/// The card alone, for a page of others: nothing of it is kept on this device.
pub(crate) fn plain(course: &Course) -> AnyView {
    with_actions(course, ().into_any())
}

/// The card with other buttons.
pub(crate) fn with_actions(course: &Course, actions: AnyView) -> AnyView {
    let state = course_state(course, now());
    let subject = course.icon.as_ref().map(|icon| icon.title.clone()).filter(|title| !title.is_empty());
    let facts = [
        (Icon::Gauge, pace_words(course)),
        (Icon::Globe, language_names(&course_languages(course))),
        (Icon::Tag, offer_words(course)),
        (Icon::Certificate, certificate_words(course)),
        (Icon::Certificate, badge_words(course)),
    ];
    let facts: Vec<AnyView> = facts
        .into_iter()
        .filter_map(|(drawn, text)| Some(view! { <li>{icon(drawn)}<span>{text?}</span></li> }.into_any()))
        .collect();
    view! {
        <article class="preau-card">
            {cover(course)}
            <div class="preau-card__body">
                {subject.map(|subject| view! { <p class="preau-card__subject">{subject}</p> }.into_any())}
                <h3 class="preau-card__title">
                    <a class="preau-card__link" href=address(course) lang=title_lang(course)>{course.title.clone()}</a>
                </h3>
                {course.organization_highlighted.clone().map(|name| view! { <p class="preau-card__by">{name}</p> }.into_any())}
                {super::enrolment::mark(course)}
                <p>{ui::tag(state.tone, None, &state.label)}</p>
                {state.note.map(|note| view! { <p class="preau-soft preau-small">{note}</p> }.into_any())}
                <ul class="preau-card__facts" role="list">{facts}</ul>
            </div>
            <div class="preau-card__actions">{actions}</div>
        </article>
    }
    .into_any()
}

/// That it leads to a badge, where the configuration says so.
fn badge_words(course: &Course) -> Option<String> {
    api::awards::badge_of_course(course.code.as_deref()?).map(|title| t::course::leads_to_badge(&title))
}

/// Address of a course's page: by code where it has one, which can be searched for; else by id.
pub(crate) fn address(course: &Course) -> String {
    let id = course.code.as_ref().filter(|code| !code.is_empty()).unwrap_or(&course.id);
    Route::Course(id.clone()).path()
}

fn cover(course: &Course) -> AnyView {
    let Some(picture) = course.cover_image.as_ref().and_then(api::picture) else { return ui::card_cover_none() };
    view! {
        <img
            class="preau-card__cover"
            alt=""
            src=picture.src
            srcset=picture.srcset
            sizes="(max-width: 40rem) 40vw, 300px"
            width="300"
            height="170"
            loading="lazy"
            decoding="async"
        />
    }
    .into_any()
}
