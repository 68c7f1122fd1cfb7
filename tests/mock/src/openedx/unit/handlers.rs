//! What the page of a unit asks of its blocks: completion, answers, transcripts.
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::problem;
use crate::openedx::ask::Ask;
use crate::openedx::course::captions;
use crate::openedx::course::content::Content;
use crate::openedx::reply;
use crate::openedx::state::State;
use crate::openedx::tree::Tree;

/// `…/xblock/{usage_key}/handler/{name}/{suffix}`
pub(super) fn answer(ask: &Ask<'_>, state: &mut State, usage: &str, name: &[&str]) -> Response {
    if let ["transcript", action, ..] = name {
        return transcript(ask, usage, action, name.get(2).copied());
    }
    if ask.parts.method != Method::POST {
        return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    if ask.user.is_none() {
        return reply::text(StatusCode::FORBIDDEN, "Unauthenticated");
    }
    let Some((place, index)) = super::found(ask, state, usage) else {
        return super::missing();
    };
    let content = place.course.content(index);
    match name {
        ["publish_completion"] | ["xmodule_handler", "publish_completion"] => publish(ask, state, usage, content),
        ["xmodule_handler", "problem_check"] => {
            let possible = place.course.blocks.get(index).and_then(|block| block.max_score).unwrap_or(0.0);
            let is_closed = super::is_closed(ask, &place, index);
            check(ask, state, usage, content, possible, is_closed)
        }
        ["xmodule_handler", "save_user_state"] => reply::ok(&json!({"success": true})),
        _ => super::missing(),
    }
}

/// Questions are completed by answering only.
fn publish(ask: &Ask<'_>, state: &mut State, usage: &str, content: &Content) -> Response {
    if matches!(content, Content::None | Content::Choice(_) | Content::Number(_)) {
        return super::missing();
    }
    if ask.world.settings.lms.oddities.without_completion {
        return reply::with_status(StatusCode::BAD_REQUEST, &json!({"error": "Completion is not tracked."}));
    }
    match ask.json().get("completion").and_then(Value::as_f64).filter(|value| (0.0..=1.0).contains(value)) {
        Some(value) => {
            state.complete(ask.username(), usage, value);
            reply::ok(&json!({"result": "ok"}))
        }
        None => reply::with_status(StatusCode::BAD_REQUEST, &json!({"error": "Completion must be from 0 to 1."})),
    }
}

fn check(ask: &Ask<'_>, state: &mut State, usage: &str, content: &Content, possible: f64, is_closed: bool) -> Response {
    if !matches!(content, Content::Choice(_) | Content::Number(_)) {
        return super::missing();
    }
    if is_closed {
        let text = ask.text("This problem is closed.", "Cette question est close.");
        return reply::ok(&json!({"success": text, "contents": format!("<p>{text}</p>")}));
    }
    let answer = problem::answer(&ask.form());
    let Some(outcome) = problem::judge(content, &answer) else {
        let text = ask.text("Choose or write an answer first.", "Choisissez ou écrivez d’abord une réponse.");
        return reply::ok(&json!({"success": text, "contents": format!("<p>{text}</p>")}));
    };
    let earned = if outcome.is_right { possible } else { 0.0 };
    state.score(ask.username(), usage, earned, possible, answer);
    let attempts = state.learner(ask.username()).scores.get(usage).map_or(0, |score| score.attempts);
    reply::ok(&json!({
        "success": if outcome.is_right { "correct" } else { "incorrect" },
        "contents": problem::said(ask, Some(&outcome)),
        "progress_changed": true,
        "current_score": earned,
        "total_possible": possible,
        "attempts_used": attempts,
    }))
}

/// `transcript/download?lang=fr` is `SubRip`, `transcript/translation/fr` what the LMS's player reads.
/// Nobody has to be signed in, as with the LMS's own addresses for other programs.
fn transcript(ask: &Ask<'_>, usage: &str, action: &str, suffix: Option<&str>) -> Response {
    let video = crate::openedx::state::course_of(usage).and_then(|key| ask.course(&key)).and_then(|course| {
        let nobody = crate::openedx::state::Learner::default();
        let index = Tree::new(course, &nobody).find(usage)?;
        match course.content(index) {
            Content::Video(video) => Some((course, video)),
            _ => None,
        }
    });
    let language = suffix.or_else(|| ask.first("lang"));
    let vtt = video.and_then(|(course, video)| course.captions(video, language.unwrap_or(course.language)));
    match (action, vtt) {
        ("download", Some(vtt)) => {
            let mut response = reply::text(StatusCode::OK, &captions::srt(vtt));
            let subrip = HeaderValue::from_static("application/x-subrip; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, subrip);
            response
        }
        ("translation", Some(vtt)) => reply::ok(&captions::sjson(vtt)),
        _ => super::missing(),
    }
}
