//! Why a request is refused.
use serde::{Deserialize, Serialize};

/// Body of a 400: messages by parameter, in the active language (`{"errors": {"limit": ["…"]}}`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParameterErrors {
    /// Messages by parameter.
    pub errors: std::collections::BTreeMap<String, Vec<String>>,
}

/// Body of the 400 of an autocompletion without `query`: `errors` is an array there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutocompleteErrors {
    /// Untranslated messages.
    pub errors: Vec<String>,
}

/// Body of 403, 405 and some 404.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// Message in the active language.
    pub detail: String,
}
