//! Checks a theme's colours for contrast, and replaces those that fail.
use super::{
    IS_STYLED, SET, TOKEN,
    color::Rgb,
    rules::{self, Fix, Scheme},
    set,
};
use crate::app::config;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CssStyleDeclaration, HtmlElement};

/// Beginning of the names of the platform's own colours in an element.
const OWN: &str = "--_color-";

thread_local! {
    /// Warnings already given: a check runs several times.
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Checks the theme, and again whenever what it depends on changes.
pub(super) fn start() {
    let theme = config::config().theme.clone();
    // what is wrong with its colours can be told when the stylesheet is there too
    check(&theme, theme.stylesheet.is_none() || IS_STYLED.get());
    watch_system();
}

/// Checks the theme again, after the learner changed theme or contrast.
pub(super) fn refresh() {
    check(&config::config().theme.clone(), true);
}

fn check(theme: &config::Theme, tells: bool) {
    if let Err(error) = apply(theme, tells) {
        crate::log::warn_js("theme", &error);
    }
}

fn apply(theme: &config::Theme, tells: bool) -> Result<(), JsValue> {
    let root: HtmlElement = document().document_element().ok_or("no root")?.unchecked_into();
    let style = root.style();
    for name in SET.take() {
        style.remove_property(&name)?;
    }
    let computed = window().get_computed_style(&root)?.ok_or("no style")?;
    for (name, color) in theme.colors.iter() {
        if tells && computed.get_property_value(&[TOKEN, name].concat())?.is_empty() {
            say(&["theme.colors.", name, " is no colour of préau: see style/README.md"].concat());
        }
        let (light, dark) = color.both();
        set(&style, name, light, dark)?;
    }
    let probe = Probe::new()?;
    let more = wants_more_contrast(&root);
    let mut fixes = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        probe.style.set_property("color-scheme", scheme.css())?;
        fixes.extend(rules::check(scheme, more, |name| probe.color(name)));
    }
    for fix in fixes.iter().filter(|_| tells) {
        say(&fix.text());
    }
    replace(&fixes, &probe, |name, light, dark| set(&style, name, light, dark))
}

/// Gives each colour that failed to `set`: its name, then what it is to be in light and in dark.
fn replace(fixes: &[Fix], probe: &Probe, set: impl Fn(&str, &str, &str) -> Result<(), JsValue>) -> Result<(), JsValue> {
    for fix in fixes {
        let other = if fix.scheme == Scheme::Light { Scheme::Dark } else { Scheme::Light };
        let twin = fixes.iter().find(|twin| twin.name == fix.name && twin.scheme == other);
        let other = match twin {
            Some(twin) => twin.to.hex(),
            None => probe.color_in(fix.name, other)?,
        };
        let (light, dark) = if fix.scheme == Scheme::Light { (fix.to.hex(), other) } else { (other, fix.to.hex()) };
        set(fix.name, &light, &dark)?;
    }
    Ok(())
}

/// Judges the colours that an element has in a page of others, on what they meet there.
pub(super) fn guest(host: &HtmlElement, element: &str, set: &[&str]) {
    if let Err(error) = judge(host, element, set) {
        crate::log::warn_js(element, &error);
    }
}

fn judge(host: &HtmlElement, element: &str, set: &[&str]) -> Result<(), JsValue> {
    // themes that the element may have: the page, or the element itself, may have chosen one
    let shown = window().get_computed_style(host)?.ok_or("no style")?.get_property_value("color-scheme")?;
    let has = |scheme: Scheme| shown.contains(scheme.css()) || scheme == Scheme::Light && !shown.contains("dark");
    let is_theirs = |fix: &Fix| [fix.name, fix.ground].iter().any(|name| set.contains(name));
    let probe = Probe::within(host, OWN)?;
    let more = wants_more_contrast(host);
    let mut fixes = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        probe.style.set_property("color-scheme", scheme.css())?;
        let color = |name: &str| probe.color(name);
        if has(scheme) {
            for fix in rules::check(scheme, false, color).iter().filter(|fix| is_theirs(fix)) {
                say(&[element, ": ", &fix.advice()].concat());
            }
        }
        // of what the platform itself has chosen it is told elsewhere
        fixes.extend(rules::check(scheme, more, color).into_iter().filter(|fix| !is_theirs(fix)));
    }
    let style = host.style();
    replace(&fixes, &probe, |name, light, dark| {
        style.set_property(&[OWN, name].concat(), &["light-dark(", light, ", ", dark, ")"].concat())
    })
}

