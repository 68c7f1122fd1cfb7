//! Stand-in for pages of the Richie site: of a course, where the addresses in searches lead, and of the catalogue.
use axum::body::Body;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

use serde_json::{Value, json};

use super::course;
use crate::catalogue::document::{CourseDoc, Moment, NEVER, PageUrl};
use crate::catalogue::languages::Lang;
use crate::clock;
use crate::openedx::ask::origin;
use crate::world::World;

/// The page at that path, if a course of the world has it.
pub(crate) fn answer(world: &World, path: &str, sent: &HeaderMap) -> Option<Response> {
    let (lang, rest) = path.strip_prefix('/')?.split_once('/')?;
    let lang = Lang::from_code(lang).filter(|lang| world.settings.languages.contains(lang))?;
    let slug = rest.strip_prefix("cours/").or_else(|| rest.strip_prefix("courses/"))?.trim_end_matches('/');
    let site = &world.settings.languages;
    if slug.is_empty() {
        return Some(shown(lang, catalogue(world, lang)));
    }
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
    let props = escaped(&props(world, course, &origin(sent)).to_string());
    let page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <main><h1>{title}</h1><p>{introduction}</p><p>{note}</p>\n\
         <div class=\"richie-react richie-react--syllabus-course-runs-list\" data-props=\"{props}\"></div></main>\n</html>\n"
    );
    Some(shown(lang, page))
}

/// Where the catalogue is, in the site's first language.
pub(crate) fn catalogue_path(world: &World) -> String {
    let lang = world.settings.languages.first().copied().unwrap_or(Lang::FR);
    format!("/{}/{}/", lang.code(), if lang == Lang::FR { "cours" } else { "courses" })
}

/// The catalogue, by links alone.
fn catalogue(world: &World, lang: Lang) -> String {
    let site = &world.settings.languages;
    let link = |course: &CourseDoc| {
        let title = escaped(course.title.best(lang, site).map_or("", |title| title));
        format!("<li><a href=\"{}\">{title}</a></li>\n", escaped(&course::url(course, lang, site)))
    };
    let links: String = world.catalogue.courses.iter().take(20).map(link).collect();
    let title = if lang == Lang::FR { "Tous les cours" } else { "All courses" };
    let code = lang.code();
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <main><h1>{title}</h1><ul>\n{links}</ul></main>\n</html>\n"
    )
}

fn shown(lang: Lang, page: String) -> Response {
    let mut response = Response::new(Body::from(page));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    response
}

/// Properties of the list of sessions (`course_runs_list_widget_props` in `C/templatetags/extra_tags.py`): with links to the LMS.
fn props(world: &World, course: &CourseDoc, origin: &str) -> Value {
    let code = course.code.as_deref().unwrap_or_default();
    let on_lms: Vec<_> =
        world.lms.courses().iter().filter(|known| known.key.number.eq_ignore_ascii_case(code)).collect();
    let date = |moment: Moment| (moment != NEVER).then(|| clock::in_paris(moment, world.anchor));
    let runs = course.runs.iter().map(|run| {
        let known = on_lms.iter().find(|known| known.start.is_some_and(|start| start == run.start));
        let link = known.map_or_else(
            || format!("https://lms.example.org/courses/course-v1:org+{code}+{}/course/", run.session),
            |known| format!("{origin}/courses/{}/course/", known.key),
        );
        json!({
            "id": run.id,
            "title": format!("Session {}", run.session),
            "resource_link": link,
            "start": date(run.start),
            "end": date(run.end),
            "enrollment_start": date(run.enrollment_start),
            "enrollment_end": date(run.enrollment_end),
            "catalog_visibility": "course_and_search",
            "display_mode": "detailed",
            "snapshot": null,
        })
    });
    json!({
        "course": {"id": 1, "code": code, "is_self_paced": false},
        "courseRuns": runs.collect::<Vec<_>>(),
        "maxArchivedCourseRuns": 10,
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
