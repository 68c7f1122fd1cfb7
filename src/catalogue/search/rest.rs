//! What the search does not show at first, in a file of its own: it comes when it is needed, or when somebody is about to.
use super::{Search, SearchState, active, more_values, nothing, suggest};
use crate::{
    api::{ApiError, catalogue::Results},
    app::{ChunkError, Query, split_point},
    ui::ComboGroup,
    wire::richie::{Filter, FilterDefinition, FilterValue, Filters},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// What is asked for, and its answer.
pub(super) type Asked<T> = LocalBoxFuture<'static, Result<T, ApiError>>;
/// Kinds of suggestions and what they are called.
pub(super) type Kinds = Vec<(String, String)>;
/// Names of filters, and the questions for the names of their values.
pub(super) type Missing = Vec<(String, Query)>;

/// The functions of that file.
#[derive(Clone, Copy)]
pub(super) struct Rest {
    /// Advice when nothing was found.
    pub(super) advice: fn(Search, &SearchState, &Results) -> AnyView,
    /// The field that searches a filter's own values.
    pub(super) values_field: fn(more_values::More, Memo<Vec<FilterValue>>) -> AnyView,
    /// More values of a filter.
    pub(super) values: fn(FilterDefinition, Query, String, u32) -> Asked<more_values::Found>,
    /// Parts of the chosen categories of a filter.
    pub(super) parts: fn(Search, StoredValue<String>, Memo<Option<Filter>>) -> AnyView,
    /// Names of chosen values that the facets do not hold.
    pub(super) names: fn(Missing) -> Asked<Filters>,
    /// Suggestions for a text.
    pub(super) suggestions: fn(Kinds, String) -> Asked<Vec<ComboGroup>>,
}

split_point! {
    /// Fetches that file; at once when it has come before.
    pub(super) fn fetched() -> Rest = search_rest {
        Rest {
            advice: nothing::advice,
            values_field: more_values::More::field,
            values: |definition, base, sought, wanted| Box::pin(more_values::load(definition, base, sought, wanted)),
            parts: super::parts::of_chosen,
            names: |missing| Box::pin(active::names(missing)),
            suggestions: |kinds, text| Box::pin(suggest::load(kinds, text)),
        }
    }
}

/// The same for those who ask the network anyway: a file that does not come is a server that does not answer.
pub(super) async fn functions() -> Result<Rest, ApiError> {
    fetched().await.map_err(|ChunkError| ApiError::Unreachable)
}

/// Fetches it ahead of need; a failure shows when it is needed.
pub(super) fn prefetch() {
    crate::app::spawn(async {
        if fetched().await.is_err() {
            leptos::logging::warn!("the rest of the search could not be fetched ahead");
        }
    });
}
