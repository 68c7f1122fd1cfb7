//! The forum of one course as somebody enters it, and how ids are written.
use axum::http::StatusCode;
use serde_json::Value;

use super::errors::{Answer, Refusal};
use super::model::{Comment, Thread};
use super::roles::{Allowed, Role, Viewer};
use super::settings::{Division, ForumSettings};
use crate::openedx::ask::Ask;
use crate::openedx::course::Course;
use crate::openedx::state::State;
use crate::world::World;

/// What ids of 24 digits count from.
const HEX: u128 = 0x5f0c_9a1b_e4b0_d2a3_0000_0000;

/// See the module.
#[derive(Debug)]
pub(crate) struct Room<'a> {
    /// The request.
    pub(crate) ask: &'a Ask<'a>,
    /// The course.
    pub(crate) course: &'a Course,
    /// Its key as text.
    pub(crate) key: String,
    /// What a story says of its forum.
    pub(crate) rules: ForumSettings,
    /// Who asks.
    pub(crate) viewer: Viewer,
}

impl<'a> Room<'a> {
    /// Lets in who is enrolled or belongs to the staff, whether there is a forum or not.
    pub(crate) fn visit(ask: &'a Ask<'a>, state: &State, key: &str) -> Answer<Self> {
        if ask.user.is_none() {
            return Err(signed_out());
        }
        let course = ask.course(key).ok_or_else(Refusal::no_course)?;
        let room = Self::of(ask, state, course, ask.username());
        let is_enrolled = state.learners.get(ask.username()).is_some_and(|learner| learner.is_enrolled(&room.key));
        let is_refused = ask.access(key).is_some() && !room.viewer.is_staff;
        if is_refused || !(is_enrolled || room.viewer.is_staff) {
            return Err(Refusal::no_course());
        }
        Ok(room)
    }

    /// The same where the course has a forum.
    pub(crate) fn enter(ask: &'a Ask<'a>, state: &State, key: &str) -> Answer<Self> {
        let room = Self::visit(ask, state, key)?;
        if room.rules.disabled {
            return Err(Refusal::developer(StatusCode::NOT_FOUND, "Discussion is disabled for the course."));
        }
        Ok(room)
    }

    /// The forum as that person has it, whoever asks.
    pub(crate) fn of(ask: &'a Ask<'a>, state: &State, course: &'a Course, username: &str) -> Self {
        let key = course.key.to_string();
        let rules = ask.world.settings.lms.forum.get(&key).cloned().unwrap_or_default();
        let viewer = viewer(state, &rules, username);
        Self { ask, course, key, rules, viewer }
    }

    /// What the course allows.
    pub(crate) fn allowed(&self) -> Allowed {
        Allowed {
            anonymous: self.rules.allow_anonymous,
            anonymous_to_peers: self.rules.allow_anonymous_to_peers,
            divided: self.rules.division.is_some(),
        }
    }

    /// Whether the thread's cohort is theirs.
    pub(crate) fn shows(&self, thread: &Thread) -> bool {
        thread.group.is_none()
            || self.rules.division.is_none()
            || self.viewer.sees_all_groups()
            || thread.group == self.viewer.group
    }

    /// The roles' names, `Student` first.
    pub(crate) fn role_names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.viewer.roles.iter().map(|role| role.name()).collect();
        if names.is_empty() {
            names.push("Student");
        }
        names
    }
}

/// Who that person is in a forum with these rules.
pub(crate) fn viewer(state: &State, rules: &ForumSettings, username: &str) -> Viewer {
    let user = state.user(username);
    let mut held = state.forum.roles.get(username).cloned().unwrap_or_default();
    held.extend(rules.roles.get(username).and_then(|role| Role::parse(role)));
    let group =
        (rules.division == Some(Division::Cohort)).then(|| user.map_or(1, |user| if user.id % 2 == 1 { 1 } else { 2 }));
    Viewer {
        username: username.to_owned(),
        roles: held,
        is_staff: user.is_some_and(|user| user.is_staff),
        is_team: state.forum.teams.contains(username),
        is_active: user.is_some_and(|user| user.is_active),
        group,
    }
}

