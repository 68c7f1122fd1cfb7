//! Parts of chosen categories ("Climate" within "Environment"), which the server gives on demand.
use super::{
    Search, facet,
    facets::tick,
    more_values::{belongs, failure},
};
use crate::{
    api::{
        Remote,
        catalogue::{self, Named},
    },
    i18n::t,
    ui,
    wire::richie::{Filter, FilterDefinition, FilterValue},
};
use leptos::prelude::*;

/// More categories than a site has; Richie gives as many as one asks for.
const TREE: u32 = 1000;

/// A group of boxes for each chosen category that has parts.
pub(super) fn of_chosen(search: Search, name: StoredValue<String>, filter: Memo<Option<Filter>>) -> AnyView {
    let definition = filter.get_untracked().map(|filter| filter.definition);
    let Some(definition) = definition.filter(|definition| definition.base_path.is_some()) else { return ().into_any() };
    let parts = move |values: &[FilterValue]| {
        let state = search.state.get();
        let name = name.get_value();
        let parts = state.chosen(&name).filter(|key| values.iter().all(|value| value.key != *key));
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let lost = RwSignal::new(false);
    let tree = tree_of(name, lost);
    // a category whose part is chosen stays open, although it is no longer chosen itself
    let parents = ui::memo(move |former: Option<&Vec<FilterValue>>| {
        let values = filter.get().map(|filter| filter.values).unwrap_or_default();
        let parts = parts(&values);
        let state = search.state.get();
        let opened = |value: &FilterValue| {
            !parts.is_empty() && former.is_some_and(|former| former.iter().any(|other| other.key == value.key))
        };
        let open = values.iter().filter(|value| name.with_value(|name| state.has(name, &value.key)) || opened(value));
        let mut open: Vec<FilterValue> = open.cloned().collect();
        if let Some(tree) = tree.value.get() {
            facet::merge(&mut open, parents_of(&definition, &tree, &parts));
        }
        open
    });
    // the address of a part, opened anew, does not say of what it is a part
    ui::effect(move || {
        let values = filter.get().map(|filter| filter.values).unwrap_or_default();
        if !search.results.pending.get() && !parts(&values).is_empty() && parents.with(Vec::is_empty) {
            lost.set(true);
        }
    });
    view! {
        {ui::optional(move || tree.error.get().map(|error| failure(&error, move |()| tree.retry())))}
        {ui::each(move || facet::keys(&parents.get()), move |parent| {
            let title = parents.with_untracked(|all| facet::name(all, &parent));
            children(search, name, parent.clone(), &title, move |key, values| {
                let label = values.with_untracked(|all| facet::name(all, &key));
                let counted = key.clone();
                let count = MaybeProp::derive(move || values.with(|all| facet::count(all, &counted)).map(u64::from));
                tick(search, name, key, label, count, Some(parent.clone()))
            })
        })}
    }
    .into_any()
}

/// Parts of a category, as boxes that `tick` draws; nothing when it has none.
fn children(
    search: Search,
    name: StoredValue<String>,
    parent: String,
    title: &str,
    tick: impl Fn(String, Memo<Vec<FilterValue>>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let found = Remote::new(move || {
        let mut query = search.state.with(|state| search.with_fixed(|fixed| state.api_filters(fixed)));
        query.push(&name.with_value(|name| [name, "_children_aggs"].concat()), &parent);
        let name = name.get_value();
        Some(Box::pin(async move {
            let mut filters = catalogue::filters(query.to_text()).await?;
            Ok(filters.remove(&name).map(|filter| filter.values).unwrap_or_default())
        }))
    });
    let values = ui::memo(move |_| found.value.get().map(|values| values.to_vec()).unwrap_or_default());
    view! {
        {ui::optional(move || found.error.get().map(|error| failure(&error, move |()| found.retry())))}
        <fieldset class="preau-group preau-facets__children" hidden=move || values.with(Vec::is_empty)>
            <legend class="preau-small">{t::search::parts_of(title)}</legend>
            {ui::each(move || facet::keys(&values.get()), move |key| tick(key, values))}
        </fieldset>
    }
    .into_any()
}

/// All categories of a kind, with their places in the tree; asked for once `wanted`.
fn tree_of(kind: StoredValue<String>, wanted: RwSignal<bool>) -> Remote<Vec<Named>> {
    Remote::new(move || {
        let kind = wanted.get().then(|| kind.get_value())?;
        Some(Box::pin(async move { Ok(catalogue::values(&kind, "", 0, TREE).await?.objects) }))
    })
}

/// The filter's own values that hold some parts.
fn parents_of(definition: &FilterDefinition, tree: &[Named], parts: &[String]) -> Vec<FilterValue> {
    let holds = |value: &Named| {
        belongs(definition, value, false)
            && tree.iter().any(|part| {
                part.path.len() > value.path.len() && part.path.starts_with(&value.path) && parts.contains(&part.id)
            })
    };
    let parents = tree.iter().filter(|value| !value.path.is_empty() && holds(value));
    parents.map(|value| FilterValue { count: 0, human_name: value.title.clone(), key: value.id.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_filters_own_categories_are_offered() {
        let definition = FilterDefinition {
            name: "subjects".into(),
            human_name: "Subjects".into(),
            position: 0,
            base_path: Some("00030001".into()),
            is_autocompletable: true,
            is_searchable: true,
            is_drilldown: false,
        };
        let value = |path: &str| Named {
            id: "1".into(),
            title: "x".into(),
            path: path.into(),
            nb_children: 0,
            is_meta: path.len() == 8,
        };
        assert!(belongs(&definition, &value("000300010002"), false));
        assert!(!belongs(&definition, &value("0003000100020001"), false));
        assert!(belongs(&definition, &value("0003000100020001"), true));
        assert!(!belongs(&definition, &value("000300020002"), true));
        assert!(!belongs(&definition, &value("00030001"), true));
        assert!(belongs(&definition, &value(""), false), "institutions have no path");

        let named = |id: &str, path: &str| Named { id: id.into(), ..value(path) };
        let tree = [
            named("0", "00030001"),
            named("52", "000300010002"),
            named("54", "0003000100020001"),
            named("9", "000300010003"),
        ];
        let keys = |parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            parents_of(&definition, &tree, &parts).into_iter().map(|value| value.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(&["54"]), ["52"]);
        assert_eq!(keys(&["52", "gone"]), [""; 0], "a value is no part of itself");
    }
}
