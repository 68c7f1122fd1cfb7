//! Facets and filter definitions (`S/filter_definitions/`, `S/views.py`).
use axum::http::StatusCode;
use fixedbitset::FixedBitSet;
use preau::wire::richie::{Filter, FilterDefinition, FilterValue};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Request;
use super::form::{Choice, CourseForm, Sorting};
use super::reply::Reply;
use super::search::Query;
use crate::catalogue::filters::{AVAILABILITIES, FilterSpec, NEW, PACES, Source, pick};
use crate::catalogue::languages::Lang;
use crate::catalogue::{Family, at, number};

/// Values of a facet unless more are asked for (`RICHIE_FACET_COUNTS_DEFAULT_LIMIT`).
const LIMIT: usize = 10;
/// With `<filter>_aggs` (`RICHIE_FACET_COUNTS_MAX_LIMIT`).
const LIMIT_WITH_AGGS: usize = 50;

/// An object whose keys keep their order.
pub(crate) struct Ordered(Vec<(String, Value)>);

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// `GET /api/v1.0/filter-definitions/`, in configuration order.
pub(crate) fn definitions(request: &Request) -> Reply {
    let mut definitions: Vec<(String, Value)> = request
        .world
        .filters
        .iter()
        .map(|filter| (filter.name.clone(), json(&definition(filter, request.active))))
        .collect();
    for filter in &request.world.settings.added_filters {
        let mut filter = filter.clone();
        if let Some(object) = filter.as_object_mut() {
            object.remove("values");
            object.remove("has_more_values");
        }
        definitions.push((name_of(&filter), filter));
    }
    Reply::json(StatusCode::OK, &Ordered(definitions)).cached()
}

/// All facets of a search, by position. `None` is the server's failure.
pub(crate) fn facets(request: &Request, form: &CourseForm, query: &Query) -> Option<Ordered> {
    let mut facets = Vec::new();
    for (position, (filter, choice)) in request.world.filters.iter().zip(&form.choices).enumerate() {
        let facet = Facet { request, query, position, filter, choice, sorting: form.sorting };
        let (has_more_values, values) = facet.values()?;
        let filter = Filter { definition: definition(filter, request.active), has_more_values, values };
        facets.push((filter.definition.position, filter.definition.name.clone(), json(&filter)));
    }
    for filter in &request.world.settings.added_filters {
        let position = filter.get("position").and_then(Value::as_i64).and_then(|position| i32::try_from(position).ok());
        facets.push((position.unwrap_or(i32::MAX), name_of(filter), filter.clone()));
    }
    facets.sort_by_key(|(position, ..)| *position);
    Some(Ordered(facets.into_iter().map(|(_, name, value)| (name, value)).collect()))
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

fn name_of(filter: &Value) -> String {
    filter.get("name").and_then(Value::as_str).unwrap_or("unnamed").to_owned()
}

fn definition(filter: &FilterSpec, lang: Lang) -> FilterDefinition {
    FilterDefinition {
        name: filter.name.clone(),
        human_name: filter.human_name(lang).to_owned(),
        position: filter.position,
        base_path: filter.base_path.clone(),
        is_autocompletable: filter.is_searchable,
        is_searchable: filter.is_searchable,
        is_drilldown: filter.is_drilldown,
    }
}

struct Facet<'a> {
    request: &'a Request<'a>,
    query: &'a Query<'a>,
    position: usize,
    filter: &'a FilterSpec,
    choice: &'a Choice,
    sorting: Option<Sorting>,
}

/// Pages that a facet may show.
enum Included {
    Any,
    Only(Vec<u32>),
}

/// Key, name, count.
type Count = (String, String, u32);

