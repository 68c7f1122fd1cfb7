//! `config.json`: what an institution sets, validated before anything is shown.
mod checks;
mod installed;

use crate::{
    api,
    i18n::Lang,
    json::{Fields, FromJson, Json, Reader, read_fields},
    wire::ByName,
};
pub(super) use installed::install;
pub(crate) use installed::install_elsewhere;
pub use installed::{config, has_lms, site_name};

/// What `config.json` may hold; every key is optional. `docs/configuration.md` explains each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Name of the site, at the end of each page's title.
    pub site_name: Option<String>,
    /// Who runs the site.
    pub institution: Institution,
    /// Base address of Richie, without trailing slash; absent: the app's own origin.
    pub catalogue_url: Option<String>,
    /// Base address of the LMS, without trailing slash; absent: the app's own origin.
    pub lms_url: Option<String>,
    /// `false` for a platform with a catalogue only: nothing about accounts and enrolled courses shows.
    pub has_lms: Option<bool>,
    /// Where one signs in; absent: `/login` of the LMS.
    pub login_url: Option<String>,
    /// Where one signs out; absent: `/logout` of the LMS.
    pub logout_url: Option<String>,
    /// The platform's own catalogue page, offered when ours fails.
    pub catalogue_page: Option<String>,
    /// Languages offered, first is the default.
    pub languages: Vec<String>,
    /// Longest wait for a backend's first byte, in seconds.
    pub timeout_seconds: Option<u32>,
    /// Look.
    pub theme: Theme,
    /// Links in the footer.
    pub legal: Vec<Link>,
    /// Help or contact, at the same place on every page.
    pub help: Option<Link>,
    /// What the statement of accessibility says.
    pub accessibility: Accessibility,
    /// Subjects offered on the empty search.
    pub starting_points: StartingPoints,
    /// Which sites may show our views in a frame.
    pub embed: Embed,
    /// Where awards come from; read and checked by [`api::awards`] when somebody looks at theirs.
    pub(crate) badges: Option<Json>,
}

/// Who runs the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Institution {
    /// Its name.
    pub name: Option<String>,
    /// Address of its logo.
    pub logo: Option<String>,
    /// Its own site.
    pub url: Option<String>,
}

/// An institution's look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// A style sheet that sets `--preau-*` properties.
    pub stylesheet: Option<String>,
    /// Colours by meaning (`accent`, `link`, …): one value, or one for light and one for dark.
    pub colors: ByName<Color>,
}

/// A colour in `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Color {
    /// For both themes.
    Both(String),
    /// One for each theme.
    Each {
        /// On light surfaces.
        light: String,
        /// On dark surfaces.
        dark: String,
    },
}

/// A link with a text in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Text by language code.
    pub label: Words,
    /// Address.
    pub url: String,
}

/// A text by language code.
pub type Words = ByName<String>;

/// What the law lets a service say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compliance {
    /// Every criterion that applies is met.
    Full,
    /// Half of them or more are.
    Partial,
    /// Less, or nobody has audited.
    None,
}

/// What the law wants to be told; see `docs/configuration.md`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Accessibility {
    /// `full`, `partial`, or anything else for "not compliant", which is also what an unaudited service must say.
    pub state: Option<String>,
    /// Share of the criteria that are met, in percent.
    pub rate: Option<f64>,
    /// Who audited.
    pub auditor: Option<String>,
    /// When the statement was established, as it is to be shown.
    pub date: Option<String>,
    /// When it was last updated, as it is to be shown.
    pub updated: Option<String>,
    /// Average of the rates of the pages, in percent.
    pub mean_rate: Option<f64>,
    /// What does not comply.
    pub issues: Vec<Words>,
    /// What is left as it is because mending it would be a disproportionate burden.
    pub exemptions: Vec<Words>,
    /// What the law does not ask to be accessible.
    pub out_of_scope: Vec<Words>,
    /// Browsers and assistive technologies of the audit.
    pub environment: Vec<Words>,
    /// Tools of the audit.
    pub tools: Vec<Words>,
    /// Pages of the audit.
    pub pages: Vec<Words>,
    /// Address to write to.
    pub contact: Option<String>,
    /// The multi-year scheme.
    pub scheme_url: Option<String>,
    /// The action plan of the year.
    pub plan_url: Option<String>,
}

