//! Validation of search parameters as Django's forms do it (`S/forms.py`, `S/fields/array.py`).
use std::collections::BTreeMap;

use preau::wire::richie::ParameterErrors;

use super::{Request, messages};
use crate::catalogue::filters::{AVAILABILITIES, FilterSpec, NEW, PACES, Source};
use crate::catalogue::languages::Lang;

/// Page size when none is asked for.
const DEFAULT_LIMIT: u32 = 10;
const ID_LENGTH: usize = 50;

/// Which parts of an answer are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Courses and facets.
    Both,
    /// Courses only.
    Objects,
    /// Facets only.
    Filters,
}

/// Order of facet values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sorting {
    /// As configured.
    Conf,
    /// Most courses first.
    Count,
    /// By name.
    Name,
}

/// What every list takes.
#[derive(Debug)]
pub(crate) struct Page {
    /// Items wanted.
    pub(crate) limit: u32,
    /// Items before them.
    pub(crate) offset: u32,
    /// Text to find, trimmed.
    pub(crate) query: Option<String>,
    /// Parts wanted.
    pub(crate) scope: Scope,
}

/// What a request says about one filter.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// Selected values.
    pub(crate) values: Vec<String>,
    /// Pages that the facet is limited to.
    pub(crate) aggs: Vec<String>,
    /// Page whose children the facet shows.
    pub(crate) children_aggs: Option<String>,
}

/// A valid course search.
#[derive(Debug)]
pub(crate) struct CourseForm {
    /// Page, text, scope.
    pub(crate) page: Page,
    /// Order forced on all facets.
    pub(crate) sorting: Option<Sorting>,
    /// By filter, in the order of the world's filters.
    pub(crate) choices: Vec<Choice>,
}

/// Collects errors by parameter.
struct Checker<'a> {
    request: &'a Request<'a>,
    errors: BTreeMap<String, Vec<String>>,
}

/// Checks what every list takes.
///
/// # Errors
/// All messages, by parameter, in the active language.
pub(crate) fn page(request: &Request) -> Result<Page, ParameterErrors> {
    let mut checker = Checker { request, errors: BTreeMap::new() };
    let page = checker.page();
    checker.finish(page)
}

/// Checks a course search.
///
/// # Errors
/// All messages, by parameter, in the active language.
pub(crate) fn courses(request: &Request) -> Result<CourseForm, ParameterErrors> {
    let mut checker = Checker { request, errors: BTreeMap::new() };
    let page = checker.page();
    let sorting = match checker.choice("facet_sorting", &["conf", "count", "name"]) {
        Some("conf") => Some(Sorting::Conf),
        Some("count") => Some(Sorting::Count),
        Some(_) => Some(Sorting::Name),
        None => None,
    };
    let choices = request.world.filters.iter().map(|filter| checker.filter(filter)).collect();
    checker.finish(CourseForm { page, sorting, choices })
}

impl Checker<'_> {
    fn finish<T>(self, value: T) -> Result<T, ParameterErrors> {
        if self.errors.is_empty() { Ok(value) } else { Err(ParameterErrors { errors: self.errors }) }
    }

    fn lang(&self) -> Lang {
        self.request.active
    }

    fn refuse(&mut self, name: &str, message: String) {
        self.errors.entry(name.to_owned()).or_default().push(message);
    }

    fn page(&mut self) -> Page {
        let limit = self.integer("limit", 1).unwrap_or(DEFAULT_LIMIT);
        let query = self.query();
        let offset = self.integer("offset", 0).unwrap_or(0);
        let scope = match self.choice("scope", &["objects", "filters"]) {
            Some("objects") => Scope::Objects,
            Some(_) => Scope::Filters,
            None => Scope::Both,
        };
        Page { limit, offset, query, scope }
    }

    /// Python's `int`, after Django cut a fraction of zeros off.
    fn integer(&mut self, name: &str, least: i64) -> Option<u32> {
        let text = self.request.first(name)?.trim();
        if text.is_empty() {
            return None;
        }
        let whole = match text.split_once('.') {
            Some((whole, zeros)) if zeros.chars().all(|zero| zero == '0') => whole,
            _ => text,
        };
        let digits = whole.strip_prefix(['+', '-']).unwrap_or(whole);
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_ascii_digit()) {
            self.refuse(name, messages::not_a_number(self.lang()));
            return None;
        }
        if whole.starts_with('-') && digits.chars().any(|digit| digit != '0') || (least > 0 && whole.parse() == Ok(0)) {
            self.refuse(name, messages::too_small(least, self.lang()));
            return None;
        }
        // Numbers beyond these are refused by Elasticsearch, like all above 10 000.
        Some(digits.parse().unwrap_or(u32::MAX))
    }

    fn query(&mut self) -> Option<String> {
        let query = self.request.first("query")?.trim();
        if query.is_empty() {
            return None;
        }
        let length = query.chars().count();
        let lang = self.lang();
        if length < 3 {
            self.refuse("query", messages::too_short(3, length, lang));
        }
        if length > 100 {
            self.refuse("query", messages::too_long(100, length, lang));
        }
        if query.contains('\0') {
            self.refuse("query", messages::null_characters(lang));
        }
        Some(query.to_owned())
    }

    /// One of a few values; an empty one counts as absent.
    fn choice(&mut self, name: &str, known: &[&str]) -> Option<&str> {
        let value = self.request.first(name).filter(|value| !value.is_empty())?;
        if !known.contains(&value) {
            let message = messages::not_a_choice(value, self.lang());
            self.refuse(name, message);
            return None;
        }
        self.request.first(name)
    }

    fn filter(&mut self, filter: &FilterSpec) -> Choice {
        let name = filter.name.as_str();
        let known = |values: &[(&str, &str, &str)], value: &str| values.iter().any(|(known, ..)| *known == value);
        match filter.source {
            Source::New => self.static_values(name, |value| known(&NEW, value)),
            Source::Availability => self.static_values(name, |value| known(&AVAILABILITIES, value)),
            Source::Pace => self.static_values(name, |value| known(&PACES, value)),
            Source::Languages => self.static_values(name, |value| Lang::from_code(value).is_some()),
            Source::Pages { .. } => Choice {
                values: self.ids(name),
                aggs: self.ids(&format!("{name}_aggs")),
                children_aggs: self.id(&format!("{name}_children_aggs")),
            },
        }
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.request
            .parameters
            .iter()
            .filter(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// Only the first wrong value is named, as Django does.
    fn static_values(&mut self, name: &str, is_known: impl Fn(&str) -> bool) -> Choice {
        let values = self.all(name);
        if let Some(wrong) = values.iter().find(|value| !is_known(value)) {
            self.refuse(name, messages::not_a_choice(wrong, self.lang()));
        }
        Choice { values, ..Choice::default() }
    }

    /// Ids; a single value may hold several, separated by commas.
    fn ids(&mut self, name: &str) -> Vec<String> {
        let mut values = self.all(name);
        if let [single] = values.as_slice() {
            values = single.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect();
        }
        for value in &values {
            let length = value.chars().count();
            if length > ID_LENGTH {
                self.refuse(name, messages::too_long(ID_LENGTH, length, self.lang()));
            }
        }
        values
    }

    fn id(&mut self, name: &str) -> Option<String> {
        let value = self.request.first(name)?.trim().to_owned();
        let length = value.chars().count();
        if length > ID_LENGTH {
            self.refuse(name, messages::too_long(ID_LENGTH, length, self.lang()));
        }
        Some(value).filter(|value| !value.is_empty())
    }
}
