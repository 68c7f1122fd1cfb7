//! Filters as the interface orders and offers them. Names, order and values are the API's; nothing here is needed for an
//! unknown filter to work.
use crate::{
    order,
    wire::richie::{Filter, FilterValue, Filters},
};

/// What learners choose by, most to least (survey of FUN's learners: theme 57 %, method 22 %, institution 12 %, teacher 6 %).
/// Filters of other names follow in the site's own order.
const BY_CHOICE: [&str; 9] =
    ["subjects", "availability", "pace", "levels", "languages", "organizations", "persons", "contributors", "licences"];

/// How many groups stand open at first.
pub(super) const OPEN: usize = 3;
/// Values shown before "show more".
pub(super) const SHOWN: usize = 6;

/// How values of a filter combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Any number: the server finds what matches one of them.
    Several,
    /// One: the server would ask for all at once, which finds nothing (contract §3.2), or the site wants one.
    One,
}

/// How a filter's values may be chosen.
pub(crate) fn choice(filter: &Filter) -> Choice {
    // by the values, not by the name: a site may rename its filters
    const EXCLUSIVE: [&str; 9] =
        ["open", "coming_soon", "ongoing", "archived", "self-paced", "lt-1h", "1h-2h", "gt-2h", "new"];
    let exclusive =
        !filter.values.is_empty() && filter.values.iter().all(|value| EXCLUSIVE.contains(&value.key.as_str()));
    if filter.definition.is_drilldown || exclusive { Choice::One } else { Choice::Several }
}

/// Filters in the order in which they help to choose, without those that have nothing to offer.
pub(super) fn ordered(filters: &Filters) -> Vec<Filter> {
    let mut all: Vec<Filter> = filters.values().filter(|filter| !filter.values.is_empty()).cloned().collect();
    let place = |filter: &Filter| (rank(&filter.definition.name), filter.definition.position);
    order::sort_by(&mut all, |a, b| place(a).cmp(&place(b)));
    all
}

fn rank(name: &str) -> usize {
    BY_CHOICE.iter().position(|known| *known == name).unwrap_or(BY_CHOICE.len())
}

/// Name of a value, if the filters hold it.
pub(crate) fn value_name<'a>(filters: &'a Filters, name: &str, key: &str) -> Option<&'a str> {
    let value = filters.get(name)?.values.iter().find(|value| value.key == key)?;
    Some(value.human_name.as_str())
}

/// Keys of values, in their order; each once, whatever the server says, as lists on screen need it.
pub(super) fn keys(values: &[FilterValue]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(values.len());
    for value in values {
        if !keys.contains(&value.key) {
            keys.push(value.key.clone());
        }
    }
    keys
}

/// Name of a value among some; its key if it is not there.
pub(super) fn name(values: &[FilterValue], key: &str) -> String {
    values.iter().find(|value| value.key == key).map_or(key, |value| &value.human_name).to_owned()
}

/// Count of a value among some.
pub(super) fn count(values: &[FilterValue], key: &str) -> Option<u32> {
    values.iter().find(|value| value.key == key).map(|value| value.count)
}

/// Adds values that are not there yet; what is there takes the newer count.
pub(super) fn merge(values: &mut Vec<FilterValue>, more: impl IntoIterator<Item = FilterValue>) {
    for value in more {
        match values.iter_mut().find(|other| other.key == value.key) {
            Some(other) => other.count = value.count,
            None => values.push(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::richie::FilterDefinition;

    fn filter(name: &str, position: i32, keys: &[&str]) -> Filter {
        let values =
            keys.iter().map(|key| FilterValue { count: 1, human_name: key.to_uppercase(), key: (*key).into() });
        Filter {
            definition: FilterDefinition {
                name: name.into(),
                human_name: name.into(),
                position,
                base_path: None,
                is_autocompletable: false,
                is_searchable: false,
                is_drilldown: false,
            },
            has_more_values: false,
            values: values.collect(),
        }
    }

    #[test]
    fn themes_come_first_and_unknown_filters_keep_the_sites_order() {
        let all = [
            filter("new", 0, &["new"]),
            filter("zebra", 9, &["z"]),
            filter("subjects", 2, &["20"]),
            filter("pace", 8, &["lt-1h"]),
        ];
        let filters: Filters = all.into_iter().map(|filter| (filter.definition.name.clone(), filter)).collect();
        let names: Vec<String> = ordered(&filters).into_iter().map(|filter| filter.definition.name).collect();
        assert_eq!(names, ["subjects", "pace", "new", "zebra"]);
    }

    #[test]
    fn a_renamed_filter_whose_values_exclude_each_other_is_still_known() {
        assert_eq!(choice(&filter("rythme", 0, &["lt-1h", "gt-2h"])), Choice::One);
        assert_eq!(choice(&filter("subjects", 0, &["20"])), Choice::Several);
        assert_eq!(choice(&filter("empty", 0, &[])), Choice::Several);
        let mut drilldown = filter("kind", 0, &["a"]);
        drilldown.definition.is_drilldown = true;
        assert_eq!(choice(&drilldown), Choice::One);
    }

    #[test]
    fn a_value_that_comes_twice_is_shown_once() {
        assert_eq!(keys(&filter("a", 0, &["x", "y", "x"]).values), ["x", "y"]);
    }

    #[test]
    fn more_values_are_added_once() {
        let mut values = filter("a", 0, &["x"]).values;
        merge(
            &mut values,
            [
                FilterValue { count: 5, human_name: "X".into(), key: "x".into() },
                FilterValue { count: 2, human_name: "Y".into(), key: "y".into() },
            ],
        );
        assert_eq!(
            values.iter().map(|value| (value.key.as_str(), value.count)).collect::<Vec<_>>(),
            [("x", 5), ("y", 2)]
        );
    }
}
