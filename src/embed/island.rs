//! The elements that are shown, by number: built, changed and ended as their page wishes.
use super::{
    badge, course, named,
    settings::{self, Kind, Settings},
    tell::Tell,
    text,
};
use crate::{
    api::Remote,
    app::{Around, Nav, Query, Write, config, theme},
    catalogue::search::{Fixed, Guest, SearchState, guest},
    i18n::{Lang, Locale, t},
    ui::{self, NoticeKind},
};
use js_sys::{Function, Reflect};
use leptos::{island, prelude::*};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// One element.
struct Shown {
    number: u32,
    owner: Owner,
    host: HtmlElement,
    nav: Nav,
    room: RwSignal<bool>,
}

thread_local! {
    static SHOWN: RefCell<Vec<Shown>> = const { RefCell::new(Vec::new()) };
}

/// Shows an element's view, anew when it was shown already.
pub(super) fn show(number: u32, value: &JsValue) -> Result<(), String> {
    remove(number);
    let member = |name: &str| Reflect::get(value, &name.into()).ok();
    let host: HtmlElement = member("host").and_then(|it| it.dyn_into().ok()).ok_or("show: no host")?;
    let tell: Function = member("tell").and_then(|it| it.dyn_into().ok()).ok_or("show: no tell")?;
    let attributes = member("attributes").unwrap_or_default();
    let attribute = |name: &str| text(&attributes, name);
    let config = config::config();
    let around = text(value, "around");
    let lang = settings::language(attribute("lang").as_deref(), around.as_deref(), &config.offered());
    let element = text(value, "element").unwrap_or_default();
    let wish = Settings::read(&element, attribute);
    let query = text(value, "query").unwrap_or_default();
    let has_room = member("room").is_some_and(|room| room.is_truthy());
    let site = text(value, "site").unwrap_or_default();
    dress(&host, lang, &config.theme)?;
    let owner = Owner::new();
    let shown = owner.with(|| {
        island::provide(&site, wish.as_ref().map_or(2, Settings::first_level));
        Locale::provide_here(lang);
        ui::provide_voice();
        let tell = Tell::new(tell);
        let nav = Nav::provide_within(around_of(&tell), &query);
        let room = RwSignal::new(has_room);
        let view = match wish {
            Ok(wish) => view_of(wish, room, &tell),
            Err(problem) => {
                tell.failed(&problem.text());
                sentence(&problem.text())
            }
        };
        view! { {view} {ui::status_host()} }.append_to(&host);
        tell.ready();
        Shown { number, owner, host, nav, room }
    });
    theme::judge_guest(&shown.host, &element);
    SHOWN.with_borrow_mut(|all| all.push(shown));
    Ok(())
}

/// Ends an element's view, with all that it holds.
pub(super) fn remove(number: u32) {
    let gone = SHOWN.with_borrow_mut(|all| {
        let at = all.iter().position(|shown| shown.number == number)?;
        Some(all.swap_remove(at))
    });
    if let Some(gone) = gone {
        gone.owner.cleanup();
        gone.host.set_text_content(None);
    }
}

/// Says whether an element has room for two columns.
pub(super) fn room(number: u32, has_room: bool) -> Result<(), String> {
    with(number, |shown| shown.room.set(has_room))
}

/// Searches for a text.
pub(super) fn search(number: u32, text: &str) -> Result<(), String> {
    with(number, |shown| {
        let state = shown.nav.query.with_untracked(SearchState::from_query).with_text(text);
        shown.nav.set_query(&state.to_query(), Write::Push);
    })
}

/// Follows a link of the search itself, by its path and parameters.
pub(super) fn go(number: u32, address: &str) -> Result<(), String> {
    with(number, |shown| shown.nav.go(address))
}

/// Shows the search that the page's address names again.
pub(super) fn restore(number: u32, query: &str) -> Result<(), String> {
    with(number, |shown| shown.nav.restore(query))
}

