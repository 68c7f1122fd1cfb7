//! What a course's forum is: metadata, settings, roles, cohorts.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::errors::{Answer, Refusal};
use super::is_patch;
use super::roles::Role;
use super::room::Room;
use super::settings::Posting;
use crate::openedx::access::DAY;
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

const EDIT_REASONS: &[(&str, &str)] = &[
    ("grammar-spelling", "Has grammar / spelling issues"),
    ("needs-clarity", "Content needs clarity"),
    ("academic-integrity", "Has academic integrity concern"),
    ("inappropriate-language", "Has inappropriate language"),
    ("format-change", "Formatting changes needed"),
    ("post-type-change", "Post type needs change"),
    ("contains-pii", "Contains personally identifiable information"),
    ("violates-guidelines", "Violates community guidelines"),
];

const CLOSE_REASONS: &[(&str, &str)] = &[
    ("duplicate", "Duplicate of another post"),
    ("off-topic", "Off topic for this course"),
    ("answered-elsewhere", "Already answered elsewhere"),
];

fn known(reasons: &[(&'static str, &'static str)], code: &str) -> Option<&'static str> {
    reasons.iter().find_map(|(known, label)| (*known == code).then_some(*label))
}

/// What a reason for a change is called.
pub(crate) fn edit_reason(code: &str) -> Option<&'static str> {
    known(EDIT_REASONS, code)
}

/// What a reason for closing is called.
pub(crate) fn close_reason(code: &str) -> Option<&'static str> {
    known(CLOSE_REASONS, code)
}

/// What a cohort is called.
pub(crate) fn group_name(group: i64) -> &'static str {
    if group == 1 { "Groupe A" } else { "Groupe B" }
}

fn reasons(list: &[(&str, &str)]) -> Vec<Value> {
    list.iter().map(|(code, label)| json!({"code": code, "label": label})).collect()
}

/// A course key as query strings have it.
pub(crate) fn quoted(key: &str) -> String {
    key.replace(':', "%3A").replace('+', "%2B")
}

/// `GET v1|v2/courses/{course}/`
pub(crate) fn course(ask: &Ask<'_>, state: &State, key: &str, is_first: bool) -> Answer {
    let room = if is_first { Room::enter(ask, state, key)? } else { Room::visit(ask, state, key)? };
    let (viewer, rules, origin) = (&room.viewer, &room.rules, ask.origin());
    let threads = format!("{origin}/api/discussion/v1/threads/?course_id={}", quoted(key));
    let has = |roles: &[Role]| roles.iter().any(|role| viewer.is(*role));
    let moderates = has(&[Role::Administrator, Role::Moderator, Role::CommunityTa]);
    let mut names = room.role_names();
    if !viewer.roles.is_empty() {
        names.push("Student");
    }
    let blackouts = if rules.posting == Posting::Blackout {
        json!([{"start": ask.date(-DAY), "end": ask.date(3 * DAY)}])
    } else {
        json!([])
    };
    let mut answer = json!({
        "id": key,
        "is_posting_enabled": rules.posting == Posting::Enabled,
        "blackouts": blackouts,
        "thread_list_url": threads,
        "following_thread_list_url": format!("{threads}&following=True"),
        "topics_url": format!("{origin}/api/discussion/v1/course_topics/{key}"),
        "allow_anonymous": rules.allow_anonymous,
        "allow_anonymous_to_peers": rules.allow_anonymous_to_peers,
        "user_roles": names,
        "has_bulk_delete_privileges": may_delete_all(&room),
        "has_moderation_privileges": moderates,
        "is_group_ta": viewer.is(Role::GroupModerator),
        "is_user_admin": viewer.is_staff,
        "is_course_staff": viewer.is_team,
        "is_course_admin": viewer.is_team,
        "provider": rules.provider,
        "enable_in_context": rules.provider == "openedx",
        "group_at_subsection": false,
        "edit_reasons": reasons(EDIT_REASONS),
        "post_close_reasons": reasons(CLOSE_REASONS),
        "show_discussions": !rules.disabled,
        "is_notify_all_learners_enabled": viewer.is_privileged(),
        "captcha_settings": {
            "enabled": rules.captcha,
            "site_key": rules.captcha.then_some("example-site-key"),
        },
        "is_email_verified": viewer.is_active,
        "only_verified_users_can_post": rules.only_verified,
        "content_creation_rate_limited": rules.rate_limited && !viewer.is_privileged(),
    });
    if let Some(answer) = answer.as_object_mut().filter(|_| ask.world.settings.lms.oddities.forum_old) {
        for name in [
            "captcha_settings",
            "is_email_verified",
            "only_verified_users_can_post",
            "content_creation_rate_limited",
            "is_notify_all_learners_enabled",
            "has_bulk_delete_privileges",
            "show_discussions",
        ] {
            answer.remove(name);
        }
    }
    Ok(reply::ok(&answer))
}

