//! Richie's catalogue API (`/api/v1.0/…`), as Richie 3.4 answers it.
//!
//! Upstream: `openfun/richie`, `src/richie/apps/search` and `src/richie/apps/courses`. Texts are localised by the
//! server and must never be matched by code; numbers, keys and dates may.
mod course;
mod filter;
mod page;
mod picture;
mod refusal;

pub use course::{Course, CourseRun, CourseRunDetail, Offer, OfferKind, State};
pub use filter::{Filter, FilterDefinition, FilterDefinitions, FilterValue, Filters};
pub use page::{Category, Licence, Organization, Person, Suggestion};
pub use picture::{Icon, Image};
pub use refusal::{AutocompleteErrors, Detail, ParameterErrors};

use serde::{Deserialize, Serialize};

/// Page of a list: `GET /api/v1.0/<resource>/` for organisations, categories, people, licences.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List<T> {
    /// Where this page lies in the whole.
    pub meta: Meta,
    /// The page's items, at most `limit` (10 unless asked otherwise).
    pub objects: Vec<T>,
}

/// Answer of `GET /api/v1.0/courses/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CourseSearch {
    /// Counts; with `scope=filters` they cover the whole index, not the search (`viewsets/courses.py`).
    pub meta: Meta,
    /// Courses of this page; absent with `scope=filters`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objects: Option<Vec<Course>>,
    /// Filters by name; absent with `scope=objects`. Sort by [`FilterDefinition::position`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filters: Option<Filters>,
}

/// Where a page lies in the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Items in this page.
    pub count: u32,
    /// Items before this page, as asked for.
    pub offset: u32,
    /// All matches; Elasticsearch stops counting at 10 000.
    pub total_count: u32,
}
