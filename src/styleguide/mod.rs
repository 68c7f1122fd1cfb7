//! Every shared component in every state, at `/styleguide`: where axe and the screenshots run. Beside it, the theme builder.
//!
//! Its own texts are for developers, in English; those of the components are in the language of the page.
mod forms;
mod messages;
mod moving;
mod navigation;
mod theme;

use crate::{
    app::{Nav, PageHeading, Route},
    ui::{Icon, TagKind, icon, icon_filled, mark, tag},
};
use leptos::prelude::*;

/// The pages.
pub fn page() -> AnyView {
    if expect_context::<Nav>().route.get_untracked() == Route::ThemeBuilder { theme::page() } else { guide() }
}

fn guide() -> AnyView {
    let nav = expect_context::<Nav>();
    crate::ui::effect(move || nav.content_stands());
    view! {
        <div lang="en">
            // outside `style/`, so that learners never load it
            <link rel="stylesheet" href="/styleguide.css"/>
            <div class="preau-roof">
                <div class="preau-wrap preau-stack">
                    <p>"For who builds and dresses it"</p>
                    <PageHeading text=Signal::stored("Style guide".to_owned())/>
                    <div class="preau-styleguide__search">{forms::search()}</div>
                    <p>"Parts under the roof: " <a href=Route::ThemeBuilder.path()>"the theme builder"</a></p>
                    {navigation::buttons()}
                </div>
            </div>
            <div class="preau-wrap">{components(2)}</div>
        </div>
    }
    .into_any()
}

/// Every component, below headings of that level.
fn components(level: u8) -> AnyView {
    let section = |title, content| section(level, title, content);
    view! {
        <div class="preau-stack preau-styleguide">
            {section("Colours and type", type_and_colours())}
            {section("Icons", icons())}
            {section("Buttons", navigation::buttons())}
            {section("Cards and tags", cards())}
            {section("Forms", forms::view())}
            {section("Active filters", forms::filters())}
            {section("Messages", messages::view())}
            {section("Errors", messages::errors())}
            {section("Dialogs, toasts, disclosures", moving::view())}
            {section("Ways", navigation::view())}
            {section("Tables", navigation::table())}
        </div>
    }
    .into_any()
}

fn section(level: u8, title: &'static str, content: AnyView) -> AnyView {
    let heading =
        if level == 2 { view! { <h2>{title}</h2> }.into_any() } else { view! { <h3>{title}</h3> }.into_any() };
    view! { <section class="preau-stack">{heading}{content}</section> }.into_any()
}

fn type_and_colours() -> AnyView {
    let swatch = |name: &'static str| {
        let class = ["preau-swatch preau-swatch--", name].concat();
        view! { <li class=class>{name}</li> }.into_any()
    };
    let names = ["page", "surface", "sunken", "accent", "accent-soft", "highlight", "highlight-soft", "roof"];
    view! {
        <ul class="preau-row" id="colours" role="list">{names.map(swatch).into_iter().collect::<Vec<_>>()}</ul>
        <h3>"A heading of level 3"</h3>
        <h4>"A heading of level 4"</h4>
        <p class="preau-lead">"A leading paragraph, a little larger than the others."</p>
        <p>
            "Body text with a " <a href="#colours">"link"</a> ", a " <mark>"marked"</mark> " word and " <code>"code"</code>
            ". Lines are no longer than seventy characters or so, because longer ones tire the reader."
        </p>
        <p class="preau-soft preau-small">"Second words, smaller."</p>
    }
    .into_any()
}

fn icons() -> AnyView {
    const ALL: [Icon; 28] = [
        Icon::Alert,
        Icon::ArrowLeft,
        Icon::ArrowRight,
        Icon::Bookmark,
        Icon::Building,
        Icon::Calendar,
        Icon::Certificate,
        Icon::Check,
        Icon::ChevronDown,
        Icon::ChevronLeft,
        Icon::ChevronRight,
        Icon::Clock,
        Icon::Close,
        Icon::Compare,
        Icon::External,
        Icon::Filter,
        Icon::Gauge,
        Icon::Globe,
        Icon::Info,
        Icon::Menu,
        Icon::Moon,
        Icon::Person,
        Icon::Plus,
        Icon::Retry,
        Icon::Search,
        Icon::Settings,
        Icon::Sun,
        Icon::Tag,
    ];
    let all: Vec<AnyView> = ALL
        .into_iter()
        .map(|drawn| view! { <li class="preau-row preau-small">{icon(drawn)}{format!("{drawn:?}")}</li> }.into_any())
        .collect();
    view! {
        <ul class="preau-row" role="list">
            {all}
            <li class="preau-row preau-small">{icon_filled(Icon::Bookmark)}"Bookmark, filled"</li>
            <li class="preau-row preau-small">{mark()}"mark"</li>
        </ul>
    }
    .into_any()
}

fn cards() -> AnyView {
    let card = |title: &'static str, state: AnyView| {
        view! {
            <li>
                <article class="preau-card">
                    {crate::ui::card_cover_none()}
                    <div class="preau-card__body">
                        <h3 class="preau-card__title"><a class="preau-card__link" href="#cards">{title}</a></h3>
                        <p class="preau-card__by">"University of the South"</p>
                        <ul class="preau-card__facts" role="list">
                            <li>{icon(Icon::Calendar)}<span>"Starts in 3 days, on 12 March"</span></li>
                            <li>{icon(Icon::Clock)}<span>"6 weeks, 3 hours a week"</span></li>
                        </ul>
                        <p>{state}</p>
                    </div>
                    <div class="preau-card__actions">
                        <crate::ui::Button kind=crate::ui::ButtonKind::Quiet small=true icon_before=Icon::Bookmark pressed=false>
                            "Save" <span class="preau-visually-hidden">" "{title}</span>
                        </crate::ui::Button>
                    </div>
                </article>
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="preau-cards" id="cards" role="list">
            {card("Introduction to botany", tag(TagKind::Open, Some(Icon::Check), "Open"))}
            {card("Labour law: the foundations and what changed in recent years", tag(TagKind::Soon, Some(Icon::Clock), "Starts soon"))}
            {card("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", tag(TagKind::Quiet, None, "Ended"))}
        </ul>
        <p class="preau-row">
            {tag(TagKind::Plain, Some(Icon::Globe), "French")}
            {tag(TagKind::Danger, Some(Icon::Alert), "Cancelled")}
        </p>
        {crate::ui::skeleton_cards(2)}
    }
    .into_any()
}
