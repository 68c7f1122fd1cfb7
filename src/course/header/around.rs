//! What stands before the heading of a course's page: the way back, and the parts of the course.
use super::{
    super::{
        language::{CourseLanguage, course_language},
        tab::Tab,
    },
    Entered,
};
use crate::{
    api::{Remote, lms},
    app::Route,
    i18n::t,
    ui::{self, Icon, icon},
    wire::openedx::CourseKey,
};
use leptos::prelude::*;

/// Way back and parts of the course, before the heading.
pub(in crate::course) fn around(key: &CourseKey, tab: Tab, remote: Remote<Entered>) -> AnyView {
    with(key, tab, remote, None)
}

/// The same, for a page below that of the part, by its name.
pub(super) fn with(key: &CourseKey, tab: Tab, remote: Remote<Entered>, inner: Option<Signal<String>>) -> AnyView {
    let for_crumbs = key.clone();
    let key = key.clone();
    let (is_open, language) = (RwSignal::new(false), course_language());
    view! {
        {ui::dynamic(move || {
            let name = remote.value.with(|value| value.as_ref().map(|entered| entered.metadata.title.clone()));
            let name = name.unwrap_or_else(|| t::learn::opening().to_owned());
            crumbs(&for_crumbs, tab, name, inner.map(|inner| inner.get()), language)
        })}
        {ui::dynamic(move || remote.value.with(|value| {
            value.as_ref().filter(|entered| entered.metadata.course_access.has_access).map(|entered| parts(&key, tab, entered, is_open))
        }).unwrap_or_default())}
    }
    .into_any()
}

fn crumbs(key: &CourseKey, tab: Tab, name: String, inner: Option<String>, language: CourseLanguage) -> AnyView {
    let mut way = vec![(t::dashboard::title().to_owned(), Route::Dashboard.path())];
    let course = name.clone();
    let named = move |text: &str| if text == course { language.of(text) } else { None };
    match tab {
        Tab::Home => ui::breadcrumb_in(way, &name, named),
        // the unit's own page goes on from here
        Tab::Unit => ().into_any(),
        _ => {
            way.push((name, Tab::Home.path(key)));
            let Some(inner) = inner.filter(|inner| inner != tab.name()) else {
                return ui::breadcrumb_in(way, tab.name(), named);
            };
            way.push((tab.name().to_owned(), tab.path(key)));
            ui::breadcrumb_in(way, &inner, named)
        }
    }
}

/// The course's navigation; on a phone, where it would push the course out of sight, below a button.
fn parts(key: &CourseKey, tab: Tab, entered: &Entered, is_open: RwSignal<bool>) -> AnyView {
    let metadata = &entered.metadata;
    let mut items: Vec<AnyView> = Vec::new();
    if entered.is_older {
        items.push(part(key, Tab::Home, tab));
    }
    for other in &metadata.tabs {
        items.push(match Tab::of(&other.tab_id) {
            Some(ours) => part(key, ours, tab),
            None => match lms::lms_link(&other.url) {
                Some(address) => elsewhere(&other.title, address),
                None => continue,
            },
        });
    }
    if metadata.username.is_some() || entered.is_older {
        items.push(part(key, Tab::Bookmarks, tab));
    }
    if !entered.is_older {
        items.push(part(key, Tab::Search, tab));
    }
    view! {
        <nav class="preau-parts" aria-label=t::learn::parts()>
            <button
                type="button"
                class="preau-parts__menu preau-disclosure__button"
                aria-expanded=ui::flag(move || is_open.get())
                aria-controls="preau-parts"
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <span>{t::learn::parts_menu()}</span>
                {icon(Icon::ChevronDown)}
            </button>
            <ul id="preau-parts" class="preau-nav__list" role="list">{items}</ul>
        </nav>
    }
    .into_any()
}

fn part(key: &CourseKey, part: Tab, now: Tab) -> AnyView {
    let current = (part == now).then_some("page");
    view! { <li><a class="preau-nav__link" href=part.path(key) aria-current=current>{part.name()}</a></li> }.into_any()
}

fn elsewhere(title: &str, address: String) -> AnyView {
    view! {
        <li><a class="preau-nav__link" href=address rel="external">{title.to_owned()}{icon(Icon::External)}</a></li>
    }
    .into_any()
}
