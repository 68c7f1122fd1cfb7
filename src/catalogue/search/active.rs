//! Chips of what narrows the search, each with a way to take it off.
use super::{Search, SearchState, announce::Change, facet, rest};
use crate::{
    api::{
        self, ApiError, Remote,
        catalogue::{self, Results},
    },
    app::{Query, Write},
    i18n::t,
    ui::{ActiveFilter, ActiveFilters},
    wire::richie::Filters,
};
use leptos::prelude::*;

/// Separates filter and value in a chip's key; no filter's name holds it.
const SEPARATOR: &str = " ";
/// Key of the chip for the text.
const TEXT: &str = "query";

/// The chips; nothing when the search is narrowed by nothing.
pub(super) fn filters(search: Search) -> AnyView {
    let chips = Signal::derive(move || {
        let state = search.state.get();
        let text =
            state.sent_text().map(|text| ActiveFilter { key: TEXT.into(), label: t::search::quoted(text), lang: None });
        let filters = state.filters.iter().filter(|(name, _)| search.narrows(name)).map(|(name, value)| {
            let label = search.value_name(name, value);
            ActiveFilter { key: [name, SEPARATOR, value].concat(), label, lang: None }
        });
        text.into_iter().chain(filters).collect::<Vec<_>>()
    });
    let remove = Callback::new(move |key: String| {
        let label =
            chips.with_untracked(|chips| chips.iter().find(|chip| chip.key == key).map(|chip| chip.label.clone()));
        search.change(Write::Replace, Change::Removed(label.unwrap_or_default()), |state| {
            match key.split_once(SEPARATOR) {
                Some((name, value)) => state.remove(name, Some(value)),
                None => *state = state.with_text(""),
            }
        });
    });
    let clear =
        Callback::new(move |()| search.change(Write::Push, Change::Other, |state| *state = SearchState::default()));
    view! { <ActiveFilters filters=chips on_remove=remove on_clear=clear/> }.into_any()
}

/// Names of chosen values that the shown facets do not hold, a sub-subject for instance: the server names them when the
/// facet is limited to them (`<filter>_aggs`). One filter at a time, since it fails over an id that is gone.
pub(super) fn names_elsewhere(
    state: Memo<SearchState>,
    results: Remote<Results>,
    filters: Memo<Option<Filters>>,
) -> Remote<Filters> {
    let missing = Memo::new(move |_| {
        // without an answer it is not known what is missing; an answer without filters lacks them all
        results.value.with(Option::is_some).then_some(())?;
        let known = filters.get();
        let mut missing: Vec<(String, Query)> = Vec::new();
        for (name, value) in &state.get().filters {
            if known
                .as_ref()
                .is_some_and(|known| !known.contains_key(name) || facet::value_name(known, name, value).is_some())
            {
                continue;
            }
            let parameter = [name, "_aggs"].concat();
            if let Some((_, query)) = missing.iter_mut().find(|(other, _)| other == name) {
                query.push(&parameter, value);
            } else {
                let mut query = Query::default();
                query.push(&parameter, value);
                missing.push((name.clone(), query));
            }
        }
        Some(missing)
    });
    Remote::new(move || {
        let missing = missing.get().filter(|missing| !missing.is_empty())?;
        Some(Box::pin(async move { (rest::functions().await?.names)(missing).await }))
    })
}

/// What can be had: a filter that fails takes nothing from the others, its chips show what the address says.
pub(super) async fn names(missing: Vec<(String, Query)>) -> Result<Filters, ApiError> {
    let answers = api::all(missing.iter().map(|(_, query)| catalogue::filters(query.to_text()))).await;
    let named = missing.into_iter().zip(answers).filter_map(|((name, _), answer)| match answer {
        Ok(mut filters) => filters.remove(&name).map(|filter| (name, filter)),
        Err(error) => {
            leptos::logging::warn!("names of {name}: {error}");
            None
        }
    });
    Ok(named.collect())
}