/// 401.
pub(crate) fn signed_out() -> Refusal {
    Refusal::developer(StatusCode::UNAUTHORIZED, "Authentication credentials were not provided.")
}

/// 404 of a thread that is not for who asks.
pub(crate) fn no_thread() -> Refusal {
    Refusal::developer(StatusCode::NOT_FOUND, "Thread not found.")
}

/// The room that a thread belongs to, with the thread's number.
pub(crate) fn room_of_thread<'a>(ask: &'a Ask<'a>, state: &State, text: &str) -> Answer<(Room<'a>, u64)> {
    if ask.user.is_none() {
        return Err(signed_out());
    }
    let (id, thread) = find_thread(ask, state, text)?;
    let room = Room::enter(ask, state, &thread.course)?;
    if !room.shows(thread) {
        return Err(no_thread());
    }
    Ok((room, id))
}

/// The room that a comment belongs to, with the comment's number.
pub(crate) fn room_of_comment<'a>(ask: &'a Ask<'a>, state: &State, text: &str) -> Answer<(Room<'a>, u64)> {
    if ask.user.is_none() {
        return Err(signed_out());
    }
    let (id, comment) = find_comment(ask, state, text)?;
    let thread = state.forum.threads.get(&comment.thread).ok_or_else(no_thread)?;
    let room = Room::enter(ask, state, &thread.course)?;
    if !room.shows(thread) {
        return Err(no_thread());
    }
    Ok((room, id))
}

/// A thread by its id as text; an unknown one is the server's fault rather than the client's.
pub(crate) fn find_thread<'s>(ask: &Ask<'_>, state: &'s State, text: &str) -> Answer<(u64, &'s Thread)> {
    let found = id(ask, text).and_then(|id| state.forum.threads.get(&id).map(|thread| (id, thread)));
    found.ok_or_else(|| unknown(ask, "Thread not found."))
}

/// A comment by its id as text.
pub(crate) fn find_comment<'s>(ask: &Ask<'_>, state: &'s State, text: &str) -> Answer<(u64, &'s Comment)> {
    let found = id(ask, text).and_then(|id| state.forum.comments.get(&id).map(|comment| (id, comment)));
    found.ok_or_else(|| unknown(ask, "Comment not found."))
}

fn unknown(ask: &Ask<'_>, message: &str) -> Refusal {
    let oddities = &ask.world.settings.lms.oddities;
    if oddities.forum_unknown_404 || oddities.forum_old {
        Refusal::developer(StatusCode::NOT_FOUND, message)
    } else {
        Refusal::Server
    }
}

/// An id as the server writes it: a number, or 24 digits of base 16 on older ones.
pub(crate) fn text(ask: &Ask<'_>, id: u64) -> String {
    text_in(ask.world, id)
}

/// The same without a request.
pub(crate) fn text_in(world: &World, id: u64) -> String {
    if world.settings.lms.oddities.forum_hex_ids { format!("{:024x}", HEX + u128::from(id)) } else { id.to_string() }
}

/// The number behind an id.
pub(crate) fn id(ask: &Ask<'_>, text: &str) -> Option<u64> {
    id_in(ask.world, text)
}

/// The same without a request.
pub(crate) fn id_in(world: &World, text: &str) -> Option<u64> {
    if world.settings.lms.oddities.forum_hex_ids {
        u64::try_from(u128::from_str_radix(text, 16).ok()?.checked_sub(HEX)?).ok()
    } else {
        text.parse().ok()
    }
}

/// An id, or null.
pub(crate) fn text_or_null(ask: &Ask<'_>, id: Option<u64>) -> Value {
    id.map_or(Value::Null, |id| Value::String(text(ask, id)))
}

/// Sorts ids as the server does: as texts.
pub(crate) fn sort_as_text(ask: &Ask<'_>, ids: &mut [u64], ascending: bool) {
    ids.sort_by_cached_key(|id| text(ask, *id));
    if !ascending {
        ids.reverse();
    }
}
