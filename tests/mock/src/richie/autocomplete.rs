//! Autocompletion (`S/utils/viewsets.py`, `S/viewsets/categories.py`).
use axum::http::StatusCode;
use preau::wire::richie::{AutocompleteErrors, Suggestion};

use super::reply::Reply;
use super::{Request, course};
use crate::catalogue::document::Entity;
use crate::catalogue::index::Completions;
use crate::catalogue::{Family, at, number, words};

/// Elasticsearch's default.
const LIMIT: usize = 5;

/// `GET /api/v1.0/courses/autocomplete/`.
pub(crate) fn courses(request: &Request) -> Reply {
    let Some(query) = request.first("query") else {
        return missing("courses");
    };
    let (catalogue, lang, site) = (&request.world.catalogue, request.item, &request.world.settings.languages);
    let wanted = words::completion(query);
    let found = catalogue.index.completions(lang).filter(|_| !wanted.is_empty()).map(|titles| titles.find(&wanted));
    let suggestions = first(found.into_iter().flatten())
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
    let mut titles = Completions::default();
    for (position, entity) in entities.iter().enumerate() {
        if let Some(title) = entity.title.get(request.item) {
            titles.push(number(position), title);
        }
    }
    let wanted = words::completion(query);
    let found = Some(&titles).filter(|_| !wanted.is_empty()).map(|titles| titles.find(&wanted));
    let kind_shown = if family == Family::Categories { kind } else { family.name() };
    let suggestions = first(found.into_iter().flatten())
        .into_iter()
        .filter_map(|position| {
            let entity = entities.get(at(position))?;
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

/// The five first by what follows the text typed.
fn first<'a>(titles: impl Iterator<Item = (u32, &'a str)>) -> Vec<u32> {
    let mut found: Vec<(&str, u32)> = Vec::new();
    for (owner, rest) in titles {
        let position = found.partition_point(|(before, _)| *before <= rest);
        if position < LIMIT {
            found.insert(position, (rest, owner));
            found.truncate(LIMIT);
        }
    }
    found.into_iter().map(|(_, owner)| owner).collect()
}

fn missing(index: &str) -> Reply {
    let errors = vec![format!("Missing autocomplete \"query\" for request to richie_{index}.")];
    Reply::json(StatusCode::BAD_REQUEST, &AutocompleteErrors { errors })
}
