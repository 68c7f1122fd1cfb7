//! An institution's look: its stylesheet and colours, checked for contrast before learners have to read them.
//!
//! - Colours are set on the root through CSSOM, which the content policy allows; they win over the stylesheet.
//! - A colour that fails on a ground where it is used is replaced by the nearest that passes, and the console says so:
//!   the institution keeps its hue, the learner can read.
//! - Checked again when the learner or the system asks for more contrast, for which more is needed.
//! - Without a theme nothing runs: our own colours are checked by a test. The check comes in a file of its own, while the
//!   first page is on its way.
mod check;
mod color;
#[cfg(any(not(target_arch = "wasm32"), feature = "styleguide"))]
mod declared;
#[cfg(not(target_arch = "wasm32"))]
mod outside;
mod rules;

#[cfg(not(target_arch = "wasm32"))]
pub use outside::warnings;
#[cfg(feature = "styleguide")]
pub(crate) use {
    check::palette,
    color::Rgb,
    declared::declared,
    rules::{Fix, Pair, Scheme, check as failures, pairs},
};

use super::{config, split_point};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CssStyleDeclaration, HtmlElement};

const TOKEN: &str = "--preau-color-";

/// All colours that are judged, or that others are judged on; as one text, which weighs less than a list.
const NAMES: &str = "text text-soft link accent accent-strong accent-soft on-accent info info-soft success success-soft warning \
    warning-soft danger danger-soft on-danger line-strong focus page surface sunken roof highlight highlight-soft";

thread_local! {
    /// Properties that we set on the root.
    static SET: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// The theme's stylesheet has come, or will not.
    static IS_STYLED: Cell<bool> = const { Cell::new(false) };
    /// What checks again, once its file has come.
    static REFRESH: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// What is done with colours.
#[derive(Clone, Copy)]
struct Checks {
    /// Checks the theme first.
    start: fn(),
    /// Checks it again.
    refresh: fn(),
    /// Judges colours in a page of others; called with an element there, its name, and the colours that the page sets.
    guest: fn(&HtmlElement, &str, &[&str]),
}

split_point! {
    fn fetched() -> Checks = theme {
        Checks { start: check::start, refresh: check::refresh, guest: check::guest }
    }
}

/// Puts on the theme that the configuration names. Called once, before the first view.
pub(super) fn install() {
    let config = config::config();
    let colors = &config.theme;
    if !is_themed(colors) {
        return;
    }
    let address = colors.stylesheet.as_deref();
    if let Err(error) = put_on(colors).and_then(|()| address.map_or(Ok(()), link)) {
        crate::log::warn_js("theme", &error);
    }
    super::spawn(async {
        // a failure has been told by then
        if let Ok(checks) = fetched().await {
            (checks.start)();
            REFRESH.set(Some(checks.refresh));
        }
    });
}

/// Judges the colours of an element of ours in a page of others, if that page or the platform gives any. Those of the page stay as they
/// are: who writes it reads in the console which of them cannot be read, and the nearest that could. The platform's are replaced.
pub(crate) fn judge_guest(host: &HtmlElement, element: &str) {
    let Ok(Some(style)) = window().get_computed_style(host) else { return };
    let is_set = |name: &&str| style.get_property_value(&[TOKEN, name].concat()).is_ok_and(|value| !value.is_empty());
    let set: Vec<&str> = NAMES.split(' ').filter(is_set).collect();
    if set.is_empty() && config::config().theme.colors.is_empty() {
        return;
    }
    let (host, element) = (host.clone(), element.to_owned());
    super::spawn(async move {
        // without its file nobody is warned, and the platform's colours stay as they are written
        if let Ok(checks) = fetched().await {
            (checks.guest)(&host, &element, &set);
        }
    });
}

/// Checks the theme again, after the learner changed theme or contrast.
pub(super) fn refresh() {
    if let Some(refresh) = REFRESH.get() {
        refresh();
    }
}

fn is_themed(theme: &config::Theme) -> bool {
    theme.stylesheet.is_some() || !theme.colors.is_empty()
}

/// The colours as they are written.
fn put_on(theme: &config::Theme) -> Result<(), JsValue> {
    let root: HtmlElement = document().document_element().ok_or("no root")?.unchecked_into();
    for (name, color) in theme.colors.iter() {
        let (light, dark) = color.both();
        set(&root.style(), name, light, dark)?;
    }
    Ok(())
}

/// Adds the stylesheet; when it does not come, the page keeps our own look.
fn link(address: &str) -> Result<(), JsValue> {
    let link = document().create_element("link")?;
    link.set_attribute("rel", "stylesheet")?;
    let name = address.to_owned();
    let settled = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        if event.type_() == "error" {
            leptos::logging::warn!(
                "theme: {name} could not be loaded (missing, or refused by the Content-Security-Policy?)"
            );
        }
        IS_STYLED.set(true);
        refresh();
    });
    let settled = settled.into_js_value();
    link.add_event_listener_with_callback("load", settled.unchecked_ref())?;
    link.add_event_listener_with_callback("error", settled.unchecked_ref())?;
    link.set_attribute("href", address)?;
    document().head().ok_or("no head")?.append_child(&link)?;
    Ok(())
}

fn set(style: &CssStyleDeclaration, name: &str, light: &str, dark: &str) -> Result<(), JsValue> {
    let name = [TOKEN, name].concat();
    style.set_property(&name, &["light-dark(", light, ", ", dark, ")"].concat())?;
    SET.with_borrow_mut(|all| all.push(name));
    Ok(())
}
