//! The LMS's API, as `contract/course.md` describes it: which request gets which answer.
mod access;
pub(crate) mod ask;
pub(crate) mod awards;
mod blocks;
mod bookmarks;
mod certificate;
mod completion;
pub(crate) mod course;
mod course_home;
mod courseware;
pub(crate) mod elsewhere;
mod enrolment;
mod exam;
mod form;
pub(crate) mod forum;
mod home;
mod notifications;
mod old_doors;
mod people;
mod progress;
pub(crate) mod reply;
mod search;
mod seed;
mod sequences;
pub(crate) mod session;
pub(crate) mod settings;
mod site_config;
pub(crate) mod state;
mod token;
mod tree;
pub(crate) mod unit;

use std::sync::{Arc, Mutex};

use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, DATE, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::awards as services;
use crate::clock;
use crate::world::{World, locked};
use ask::Ask;
use course::Course;
use settings::LmsSettings;
use state::State;

/// Beginnings of the paths that are the LMS's.
const PREFIXES: &[&str] = &[
    "/api/agreements/",
    "/api/badges/",
    "/api/bookmarks/",
    "/api/certificates/",
    "/api/change_email_settings",
    "/api/completion/",
    "/api/course_experience/",
    "/api/course_home/",
    "/api/courses/v1/",
    "/api/courses/v2/",
    "/api/courseware/",
    "/api/discussion/",
    "/api/edx_proctoring/",
    "/api/enrollment/",
    "/api/learner_home/",
    "/api/learning_sequences/",
    "/api/cohorts/",
    "/api/mfe_config/",
    "/api/notifications/",
    "/api/send_account_activation_email",
    "/api/user/",
    "/api/user_tours/",
    "/asset-v1:",
    "/certificates/",
    "/change_enrollment",
    "/courses/course-v1:",
    "/csrf/api/",
    "/login_refresh",
    "/notices/api/",
    "/search/course-v1:",
    "/services/",
    "/xblock/",
];

/// Paths that are the LMS's to the letter.
const PATHS: &[&str] = &["/api/v1.0/user/me", "/api/v1.0/user/me/", "/login", "/logout"];

/// Families that servers before 2020 do not have.
const RECENT: &[&str] =
    &["/api/course_home/", "/api/courseware/", "/api/learner_home/", "/api/learning_sequences/", "/api/mfe_config/"];

/// What a world keeps of its LMS.
#[derive(Debug)]
pub(crate) struct Lms {
    courses: Arc<Vec<Course>>,
    state: Arc<Mutex<State>>,
}

impl Lms {
    /// Courses changed as the settings say. The state is that of the world before, else a fresh one.
    pub(crate) fn new(
        courses: &Arc<Vec<Course>>,
        settings: &LmsSettings,
        before: Option<&Self>,
    ) -> Result<Self, String> {
        let courses = seed::changed(courses, settings)?;
        let state = match before {
            Some(before) => Arc::clone(&before.state),
            None => Arc::new(Mutex::new(seed::state(&courses, settings)?)),
        };
        Ok(Self { courses, state })
    }

    /// A course by its key.
    pub(crate) fn course(&self, key: &str) -> Option<&Course> {
        self.courses.iter().find(|course| course.key.to_string() == key)
    }

    /// All courses.
    pub(crate) fn courses(&self) -> &[Course] {
        &self.courses
    }

    /// What people did, for who holds no request.
    pub(crate) fn state(&self) -> &Mutex<State> {
        &self.state
    }
}

/// Whether the path belongs to the LMS.
pub(crate) fn is_lms(path: &str) -> bool {
    let path = decoded(path);
    PATHS.contains(&path.as_str()) || PREFIXES.iter().any(|prefix| path.starts_with(prefix))
}

