//! Institutions, introduction, categories, and where the rest is.
use super::names::{self, Group};
use crate::{
    api::{self, Remote},
    app::Route,
    i18n::t,
    ui::{self, Icon, icon},
    wire::richie::{Course, Organization},
};
use leptos::prelude::*;

/// Links to the institutions; until their names are there, the first one's name, which the course holds.
pub(super) fn institutions(course: &Course) -> AnyView {
    let ids = course.organizations.clone();
    let known = ids.len();
    let first = course.organizations.first().cloned().zip(course.organization_highlighted.clone());
    let remote = Remote::new(move || {
        let ids = ids.clone();
        (!ids.is_empty())
            .then(|| -> futures::future::LocalBoxFuture<'static, _> { Box::pin(names::organizations(ids)) })
    });
    (move || {
        let names = remote.value.get();
        let links: Vec<(String, String)> = match &names {
            Some(names) => {
                names.found.iter().map(|Organization { id, title, .. }| (id.clone(), title.clone())).collect()
            }
            None => first.clone().into_iter().collect(),
        };
        // each takes its room before its name is there
        let unnamed = if names.is_none() { known.saturating_sub(links.len()) } else { 0 };
        let unnamed =
            (0..unnamed).map(|_| view! { <li class="preau-course__unnamed" aria-hidden="true"></li> }.into_any());
        let links: Vec<AnyView> = links
            .into_iter()
            .map(|(id, title)| view! { <li><a href=Route::Organization(id).path()>{title}</a></li> }.into_any())
            .chain(unnamed)
            .collect();
        let failed = remote.error.with(Option::is_some) || names.is_some_and(|names| names.error.is_some());
        view! {
            <ul class="preau-course__by" role="list" aria-label=t::course::fact_institutions()>{links}</ul>
            {failed.then(|| retry(remote))}
        }
        .into_any()
    })
    .into_any()
}

fn retry<T: PartialEq>(remote: Remote<T>) -> AnyView {
    view! {
        <p class="preau-soft preau-small">
            {t::course::names_failed()} " "
            <ui::Button kind=ui::ButtonKind::Quiet small=true icon_before=Icon::Retry pending=remote.pending on_press=Callback::new(move |()| remote.retry())>
                {t::ui::retry()}
            </ui::Button>
        </p>
    }
    .into_any()
}

/// The course's own words about itself.
pub(super) fn introduction(course: &Course) -> AnyView {
    let text = course.introduction.clone().filter(|text| !text.trim().is_empty());
    let lang = crate::catalogue::state::title_lang(course);
    let text = match text {
        Some(text) => {
            view! { <p class="preau-lead preau-course__introduction" dir="auto" lang=lang>{text}</p> }.into_any()
        }
        None => view! { <p class="preau-soft">{t::course::no_introduction()}</p> }.into_any(),
    };
    view! { <section class="preau-stack" aria-labelledby="introduction"><h2 id="introduction">{t::course::introduction()}</h2>{text}</section> }
        .into_any()
}

/// Subjects, levels and other categories, by kind, as links.
pub(super) fn categories(course: &Course) -> AnyView {
    let ids = course.categories.clone();
    if ids.is_empty() {
        return ().into_any();
    }
    let remote = Remote::new(move || Some(Box::pin(names::categories(ids.clone()))));
    let groups = move || {
        let names = remote.value.get();
        let failed = remote.error.with(Option::is_some) || names.as_ref().is_some_and(|names| names.error.is_some());
        let pending = names.is_none() && !failed;
        view! {
            {names.map(|names| names.found.iter().map(group).collect::<Vec<_>>())}
            {pending.then(|| view! { <ui::Loading inline=true/> })}
            {failed.then(|| retry(remote))}
        }
        .into_any()
    };
    view! {
        <section class="preau-stack" aria-labelledby="categories">
            <h2 id="categories">{t::course::categories_title()}</h2>
            {groups}
        </section>
    }
    .into_any()
}

fn group(group: &Group) -> AnyView {
    let links: Vec<AnyView> = group
        .links
        .iter()
        .cloned()
        .map(|(title, address)| {
            view! { <li><a class="preau-chip preau-chip--plain" href=address>{title}</a></li> }.into_any()
        })
        .collect();
    view! {
        <div class="preau-stack preau-course__group">
            <h3>{group.label.clone()}</h3>
            <ul class="preau-chips" role="list">{links}</ul>
        </div>
    }
    .into_any()
}

/// Where the rest of the description is: the API holds a summary only.
pub(super) fn rest(course: &Course) -> AnyView {
    let way = match api::safe_link(&course.absolute_url) {
        Some(address) => view! {
            <p><a class=ui::ButtonKind::Secondary.class() href=address rel="external">{t::course::rest_link()} {icon(Icon::External)}</a></p>
        }
        .into_any(),
        None => view! { <p class="preau-soft">{t::course::no_link()}</p> }.into_any(),
    };
    view! {
        <section class="preau-stack" aria-labelledby="rest">
            <h2 id="rest">{t::course::rest_title()}</h2>
            <p>{t::course::rest()}</p>
            {way}
        </section>
    }
    .into_any()
}
