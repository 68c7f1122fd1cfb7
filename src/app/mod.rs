//! The shell that holds the pages: routes, history, titles and focus, configuration, what is kept on the device.
mod about;
mod account;
mod awards;
mod chunks;
pub mod config;
mod course_part;
pub mod device;
pub(crate) mod enrol;
mod forum;
mod heading;
mod last_course;
mod loaded;
mod nav;
mod not_found;
pub mod preferences;
mod query;
mod route;
mod shell;
pub(crate) mod site;
mod status;
pub mod theme;
mod written;

pub(crate) use awards::awards_of;
pub(crate) use chunks::{
    ChunkError, Draw, Fetch, course_code, on_demand, on_demand_or, split_point, verify_code, when_it_comes,
};
pub use course_part::CoursePart;
pub(crate) use forum::beside_unit;
pub(crate) use heading::PageHeading;
pub(crate) use last_course::{last_course, remember_course, take_opened};
pub(crate) use loaded::{loaded, opening, standing};
pub(crate) use nav::{Around, find_link};
pub use nav::{Nav, Write};
pub use query::Query;
pub use route::{ForumPage, LearnPage, Route, former_forum_page};
pub(crate) use written::{rich_text_on_demand, words_alone};

use crate::{
    api,
    i18n::{Lang, Locale, t},
    ui,
};
use futures::FutureExt;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Id of the line that stands in our own page until the app has come.
const WAITING: &str = "preau-loading";
/// Id of the element that holds the app; until then it holds the static shell of `index.html`.
const HOST: &str = "preau";

/// Reads the configuration that `start.js` asked for, then shows the app in place of the static shell.
pub fn start() {
    // in a page of others the app shows nothing by itself: `embed` is asked to
    if document().get_element_by_id(WAITING).is_none() {
        return;
    }
    spawn(async {
        let text = match api::started("config") {
            Some(promise) => wasm_bindgen_futures::JsFuture::from(promise).await.ok().and_then(|text| text.as_string()),
            None => None,
        };
        let Some(host) =
            document().get_element_by_id(HOST).and_then(|host| host.dyn_into::<web_sys::HtmlElement>().ok())
        else {
            crate::log::warn_js("index.html has no element with the id", &HOST.into());
            return;
        };
        // in a task of its own: the one that made the WebAssembly ready has kept a slow phone busy
        set_timeout(move || show(&host, text.as_deref()), Duration::ZERO);
    });
}

fn show(host: &web_sys::HtmlElement, config: Option<&str>) {
    host.set_text_content(None);
    match config.map(config::Config::parse) {
        Some(Ok(config)) => {
            config::install(config);
            theme::install();
            mount_to(host, app);
            // "Loading…" was read; a reader who waits hears what came in its place
            let name = ui::dom::heading().and_then(|heading| heading.text_content()).unwrap_or_default();
            ui::announce(&name);
        }
        Some(Err(problems)) => mount_to(host, move || no_configuration(Some(problems.clone()))),
        None => mount_to(host, || no_configuration(None)),
    }
}

/// Does something in its own time; from a box, as Leptos does it, so that the machinery is compiled once.
pub(crate) fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future.boxed_local());
}

fn mount_to(host: &web_sys::HtmlElement, view: impl Fn() -> AnyView + 'static) {
    leptos::mount::mount_to(host, view).forget();
}

/// The whole app. A change of language builds it anew: every text is then a plain value (7 KiB less WebAssembly).
fn app() -> AnyView {
    let locale = Locale::provide(page_language());
    Nav::provide();
    ui::dynamic(move || {
        locale.track();
        untrack(shell::shell)
    })
}

/// The language that `start.js` chose: `?lang=`, the learner's choice, the browser's list, the configuration, in this order.
fn page_language() -> Lang {
    let code = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    Lang::from_code(&code).unwrap_or_default()
}

/// The page for whoever runs the site when `config.json` is wrong; for learners when it could not be fetched (`None`).
fn no_configuration(problems: Option<Vec<String>>) -> AnyView {
    Locale::provide(page_language());
    let (title, text) = match &problems {
        Some(_) => (t::app::config_failed_title(), Some(view! { <p>{t::app::config_failed()}</p> }.into_any())),
        None => (t::app::chunk_failed_title(), None),
    };
    document().set_title(title);
    let problems = problems.unwrap_or_else(|| vec![t::app::config_missing().to_owned()]);
    let problems: Vec<AnyView> = problems.into_iter().map(|problem| view! { <li>{problem}</li> }.into_any()).collect();
    view! {
        <main id="main" class="preau-main">
            <div class="preau-wrap preau-stack">
                <h1 tabindex="-1">{title}</h1>
                {text}
                <ul>{problems}</ul>
                <p><ui::Button icon_before=ui::Icon::Retry on_press=|()| ui::dom::reload()>{t::ui::reload()}</ui::Button></p>
            </div>
        </main>
    }
    .into_any()
}
