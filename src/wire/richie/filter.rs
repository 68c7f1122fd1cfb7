//! Filters of the search, and their values.
use super::super::ByName;
use serde::{Deserialize, Serialize};

/// Filters by name, in the order that the server gave.
pub type Filters = ByName<Filter>;

/// Answer of `GET /api/v1.0/filter-definitions/`, by filter name.
pub type FilterDefinitions = ByName<FilterDefinition>;

/// A filter without its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterDefinition {
    /// Name of the query parameter.
    pub name: String,
    /// Localised title.
    pub human_name: String,
    /// Order among filters, from 0, may have gaps.
    pub position: i32,
    /// Tree path of the page whose children are the values.
    pub base_path: Option<String>,
    /// `/api/v1.0/<name>/autocomplete/` exists.
    pub is_autocompletable: bool,
    /// `/api/v1.0/<name>/` exists.
    pub is_searchable: bool,
    /// One value at a time in the interface; the API itself accepts several.
    pub is_drilldown: bool,
}

/// A filter with the values that the current search leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// What does not depend on the search.
    #[serde(flatten)]
    pub definition: FilterDefinition,
    /// More values exist than are given.
    pub has_more_values: bool,
    /// At most 10, or 50 with `<filter>_aggs`; selected ones are added even at count 0.
    pub values: Vec<FilterValue>,
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterValue {
    /// Courses that would match with it, given all *other* filters and the text.
    pub count: u32,
    /// Localised name.
    pub human_name: String,
    /// What to send back.
    pub key: String,
}