fn say(text: &str) {
    let is_new = SAID.with_borrow_mut(|said| {
        let is_new = said.iter().all(|other| other != text);
        if is_new {
            said.push(text.to_owned());
        }
        is_new
    });
    if is_new {
        leptos::logging::warn!("{text}");
    }
}

/// What tokens come to on the page as it stands, in light and in dark; those that cannot be judged are left out.
#[cfg(feature = "styleguide")]
pub(crate) fn palette(names: &[&'static str]) -> Vec<(&'static str, [Rgb; 2])> {
    let of = || {
        let probe = Probe::new()?;
        let color = |name: &str, scheme| Ok::<_, JsValue>(Rgb::parse(&probe.color_in(name, scheme)?));
        let mut all = Vec::new();
        for name in names {
            if let (Some(light), Some(dark)) = (color(name, Scheme::Light)?, color(name, Scheme::Dark)?) {
                all.push((*name, [light, dark]));
            }
        }
        Ok(all)
    };
    of().unwrap_or_else(|error: JsValue| {
        crate::log::warn_js("theme", &error);
        Vec::new()
    })
}

/// An unseen element through which the browser tells what a token comes to in a theme.
struct Probe {
    element: HtmlElement,
    style: CssStyleDeclaration,
    /// Beginning of the names of what holds where a token is not set.
    otherwise: &'static str,
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl Probe {
    fn new() -> Result<Self, JsValue> {
        let body: HtmlElement = document().body().ok_or("no body")?;
        Self::within(&body, TOKEN)
    }

    fn within(parent: &HtmlElement, otherwise: &'static str) -> Result<Self, JsValue> {
        let element: HtmlElement = document().create_element("span")?.unchecked_into();
        element.set_hidden(true);
        parent.append_child(&element)?;
        Ok(Self { style: element.style(), element, otherwise })
    }

    fn color(&self, name: &str) -> Option<Rgb> {
        Rgb::parse(&self.text(name).ok()?)
    }

    /// Any colour that the browser knows, as it writes it.
    fn text(&self, name: &str) -> Result<String, JsValue> {
        self.style.set_property("color", &["var(", TOKEN, name, ",var(", self.otherwise, name, "))"].concat())?;
        let computed = window().get_computed_style(&self.element)?.ok_or("no style")?;
        computed.get_property_value("color")
    }

    fn color_in(&self, name: &str, scheme: Scheme) -> Result<String, JsValue> {
        self.style.set_property("color-scheme", scheme.css())?;
        self.text(name)
    }
}

fn wants_more_contrast(root: &HtmlElement) -> bool {
    let system = window().match_media("(prefers-contrast: more)").ok().flatten();
    root.get_attribute("data-contrast").as_deref() == Some("more") || system.is_some_and(|query| query.matches())
}

/// Follows the system's wishes for as long as the page lives.
fn watch_system() {
    for query in ["(prefers-contrast: more)", "(prefers-color-scheme: dark)"] {
        if let Ok(Some(list)) = window().match_media(query) {
            let changed = Closure::<dyn Fn()>::new(refresh).into_js_value();
            if let Err(error) = list.add_event_listener_with_callback("change", changed.unchecked_ref()) {
                crate::log::warn_js(query, &error);
            }
        }
    }
}
