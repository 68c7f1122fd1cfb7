//! Lists and details of organisations, categories, people and licences (`ItemSearchForm` in `S/forms.py`).
use axum::http::StatusCode;
use preau::wire::richie::{Category, Licence, List, Meta, Organization, Person};
use serde_json::Value;

use super::reply::Reply;
use super::search::WINDOW;
use super::{Request, form, messages};
use crate::catalogue::document::{Entity, Text};
use crate::catalogue::{Family, at, number, words};

/// `GET /api/v1.0/<kind>/`.
pub(crate) fn list(request: &Request, family: Family, kind: &str) -> Reply {
    let page = match form::page(request) {
        Ok(page) => page,
        Err(errors) => return Reply::json(StatusCode::BAD_REQUEST, &errors),
    };
    if page.offset.saturating_add(page.limit) > WINDOW {
        return Reply::server_error();
    }
    let wanted = page.query.as_deref().map(words::words);
    let mut entities: Vec<&Entity> = request
        .world
        .catalogue
        .family(family)
        .iter()
        .filter(|entity| family != Family::Categories || *entity.kind == *kind)
        .filter(|entity| wanted.as_ref().is_none_or(|words| is_found(entity, words)))
        .collect();
    // By code point, as Richie's index sorts; those without a title in this language come last.
    let title = |entity: &Entity| entity.title.get(request.item).cloned();
    entities.sort_by_key(|entity| (title(entity).is_none(), title(entity)));
    let total = number(entities.len());
    let objects: Vec<Value> = entities
        .into_iter()
        .skip(at(page.offset))
        .take(at(page.limit))
        .map(|entity| object(request, family, entity))
        .collect();
    let meta = Meta { count: number(objects.len()), offset: page.offset, total_count: total };
    Reply::json(StatusCode::OK, &List { meta, objects })
}

/// `GET /api/v1.0/<kind>/<id>/`; the kind does not matter.
pub(crate) fn detail(request: &Request, family: Family, id: &str) -> Reply {
    let catalogue = &request.world.catalogue;
    let entity = catalogue.find(family, id).and_then(|page| catalogue.entity(family, page));
    match entity {
        Some(entity) => Reply::json(StatusCode::OK, &object(request, family, entity)),
        None if family == Family::Categories => {
            Reply::detail(StatusCode::NOT_FOUND, messages::refusal(StatusCode::NOT_FOUND, request.active))
        }
        None => Reply::nothing(),
    }
}

/// Whether any word stands in a title of any language, or in the text of a licence.
fn is_found(entity: &Entity, wanted: &[String]) -> bool {
    let stands = |text: &Text| {
        text.iter().any(|(_, text)| {
            words::words(text).iter().any(|word| wanted.iter().any(|wanted| word.contains(words::singular(wanted))))
        })
    };
    stands(&entity.title) || stands(&entity.content)
}

fn object(request: &Request, family: Family, entity: &Entity) -> Value {
    let (lang, site) = (request.item, &request.world.settings.languages);
    let id = entity.id.to_string();
    let title = entity.title.best(lang, site).map(ToString::to_string).unwrap_or_default();
    let logo = entity.logo.best(lang, site).cloned();
    let value = match family {
        Family::Organizations => serde_json::to_value(Organization { id, logo, title }),
        Family::Persons => serde_json::to_value(Person { id, portrait: logo, title }),
        Family::Licences => serde_json::to_value(Licence { id, title }),
        Family::Categories => serde_json::to_value(Category {
            icon: entity.icon.best(lang, site).cloned(),
            id,
            is_meta: *entity.kind == *"meta",
            logo,
            nb_children: number(entity.children.len()),
            path: entity.path.to_string(),
            title,
        }),
    };
    value.unwrap_or(Value::Null)
}
