//! What can be set on the settings page, and its values.
use crate::{app::preferences::Preferences, i18n::t};

/// A setting of the display; its values are those that `style/tokens.css` and `style/base.css` know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Light or dark.
    Theme,
    /// More contrast.
    Contrast,
    /// Size of the text.
    Text,
    /// Room between lines, words and letters.
    Spacing,
    /// Fewer movements.
    Motion,
    /// What screen readers are told unasked.
    Messages,
}

impl Setting {
    /// In the order of the page.
    pub(super) const ALL: [Self; 6] =
        [Self::Theme, Self::Contrast, Self::Text, Self::Spacing, Self::Motion, Self::Messages];

    /// Name of its group.
    pub(super) fn legend(self) -> &'static str {
        match self {
            Self::Theme => t::about::theme(),
            Self::Contrast => t::about::contrast(),
            Self::Text => t::about::text_size(),
            Self::Spacing => t::about::spacing(),
            Self::Motion => t::about::motion(),
            Self::Messages => t::about::messages(),
        }
    }

    /// Values with their names; the first, empty, is the one of those who chose nothing.
    pub(super) fn values(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::Theme => {
                vec![("", t::about::as_device()), ("light", t::about::theme_light()), ("dark", t::about::theme_dark())]
            }
            Self::Contrast => vec![("", t::about::as_device()), ("more", t::about::contrast_more())],
            Self::Text => {
                vec![
                    ("", t::about::text_normal()),
                    ("large", t::about::text_large()),
                    ("larger", t::about::text_larger()),
                ]
            }
            Self::Spacing => vec![("", t::about::spacing_normal()), ("wide", t::about::spacing_wide())],
            Self::Motion => vec![("", t::about::as_device()), ("reduce", t::about::motion_reduce())],
            Self::Messages => vec![("", t::about::messages_all()), ("errors", t::about::messages_errors())],
        }
    }

    /// The value among all choices; the first one when what is kept is no longer offered.
    pub(super) fn chosen(self, preferences: &Preferences) -> String {
        let kept = match self {
            Self::Theme => &preferences.theme,
            Self::Contrast => &preferences.contrast,
            Self::Text => &preferences.text,
            Self::Spacing => &preferences.spacing,
            Self::Motion => &preferences.motion,
            Self::Messages => &preferences.messages,
        };
        kept.clone().filter(|kept| self.values().iter().any(|(value, _)| value == kept)).unwrap_or_default()
    }

    /// Changes the value.
    pub(super) fn choose(self, preferences: &mut Preferences, value: &str) {
        let kept = match self {
            Self::Theme => &mut preferences.theme,
            Self::Contrast => &mut preferences.contrast,
            Self::Text => &mut preferences.text,
            Self::Spacing => &mut preferences.spacing,
            Self::Motion => &mut preferences.motion,
            Self::Messages => &mut preferences.messages,
        };
        *kept = (!value.is_empty()).then(|| value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_can_be_chosen_and_taken_back() {
        for setting in Setting::ALL {
            let mut preferences = Preferences { lang: Some("en".into()), ..Preferences::default() };
            let before = preferences.clone();
            for (value, _) in setting.values() {
                setting.choose(&mut preferences, value);
                assert_eq!(setting.chosen(&preferences), value);
            }
            setting.choose(&mut preferences, "");
            assert_eq!(preferences, before);
        }
    }

    #[test]
    fn what_is_no_longer_offered_counts_as_not_chosen() {
        let preferences = Preferences { theme: Some("sepia".into()), ..Preferences::default() };
        assert_eq!(Setting::Theme.chosen(&preferences), "");
    }

    #[test]
    fn the_stylesheets_know_every_value() {
        let styles = [include_str!("../../../style/tokens.css"), include_str!("../../../style/base.css")].concat();
        for (setting, attribute) in
            Setting::ALL.into_iter().zip(["theme", "contrast", "text", "spacing", "motion", "messages"])
        {
            for (value, _) in setting.values().into_iter().filter(|(value, _)| !value.is_empty()) {
                let selector = format!("[data-{attribute}=\"{value}\"]");
                assert!(styles.contains(&selector), "{selector}");
            }
        }
    }
}