/// Who shows our views in a page of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embed {
    /// Origins (`https://univ.example`) that may show `/embed/…` in a frame and are told how high it is.
    pub hosts: Vec<String>,
}

/// Ids of subjects that the empty search offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartingPoints {
    /// Learning for oneself.
    pub myself: Vec<String>,
    /// Learning for work.
    pub work: Vec<String>,
}

read_fields! {
    Config {} default {
        site_name, institution, catalogue_url, lms_url, has_lms, login_url, logout_url, catalogue_page, languages, timeout_seconds, theme,
        legal, help, accessibility, starting_points, embed, badges,
    } then refuse_others
}
read_fields! { Institution {} default { name, logo, url } then refuse_others }
read_fields! { Theme {} default { stylesheet, colors } then refuse_others }
read_fields! { Link { label, url } then refuse_others }
read_fields! {
    Accessibility {} default {
        state, rate, auditor, date, updated, mean_rate, issues, exemptions, out_of_scope, environment, tools, pages, contact,
        scheme_url, plan_url,
    } then refuse_others
}
read_fields! { Embed {} default { hosts } then refuse_others }
read_fields! { StartingPoints {} default { myself, work } then refuse_others }

impl FromJson for Color {
    fn read(json: Json, reader: &mut Reader) -> Self {
        if let Json::Text(both) = json {
            return Self::Both(both);
        }
        let mut fields = Fields::of(json, reader);
        let each = Self::Each { light: fields.take("light", reader), dark: fields.take("dark", reader) };
        fields.refuse_others(reader);
        each
    }
}

impl Config {
    /// What it says of badges, and what is wrong with that: the page itself looks at it when somebody looks at awards.
    pub fn badges(&self) -> (api::awards::Options, Vec<String>) {
        self.badges.as_ref().map(api::awards::Options::checked).unwrap_or_default()
    }

    /// Languages offered, first is the default.
    pub fn offered(&self) -> Vec<Lang> {
        let named: Vec<Lang> = self.languages.iter().filter_map(|code| Lang::from_code(code)).collect();
        if named.is_empty() { Lang::ALL.to_vec() } else { named }
    }
}

impl Accessibility {
    /// The state that may be claimed: only an audit supports one, and only its rate.
    pub fn compliance(&self) -> Compliance {
        let reaches = |percent: f64| self.auditor.is_some() && self.rate.is_none_or(|rate| rate >= percent);
        match self.state.as_deref() {
            Some("full") if reaches(100.0) => Compliance::Full,
            Some("full" | "partial") if reaches(50.0) => Compliance::Partial,
            _ => Compliance::None,
        }
    }
}

/// A text in the language in use, else in any.
pub fn in_words(words: &Words) -> &str {
    words.get(crate::i18n::lang().code()).or_else(|| words.values().next()).map_or("", String::as_str)
}

impl Color {
    /// For light and for dark surfaces.
    pub fn both(&self) -> (&str, &str) {
        match self {
            Self::Both(color) => (color, color),
            Self::Each { light, dark } => (light, dark),
        }
    }
}

impl Link {
    /// Its text in the language in use, else in any.
    pub fn text(&self) -> &str {
        let code = crate::i18n::lang().code();
        self.label.get(code).or_else(|| self.label.values().next()).map_or(&self.url, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_state_is_claimed_without_an_audit_that_supports_it() {
        let state = |state: &str, rate, auditor: Option<&str>| {
            let accessibility = Accessibility {
                state: Some(state.into()),
                rate,
                auditor: auditor.map(Into::into),
                ..Accessibility::default()
            };
            accessibility.compliance()
        };
        assert_eq!(state("full", Some(100.0), Some("A")), Compliance::Full);
        assert_eq!(state("full", Some(99.0), Some("A")), Compliance::Partial);
        assert_eq!(state("partial", Some(49.0), Some("A")), Compliance::None);
        assert_eq!(state("full", Some(100.0), None), Compliance::None);
        assert_eq!(Accessibility::default().compliance(), Compliance::None);
    }
}
