//! A course in the list. Plain elements without signals: there may be thousands.
use super::model::{Action, Item, Mark};
use crate::{
    app::{LearnPage, Route, enrol::Leaving},
    i18n::{day, t},
    ui::{self, ButtonKind, Icon, TagKind, icon},
};
use leptos::prelude::*;

/// The card; `leaving` is set when the learner wants to leave the course.
pub(super) fn row(item: &Item, leaving: RwSignal<Option<Leaving>>) -> AnyView {
    let page = |page| item.key.as_ref().map(|key| Route::Learn(key.as_str().to_owned(), page).path());
    let title = match page(LearnPage::Home) {
        Some(home) => view! { <a class="preau-card__link" href=home>{item.title.clone()}</a> }.into_any(),
        None => item.title.clone().into_any(),
    };
    let picture = match item.picture.clone() {
        Some(source) => {
            view! { <img class="preau-card__cover" alt="" src=source width="300" height="170" loading="lazy" decoding="async"/> }
                .into_any()
        }
        None => ui::card_cover_none(),
    };
    let marks = item.marks.iter().map(|mark| mark_words(*mark)).collect_view();
    view! {
        <li class="preau-dashboard__item">
            <article class="preau-card">
                {picture}
                <div class="preau-card__body">
                    <h3 class="preau-card__title">{title}</h3>
                    {(!item.by.is_empty()).then(|| view! { <p class="preau-card__by">{item.by.clone()}</p> })}
                    <ul class="preau-card__facts" role="list">{marks}</ul>
                </div>
                <div class="preau-card__actions">{actions(item, leaving)}</div>
            </article>
        </li>
    }
    .into_any()
}

fn actions(item: &Item, leaving: RwSignal<Option<Leaving>>) -> AnyView {
    let title = &item.title;
    let go = item.key.as_ref().zip(item.action).and_then(|(key, action)| {
        let (page, text, name) = match action {
            Action::Resume => {
                let place = LearnPage::Unit { sequence: None, unit: None };
                (place, t::dashboard::resume(), t::dashboard::resume_course(title))
            }
            Action::Begin => (LearnPage::Home, t::dashboard::begin(), t::dashboard::begin_course(title)),
            // the title leads there already
            Action::View => return None,
        };
        let address = Route::Learn(key.as_str().to_owned(), page).path();
        Some(link(&address, text, &name, false))
    });
    let certificate = item
        .certificate
        .as_ref()
        .map(|address| link(address, t::dashboard::certificate(), &t::dashboard::certificate_of(title), true));
    let leave = item.key.clone().filter(|_| item.may_leave).map(|key| {
        let leaves = Leaving { key, title: title.clone() };
        let press = move |_| leaving.set(Some(leaves.clone()));
        view! {
            <button
                type="button"
                class="preau-button preau-button--quiet preau-button--small"
                aria-label=t::dashboard::leave_course(title)
                on:click=press
            >
                {t::dashboard::leave()}
            </button>
        }
        .into_any()
    });
    view! { {go} {certificate} {leave} }.into_any()
}

fn link(address: &str, text: &'static str, name: &str, is_external: bool) -> AnyView {
    let class = [ButtonKind::Secondary.class(), " preau-button--small"].concat();
    view! {
        <a class=class href=address.to_owned() aria-label=name.to_owned() rel=is_external.then_some("external")>
            {text} {is_external.then(|| icon(Icon::External))}
        </a>
    }
    .into_any()
}

fn mark_words(mark: Mark) -> AnyView {
    let tag = |kind, text: &str| ui::tag(kind, None, text);
    let shown = match mark {
        Mark::Passed => ui::tag(TagKind::Open, Some(Icon::Check), t::dashboard::passed()),
        Mark::Left => tag(TagKind::Quiet, t::dashboard::left()),
        Mark::CertificateOn(at) => t::dashboard::certificate_on(&day(at)).into_any(),
        Mark::Unmet => tag(TagKind::Soon, t::dashboard::unmet()),
        Mark::TooEarly(Some(at)) => tag(TagKind::Soon, &t::dashboard::starts(&day(at))),
        Mark::TooEarly(None) => tag(TagKind::Soon, t::dashboard::too_early()),
        Mark::Expired(Some(at)) => tag(TagKind::Quiet, &t::dashboard::expired_on(&day(at))),
        Mark::Expired(None) => tag(TagKind::Quiet, t::dashboard::expired()),
        Mark::AccessUntil(at) => t::dashboard::access_until(&day(at)).into_any(),
        Mark::Ended(Some(at)) => tag(TagKind::Quiet, &t::dashboard::ended_on(&day(at))),
        Mark::Ended(None) => tag(TagKind::Quiet, t::dashboard::ended()),
        Mark::Ends(at) => t::dashboard::ends(&day(at)).into_any(),
        Mark::Place(Some(at)) => tag(TagKind::Soon, &t::dashboard::place_until(&day(at))),
        Mark::Place(None) => tag(TagKind::Soon, t::dashboard::place()),
        Mark::PlaceGone => tag(TagKind::Quiet, t::dashboard::place_gone()),
    };
    view! { <li>{shown}</li> }.into_any()
}