fn with(number: u32, work: impl FnOnce(&Shown)) -> Result<(), String> {
    let shown = SHOWN.with_borrow(|all| {
        let shown = all.iter().find(|shown| shown.number == number)?;
        Some(Shown { host: shown.host.clone(), ..*shown })
    });
    let shown = shown.ok_or_else(|| ["nothing is shown by the number ", &number.to_string()].concat())?;
    shown.owner.with(|| work(&shown));
    Ok(())
}

/// Language, direction and the platform's own colours; those that the page around sets go before.
fn dress(host: &HtmlElement, lang: Lang, theme: &config::Theme) -> Result<(), String> {
    // the console shows the value itself: wording it in Rust weighs 3 KiB
    let words = |error: JsValue| {
        crate::log::warn_js("the element", &error);
        "the element takes no attributes".to_owned()
    };
    host.set_attribute("lang", lang.code()).map_err(words)?;
    host.set_attribute("dir", lang.dir()).map_err(words)?;
    for (name, color) in theme.colors.iter() {
        let (light, dark) = color.both();
        let value = ["light-dark(", light, ", ", dark, ")"].concat();
        host.style().set_property(&["--_color-", name].concat(), &value).map_err(words)?;
    }
    Ok(())
}

fn around_of(tell: &Tell) -> Around {
    let (leaving, changing) = (tell.clone(), tell.clone());
    Around {
        leave: Callback::new(move |address: String| leaving.leave(&address)),
        changed: Callback::new(move |(query, write): (String, Write)| {
            changing.changed(&query, write == Write::Push);
        }),
    }
}

fn view_of(wish: Settings, room: RwSignal<bool>, tell: &Tell) -> AnyView {
    match wish.kind.clone() {
        Kind::Catalogue => catalogue(wish, room, tell),
        Kind::Course(key) => course::view(key, tell),
        Kind::Badge(address) => badge::view(address, tell),
    }
}

/// The search, once it is known what the names that restrict it mean.
fn catalogue(wish: Settings, room: RwSignal<bool>, tell: &Tell) -> AnyView {
    let Settings { institutions, subjects, length, .. } = wish;
    let (finding, failing) = (tell.clone(), tell.clone());
    let found = Callback::new(move |(query, total): (Query, u32)| finding.found(&query.to_text(), total));
    let failed = Callback::new(move |message: String| failing.failed(&message));
    let search = move |fixed: Vec<Fixed>| guest(Guest { fixed, length, room: room.into(), found, failed });
    if institutions.is_empty() && subjects.is_empty() {
        return search(Vec::new());
    }
    let wanted = vec![("organizations", institutions), ("subjects", subjects)];
    let names = Remote::new(move || {
        let wanted = wanted.clone();
        Some(Box::pin(async move {
            match named::fixed(wanted).await {
                Ok(fixed) => Ok(Ok(fixed)),
                Err(named::Unknown::Name(name)) => Ok(Err(name)),
                Err(named::Unknown::Unread(error)) => Err(error),
            }
        }))
    });
    let tell = tell.clone();
    ui::dynamic(move || {
        if let Some(error) = names.error.get() {
            tell.failed(&error.to_string());
            let retry = Callback::new(move |()| names.retry());
            return view! { <ui::ErrorPanel error=error on_retry=retry pending=names.pending level=2/> }.into_any();
        }
        match names.value.get().as_deref() {
            None => view! { <ui::Loading/> }.into_any(),
            Some(Ok(fixed)) => untrack(|| search(fixed.clone())),
            Some(Err(name)) => {
                let message = t::embed::unknown_name(name);
                tell.failed(&message);
                sentence(&message)
            }
        }
    })
}

/// A sentence in place of the view, for who writes the page.
fn sentence(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <ui::Notice kind=NoticeKind::Error title=t::embed::not_shown()><p>{text}</p></ui::Notice> }.into_any()
}
