//! What can stop a post, and small changes that threads and comments share.
use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::errors::{Answer, Refusal};
use super::model::Post;
use super::room::Room;
use super::settings::Posting;

/// Whether that person may write here and now.
pub(crate) fn writing(room: &Room<'_>, fields: &Map<String, Value>) -> Answer<()> {
    let rules = &room.rules;
    if room.viewer.is_privileged() {
        return Ok(());
    }
    if rules.rate_limited {
        return Err(Refusal::TooMany);
    }
    if rules.only_verified && !room.viewer.is_active {
        return Err(Refusal::field("detail", "Only verified users can post in discussions."));
    }
    if rules.captcha {
        match fields.get("captcha_token").and_then(Value::as_str) {
            None => return Err(Refusal::field("captcha_token", "This field is required.")),
            Some("refused") => return Err(Refusal::Error("CAPTCHA verification failed.".to_owned())),
            Some(_) => {}
        }
    }
    if rules.posting != Posting::Enabled {
        return Err(Refusal::developer(StatusCode::FORBIDDEN, "Discussions are in blackout period."));
    }
    Ok(())
}

/// Whom a new post hides its author from, if the course allows it.
pub(crate) fn secrecy(room: &Room<'_>, fields: &Map<String, Value>) -> Answer<(bool, bool)> {
    let allowed = room.allowed();
    let wanted = |name: &str| fields.get(name).and_then(Value::as_bool).unwrap_or(false);
    for (name, is_allowed) in [("anonymous", allowed.anonymous), ("anonymous_to_peers", allowed.anonymous_to_peers)] {
        if fields.contains_key(name) && !is_allowed {
            return Err(Refusal::field(name, "This field is not initializable."));
        }
    }
    Ok((wanted("anonymous"), wanted("anonymous_to_peers")))
}

/// One field that may not be changed refuses them all.
pub(crate) fn editable(fields: &Map<String, Value>, may: &[&str]) -> Answer<()> {
    let wrong: Vec<(String, String)> = fields
        .keys()
        .filter(|name| !may.contains(&name.as_str()) || *name == "copy_link")
        .map(|name| (name.clone(), "This field is not editable.".to_owned()))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::Fields(wrong)) }
}

/// A like, or its end.
pub(crate) fn vote(post: &mut Post, who: &str, on: bool) {
    if on {
        post.voters.insert(who.to_owned());
    } else {
        post.voters.remove(who);
    }
}

/// A report, or its end; who moderates ends all of them.
pub(crate) fn report(post: &mut Post, who: &str, on: bool, moderates: bool) {
    if on {
        // others' reports make it look reported already
        if !moderates || post.reporters.is_empty() {
            post.reporters.insert(who.to_owned());
        }
    } else if moderates {
        post.old_reports += u32::try_from(post.reporters.len()).unwrap_or(u32::MAX);
        post.reporters.clear();
    } else {
        post.reporters.remove(who);
    }
}
