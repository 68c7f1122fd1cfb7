//! The forum: `/api/discussion/…`, as `contract/forum.md` describes it.
mod bulk;
mod comments;
pub(crate) mod errors;
mod gate;
pub(crate) mod happen;
mod learners;
pub(crate) mod metadata;
pub(crate) mod model;
pub(crate) mod query;
mod render;
pub(crate) mod roles;
pub(crate) mod room;
mod search;
pub(crate) mod seed;
pub(crate) mod settings;
pub(crate) mod show;
mod threads;
mod topics;
mod upload;
pub(crate) mod write_comments;
mod write_threads;

use axum::http::{Method, StatusCode};
use axum::response::Response;

use super::ask::Ask;
use super::state::State;
use errors::{Answer, Refusal};

/// `/api/discussion/…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    route(ask, state, rest).unwrap_or_else(Refusal::response)
}

pub(crate) use metadata::cohorts;

fn route(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Answer {
    let method = &ask.parts.method;
    let is_slashed = ask.path.ends_with('/');
    if ask.world.settings.lms.oddities.forum_old && matches!(rest, ["v2" | "v3", ..]) {
        return Err(Refusal::Html(StatusCode::NOT_FOUND));
    }
    match (method, rest) {
        (&Method::GET, [version @ ("v1" | "v2"), "courses", key]) => {
            metadata::course(ask, state, key, *version == "v1")
        }
        (&Method::GET | &Method::PATCH, ["v1", "courses", key, "settings"]) if !is_slashed => {
            metadata::settings(ask, state, key)
        }
        (&Method::GET, ["v1", "courses", key, "learner"]) if is_slashed => learners::threads_of(ask, state, key),
        (&Method::GET, ["v1", "courses", key, "activity_stats"]) if is_slashed => learners::statistics(ask, state, key),
        (&Method::POST, ["v1", "courses", key, "upload"]) if !is_slashed => upload::take(ask, state, key),
        (&Method::POST, ["v1", "bulk_delete_user_posts", key]) => bulk::delete(ask, state, key),
        (&Method::GET, ["uploads", id]) => upload::give(state, id),
        (&Method::GET | &Method::POST, ["v1", "courses", key, "roles", role]) => metadata::roles(ask, state, key, role),
        (&Method::GET, [version @ ("v1" | "v2" | "v3"), "course_topics", key]) => {
            topics::answer(ask, state, key, version)
        }
        (&Method::GET | &Method::POST, ["v1", "threads"]) if is_slashed => write_threads::list_or_create(ask, state),
        (&Method::GET, ["v1", "threads", id]) if is_slashed => threads::detail(ask, state, id),
        (&Method::PATCH, ["v1", "threads", id]) if is_slashed => write_threads::change(ask, state, id),
        (&Method::DELETE, ["v1", "threads", id]) if is_slashed => write_threads::delete(ask, state, id),
        (&Method::POST, ["v1", "comments"]) if is_slashed => write_comments::create(ask, state),
        (&Method::PATCH, ["v1", "comments", id]) if is_slashed => write_comments::change(ask, state, id),
        (&Method::DELETE, ["v1", "comments", id]) if is_slashed => write_comments::delete(ask, state, id),
        (&Method::GET, ["v1", "comments"]) if is_slashed => comments::list(ask, state),
        (&Method::GET, ["v1", "comments", id]) if is_slashed => comments::replies(ask, state, id),
        (method, ["v1", "threads" | "comments", ..]) if is_slashed => Err(Refusal::method(method.as_str())),
        _ => Err(Refusal::Html(StatusCode::NOT_FOUND)),
    }
}

/// Changes come as `application/merge-patch+json` and as nothing else.
pub(crate) fn is_patch(ask: &Ask<'_>) -> Answer<()> {
    let kind = ask.header("content-type").unwrap_or_default();
    if kind.starts_with("application/merge-patch+json") {
        return Ok(());
    }
    let message = format!("Unsupported media type \"{kind}\" in request.");
    Err(Refusal::developer(StatusCode::UNSUPPORTED_MEDIA_TYPE, &message))
}
