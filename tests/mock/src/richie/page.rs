//! Stand-in for a course's page on the Richie site: where the addresses in searches lead.
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::response::Response;

use super::course;
use crate::catalogue::document::{CourseDoc, PageUrl};
use crate::catalogue::languages::Lang;
use crate::world::World;

/// The page at that path, if a course of the world has it.
pub(crate) fn answer(world: &World, path: &str) -> Option<Response> {
    let (lang, rest) = path.strip_prefix('/')?.split_once('/')?;
    let lang = Lang::from_code(lang).filter(|lang| world.settings.languages.contains(lang))?;
    let slug = rest.strip_prefix("cours/").or_else(|| rest.strip_prefix("courses/"))?.trim_end_matches('/');
    let site = &world.settings.languages;
    let is_here = |course: &&CourseDoc| match &course.url {
        PageUrl::Slug(known) => **known == *slug,
        PageUrl::Given(_) => course::url(course, lang, site) == path,
    };
    let course = world.catalogue.courses.iter().find(is_here)?;
    let title = escaped(course.title.best(lang, site).map_or("", |title| title));
    let introduction = escaped(course.introduction.best(lang, site).map_or("", |text| text));
    let note = if lang == Lang::FR {
        "Ici, le site Richie de l’institution montrerait la page complète du cours."
    } else {
        "Here, the institution’s Richie site would show the whole page of the course."
    };
    let code = lang.code();
    let page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <main><h1>{title}</h1><p>{introduction}</p><p>{note}</p></main>\n</html>\n"
    );
    let mut response = Response::new(Body::from(page));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(code));
    Some(response)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
