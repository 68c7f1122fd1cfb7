//! Richie's API, as `contract/catalogue.md` describes it: which request gets which answer.
mod autocomplete;
mod course;
mod facets;
mod form;
mod items;
pub(crate) mod language;
mod messages;
mod negotiate;
pub(crate) mod page;
mod reply;
mod runs;
mod search;

use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;

use crate::catalogue::Family;
use crate::catalogue::languages::Lang;
use crate::world::World;
use language::Languages;
use reply::Reply;

/// One request, read as far as every resource needs it.
pub(crate) struct Request<'a> {
    /// World that it is made in.
    pub(crate) world: &'a World,
    /// Query parameters in order.
    pub(crate) parameters: Vec<(String, String)>,
    /// Language of the course list, facets and messages.
    pub(crate) active: Lang,
    /// Language of lists, details and autocompletion: the same without the path's prefix.
    pub(crate) item: Lang,
}

impl Request<'_> {
    /// First value of a parameter.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }
}

/// What a path below `/api/v1.0/` names.
enum Target<'a> {
    Courses,
    Course(&'a str),
    Items(Family, &'a str),
    Item(Family, &'a str),
    Autocomplete(Option<Family>, &'a str),
    Runs,
    Run(&'a str),
    FilterDefinitions,
}

/// Whether the path belongs to the API, with or without a language prefix.
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
        || path.split_once("/api/").is_some_and(|(prefix, _)| is_language(prefix.trim_start_matches('/')))
}

fn is_language(code: &str) -> bool {
    Lang::from_code(code).is_some()
}

/// The answer to a request on [`is_api`] paths.
pub(crate) fn answer(world: &World, parts: &Parts) -> Response {
    let path = parts.uri.path();
    let (prefix, rest) = match path.split_once("/api/") {
        Some(("", rest)) => (None, rest),
        Some((prefix, rest)) => (Lang::from_code(prefix.trim_start_matches('/')), rest),
        None => (None, ""),
    };
    let languages = Languages::of(parts, &world.settings.languages);
    let active = prefix.filter(|lang| world.settings.languages.contains(lang)).unwrap_or(languages.requested);
    let request = Request { world, parameters: parameters(parts), active, item: languages.requested };
    let reply = reply_to(&request, parts, rest, prefix.is_some());
    reply.finish(active, languages.cookie, world.settings.oddities.language_cookie)
}

fn parameters(parts: &Parts) -> Vec<(String, String)> {
    form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes()).into_owned().collect()
}

fn reply_to(request: &Request, parts: &Parts, rest: &str, is_prefixed: bool) -> Reply {
    if !parts.uri.path().ends_with('/') {
        let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        return Reply::redirect(StatusCode::MOVED_PERMANENTLY, &format!("{}/{query}", parts.uri.path()));
    }
    let found = found(request, parts, rest);
    if found.status() == StatusCode::NOT_FOUND && !is_prefixed && request.world.settings.oddities.redirect_404 {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        return Reply::redirect(StatusCode::FOUND, &format!("/{}{path}", request.active.code()));
    }
    found
}

fn found(request: &Request, parts: &Parts, rest: &str) -> Reply {
    let segments: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let Some((version, segments)) = segments.split_first() else {
        return Reply::not_found_page();
    };
    let Some(version) = version.strip_prefix('v').filter(|version| is_version(version)) else {
        return Reply::not_found_page();
    };
    let Some(target) = target(segments) else {
        return Reply::not_found_page();
    };
    let format = match negotiate::format(parts, request.first("format")) {
        Ok(format) => format,
        Err(status) => return Reply::refusal(status, messages::refusal(status, request.active)),
    };
    let reply = if version == "1.0" {
        dispatch(request, parts, &target)
    } else {
        Reply::detail(StatusCode::NOT_FOUND, messages::wrong_version(request.active))
    };
    reply.rendered(format)
}

fn is_version(version: &str) -> bool {
    version.contains('.') && version.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

fn target<'a>(segments: &[&'a str]) -> Option<Target<'a>> {
    let family = |resource| match resource {
        "organizations" => Some(Family::Organizations),
        "persons" => Some(Family::Persons),
        "licences" => Some(Family::Licences),
        _ => None,
    };
    let is_word = |kind: &str| !kind.is_empty() && kind.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    match *segments {
        ["filter-definitions"] => Some(Target::FilterDefinitions),
        ["courses"] => Some(Target::Courses),
        ["courses", "autocomplete"] => Some(Target::Autocomplete(None, "courses")),
        ["courses", id] => Some(Target::Course(id)),
        ["course-runs"] => Some(Target::Runs),
        ["course-runs", id] => Some(Target::Run(id)),
        [resource] if family(resource).is_some() => Some(Target::Items(family(resource)?, resource)),
        [resource, "autocomplete"] if family(resource).is_some() => {
            Some(Target::Autocomplete(family(resource), resource))
        }
        [resource, id] if family(resource).is_some() => Some(Target::Item(family(resource)?, id)),
        [kind] if is_word(kind) => Some(Target::Items(Family::Categories, kind)),
        [kind, "autocomplete"] if is_word(kind) => Some(Target::Autocomplete(Some(Family::Categories), kind)),
        [kind, id] if is_word(kind) => Some(Target::Item(Family::Categories, id)),
        _ => None,
    }
}

fn dispatch(request: &Request, parts: &Parts, target: &Target) -> Reply {
    let method = &parts.method;
    if matches!(target, Target::Runs) || (matches!(target, Target::Run(_)) && is_write(method)) {
        return Reply::detail(StatusCode::FORBIDDEN, messages::not_signed_in(request.active));
    }
    if *method == Method::OPTIONS {
        return Reply::options();
    }
    if *method != Method::GET && *method != Method::HEAD {
        let reply = Reply::detail(StatusCode::METHOD_NOT_ALLOWED, &messages::wrong_method(method, request.active));
        return reply.with_header("allow", "GET, HEAD, OPTIONS");
    }
    match *target {
        Target::Courses => search::courses(request),
        Target::Course(id) => course::detail(request, id),
        Target::Items(family, kind) => items::list(request, resolved(request, family, kind), kind),
        Target::Item(family, id) => items::detail(request, family, id),
        Target::Autocomplete(None, _) => autocomplete::courses(request),
        Target::Autocomplete(Some(family), kind) => autocomplete::items(request, resolved(request, family, kind), kind),
        Target::FilterDefinitions => facets::definitions(request),
        Target::Run(id) => runs::detail(request, id),
        Target::Runs => Reply::not_found_page(),
    }
}

fn is_write(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(method)
}

/// The family behind a name: a site that renames a filter also serves its pages under the new name.
fn resolved(request: &Request, family: Family, kind: &str) -> Family {
    use crate::catalogue::filters::Source;
    request
        .world
        .filters
        .iter()
        .find_map(|filter| match filter.source {
            Source::Pages { family, .. } if filter.name == kind => Some(family),
            _ => None,
        })
        .unwrap_or(family)
}
