//! The page of the saved courses.
use super::{Saved, button::take_off, clear, list, order::Order, refresh::refresh};
use crate::{
    api::{ApiError, Remote},
    app::{Nav, PageHeading, Route, Write},
    catalogue::{card, compare, known},
    i18n::{Instant, day, now, t},
    ui::{self, Icon, NoticeKind},
};
use leptos::prelude::*;

/// Name of the address parameter that tells the order.
const ORDER: &str = "order";

/// Courses saved on the device.
pub(crate) fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let refreshed = refresh();
    let order = Memo::new(move |_| nav.query.with(|query| Order::from_key(query.get(ORDER).unwrap_or_default())));
    let sorted = Memo::new(move |_| {
        let mut all = list().get();
        order.get().sort(&mut all, now());
        all
    });
    let is_empty = Memo::new(move |_| sorted.with(Vec::is_empty));
    Effect::new(move |_| nav.content_stands());
    // a course that goes takes the focus that was in it
    Effect::new(move |before: Option<usize>| {
        let count = sorted.with(Vec::len);
        if before.is_some_and(|before| before > count) {
            request_animation_frame(rescue_to_heading);
        }
        count
    });
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::saved::title().to_owned())/>
            <p class="preau-soft">{t::saved::where_kept()}</p>
            {move || if is_empty.get() { empty() } else { courses(nav, order, sorted, refreshed) }}
        </div>
        {compare::bar()}
    }
    .into_any()
}

/// The list's heading, or the page's, takes a focus that nothing has.
fn rescue_to_heading() {
    let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if lost {
        ui::dom::focus_heading();
    }
}

fn empty() -> AnyView {
    view! {
        <ui::EmptyState title=t::saved::empty_title()>
            <p class="preau-state__text">{t::saved::empty()}</p>
            <a class=ui::ButtonKind::Primary.class() href=Route::Search.path()>{t::course::search_catalogue()}</a>
        </ui::EmptyState>
    }
    .into_any()
}

fn courses(
    nav: Nav,
    order: Memo<Order>,
    sorted: Memo<Vec<Saved>>,
    refreshed: Remote<super::refresh::Refreshed>,
) -> AnyView {
    let choose = Callback::new(move |key: String| {
        let mut query = nav.query.get_untracked();
        let order = Order::from_key(&key);
        query.set(ORDER, (order != Order::default()).then(|| order.key()));
        nav.set_query(&query, Write::Replace);
        ui::announce(t::saved::sorted());
    });
    let heading = move || t::saved::count(u64::try_from(sorted.with(Vec::len)).unwrap_or(u64::MAX));
    let value = Signal::derive(move || order.get().key().to_owned());
    view! {
        <section class="preau-stack" aria-labelledby="saved">
            <div class="preau-row preau-row--apart preau-saved__tools">
                <h2 id="saved" tabindex="-1">{heading}</h2>
                <div class="preau-row">
                    <ui::Select label=t::saved::sort_by() options=Order::options() value=value on_change=choose/>
                    {clear::button()}
                </div>
            </div>
            {move || outdated(refreshed)}
            <ul class="preau-cards" role="list">
                {ui::each(
                    move || sorted.with(|all| all.iter().map(key).collect()),
                    move |wanted| sorted.with(|all| all.iter().find(|saved| key(saved) == wanted).map(|saved| item(saved, refreshed))).into_any(),
                )}
            </ul>
        </section>
    }
    .into_any()
}

/// Changes with what a card shows.
fn key(saved: &Saved) -> String {
    [&*saved.id, " ", &crate::json::to_text(&saved.course).unwrap_or_default()].concat()
}

/// The dates and prices shown are those of the day of saving: say so.
fn outdated(refreshed: Remote<super::refresh::Refreshed>) -> Option<AnyView> {
    let text = match refreshed.error.get()? {
        ApiError::Offline => t::saved::offline(),
        _ => t::saved::not_refreshed(),
    };
    Some(
        view! {
            <ui::Notice kind=NoticeKind::Warning>
                <p>{text}</p>
                <p>
                    <ui::Button small=true icon_before=Icon::Retry pending=refreshed.pending on_press=Callback::new(move |()| refreshed.retry())>
                        {t::ui::retry()}
                    </ui::Button>
                </p>
            </ui::Notice>
        }
        .into_any(),
    )
}

fn item(saved: &Saved, refreshed: Remote<super::refresh::Refreshed>) -> AnyView {
    let id = saved.id.clone();
    let is_gone = move || {
        let gone = refreshed.value.with(|value| value.as_ref().is_some_and(|value| value.gone.contains(&id)));
        gone.then(|| view! { <p class="preau-notice preau-notice--warning">{ui::icon(Icon::Alert)} <span>{t::saved::gone()}</span></p> })
    };
    let card = match &saved.course {
        Some(course) => {
            known::remember(std::slice::from_ref(course));
            card::with_actions(course, view! { {remove_button(saved)} {compare::button(course)} }.into_any())
        }
        None => bare_card(saved),
    };
    view! {
        <li class="preau-saved__item">
            {card}
            <p class="preau-soft preau-small">{t::saved::saved_on(&day(Instant::from_millis(saved.since)))}</p>
            {is_gone}
        </li>
    }
    .into_any()
}

/// Here a plain "remove" says more than a pressed "save".
fn remove_button(saved: &Saved) -> AnyView {
    let (id, title) = (saved.id.clone(), saved.title.clone());
    let press = Callback::new(move |()| take_off(&id, &title));
    let name = t::saved::remove_title(&saved.title);
    view! {
        <ui::Button kind=ui::ButtonKind::Quiet small=true icon_before=Icon::Close label=name on_press=press>
            {t::saved::remove()}
        </ui::Button>
    }
    .into_any()
}

/// A course of which the device keeps the name only.
fn bare_card(saved: &Saved) -> AnyView {
    let address = Route::Course(saved.key().to_owned()).path();
    view! {
        <article class="preau-card">
            {ui::card_cover_none()}
            <div class="preau-card__body">
                <h3 class="preau-card__title"><a class="preau-card__link" href=address>{saved.title.clone()}</a></h3>
            </div>
            <div class="preau-card__actions">{remove_button(saved)}</div>
        </article>
    }
    .into_any()
}
