//! `GET /api/course_home/course_metadata/{course_key}`: what a course page asks first, refusals as 200.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::openedx::access::{self, Place};
use crate::openedx::ask::Ask;
use crate::openedx::reply;
use crate::openedx::state::State;

/// See the module.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    let Some(place) = Place::find(ask, state, key) else {
        return reply::not_found();
    };
    if ask.access(key).is_some_and(|access| access.code() == "not_visible_in_catalog") && !place.is_staff {
        return reply::detail(StatusCode::FORBIDDEN, "Course is not visible in the catalog");
    }
    let course = place.course;
    let denial = place.denied(ask);
    let mut answer = json!({
        "verified_mode": null,
        "celebrations": celebrations(&place),
        "course_access": access::as_json(denial.as_ref()),
        "studio_access": place.is_really_staff,
        "course_id": key,
        "is_enrolled": place.is_enrolled,
        "is_self_paced": course.self_paced,
        "is_staff": place.is_staff,
        "number": course.key.number,
        "org": course.key.org,
        "original_user_is_staff": place.is_really_staff,
        "start": ask.date_or_null(course.start),
        "tabs": tabs(ask, &place),
        "title": course.title,
        "username": ask.user.as_ref().map(|user| user.username.as_str()),
        "user_timezone": user_timezone(ask),
        "can_view_certificate": true,
        "course_modes": [{"slug": "honor", "name": "Honor Certificate"}],
        "is_new_discussion_sidebar_view_enabled": false,
        "has_course_author_access": place.is_really_staff,
        "course_theme_variant": "",
    });
    if ask.world.settings.lms.oddities.without_recent_fields
        && let Some(fields) = answer.as_object_mut()
    {
        for recent in ["studio_access", "has_course_author_access", "course_theme_variant"] {
            fields.remove(recent);
        }
    }
    reply::ok(&answer)
}

/// Time zone of the account; anonymous visitors have none.
pub(crate) fn user_timezone(ask: &Ask<'_>) -> Value {
    if ask.user.is_some() { json!("Europe/Paris") } else { Value::Null }
}

/// What is to be celebrated.
pub(crate) fn celebrations(place: &Place<'_>) -> Value {
    let told = place.learner.celebrations.get(&place.key);
    let is_on = |name: &str| told.and_then(|told| told.get(name)).copied().unwrap_or(false);
    json!({
        "first_section": is_on("first_section"),
        "streak_length_to_celebrate": null,
        "streak_discount_enabled": false,
        "weekly_goal": is_on("weekly_goal"),
    })
}

fn tabs(ask: &Ask<'_>, place: &Place<'_>) -> Vec<Value> {
    let (origin, site, key) = (ask.origin(), ask.site(), &place.key);
    let all = [
        ("courseware", ask.text("Course", "Cours"), format!("{site}/course/{key}/home")),
        ("progress", ask.text("Progress", "Progression"), format!("{site}/course/{key}/progress")),
        ("dates", ask.text("Dates", "Dates"), format!("{site}/course/{key}/dates")),
        ("discussion", ask.text("Discussion", "Discussion"), format!("{origin}/courses/{key}/discussion/forum/")),
        ("static_tab_ressources", ask.text("Resources", "Ressources"), format!("{origin}/courses/{key}/ressources/")),
        ("instructor", ask.text("Instructor", "Enseignant"), format!("{origin}/courses/{key}/instructor")),
    ];
    let is_shown = |name: &str| match name {
        "courseware" => true,
        "instructor" => place.is_staff,
        _ => place.is_enrolled || place.is_staff,
    };
    let without = ask.change(key).map(|change| change.without_tabs.as_slice()).unwrap_or_default();
    all.into_iter()
        .filter(|(name, _, _)| is_shown(name) && !without.iter().any(|tab| tab == name))
        .map(|(name, title, url)| json!({"tab_id": name, "title": title, "url": url}))
        .collect()
}
