//! `GET /api/v1.0/courses/`.
use axum::http::StatusCode;
use fixedbitset::FixedBitSet;
use preau::wire::richie::{Course, Meta};
use serde::Serialize;

use super::facets::Ordered;
use super::form::{CourseForm, Scope};
use super::reply::Reply;
use super::{Request, course, facets, form};
use crate::catalogue::filters::{AVAILABILITIES, NEW, PACES, Source};
use crate::catalogue::index::Hits;
use crate::catalogue::languages::Lang;
use crate::catalogue::snapshot::{Best, Snapshot, Wanted};
use crate::catalogue::{Catalogue, at, number};

/// Elasticsearch counts and pages no further.
pub(crate) const WINDOW: u32 = 10_000;

#[derive(Serialize)]
struct Answer {
    meta: Meta,
    #[serde(skip_serializing_if = "Option::is_none")]
    objects: Option<Vec<Course>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filters: Option<Ordered>,
}

/// What must hold of one run of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RunCondition {
    /// All these availabilities, a bit each.
    pub(crate) availabilities: u8,
    /// One of these languages, a bit each; none means any.
    pub(crate) languages: u128,
}

/// A search taken apart, so that facets can leave one part out.
pub(crate) struct Query<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) snapshot: &'a Snapshot,
    /// Listed courses that the text finds.
    pub(crate) base: FixedBitSet,
    hits: Option<Hits>,
    /// By filter: the courses that it leaves, for those not about runs.
    masks: Vec<Option<FixedBitSet>>,
    /// Courses with a run that meets the condition; `None` if there is none.
    fitting: Option<FixedBitSet>,
    /// What the filters about runs demand.
    pub(crate) condition: RunCondition,
    wanted: Wanted,
}

/// The answer.
pub(crate) fn courses(request: &Request) -> Reply {
    let form = match form::courses(request) {
        Ok(form) => form,
        Err(errors) => return Reply::json(StatusCode::BAD_REQUEST, &errors),
    };
    if form.page.offset.saturating_add(form.page.limit) > WINDOW {
        return Reply::server_error();
    }
    let snapshot = request.world.snapshot();
    let query = Query::new(request, &form, &snapshot);
    let filters = if form.page.scope == Scope::Objects {
        None
    } else {
        match facets::facets(request, &form, &query) {
            Some(filters) => Some(filters),
            None => return Reply::server_error(),
        }
    };
    let (total, objects) = if form.page.scope == Scope::Filters {
        (number(request.world.catalogue.courses.len()), None)
    } else {
        let (total, objects) = query.page(request, &form);
        (total, Some(objects))
    };
    let count = total.saturating_sub(form.page.offset).min(form.page.limit);
    let meta = Meta { count, offset: form.page.offset, total_count: total.min(WINDOW) };
    Reply::json(StatusCode::OK, &Answer { meta, objects, filters })
}

impl<'a> Query<'a> {
    fn new(request: &'a Request, form: &CourseForm, snapshot: &'a Snapshot) -> Self {
        let catalogue: &Catalogue = &request.world.catalogue;
        let hits = form.page.query.as_deref().map(|text| {
            catalogue.index.text.search(text, |family, page| catalogue.index.courses_of_page(family, page))
        });
        let mut base = catalogue.index.listed.clone();
        if let Some(hits) = &hits {
            base.intersect_with(&hits.courses);
        }
        let mut query = Self {
            catalogue,
            snapshot,
            base,
            hits,
            masks: Vec::with_capacity(form.choices.len()),
            fitting: None,
            condition: RunCondition::default(),
            wanted: Wanted::default(),
        };
        for (filter, choice) in request.world.filters.iter().zip(&form.choices) {
            let mask = query.mask(&filter.source, &choice.values);
            query.masks.push(mask);
        }
        if query.condition != RunCondition::default() {
            let mut fitting = FixedBitSet::with_capacity(catalogue.courses.len());
            query.base.ones().filter(|course| query.fits(*course)).for_each(|course| fitting.insert(course));
            query.fitting = Some(fitting);
        }
        query.wanted = Wanted {
            languages: (query.condition.languages != 0).then_some(query.condition.languages),
            states: states(query.condition.availabilities),
        };
        query
    }

