//! Richie's catalogue: courses, institutions, subjects, people, licences.
use super::{ApiError, decode::decode, http, settings};
use crate::json::read_fields;
use crate::wire::richie::{
    Category, Course, CourseSearch, FilterDefinitions, Filters, List, Meta, Organization, Person, Suggestion,
};
use std::rc::Rc;

/// Courses that a page of results shows.
pub const PAGE: u32 = 21;

/// A page of results with the filters that the search leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Where the page lies in the whole.
    pub meta: Meta,
    /// Courses, best first: the order is the server's.
    pub courses: Vec<Course>,
    /// Filters; `None` when the server could answer without them only (an outdated id: contract §3.1).
    pub filters: Option<Filters>,
}

/// Searches courses. `query` is Richie's own query string, without `?`.
///
/// An id that is gone makes the server fail while it counts facets; the courses alone may still be had, so they are asked
/// for in a second request.
///
/// # Errors
/// Any [`ApiError`].
pub async fn search(query: String) -> Result<Results, ApiError> {
    let found = match answer(courses_path(&query)).await {
        Err(ApiError::Server(500)) if !query.contains("scope=objects") => {
            answer(courses_path(&[&query, "&scope=objects"].concat())).await
        }
        found => found,
    }?;
    let found = decode(&found)?;
    // what is drawn of it is a task of its own: on a slow phone the page answers in between
    http::sleep(0).await;
    results(found)
}

/// The last good answer to that same search, if there was one.
pub fn last_search(query: &str) -> Option<Results> {
    let text = http::last_good(&settings::catalogue(&courses_path(query)))?;
    results(decode(&text).ok()?).ok()
}

/// Filters only, for instance with more values (`<filter>_aggs`) or a value's children (`<filter>_children_aggs`).
///
/// # Errors
/// Any [`ApiError`].
pub async fn filters(query: String) -> Result<Filters, ApiError> {
    let answer: CourseSearch = decode(&answer(courses_path(&[&query, "&scope=filters&limit=1"].concat())).await?)?;
    answer.filters.ok_or_else(|| ApiError::Decode("no filters".into()))
}

/// The last good answer to that same question, if there was one.
pub fn last_filters(query: &str) -> Option<Filters> {
    let text = http::last_good(&settings::catalogue(&courses_path(&[query, "&scope=filters&limit=1"].concat())))?;
    decode::<CourseSearch>(&text).ok()?.filters
}

/// How many courses a search finds.
///
/// # Errors
/// Any [`ApiError`].
pub async fn count(query: String) -> Result<u32, ApiError> {
    let answer: CourseSearch = decode(&answer(courses_path(&[&query, "&limit=1&scope=objects"].concat())).await?)?;
    Ok(answer.meta.total_count)
}

/// Filters of the site, whatever the search.
///
/// # Errors
/// Any [`ApiError`].
pub async fn definitions() -> Result<FilterDefinitions, ApiError> {
    decode(&answer("/api/v1.0/filter-definitions/".into()).await?)
}

/// At most five titles of a kind (`courses`, `subjects`, …) in which a word begins with the text.
///
/// # Errors
/// Any [`ApiError`].
pub async fn suggestions(kind: &str, text: &str) -> Result<Vec<Suggestion>, ApiError> {
    decode(&answer(path(&["/api/v1.0/", kind, "/autocomplete/?query=", &encode(text)])).await?)
}

/// An item that a filter's list names, whatever the kind: its id and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Id, as filters take it.
    pub id: String,
    /// Name.
    pub title: String,
    /// Direct children; 0 for what has none by nature.
    pub nb_children: u32,
    /// A root category, which is no value.
    pub is_meta: bool,
    /// Tree path of a category, 4 characters a level; empty for what has no tree.
    pub path: String,
}
read_fields! { Named { id, title } default { nb_children, is_meta, path } }

/// A page of a searchable filter's values, in order of name; `text` (3 letters or more) narrows it.
///
/// # Errors
/// Any [`ApiError`].
pub async fn values(kind: &str, text: &str, offset: u32, limit: u32) -> Result<List<Named>, ApiError> {
    let (offset, limit) = (offset.to_string(), limit.to_string());
    let mut parts = vec!["/api/v1.0/", kind, "/?limit=", &limit, "&offset=", &offset];
    let text = encode(text);
    if !text.is_empty() {
        parts.extend(["&query=", &text]);
    }
    decode(&answer(path(&parts)).await?)
}

/// A course by id. Richie 3.4 fails on every course that exists (500) and says 404 for one that does not (contract §4).
///
/// # Errors
/// Any [`ApiError`].
pub async fn course(id: &str) -> Result<Course, ApiError> {
    decode(&answer(path(&["/api/v1.0/courses/", &encode(id), "/"])).await?)
}

/// An institution.
///
/// # Errors
/// Any [`ApiError`].
pub async fn organization(id: String) -> Result<Organization, ApiError> {
    decode(&answer(path(&["/api/v1.0/organizations/", &encode(&id), "/"])).await?)
}

/// A subject, level or other category: the server does not mind the kind.
///
/// # Errors
/// Any [`ApiError`].
pub async fn category(id: String) -> Result<Category, ApiError> {
    decode(&answer(path(&["/api/v1.0/subjects/", &encode(&id), "/"])).await?)
}

/// A person.
///
/// # Errors
/// Any [`ApiError`].
pub async fn person(id: String) -> Result<Person, ApiError> {
    decode(&answer(path(&["/api/v1.0/persons/", &encode(&id), "/"])).await?)
}

/// Percent-encoded for a query or a path's part.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn results(answer: CourseSearch) -> Result<Results, ApiError> {
    let courses = answer.objects.ok_or_else(|| ApiError::Decode("no objects".into()))?;
    Ok(Results { meta: answer.meta, courses, filters: answer.filters })
}

fn courses_path(query: &str) -> String {
    path(&["/api/v1.0/courses/?", query])
}

fn path(parts: &[&str]) -> String {
    parts.concat()
}

/// One asynchronous read for all types; decoding is the caller's last step.
async fn answer(path: String) -> Result<Rc<str>, ApiError> {
    http::read(settings::catalogue(&path)).await
}
