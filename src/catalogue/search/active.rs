//! Chips of what narrows the search, each with a way to take it off.
use super::{Search, SearchState, announce::Change, facet};
use crate::{
    api::{Remote, catalogue},
    app::Write,
    i18n::t,
    ui::{ActiveFilter, ActiveFilters},
    wire::richie::Filters,
};
use leptos::prelude::*;

/// Separates filter and value in a chip's key; no filter's name holds it.
const SEPARATOR: char = ' ';
/// Key of the chip for the text.
const TEXT: &str = "query";

/// The chips; nothing when the search is narrowed by nothing.
pub(super) fn filters(search: Search) -> AnyView {
    let names = names_elsewhere(search);
    let chips = Signal::derive(move || {
        let state = search.state.get();
        let known = search.filters.get().unwrap_or_default();
        let other = names.value.get();
        let text = state.sent_text().map(|text| ActiveFilter { key: TEXT.into(), label: t::search::quoted(text), lang: None });
        let filters = state.filters.iter().filter(|(name, _)| !search.is_fixed(name)).map(|(name, value)| {
            let label = facet::value_name(&known, name, value)
                .or_else(|| other.as_ref().and_then(|other| facet::value_name(other, name, value)))
                .unwrap_or(value);
            ActiveFilter { key: format!("{name}{SEPARATOR}{value}"), label: label.to_owned(), lang: None }
        });
        text.into_iter().chain(filters).collect::<Vec<_>>()
    });
    let remove = Callback::new(move |key: String| {
        let label = chips.with_untracked(|chips| chips.iter().find(|chip| chip.key == key).map(|chip| chip.label.clone()));
        search.change(Write::Replace, Change::Removed(label.unwrap_or_default()), |state| match key.split_once(SEPARATOR) {
            Some((name, value)) => state.remove(name, Some(value)),
            None => *state = state.with_text(""),
        });
    });
    let clear = Callback::new(move |()| search.change(Write::Push, Change::Other, |state| *state = SearchState::default()));
    view! { <ActiveFilters filters=chips on_remove=remove on_clear=clear/> }.into_any()
}

/// Names of chosen values that the shown facets do not hold, a sub-subject for instance: the server names them when the
/// facet is limited to them (`<filter>_aggs`).
fn names_elsewhere(search: Search) -> Remote<Filters> {
    let missing = Memo::new(move |_| {
        let known = search.filters.get()?;
        let state = search.state.get();
        let mut query = crate::app::Query::default();
        let mut any = false;
        for (name, value) in &state.filters {
            if known.contains_key(name) && facet::value_name(&known, name, value).is_none() {
                query.push(&[name, "_aggs"].concat(), value);
                any = true;
            }
        }
        any.then(|| query.to_text())
    });
    Remote::new(move || {
        let query = missing.get()?;
        Some(Box::pin(catalogue::filters(query)))
    })
}
