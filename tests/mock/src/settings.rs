//! What makes a world: settings as JSON, checked.
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::awards::hosts::Hosts;
use crate::catalogue::languages::Lang;
use crate::clock;
use crate::data::{Dataset, raw};
use crate::fault::FaultSpec;
use crate::openedx::course::LmsDataset;
use crate::openedx::settings::LmsSettings;

/// What makes a world; all of it optional in JSON.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Seconds since 1970 at which its clock stands; `None` is the real time.
    pub(crate) now: Option<i64>,
    /// What the catalogue holds.
    pub(crate) dataset: Dataset,
    /// Languages of the site, the default first.
    pub(crate) languages: Vec<Lang>,
    /// Courses before those of the data set.
    pub(crate) courses: Vec<raw::Course>,
    /// New names of filters by their default names.
    pub(crate) renamed_filters: BTreeMap<String, String>,
    /// Default names of filters that the site does not have.
    pub(crate) dropped_filters: Vec<String>,
    /// Filters of unknown kinds, as they are to be answered.
    pub(crate) added_filters: Vec<Value>,
    /// Richie's oddities.
    pub(crate) oddities: Oddities,
    /// What goes wrong.
    pub(crate) faults: Vec<FaultSpec>,
    /// Courses of the LMS.
    pub(crate) lms_dataset: LmsDataset,
    /// The rest of the LMS.
    pub(crate) lms: LmsSettings,
    /// Origins that may show the app's views in a frame.
    pub(crate) embed_hosts: Vec<String>,
    /// Origins whose pages may ask the LMS and write to it besides its own, and where it sends back who signed in: Open edX's lists
    /// for CORS, `CSRF_TRUSTED_ORIGINS` and `LOGIN_REDIRECT_WHITELIST` in one.
    pub(crate) trusted_origins: Vec<String>,
    /// The LMS is at an origin of its own.
    pub(crate) lms_elsewhere: Option<Elsewhere>,
    /// Pages of others may read what Richie answers, as the operator's web server lets them: Richie itself never does.
    pub(crate) shared_catalogue: bool,
}

/// An LMS at an origin of its own: the same host at another port, which to a browser is the same site, as names are that share a
/// domain. The site's own origin is then trusted, and has none of the LMS's paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Elsewhere {
    /// Its cookies are for the whole domain: pages of the site read those that scripts may.
    SharedCookies,
    /// They are for its own name: pages of the site read none.
    OwnCookies,
}

/// Ports of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ports {
    /// The site's.
    pub(crate) site: u16,
    /// That of an LMS elsewhere.
    pub(crate) lms: u16,
}

/// Oddities of a real Richie; each can be switched off.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
pub(crate) struct Oddities {
    /// An unknown id in `persons` or `licences` ends in a 500.
    pub(crate) unknown_person_500: bool,
    /// So does `facet_sorting=conf`.
    pub(crate) conf_sorting_500: bool,
    /// So does `<filter>_children_aggs` of a page that does not exist.
    pub(crate) children_500: bool,
    /// What is not found redirects to a path with language first.
    pub(crate) redirect_404: bool,
    /// The detail of a course that exists is a 500.
    pub(crate) detail_500: bool,
    /// Answers set the language cookie.
    pub(crate) language_cookie: bool,
}

impl Default for Oddities {
    fn default() -> Self {
        Self {
            unknown_person_500: true,
            conf_sorting_500: true,
            children_500: true,
            redirect_404: true,
            detail_500: true,
            language_cookie: true,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SettingsFile {
    now: Option<String>,
    dataset: Option<Value>,
    languages: Option<Vec<String>>,
    courses: Vec<raw::Course>,
    renamed_filters: BTreeMap<String, String>,
    dropped_filters: Vec<String>,
    added_filters: Vec<Value>,
    oddities: Oddities,
    faults: Vec<FaultSpec>,
    lms_dataset: Option<Value>,
    lms: LmsSettings,
    embed_hosts: Option<Vec<String>>,
    trusted_origins: Option<Vec<String>>,
    lms_elsewhere: Option<Elsewhere>,
    shared_catalogue: bool,
}

impl Settings {
    /// Reads them; absent ones are those of `base`.
    ///
    /// # Errors
    /// Says which setting is wrong.
    pub(crate) fn read(file: &Map<String, Value>, base: &Defaults) -> Result<Self, String> {
        // A setting set to null counts as absent.
        let given: Map<String, Value> = file
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let mut file: SettingsFile = serde_json::from_value(Value::Object(given)).map_err(|error| error.to_string())?;
        if file.lms.replies == 0 {
            file.lms.replies = base.replies;
        }
        let languages = match &file.languages {
            None => vec![Lang::FR, Lang::EN],
            Some(codes) if codes.is_empty() => {
                return Err("languages: a site has at least one".to_owned());
            }
            Some(codes) => codes
                .iter()
                .map(|code| Lang::from_code(code).ok_or_else(|| format!("languages: Django has no \"{code}\"")))
                .collect::<Result<_, _>>()?,
        };
        Ok(Self {
            now: file.now.as_deref().map(clock::parse).transpose()?.or(base.now),
            dataset: file.dataset.as_ref().map_or_else(|| Ok(base.dataset.clone()), Dataset::from_json)?,
            languages,
            courses: file.courses,
            renamed_filters: file.renamed_filters,
            dropped_filters: file.dropped_filters,
            added_filters: file.added_filters,
            oddities: file.oddities,
            faults: file.faults,
            lms_dataset: file
                .lms_dataset
                .as_ref()
                .map_or_else(|| Ok(base.lms_dataset.clone()), LmsDataset::from_json)?,
            lms: file.lms,
            embed_hosts: file.embed_hosts.unwrap_or_else(|| base.embed_hosts.clone()),
            trusted_origins: file.trusted_origins.unwrap_or_else(|| base.trusted_origins.clone()),
            lms_elsewhere: file.lms_elsewhere,
            shared_catalogue: file.shared_catalogue,
        })
    }

    /// As they are read.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "now": self.now.map(|now| clock::with_z(now, 0)),
            "dataset": self.dataset.to_json(),
            "languages": self.languages.iter().map(|lang| lang.code()).collect::<Vec<_>>(),
            "courses": self.courses,
            "renamed_filters": self.renamed_filters,
            "dropped_filters": self.dropped_filters,
            "added_filters": self.added_filters,
            "oddities": self.oddities,
            "faults": self.faults,
            "lms_dataset": self.lms_dataset.to_json(),
            "lms": self.lms,
            "embed_hosts": self.embed_hosts,
            "trusted_origins": self.trusted_origins,
            "lms_elsewhere": self.lms_elsewhere,
            "shared_catalogue": self.shared_catalogue,
        })
    }
}

/// What worlds have unless they say otherwise: the options of the server.
#[derive(Debug, Clone)]
pub(crate) struct Defaults {
    /// See [`Settings::now`].
    pub(crate) now: Option<i64>,
    /// See [`Settings::dataset`].
    pub(crate) dataset: Dataset,
    /// See [`Settings::lms_dataset`].
    pub(crate) lms_dataset: LmsDataset,
    /// Responses of the giant thread where a world says nothing of it.
    pub(crate) replies: u32,
    /// Where the invented issuers of badges are.
    pub(crate) hosts: Arc<Hosts>,
    /// See [`Settings::embed_hosts`].
    pub(crate) embed_hosts: Vec<String>,
    /// See [`Settings::trusted_origins`].
    pub(crate) trusted_origins: Vec<String>,
    /// Where site and LMS are.
    pub(crate) ports: Ports,
}
