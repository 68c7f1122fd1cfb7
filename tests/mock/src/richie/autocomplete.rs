//! Autocompletion (`S/utils/viewsets.py`, `S/viewsets/categories.py`).
use axum::http::StatusCode;
use preau::wire::richie::{AutocompleteErrors, Suggestion};

use super::reply::Reply;
use super::{Request, course};
use crate::catalogue::document::Entity;
use crate::catalogue::{Family, at, words};

/// Elasticsearch's default.
const LIMIT: usize = 5;

/// `GET /api/v1.0/courses/autocomplete/`.
pub(crate) fn courses(request: &Request) -> Reply {
    let Some(query) = request.first("query") else {
        return missing("courses");
    };
    let (catalogue, lang, site) = (
        &request.world.catalogue,
        request.item,
        &request.world.settings.languages,
    );
    let titles = catalogue
        .index
        .completions(lang)
        .iter()
        .map(|(course, title)| (*course, &**title));
    let suggestions = best(query, titles)
        .into_iter()
        .filter_map(|number| {
            let course = catalogue.courses.get(at(number))?;
            Some(Suggestion {
                absolute_url: Some(course::url(course, lang, site)),
                id: course.id.to_string(),
                kind: "courses".to_owned(),
                title: course.title.best(lang, site)?.to_string(),
            })
        })
        .collect::<Vec<_>>();
    Reply::json(StatusCode::OK, &suggestions)
}

/// `GET /api/v1.0/<kind>/autocomplete/`.
pub(crate) fn items(request: &Request, family: Family, kind: &str) -> Reply {
    let Some(query) = request.first("query") else {
        return missing(family.name());
    };
    let entities: Vec<&Entity> = request
        .world
        .catalogue
        .family(family)
        .iter()
        .filter(|entity| family != Family::Categories || *entity.kind == *kind)
        .collect();
    let titles: Vec<Option<String>> = entities
        .iter()
        .map(|entity| {
            entity
                .title
                .get(request.item)
                .map(|title| words::completion(title))
        })
        .collect();
    let titles = titles
        .iter()
        .zip(&entities)
        .filter_map(|(title, entity)| Some((*entity, title.as_deref()?)));
    let kind_shown = if family == Family::Categories {
        kind
    } else {
        family.name()
    };
    let suggestions = best(query, titles)
        .into_iter()
        .filter_map(|entity| {
            Some(Suggestion {
                absolute_url: None,
                id: entity.id.to_string(),
                kind: kind_shown.to_owned(),
                title: entity.title.get(request.item)?.to_string(),
            })
        })
        .collect::<Vec<_>>();
    Reply::json(StatusCode::OK, &suggestions)
}

/// The five first, by what follows the text typed, of the titles where it begins a word.
fn best<'a, T: Copy>(query: &str, titles: impl Iterator<Item = (T, &'a str)>) -> Vec<T> {
    let wanted = words::completion(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(&str, T)> = Vec::new();
    for (item, title) in titles {
        let Some(rest) = title.find(&wanted).and_then(|start| title.get(start..)) else {
            continue;
        };
        let position = found.partition_point(|(before, _)| *before <= rest);
        if position < LIMIT {
            found.insert(position, (rest, item));
            found.truncate(LIMIT);
        }
    }
    found.into_iter().map(|(_, item)| item).collect()
}

fn missing(index: &str) -> Reply {
    let errors = vec![format!(
        "Missing autocomplete \"query\" for request to richie_{index}."
    )];
    Reply::json(StatusCode::BAD_REQUEST, &AutocompleteErrors { errors })
}
