//! Accounts, and small things about one person.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::ask::Ask;
use super::reply;
use super::state::{State, User};

/// `/api/user/v1/…`
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    let Some(user) = &ask.user else {
        return reply::sign_in_needed();
    };
    match rest {
        ["me"] => reply::ok(&json!({"username": user.username})),
        ["accounts"] => {
            let names = ask.first("username").unwrap_or(&user.username);
            let found: Option<Vec<Value>> =
                names.split(',').map(|name| state.user(name).map(|other| account(ask, other))).collect();
            found.map_or_else(|| reply::empty(StatusCode::NOT_FOUND), |found| reply::ok(&Value::Array(found)))
        }
        ["accounts", name] => match state.user(name) {
            Some(other) => reply::ok(&account(ask, other)),
            None => reply::empty(StatusCode::NOT_FOUND),
        },
        _ => reply::not_found(),
    }
}

fn account(ask: &Ask<'_>, user: &User) -> Value {
    let origin = ask.origin();
    let image = |size: u32| format!("{origin}/static/images/profiles/default_{size}.png");
    let image = json!({
        "has_image": false,
        "image_url_full": image(500),
        "image_url_large": image(120),
        "image_url_medium": image(50),
        "image_url_small": image(30),
    });
    if ask.username() != user.username && !ask.is_staff() {
        return json!({"username": user.username, "profile_image": image, "account_privacy": "private"});
    }
    json!({
        "username": user.username,
        "url": format!("{origin}/api/user/v1/accounts/{}", user.username),
        "email": user.email,
        "id": user.id,
        "date_joined": ask.date(-900 * super::access::DAY),
        "last_login": ask.date(-1200),
        "is_active": user.is_active,
        "bio": null,
        "country": "FR",
        "state": null,
        "profile_image": image,
        "language_proficiencies": [{"code": "fr"}],
        "name": user.name,
        "gender": null,
        "goals": "",
        "year_of_birth": null,
        "level_of_education": "b",
        "mailing_address": "",
        "requires_parental_consent": false,
        "account_privacy": "private",
        "social_links": [],
        "extended_profile": [],
        "phone_number": null,
        "pending_name_change": null,
        "verified_name": null,
    })
}

/// `POST /api/send_account_activation_email`
pub(crate) fn send_activation(ask: &Ask<'_>) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if ask.parts.method != Method::POST {
        return reply::wrong_method(ask.parts.method.as_str());
    }
    reply::empty(StatusCode::OK)
}

/// `/api/user_tours/v1/{username}`
pub(crate) fn tours(ask: &Ask<'_>, name: &str) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if ask.username() != name {
        return reply::empty(StatusCode::BAD_REQUEST);
    }
    reply::ok(&json!({"course_home_tour_status": "no-tour", "show_courseware_tour": false}))
}

/// `/api/user_tours/discussion_tours/`: what the former front end points at once; `PUT …/{id}` ends it.
pub(crate) fn discussion_tours(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    let Some(user) = &ask.user else { return reply::sign_in_needed() };
    let all = |state: &State| -> Vec<Value> {
        [(1, "response_sort"), (2, "not_responded_filter")]
            .into_iter()
            .map(|(number, name)| {
                let id = user.id * 10 + number;
                let is_shown = !state.forum.ended_tours.contains(&id);
                json!({"id": id, "tour_name": name, "show_tour": is_shown, "user": user.id})
            })
            .collect()
    };
    match (&ask.parts.method, rest) {
        (&Method::GET, []) => reply::ok(&json!(all(state))),
        (&Method::PUT, [id]) => {
            let id = id.parse().unwrap_or_default();
            if ask.json().get("show_tour") == Some(&json!(false)) {
                state.forum.ended_tours.insert(id);
            } else {
                state.forum.ended_tours.remove(&id);
            }
            match all(state).into_iter().find(|tour| tour.get("id") == Some(&json!(id))) {
                Some(tour) => reply::ok(&tour),
                None => reply::not_found(),
            }
        }
        (method, _) => reply::wrong_method(method.as_str()),
    }
}

/// `/api/agreements/v1/integrity_signature/{course_key}`
pub(crate) fn signature(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    if ask.course(key).is_none() || ask.change(key).is_none_or(|change| change.honour_code != Some(true)) {
        return reply::empty(StatusCode::NOT_FOUND);
    }
    let now = ask.now();
    let signatures = &mut state.learner(ask.username()).signatures;
    if ask.parts.method == Method::POST {
        signatures.entry(key.to_owned()).or_insert(now);
    }
    match signatures.get(key) {
        Some(signed) => reply::ok(&json!({
            "username": ask.username(),
            "course_id": key,
            "created_at": ask.date(*signed),
        })),
        None => reply::empty(StatusCode::NOT_FOUND),
    }
}

/// `/courses/{key}/masquerade`: staff look at the course as learners do, `{"role": "student"}`, or no longer.
pub(crate) fn masquerade(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    if !ask.is_staff() || ask.course(key).is_none() {
        return reply::empty(StatusCode::NOT_FOUND);
    }
    let masquerades = &mut state.learner(ask.username()).masquerades;
    if ask.parts.method == Method::POST {
        if ask.field("role").as_deref() == Some("student") {
            masquerades.insert(key.to_owned());
        } else {
            masquerades.remove(key);
        }
    }
    let role = if masquerades.contains(key) { "student" } else { "staff" };
    reply::ok(&json!({
        "success": true,
        "active": {"course_key": key, "role": role, "user_name": null, "group_id": null, "user_partition_id": null},
        "available": [{"name": "Staff", "role": "staff"}, {"name": "Learner", "role": "student"}],
    }))
}

/// Stand-in for the pages that the LMS itself shows of a course.
pub(crate) fn page(ask: &Ask<'_>, key: &str) -> Response {
    let Some(course) = ask.course(key) else {
        return reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    };
    let title = reply::escaped(&course.title);
    let note = ask.text("Here the LMS would show a page of its own.", "Ici, le LMS montrerait une page à lui.");
    let lang = ask.lang.code();
    reply::html(
        StatusCode::OK,
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <main><h1>{title}</h1><p>{note}</p></main>\n</html>\n"
        ),
    )
}
