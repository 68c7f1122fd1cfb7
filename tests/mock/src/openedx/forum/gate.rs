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
    // of who teaches or moderates too
    if rules.only_verified && !room.viewer.is_active {
        return Err(Refusal::field("detail", "Only verified users can post in discussions."));
    }
    if room.viewer.is_privileged() {
        return Ok(());
    }
    if rules.rate_limited {
        return Err(Refusal::TooMany);
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

/// Whom a new post hides its author from.
pub(crate) fn secrecy(fields: &Map<String, Value>) -> (bool, bool) {
    let wanted = |name: &str| fields.get(name).and_then(Value::as_bool).unwrap_or(false);
    (wanted("anonymous"), wanted("anonymous_to_peers"))
}

/// What a new post may have: the fields that its kind begins with, and those that its author may change at once.
pub(crate) fn initializable(fields: &Map<String, Value>, new: &[&str], may: &[&str]) -> Answer<()> {
    let wrong: Vec<(String, String)> = fields
        .keys()
        .filter(|name| {
            let is_known = new.contains(&name.as_str()) || may.contains(&name.as_str());
            !is_known || *name == "copy_link"
        })
        .map(|name| (name.clone(), "This field is not initializable.".to_owned()))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::Fields(wrong)) }
}

/// All that is wrong with the fields of one request, each with its first message.
#[derive(Debug, Default)]
pub(crate) struct Check {
    wrong: Vec<(String, String)>,
}

impl Check {
    /// Notes what is wrong with a field.
    pub(crate) fn refuse(&mut self, name: &str, message: &str) {
        if !self.wrong.iter().any(|(known, _)| known == name) {
            self.wrong.push((name.to_owned(), message.to_owned()));
        }
    }

    /// A text that must be there and not be blank.
    pub(crate) fn filled(&mut self, fields: &Map<String, Value>, name: &str) -> String {
        match fields.get(name) {
            None => self.refuse(name, "This field is required."),
            Some(Value::Null) => self.refuse(name, "This field may not be null."),
            Some(Value::String(text)) if text.trim().is_empty() => self.refuse(name, "This field may not be blank."),
            Some(Value::String(text)) => return text.clone(),
            Some(Value::Number(number)) => return number.to_string(),
            Some(_) => self.refuse(name, "Not a valid string."),
        }
        String::new()
    }

    /// A yes or no, if it is there.
    pub(crate) fn flags(&mut self, fields: &Map<String, Value>, names: &[&str]) {
        for name in names {
            if fields.get(*name).is_some_and(|value| !value.is_boolean()) {
                self.refuse(name, "Must be a valid boolean.");
            }
        }
    }

    /// One of the words.
    pub(crate) fn word(&mut self, name: &str, word: &str, words: &[&str]) {
        if !words.contains(&word) {
            self.refuse(name, &format!("\"{word}\" is not a valid choice."));
        }
    }

    /// Lets pass what nothing is wrong with.
    pub(crate) fn pass(self) -> Answer<()> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Refusal::Fields(self.wrong)) }
    }
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
        post.old_reports = post.old_reports.saturating_add(u32::try_from(post.reporters.len()).unwrap_or(u32::MAX));
        post.reporters.clear();
    } else {
        post.reporters.remove(who);
    }
}
