//! The page of a unit, which the app shows in a frame, and the handlers of its blocks.
use axum::http::StatusCode;
use axum::response::Response;

use super::ask::Ask;
use super::reply;
use super::state::State;

/// `/xblock/{usage_key}`, `/courses/{course_key}/xblock/{usage_key}/handler/{name}`, `/asset-v1:…`
pub(crate) fn answer(_: &Ask<'_>, _: &mut State) -> Response {
    reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned())
}