impl Facet<'_> {
    /// Whether more values exist, and the values. `None` is the server's failure.
    fn values(&self) -> Option<(bool, Vec<FilterValue>)> {
        let lang = self.request.active;
        let named = |known: &[(&'static str, &'static str, &'static str)], counts: Vec<u32>| {
            known
                .iter()
                .zip(counts)
                .map(|((key, english, french), count)| {
                    ((*key).to_owned(), pick((english, french), lang).to_owned(), count)
                })
                .collect::<Vec<Count>>()
        };
        match &self.filter.source {
            Source::New => {
                let matches = self.query.matches(Some(self.position));
                let counts = vec![common(&matches, &self.query.catalogue.index.new)];
                Some(self.static_facet(named(&NEW, counts), Sorting::Conf, 0))
            }
            Source::Pace => {
                let matches = self.query.matches(Some(self.position));
                let counts = self.query.catalogue.index.paces.iter().map(|pace| common(&matches, pace)).collect();
                Some(self.static_facet(named(&PACES, counts), Sorting::Conf, 0))
            }
            Source::Availability => {
                Some(self.static_facet(named(&AVAILABILITIES, self.availabilities()), Sorting::Conf, 0))
            }
            Source::Languages => {
                let counts = Lang::all()
                    .zip(self.languages())
                    .map(|(value, count)| (value.code().to_owned(), value.name(lang).to_owned(), count))
                    .collect();
                Some(self.static_facet(counts, Sorting::Count, 1))
            }
            Source::Pages { family, include } => self.page_facet(*family, include.as_deref()),
        }
    }

    /// Courses by availability of a run in one of the selected languages.
    fn availabilities(&self) -> Vec<u32> {
        let mut counts = vec![0; AVAILABILITIES.len()];
        let languages = self.query.condition.languages;
        for course in self.query.without_runs(None).ones() {
            let met = self
                .query
                .catalogue
                .index
                .runs_of_course(course)
                .filter(|run| languages == 0 || self.query.languages(*run) & languages != 0)
                .fold(0, |met, run| met | self.query.snapshot.availabilities(run));
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += u32::from(met >> bit & 1);
            }
        }
        counts
    }

    /// Courses by language of a run with all selected availabilities, in Django's order.
    fn languages(&self) -> Vec<u32> {
        let mut counts = vec![0; Lang::all().count()];
        let demanded = self.query.condition.availabilities;
        for course in self.query.without_runs(None).ones() {
            let mut spoken = self
                .query
                .catalogue
                .index
                .runs_of_course(course)
                .filter(|run| self.query.snapshot.availabilities(*run) & demanded == demanded)
                .fold(0, |spoken, run| spoken | self.query.languages(run));
            while spoken != 0 {
                if let Some(count) = counts.get_mut(at(spoken.trailing_zeros())) {
                    *count += 1;
                }
                spoken &= spoken - 1;
            }
        }
        counts
    }

    /// `BaseChoicesFilterDefinition.get_facet_info`.
    fn static_facet(&self, counts: Vec<Count>, own_sorting: Sorting, least: u32) -> (bool, Vec<FilterValue>) {
        let all = counts.len();
        let is_selected = |key: &str| self.choice.values.iter().any(|value| value == key);
        let mut order: Vec<usize> = (0..all).collect();
        order.sort_by_key(|position| std::cmp::Reverse(counts.get(*position).map(|(.., count)| *count)));
        order.truncate(LIMIT);
        let mut shown: Vec<Count> = counts
            .into_iter()
            .enumerate()
            .filter(|(position, (key, ..))| order.contains(position) || is_selected(key))
            .map(|(_, count)| count)
            .collect();
        let has_more_values = all > shown.len() || shown.iter().any(|(.., count)| *count < least);
        sort(&mut shown, self.sorting.unwrap_or(own_sorting));
        shown.retain(|(key, _, count)| *count >= least || is_selected(key));
        (has_more_values, values(shown))
    }

    /// `IndexableFilterDefinition.get_aggs_fragment` and `get_facet_info`.
    fn page_facet(&self, family: Family, shown: Option<&[u32]>) -> Option<(bool, Vec<FilterValue>)> {
        let oddities = &self.request.world.settings.oddities;
        let catalogue = self.query.catalogue;
        let include = match self.included(family, shown) {
            Some(include) => include,
            None if oddities.children_500 => return None,
            None => Included::Only(Vec::new()),
        };
        let sorting = match self.sorting {
            Some(Sorting::Conf) if oddities.conf_sorting_500 => return None,
            None | Some(Sorting::Conf) => Sorting::Count,
            Some(sorting) => sorting,
        };
        let counts = self.page_counts(family);
        let count_of = |page: u32| counts.get(at(page)).copied().unwrap_or(0);
        let is_included = |page: u32| match &include {
            Included::Any => true,
            Included::Only(pages) => pages.contains(&page),
        };
        // Elasticsearch knows only values that some document holds.
        let mut pages: Vec<u32> = (0..number(counts.len()))
            .filter(|page| is_included(*page) && !catalogue.index.courses_of_page(family, *page).is_empty())
            .collect();
        let id_of = |page: u32| catalogue.entity(family, page).map_or("", |entity| &*entity.id);
        pages.sort_by(|one, other| count_of(*other).cmp(&count_of(*one)).then_with(|| id_of(*one).cmp(id_of(*other))));
        let limit = if self.choice.aggs.is_empty() { LIMIT } else { LIMIT_WITH_AGGS };
        let selected: Vec<Option<u32>> = self.choice.values.iter().map(|id| catalogue.find(family, id)).collect();
        pages.truncate(limit + selected.len() + 1);
        let has_more_values = pages.iter().skip(limit).any(|page| !selected.contains(&Some(*page)));
        pages.truncate(limit);
        for (id, page) in self.choice.values.iter().zip(&selected) {
            // An unknown id has no name to show: the server fails unless the facet leaves it out.
            let is_shown = matches!(include, Included::Any) || self.choice.aggs.contains(id);
            match page {
                None if is_shown && oddities.unknown_person_500 => return None,
                Some(page) if is_included(*page) && !pages.contains(page) => pages.push(*page),
                _ => {}
            }
        }
        let site = &self.request.world.settings.languages;
        let mut counts: Vec<Count> = pages
            .into_iter()
            .filter_map(|page| {
                let entity = catalogue.entity(family, page)?;
                let name = entity.title.best(self.request.active, site).map_or("", |title| title);
                Some((entity.id.to_string(), name.to_owned(), count_of(page)))
            })
            .collect();
        sort(&mut counts, sorting);
        Some((has_more_values, values(counts)))
    }

    /// Pages that the facet may show; `None` if it is to show the children of a page that does not exist.
    fn included(&self, family: Family, shown: Option<&[u32]>) -> Option<Included> {
        let catalogue = self.query.catalogue;
        let find = |id: &dyn AsRef<str>| catalogue.find(family, id.as_ref());
        if let Some(parent) = &self.choice.children_aggs {
            let parent = Family::ALL
                .iter()
                .find_map(|family| catalogue.find(*family, parent).and_then(|page| catalogue.entity(*family, page)))?;
            return Some(Included::Only(parent.children.iter().filter_map(|id| find(id)).collect()));
        }
        if self.choice.aggs.is_empty() {
            return Some(shown.map_or(Included::Any, |pages| Included::Only(pages.to_vec())));
        }
        Some(Included::Only(self.choice.aggs.iter().filter_map(|id| find(id)).collect()))
    }

    fn page_counts(&self, family: Family) -> Vec<u32> {
        let catalogue = self.query.catalogue;
        let mut counts = vec![0; catalogue.family(family).len()];
        let pages_of_course = catalogue.index.pages_of_course(family);
        for course in self.query.matches(Some(self.position)).ones() {
            for page in pages_of_course.get(course) {
                if let Some(count) = counts.get_mut(at(*page)) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

fn common(one: &FixedBitSet, other: &FixedBitSet) -> u32 {
    number(one.intersection_count(other))
}

fn sort(counts: &mut [Count], sorting: Sorting) {
    match sorting {
        Sorting::Conf => {}
        Sorting::Count => counts.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.1.cmp(&other.1))),
        Sorting::Name => counts.sort_by(|one, other| one.1.cmp(&other.1).then(other.2.cmp(&one.2))),
    }
}

fn values(counts: Vec<Count>) -> Vec<FilterValue> {
    counts.into_iter().map(|(key, human_name, count)| FilterValue { count, human_name, key }).collect()
}
