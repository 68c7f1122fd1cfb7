//! Language, theme and reading comfort that the learner chose, kept on the device.
//!
//! `start.js` applies them before the first paint; the names here and there must agree.
use super::device;
use crate::{
    i18n::{Lang, Locale},
    json::json_fields,
};
use leptos::prelude::*;

/// Choices; an absent one follows the system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Code of the language.
    pub lang: Option<String>,
    /// `light` or `dark`.
    pub theme: Option<String>,
    /// `more`.
    pub contrast: Option<String>,
    /// `large` or `larger`.
    pub text: Option<String>,
    /// `wide`.
    pub spacing: Option<String>,
    /// `reduce`.
    pub motion: Option<String>,
    /// `errors`: nothing else is announced.
    pub messages: Option<String>,
}
json_fields! { Preferences { lang, theme, contrast, text, spacing, motion, messages } }

const NAME: &str = "preferences";

impl Preferences {
    /// What is kept on the device.
    pub fn load() -> Self {
        device::load(NAME).unwrap_or_default()
    }

    /// Keeps and applies the choices; false when the device keeps nothing, so that they last for this visit only.
    pub fn apply(&self) -> bool {
        if let Some(root) = document().document_element() {
            let all = [
                ("data-theme", &self.theme),
                ("data-contrast", &self.contrast),
                ("data-text", &self.text),
                ("data-spacing", &self.spacing),
                ("data-motion", &self.motion),
                ("data-messages", &self.messages),
            ];
            for (name, value) in all {
                let done = match value {
                    Some(value) => root.set_attribute(name, value),
                    None => root.remove_attribute(name),
                };
                if let Err(error) = done {
                    crate::log::warn_js(name, &error);
                }
            }
        }
        device::keep(NAME, self)
    }
}

/// Changes the language and remembers it.
pub fn choose_language(lang: Lang) {
    let mut preferences = Preferences::load();
    preferences.lang = Some(lang.code().into());
    preferences.apply();
    expect_context::<Locale>().change(lang);
}
