//! What a story says about the forum of a course: the setting `forum` of `lms`.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Whether learners may write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Posting {
    /// They may.
    #[default]
    Enabled,
    /// They may not, without saying until when.
    Disabled,
    /// They may not today.
    Blackout,
}

/// How topics are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Division {
    /// Into two cohorts.
    Cohort,
}

/// See the module. All of it is optional in JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "switches that have nothing to do with each other")]
pub(crate) struct ForumSettings {
    /// Whether learners may write.
    pub(crate) posting: Posting,
    /// Posts may hide their author from everybody.
    pub(crate) allow_anonymous: bool,
    /// Posts may hide their author from other learners.
    pub(crate) allow_anonymous_to_peers: bool,
    /// `openedx`, `legacy`, or the name of another tool.
    pub(crate) provider: String,
    /// There is no forum.
    pub(crate) disabled: bool,
    /// Posts of learners need a captcha; the token `refused` is refused.
    pub(crate) captcha: bool,
    /// Who writes has to have confirmed their address.
    pub(crate) only_verified: bool,
    /// Learners have written too much just now.
    pub(crate) rate_limited: bool,
    /// Whether topics are divided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) division: Option<Division>,
    /// Forum roles by username, beside those that people have anyway.
    pub(crate) roles: BTreeMap<String, String>,
}

impl Default for ForumSettings {
    fn default() -> Self {
        Self {
            posting: Posting::Enabled,
            allow_anonymous: false,
            allow_anonymous_to_peers: true,
            provider: "openedx".to_owned(),
            disabled: false,
            captcha: false,
            only_verified: false,
            rate_limited: false,
            division: None,
            roles: BTreeMap::new(),
        }
    }
}