    /// Courses left by a filter; filters about runs add to the condition instead.
    fn mask(&mut self, source: &Source, values: &[String]) -> Option<FixedBitSet> {
        if values.is_empty() {
            return None;
        }
        let index = &self.catalogue.index;
        let position = |known: &[(&str, &str, &str)], value: &str| known.iter().position(|(name, ..)| *name == value);
        match source {
            Source::Availability => {
                let bits = values.iter().filter_map(|value| position(&AVAILABILITIES, value));
                self.condition.availabilities = bits.fold(0, |set, bit| set | 1 << bit);
                None
            }
            Source::Languages => {
                let langs = values.iter().filter_map(|code| Lang::from_code(code));
                self.condition.languages = langs.fold(0, |set, lang| set | lang.bit());
                None
            }
            Source::New => values.iter().any(|value| position(&NEW, value).is_some()).then(|| index.new.clone()),
            Source::Pace => {
                let mut mask = index.listed.clone();
                for pace in values.iter().filter_map(|value| index.paces.get(position(&PACES, value)?)) {
                    mask.intersect_with(pace);
                }
                Some(mask)
            }
            Source::Pages { family, .. } => {
                let mut mask = FixedBitSet::with_capacity(self.catalogue.courses.len());
                for page in values.iter().filter_map(|id| self.catalogue.find(*family, id)) {
                    mask.extend(index.courses_of_page(*family, page).iter().map(|course| at(*course)));
                }
                Some(mask)
            }
        }
    }

    /// Courses that all filters but `left_out` leave, the condition on runs aside.
    pub(crate) fn without_runs(&self, left_out: Option<usize>) -> FixedBitSet {
        let mut courses = self.base.clone();
        for (position, mask) in self.masks.iter().enumerate() {
            if let Some(mask) = mask.as_ref().filter(|_| Some(position) != left_out) {
                courses.intersect_with(mask);
            }
        }
        courses
    }

    /// Courses that all filters but `left_out` leave.
    pub(crate) fn matches(&self, left_out: Option<usize>) -> FixedBitSet {
        let mut courses = self.without_runs(left_out);
        if let Some(fitting) = &self.fitting {
            courses.intersect_with(fitting);
        }
        courses
    }

    fn fits(&self, course: usize) -> bool {
        let RunCondition { availabilities, languages } = self.condition;
        self.catalogue.index.runs_of_course(course).any(|run| {
            self.snapshot.availabilities(run) & availabilities == availabilities
                && (languages == 0 || self.languages(run) & languages != 0)
        })
    }

    /// Languages of the run with that number.
    pub(crate) fn languages(&self, run: usize) -> u128 {
        self.catalogue.index.run_languages.get(run).copied().unwrap_or(0)
    }

    /// How many courses match, and those of the page.
    fn page(&self, request: &Request, form: &CourseForm) -> (u32, Vec<Course>) {
        let matches = self.matches(None);
        let total = number(matches.count_ones(..));
        let (offset, limit) = (at(form.page.offset), at(form.page.limit));
        let best = |course: usize| self.snapshot.best(self.catalogue, course, self.wanted);
        let chosen: Vec<(usize, Best)> = if self.hits.is_none() && self.wanted == Wanted::default() {
            let order = self.snapshot.order.iter().map(|course| at(*course));
            order
                .filter(|course| matches.contains(*course))
                .skip(offset)
                .take(limit)
                .map(|course| (course, best(course).0))
                .collect()
        } else {
            let mut ranked: Vec<(f64, usize, Best)> = matches
                .ones()
                .map(|course| {
                    let (best, key) = best(course);
                    ((self.score(course) + 1.0) * key, course, best)
                })
                .collect();
            let first_one = |one: &(f64, usize, Best), other: &(f64, usize, Best)| {
                other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
            };
            let end = offset.saturating_add(limit);
            if end < ranked.len() {
                ranked.select_nth_unstable_by(end, first_one);
                ranked.truncate(end);
            }
            ranked.sort_unstable_by(first_one);
            ranked.into_iter().skip(offset).map(|(_, course, best)| (course, best)).collect()
        };
        let objects = chosen
            .into_iter()
            .filter_map(|(course, best)| Some(course::object(request, self.catalogue.courses.get(course)?, best)))
            .collect();
        (total, objects)
    }

    fn score(&self, course: usize) -> f64 {
        self.hits.as_ref().and_then(|hits| hits.scores.get(course)).map_or(0.0, |score| f64::from(*score))
    }
}

/// States that a search for these availabilities considers; the first of open, ongoing, coming soon, archived decides.
fn states(availabilities: u8) -> Option<u8> {
    let has = |name: &str| {
        let bit = AVAILABILITIES.iter().position(|(known, ..)| *known == name);
        bit.is_some_and(|bit| availabilities & (1 << bit) != 0)
    };
    let states: &[u8] = if has("open") {
        &[0, 1, 2]
    } else if has("ongoing") {
        &[0, 5]
    } else if has("coming_soon") {
        &[1, 3, 4]
    } else if has("archived") {
        &[2, 6]
    } else {
        return None;
    };
    Some(states.iter().fold(0, |set, state| set | 1 << state))
}