/// Whether they may remove everything that somebody wrote.
pub(crate) fn may_delete_all(room: &Room<'_>) -> bool {
    let viewer = &room.viewer;
    viewer.is_staff || viewer.is(Role::Administrator) || viewer.is(Role::Moderator)
}

/// `GET|PATCH v1/courses/{course}/settings`
pub(crate) fn settings(ask: &Ask<'_>, state: &mut State, key: &str) -> Answer {
    let room = Room::visit(ask, state, key)?;
    let is_write = ask.parts.method == Method::PATCH;
    if !room.viewer.moderates() || (is_write && !room.viewer.is_staff) {
        return Err(Refusal::forbidden());
    }
    let mut shown = division(&room);
    if let Some(changed) = state.forum.changed_settings.get(key) {
        shown.extend(changed.clone());
    }
    if !is_write {
        return Ok(reply::ok(&Value::Object(shown)));
    }
    is_patch(ask)?;
    let Value::Object(changes) = ask.json() else {
        return Err(Refusal::developer(StatusCode::BAD_REQUEST, "JSON parse error"));
    };
    if let Some(unknown) = changes.keys().find(|name| *name == "id" || !shown.contains_key(*name)) {
        return Err(Refusal::field(unknown, "This field is not allowed in an update."));
    }
    state.forum.changed_settings.entry(key.to_owned()).or_default().extend(changes);
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

fn division(room: &Room<'_>) -> Map<String, Value> {
    let is_divided = room.rules.division.is_some();
    let wide: &[&str] = if is_divided { &["general"] } else { &[] };
    let shown = json!({
        "id": 17,
        "divided_inline_discussions": [],
        "divided_course_wide_discussions": wide,
        "always_divide_inline_discussions": is_divided,
        "division_scheme": if is_divided { "cohort" } else { "none" },
        "available_division_schemes": if is_divided { json!(["cohort"]) } else { json!([]) },
        "reported_content_email_notifications": false,
    });
    match shown {
        Value::Object(shown) => shown,
        _ => Map::new(),
    }
}

/// Whether each thread of that topic is for one cohort: those of units are, and of the whole course the first.
pub(crate) fn is_divided(room: &Room<'_>, topic: &str) -> bool {
    room.rules.division.is_some() && (topic == "general" || topic.starts_with("topic-"))
}

/// `GET|POST v1/courses/{course}/roles/{role}`
pub(crate) fn roles(ask: &Ask<'_>, state: &mut State, key: &str, name: &str) -> Answer {
    let room = Room::visit(ask, state, key)?;
    if !room.viewer.is_staff {
        return Err(Refusal::forbidden());
    }
    let role = Role::parse(name).ok_or_else(|| Refusal::field("rolename", "Invalid value."))?;
    if ask.parts.method == Method::POST {
        let who = ask.field("user_id").unwrap_or_default();
        let user = state.users.iter().find(|user| user.username == who || user.email == who);
        let Some(name) = user.map(|user| user.username.clone()) else {
            return Err(Refusal::field("user_id", &format!("'{who}' is not a valid user identifier")));
        };
        let roles = state.forum.roles.entry(name).or_default();
        match ask.field("action").as_deref() {
            Some("allow") => {
                roles.insert(role);
            }
            Some("revoke") => {
                roles.remove(&role);
            }
            _ => return Err(Refusal::field("action", "Invalid value.")),
        }
    }
    let holders = state
        .users
        .iter()
        .filter(|user| state.forum.roles.get(&user.username).is_some_and(|roles| roles.contains(&role)));
    let results: Vec<Value> = holders
        .map(|user| {
            let (first, last) = user.name.split_once(' ').unwrap_or((&user.name, ""));
            json!({
                "username": user.username, "email": user.email, "first_name": first, "last_name": last,
                "group_name": null,
            })
        })
        .collect();
    let scheme = if room.rules.division.is_some() { "cohort" } else { "none" };
    Ok(reply::ok(&json!({"course_id": key, "results": results, "division_scheme": scheme})))
}

/// `GET /api/cohorts/v1/courses/{course}/cohorts/`
pub(crate) fn cohorts(ask: &Ask<'_>, state: &State, key: &str) -> Response {
    let list = |room: Room<'_>| -> Answer {
        if !room.viewer.is_privileged() {
            return Err(Refusal::forbidden());
        }
        if room.rules.division.is_none() {
            return Ok(reply::ok(&json!([])));
        }
        Ok(reply::ok(&json!([
            {"name": group_name(1), "id": 1, "user_count": 120, "assignment_type": "random",
             "user_partition_id": null, "group_id": null},
            {"name": group_name(2), "id": 2, "user_count": 96, "assignment_type": "manual",
             "user_partition_id": 50, "group_id": 1},
        ])))
    };
    Room::visit(ask, state, key).and_then(list).unwrap_or_else(Refusal::response)
}