/// The answer to a request on [`is_lms`] paths.
pub(crate) fn answer(world: &World, parts: &Parts, body: &[u8]) -> Response {
    let path = decoded(parts.uri.path());
    let state = &mut *locked(world.lms.state());
    let ask = Ask::new(world, parts, &path, body, state);
    let mut response = refused(&ask).unwrap_or_else(|| route(&ask, state));
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::from_str(&clock::http_date(world.absolute(world.now()))) {
        headers.insert(DATE, date);
    }
    // these two alone let pages elsewhere read it
    if ["/api/course_home/outline/", "/api/courseware/course/"].iter().any(|start| path.starts_with(start)) {
        headers.insert("access-control-expose-headers", HeaderValue::from_static("Date"));
    }
    elsewhere::share(&ask, headers);
    headers.entry(CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(ask.lang.code()));
    headers.entry(VARY).or_insert(HeaderValue::from_static("Accept, Accept-Language, Cookie"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache, no-store, must-revalidate, private"));
    response
}

/// What is refused before any view sees it: families that this server lacks, writes without a genuine token.
fn refused(ask: &Ask<'_>) -> Option<Response> {
    if ask.world.settings.lms.oddities.older_server && RECENT.iter().any(|prefix| ask.path.starts_with(prefix)) {
        return Some(reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned()));
    }
    session::forged(ask)
}

fn route(ask: &Ask<'_>, state: &mut State) -> Response {
    let path = ask.path.trim_start_matches('/');
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments.as_slice() {
        ["login"] => session::login(ask, state),
        ["login_refresh"] => session::refresh(ask, state),
        ["logout"] => session::logout(ask, state),
        ["csrf", "api", "v1", "token"] => session::csrf(ask, state),
        ["api", "send_account_activation_email"] => people::send_activation(ask),
        ["api", "user", "v1", rest @ ..] => people::answer(ask, state, rest),
        ["api", "user_tours", "discussion_tours", rest @ ..] => people::discussion_tours(ask, state, rest),
        ["api", "user_tours", "v1", name] => people::tours(ask, name),
        ["api", "mfe_config", ..] => site_config::answer(ask),
        ["api", "enrollment", "v1", rest @ ..] => enrolment::answer(ask, state, rest),
        ["change_enrollment"] => old_doors::change(ask, state),
        ["api", "change_email_settings"] => old_doors::email(ask, state),
        ["api", "learner_home", "init"] => home::answer(ask, state),
        ["api", "course_home", "v1", rest @ ..] | ["api", "course_home", rest @ ..] => {
            course_home::answer(ask, state, rest)
        }
        ["api", "course_experience", "v1", action] => course_home::deadlines::answer(ask, state, action),
        ["api", "courseware", rest @ ..] => courseware::answer(ask, state, rest),
        ["api", "learning_sequences", "v1", "course_outline", key] => sequences::answer(ask, state, key),
        ["api", "courses", version @ ("v1" | "v2"), "blocks", rest @ ..] => {
            blocks::answer(ask, state, *version == "v2", rest.first().copied())
        }
        ["api", "completion", "v1", "completion-batch"] => completion::batch(ask, state),
        ["api", "bookmarks", "v1", "bookmarks", rest @ ..] => bookmarks::answer(ask, state, rest),
        ["api", "edx_proctoring", "v1", "proctored_exam", "attempt", rest @ ..] => exam::answer(ask, state, rest),
        ["api", "agreements", "v1", "integrity_signature", key] => people::signature(ask, state, key),
        ["api", "discussion", rest @ ..] => forum::answer(ask, state, rest),
        ["api", "notifications", rest @ ..] => notifications::answer(ask, state, rest),
        ["api", "cohorts", "v1", "courses", key, "cohorts"] => forum::cohorts(ask, state, key),
        ["search", key] => search::answer(ask, state, key),
        ["certificates", id] => certificate::page(ask, state, id),
        ["certificates", id, "attestation.pdf"] => awards::file(state, id),
        ["api", "certificates", "v0", "certificates", rest @ ..] => awards::certificates(ask, state, rest),
        ["api", "badges", rest @ ..] => awards::badges(ask, rest),
        ["api", "v1.0", "user", "me"] => awards::access_token(ask, state),
        ["services", rest @ ..] => service(ask, state, rest),
        ["courses", key, rest @ ..] => below_course(ask, state, key, rest),
        ["xblock", ..] => unit::answer(ask, state),
        [asset] if asset.starts_with("asset-v1:") => unit::answer(ask, state),
        _ => reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned()),
    }
}

/// Services beside the LMS that its learners have awards from.
fn service(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    match rest {
        ["credentials", rest @ ..] => services::credentials::answer(ask, state, rest),
        ["joanie", rest @ ..] => services::joanie::answer(ask, rest),
        ["badges", rest @ ..] => services::service::answer(ask, rest),
        ["wallet", "receive"] => services::credentials::receive(ask),
        _ => reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned()),
    }
}

/// `/courses/{key}/…`: handlers of blocks, doors into the course, small questions.
fn below_course(ask: &Ask<'_>, state: &mut State, key: &str, rest: &[&str]) -> Response {
    match rest {
        ["xblock", usage, "handler", name @ ("goto_position" | "get_completion")] => {
            courseware::handlers::answer(ask, state, usage, name)
        }
        ["xblock", ..] => unit::answer(ask, state),
        ["courseware-navigation-sidebar", "toggles"] => courseware::toggles(ask, key),
        ["courseware-search", "enabled"] => search::enabled(ask, key),
        ["jump_to" | "jump_to_id", target] => courseware::jump(ask, state, key, target),
        ["generate_user_cert"] => certificate::generate(ask, state, key),
        ["masquerade"] => people::masquerade(ask, state, key),
        ["about" | "ressources" | "instructor"] | ["course", "updates"] | ["discussion", ..] => people::page(ask, key),
        ["bookmarks"] => reply::redirect(&format!("{}/course/{key}/bookmarks", ask.site())),
        _ => reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned()),
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}
