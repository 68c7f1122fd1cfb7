//! What surrounds every page: skip link, header, navigation, main, footer.
use super::{Nav, Route, account, chunks, config, preferences};
use crate::{
    i18n::{Lang, lang, t},
    ui,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The frame with the page in view inside.
pub(super) fn shell() -> AnyView {
    let nav = expect_context::<Nav>();
    let page = ui::memo(move |_| nav.route.with(Route::page));
    let draw = move || {
        page.with(|_| ());
        chunks::page(&nav.route.get_untracked())
    };
    view! {
        <a class="preau-skip" href="#main" on:click=skip>{t::app::skip()}</a>
        {header(nav)}
        {account::notices(nav)}
        {chunks::exam_timer(nav)}
        <main id="main" class="preau-main">{ui::dynamic(draw)}</main>
        {ui::later(footer)}
        {ui::hosts()}
    }
    .into_any()
}

/// Moves the focus to the heading, not only the scroll position.
#[allow(clippy::needless_pass_by_value, reason = "event handlers are given their event")]
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    if let Some(heading) = ui::dom::heading() {
        ui::dom::focus(&heading);
    }
}

fn header(nav: Nav) -> AnyView {
    let config = config::config();
    view! {
        <header class="preau-header">
            <div class="preau-wrap preau-header__inner">
                <a class="preau-logo" href="/">
                    {ui::mark()} <span>{config::site_name()}</span>
                </a>
                {institution(&config.institution)}
                <nav class="preau-nav" aria-label=t::app::nav_main()>
                    <ul class="preau-nav__list" role="list">
                        {nav_item(nav, Route::Search, t::app::nav_catalogue().into_any(), None)}
                        {config::has_lms().then(|| nav_item(nav, Route::Dashboard, t::dashboard::title().into_any(), None))}
                        {nav_item(
                            nav,
                            Route::Saved,
                            on_phones(t::app::nav_saved(), t::app::nav_saved_short()),
                            Some(crate::catalogue::saved_count()),
                        )}
                    </ul>
                </nav>
                <div class="preau-header__tools">
                    {language_menu(&config.offered())}
                    <a class="preau-nav__link" href=Route::Settings.path() aria-current=ui::attribute(move || current(nav, &Route::Settings))>
                        {on_phones(t::app::nav_settings(), "Aa")}
                    </a>
                    {account::header(nav)}
                </div>
            </div>
        </header>
    }
    .into_any()
}

/// Who runs the site: logo or name, as a link to their own site where there is one. The addresses were checked at start.
fn institution(of: &config::Institution) -> Option<AnyView> {
    let name = of.name.clone()?;
    let shown = match of.logo.clone() {
        Some(logo) => view! { <img class="preau-institution__logo" src=logo alt=name/> }.into_any(),
        None => name.into_any(),
    };
    Some(match of.url.clone() {
        Some(url) => view! { <a class="preau-institution" href=url rel="external">{shown}</a> }.into_any(),
        None => view! { <span class="preau-institution">{shown}</span> }.into_any(),
    })
}

/// Shorter on a phone, where it is read in full all the same.
fn on_phones(words: &'static str, short: &str) -> AnyView {
    view! {
        <span class="preau-nav__long">{words}</span>
        <span class="preau-nav__short" aria-hidden="true">{short}</span>
    }
    .into_any()
}

fn nav_item(nav: Nav, route: Route, text: AnyView, count: Option<Signal<usize>>) -> AnyView {
    let href = route.path();
    let count = count.map(|count| {
        view! { <span class="preau-nav__count" hidden=move || count.get() == 0>{ui::text(move || count.get().to_string())}</span> }
    });
    view! {
        <li>
            <a class="preau-nav__link" href=href aria-current=ui::attribute(move || current(nav, &route))>{text} " " {count}</a>
        </li>
    }
    .into_any()
}

fn current(nav: Nav, route: &Route) -> Option<String> {
    nav.route.with(|now| now == route).then(|| "page".to_owned())
}

/// A button for each other language: one tap, and each is written in its own words.
fn language_menu(offered: &[Lang]) -> AnyView {
    let others = offered.iter().copied().filter(|other| *other != lang());
    others
        .map(|other| {
            view! {
                <button
                    type="button"
                    id="language"
                    class="preau-button preau-button--quiet"
                    lang=other.code()
                    on:click=move |_| change_language(other)
                >
                    {on_phones(other.own_name(), &other.code().to_ascii_uppercase())}
                </button>
            }
        })
        .collect_view()
        .into_any()
}

/// The view is built anew: the button's successor takes the focus, so that keyboard users stay where they were.
fn change_language(other: Lang) {
    preferences::choose_language(other);
    request_animation_frame(|| {
        let button = document().get_element_by_id("language");
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            ui::dom::focus_quietly(&button);
        }
        ui::announce(t::app::language_changed());
    });
}

fn footer() -> AnyView {
    let config = config::config();
    let mention = match config.accessibility.compliance() {
        config::Compliance::Full => t::app::accessibility_full(),
        config::Compliance::Partial => t::app::accessibility_partial(),
        config::Compliance::None => t::app::accessibility_none(),
    };
    let legal = config.help.iter().chain(&config.legal);
    let legal: Vec<_> =
        legal.map(|link| view! { <li><a href=link.url.clone()>{link.text().to_owned()}</a></li> }).collect();
    view! {
        <footer class="preau-footer">
            <nav class="preau-wrap preau-footer__inner" aria-label=t::app::nav_footer()>
                <ul class="preau-footer__list" role="list">
                    <li><a href=Route::SiteMap.path()>{t::app::nav_sitemap()}</a></li>
                    <li><a href=Route::Verify.path()>{t::app::nav_verify()}</a></li>
                    <li><a href=Route::Accessibility.path()>{mention}</a></li>
                    {legal}
                </ul>
            </nav>
        </footer>
    }
    .into_any()
}
