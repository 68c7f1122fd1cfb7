//! The site map: the second way to every page.
use crate::{
    api::{Remote, catalogue, catalogue::Named},
    app::{Nav, PageHeading, Route, config},
    i18n::{compare, t},
    order,
    ui::{ErrorPanel, Loading},
    wire::richie::List,
};
use leptos::prelude::*;

/// Entries that one request may bring, and that a list is read through for.
const MOST: u32 = 100;

type Entries = Remote<List<Named>>;

/// The page.
pub(super) fn page() -> AnyView {
    let subjects = load("subjects");
    let organizations = load("organizations");
    let nav = expect_context::<Nav>();
    Effect::new(move |_| {
        if [subjects, organizations].into_iter().all(is_settled) {
            nav.content_stands();
        }
    });
    let courses = [
        Some((Route::Search, t::app::nav_catalogue())),
        config::has_lms().then(|| (Route::Dashboard, t::dashboard::title())),
        Some((Route::Badges, t::app::nav_badges())),
        Some((Route::Verify, t::app::nav_verify())),
        Some((Route::Saved, t::app::nav_saved())),
        Some((Route::Compare, t::about::sitemap_compare())),
    ];
    let site = [
        (Route::Settings, t::about::settings_title()),
        (Route::Accessibility, t::about::statement_title()),
        (Route::SiteMap, t::app::nav_sitemap()),
        (Route::Status, t::app::nav_status()),
    ];
    let config = config::config();
    let legal = config.help.iter().chain(&config.legal);
    let legal =
        legal.map(|link| view! { <li><a href=link.url.clone()>{link.text().to_owned()}</a></li> }).collect_view();
    view! {
        <div class="preau-wrap preau-about">
            <PageHeading text=Signal::stored(t::app::nav_sitemap().to_owned())/>
            <section class="preau-stack">
                <h2>{t::about::sitemap_courses()}</h2>
                <ul>{pages(courses.into_iter().flatten())}</ul>
            </section>
            <section class="preau-stack">
                <h2>{t::about::sitemap_subjects()}</h2>
                {entries(subjects, Route::Subject)}
            </section>
            <section class="preau-stack">
                <h2>{t::about::sitemap_organizations()}</h2>
                {entries(organizations, Route::Organization)}
            </section>
            <section class="preau-stack">
                <h2>{t::about::sitemap_site()}</h2>
                <ul>{pages(site)} {legal}</ul>
            </section>
        </div>
    }
    .into_any()
}

fn pages(pages: impl IntoIterator<Item = (Route, &'static str)>) -> AnyView {
    let items = pages.into_iter().map(|(route, name)| view! { <li><a href=route.path()>{name}</a></li> });
    items.collect_view().into_any()
}

fn load(kind: &'static str) -> Entries {
    Remote::new(move || Some(Box::pin(catalogue::values(kind, "", 0, MOST))))
}

fn is_settled(entries: Entries) -> bool {
    entries.value.with(Option::is_some) || entries.error.with(Option::is_some)
}

/// A list of links; when it cannot be had, the way through the search stays.
fn entries(entries: Entries, page: fn(String) -> Route) -> AnyView {
    (move || {
        if let Some(list) = entries.value.get() {
            return links(&list, page);
        }
        let Some(error) = entries.error.get() else {
            return view! { <Loading/> }.into_any();
        };
        view! {
            <ErrorPanel error=error level=3 on_retry=move |()| entries.retry()/>
            <p><a href=Route::Search.path()>{t::about::sitemap_by_search()}</a></p>
        }
        .into_any()
    })
    .into_any()
}

fn links(list: &List<Named>, page: fn(String) -> Route) -> AnyView {
    // the server puts accents last
    let mut named: Vec<&Named> = list.objects.iter().filter(|named| !named.is_meta).collect();
    order::sort_by(&mut named, |one, other| compare(&one.title, &other.title));
    let items = named
        .into_iter()
        .map(|named| view! { <li><a href=page(named.id.clone()).path()>{named.title.clone()}</a></li> });
    let items = items.collect_view();
    let is_all = list.meta.total_count <= list.meta.count;
    view! {
        <ul class="preau-columns">{items}</ul>
        {(!is_all).then(|| view! { <p><a href=Route::Search.path()>{t::about::sitemap_more()}</a></p> })}
    }
    .into_any()
}
