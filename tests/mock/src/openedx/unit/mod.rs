//! The page of a unit, which the app shows in a frame, the handlers of its blocks, the files that it uses.
mod asset;
mod handlers;
mod page;
mod problem;

use axum::http::StatusCode;
use axum::response::Response;

use super::access::Place;
use super::ask::{Ask, Means};
use super::course::Kind;
use super::reply;
use super::state::{State, course_of};
use super::tree::Tree;

/// An answer that is to come so many milliseconds later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Later(pub(crate) u64);

/// `/xblock/{usage_key}`, `/courses/{course_key}/xblock/{usage_key}/handler/{name}`, `/asset-v1:…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State) -> Response {
    // These are plain views: what the token says does not count, the session does.
    let user = ask.session_user.clone();
    let by_session = Ask {
        world: ask.world,
        parts: ask.parts,
        path: ask.path,
        parameters: ask.parameters.clone(),
        body: ask.body,
        means: user.is_some().then_some(Means::Session),
        session_user: user.clone(),
        user,
        lang: ask.lang,
    };
    let segments: Vec<&str> = ask.path.trim_matches('/').split('/').collect();
    match segments.as_slice() {
        ["xblock", usage] => page::answer(&by_session, state, usage),
        ["courses", _, "xblock", usage, "handler" | "handler_noauth", name @ ..] => {
            handlers::answer(&by_session, state, usage, name)
        }
        [asset] => asset::answer(&by_session, asset),
        _ => missing(),
    }
}

fn missing() -> Response {
    reply::html(
        StatusCode::NOT_FOUND,
        "<!doctype html>\n<title>Page not found</title>\n<h1>Page not found</h1>".to_owned(),
    )
}

/// The course of a block for who asks, if they may enter it, and the block's place.
fn found<'a>(ask: &'a Ask<'_>, state: &mut State, usage: &str) -> Option<(Place<'a>, usize)> {
    let place = Place::find(ask, state, &course_of(usage)?)?;
    let index = Tree::new(place.course, &place.learner).find(usage)?;
    place.denied(ask).is_none().then_some((place, index))
}

/// Whether nothing may be changed any more: the due date is over, or the exam is handed in.
fn is_closed(ask: &Ask<'_>, place: &Place<'_>, index: usize) -> bool {
    let tree = Tree::new(place.course, &place.learner);
    let Some(sequence) = tree.above(index, &Kind::Sequential) else {
        return false;
    };
    let due = tree.block(sequence).and_then(|block| place.due(block.due));
    let usage = tree.usage(sequence);
    let is_handed_in =
        place.learner.attempts.iter().any(|attempt| attempt.sequence == usage && attempt.status == "submitted");
    is_handed_in || due.is_some_and(|due| due < ask.now())
}
