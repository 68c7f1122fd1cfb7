//! Pages of an institution, a subject, a level, a person: who or what it is, and its courses by the search itself.
mod children;
mod filter;
mod source;

pub(super) use source::Kind;

use super::search::{self, Fixed};
use crate::{
    api::{self, ApiError, Remote, catalogue},
    app::{Nav, PageHeading, Query, Route},
    i18n::t,
    ui::{self, NoticeKind},
    wire::richie::{FilterDefinitions, Image},
};
use leptos::prelude::*;
use source::Entity;

/// How the courses of the page are found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Courses {
    /// By this filter.
    Filter(String),
    /// The site has no filter for it.
    NoFilter,
}

/// The page of something that has courses.
pub(super) fn page(kind: Kind, id: String) -> AnyView {
    let entity = Remote::new({
        let id = id.clone();
        move || {
            let id = id.clone();
            Some(Box::pin(async move { kind.read(id).await }))
        }
    });
    let site = Remote::new(|| Some(Box::pin(catalogue::definitions())));
    let is_gone = Memo::new(move |_| entity.is_missing());
    let name = Signal::derive(move || {
        let title = entity.value.with(|entity| entity.as_ref().map(|entity| entity.title.clone()));
        title.unwrap_or_else(|| if is_gone.get() { t::app::not_found_title() } else { kind.label() }.to_owned())
    });
    // as a memo, so that the search is not built anew when more is learnt
    let courses = Memo::new(move |_| if is_gone.get() { None } else { courses(kind, entity, site) });
    let is_named = Memo::new(move |_| entity.value.with(Option::is_some));
    let head_id = id.clone();
    view! {
        <div class="preau-wrap preau-stack preau-entity">
            {move || ui::breadcrumb(vec![(t::app::nav_catalogue().to_owned(), Route::Search.path())], &name.get())}
            <header class="preau-entity__head">
                {move || entity.value.get().and_then(|entity| picture(entity.picture.as_ref()?))}
                <div class="preau-stack">
                    <p class="preau-entity__kind" hidden=move || !is_named.get()>{kind.label()}</p>
                    <PageHeading text=name error=is_gone/>
                </div>
            </header>
            {move || head(kind, entity, courses, &head_id)}
        </div>
        {move || courses.get().map(|courses| below(courses, &id, name))}
    }
    .into_any()
}

/// `None` while it is not known: a filter that the site does not have would show all courses.
fn courses(kind: Kind, entity: Remote<Entity>, site: Remote<FilterDefinitions>) -> Option<Courses> {
    let usual = || Some(Courses::Filter(kind.usual_filter().to_owned()));
    let Some(filters) = site.value.get() else {
        // most sites keep the usual names: better than nothing when the list of filters cannot be read
        return if site.error.with(Option::is_some) { usual() } else { None };
    };
    if filters.contains_key(kind.usual_filter()) {
        return usual();
    }
    let path = entity.value.with(|entity| entity.as_ref().map(|entity| entity.path.clone()));
    if path.is_none() && entity.error.with(Option::is_none) {
        return None;
    }
    let filter = filter::of(kind, &filters, path.flatten().as_deref());
    Some(filter.map_or(Courses::NoFilter, Courses::Filter))
}

/// Below the name: failures, and the parts of a subject.
fn head(kind: Kind, entity: Remote<Entity>, courses: Memo<Option<Courses>>, id: &str) -> Option<AnyView> {
    match entity.error.get() {
        Some(ApiError::NotFound) => {
            expect_context::<Nav>().content_stands();
            return Some(
                view! {
                    <p class="preau-lead">{t::course::entity_gone()}</p>
                    <p><a class=ui::ButtonKind::Primary.class() href=Route::Search.path()>{t::course::search_catalogue()}</a></p>
                }
                .into_any(),
            );
        }
        Some(_) => {
            let retry = Callback::new(move |()| entity.retry());
            return Some(
                view! {
                    <ui::Notice kind=NoticeKind::Warning>
                        <p>{t::course::entity_unread()}</p>
                        <p><ui::Button small=true icon_before=ui::Icon::Retry pending=entity.pending on_press=retry>{t::ui::retry()}</ui::Button></p>
                    </ui::Notice>
                }
                .into_any(),
            );
        }
        None => {}
    }
    let route = match kind {
        Kind::Level => Route::Level,
        _ => Route::Subject,
    };
    match courses.get()? {
        Courses::Filter(filter) if entity.value.get()?.has_children => Some(children::links(&filter, id, route)),
        _ => None,
    }
}

/// The courses; or, on a site without such a filter, the search for the name.
fn below(courses: Courses, id: &str, name: Signal<String>) -> AnyView {
    match courses {
        Courses::Filter(filter) => view! {
            {search::panel(Fixed { filter, id: id.to_owned() })}
            {super::compare::bar()}
        }
        .into_any(),
        Courses::NoFilter => {
            expect_context::<Nav>().content_stands();
            let address = move || {
                let mut query = Query::default();
                query.push("query", &name.get());
                ["/?", &query.to_text()].concat()
            };
            view! {
                <div class="preau-wrap preau-stack">
                    <p>{t::course::entity_no_filter()} " " <a href=address>{t::course::entity_search_name()}</a></p>
                </div>
            }
            .into_any()
        }
    }
}

fn picture(image: &Image) -> Option<AnyView> {
    let picture = api::picture(image)?;
    // the sizes that Richie gives would fetch a picture as wide as the window
    Some(view! { <img class="preau-entity__picture" alt="" src=picture.src srcset=picture.srcset sizes="128px" decoding="async"/> }.into_any())
}
