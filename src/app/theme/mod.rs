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

thread_local! {
    /// Properties that we set on the root.
    static SET: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// The theme's stylesheet has come, or will not.
    static IS_STYLED: Cell<bool> = const { Cell::new(false) };
    /// What checks again, once its file has come.
    static REFRESH: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// First check and those that follow.
type Checks = (fn(), fn());

split_point! {
    fn fetched() -> Checks = theme {
        (check::start, check::refresh)
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
        if let Ok((start, refresh)) = fetched().await {
            start();
            REFRESH.set(Some(refresh));
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
