//! What the LMS tells of awards: certificates of courses, and badges as releases before Redwood have them.
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::access::{DAY, Place};
use super::ask::Ask;
use super::certificate;
use super::course::CourseKey;
use super::reply;
use super::state::State;
use super::token;
use crate::awards::achievements::{Achievement, HELPING, READING};
use crate::awards::hosts::Which;
use crate::awards::paging::{has_awards, is_absent, no_page, numbered};
use crate::awards::pdf;
use crate::catalogue::document::Moment;

/// A certificate that the learner of the demonstration has from before.
struct Former {
    course: &'static str,
    title: &'static str,
    created: Moment,
    grade: &'static str,
    mode: &'static str,
    /// To be had as a file beside its page.
    is_file: bool,
}

const FORMER: [Former; 2] = [
    Former {
        course: "course-v1:Preau+OPENDATA+1",
        title: "Open data and open licences: reuse and share with confidence",
        created: -120 * DAY,
        grade: "0.82",
        mode: "verified",
        is_file: false,
    },
    Former {
        course: "course-v1:Preau+STATMED+0",
        title: "Statistiques pour lire un article médical",
        created: -420 * DAY,
        grade: "",
        mode: "honor",
        is_file: true,
    },
];

/// `/api/certificates/v0/certificates/{username}/` and `…/courses/{course_id}/`
pub(crate) fn certificates(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    if let Some(refusal) = refused(ask, "certificates", rest.first().copied().unwrap_or_default()) {
        return refusal;
    }
    match rest {
        [username] => {
            let mut all = list(ask, state, username);
            let date = |certificate: &Value| certificate.get("created_date").map(Value::to_string);
            all.sort_by_key(date);
            reply::ok(&Value::Array(all))
        }
        [username, "courses", key] => detail(ask, state, username, key),
        _ => reply::not_found(),
    }
}

/// Only the person and staff see awards; others get a 403.
fn refused(ask: &Ask<'_>, source: &str, username: &str) -> Option<Response> {
    if is_absent(ask, source) {
        return Some(reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned()));
    }
    if ask.user.is_none() {
        return Some(reply::sign_in_needed());
    }
    if ask.parts.method != Method::GET {
        return Some(reply::wrong_method(ask.parts.method.as_str()));
    }
    let may_see = ask.username() == username || ask.is_staff();
    (!may_see).then(|| reply::detail(StatusCode::FORBIDDEN, "You do not have permission to perform this action."))
}

fn list(ask: &Ask<'_>, state: &mut State, username: &str) -> Vec<Value> {
    let mut all = Vec::new();
    if has_awards(ask, username) {
        for former in &FORMER {
            let url =
                former.is_file.then(|| format!("{}{}/attestation.pdf", ask.origin(), path(username, former.course)));
            let entry = (former.course, former.title, former.mode, former.created, former.grade);
            all.push(certificate(ask, username, entry, url));
        }
        for number in 0..ask.world.settings.lms.awards.more {
            let (course, title) = (format!("course-v1:Ancien+C{number}+1"), format!("Ancien cours {number}"));
            let created = -(500 + Moment::from(number)) * DAY;
            all.push(certificate(ask, username, (&course, &title, "honor", created, "0.7"), None));
        }
    }
    let keys: Vec<String> = state.learner(username).enrolments.keys().cloned().collect();
    for key in keys {
        let Some(place) = Place::find(ask, state, &key).filter(|_| ask.username() == username) else { continue };
        if certificate::of(ask, &place).status == "downloadable" {
            let created = place.learner.certificates.get(&key).copied().unwrap_or_else(|| ask.now());
            all.push(certificate(ask, username, (&key, &place.course.title, "honor", created, ""), None));
        }
    }
    all
}

fn certificate(
    ask: &Ask<'_>,
    username: &str,
    (course, title, mode, created, grade): (&str, &str, &str, Moment, &str),
    url: Option<String>,
) -> Value {
    json!({
        "username": username,
        "course_id": course,
        "course_display_name": title,
        "course_organization": "Préau",
        "certificate_type": mode,
        "created_date": ask.date(created),
        "modified_date": ask.date(created),
        "status": "downloadable",
        "is_passing": true,
        "download_url": url.unwrap_or_else(|| path(username, course)),
        "grade": grade,
        "uuid": certificate::id(username, course),
    })
}

fn path(username: &str, course: &str) -> String {
    format!("/certificates/{}", certificate::id(username, course))
}

fn detail(ask: &Ask<'_>, state: &mut State, username: &str, key: &str) -> Response {
    let missing = |code: &str| reply::with_status(StatusCode::NOT_FOUND, &json!({"error_code": code}));
    if CourseKey::parse(key).is_none() {
        return missing("course_id_not_valid");
    }
    let found =
        list(ask, state, username).into_iter().find(|certificate| certificate.get("course_id") == Some(&json!(key)));
    match found {
        Some(Value::Object(mut certificate)) => {
            for name in ["course_display_name", "course_organization", "modified_date", "uuid"] {
                certificate.remove(name);
            }
            reply::ok(&Value::Object(certificate))
        }
        _ if ask.course(key).is_some_and(|course| !course.has_certificate) => {
            missing("no_certificate_configuration_for_course")
        }
        _ => missing("no_certificate_for_user"),
    }
}

/// Title of the course of a certificate from before, by the id of its page.
pub(crate) fn former_title(username: &str, id: &str) -> Option<&'static str> {
    let mut former = FORMER.iter().filter(|_| username == "learner");
    former.find(|former| certificate::id(username, former.course) == id).map(|former| former.title)
}

/// `/certificates/{id}/attestation.pdf`
pub(crate) fn file(state: &State, id: &str) -> Response {
    let found = state.users.iter().find_map(|user| Some((user.name.as_str(), former_title(&user.username, id)?)));
    match found {
        Some((name, title)) => pdf_answer(pdf::page(&["Attestation", name, title])),
        None => reply::not_found(),
    }
}

/// A PDF.
pub(crate) fn pdf_answer(file: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(file));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    response
}

/// `/api/badges/v1/assertions/user/{username}/`
pub(crate) fn badges(ask: &Ask<'_>, rest: &[&str]) -> Response {
    let ["v1", "assertions", "user", username] = rest else { return reply::not_found() };
    if let Some(refusal) = refused(ask, "badges", username) {
        return refusal;
    }
    let course = ask.first("course_id");
    if course.is_some_and(|key| key != "*" && CourseKey::parse(key).is_none()) {
        return reply::detail(StatusCode::BAD_REQUEST, "The course key provided was invalid.");
    }
    let (open, closed) = (ask.world.issuer(Which::Open), ask.world.issuer(Which::Closed));
    let mut all = Vec::new();
    if has_awards(ask, username) {
        all.push(badge(ask, &HELPING, &closed, "help", -30 * DAY));
        all.push(badge(ask, &READING, &open, "valid", -92 * DAY));
        for number in 0..ask.world.settings.lms.awards.more {
            all.push(badge(ask, &READING, &open, &format!("missing-{number}"), -(100 + Moment::from(number)) * DAY));
        }
    }
    if let Some(slug) = ask.first("slug") {
        all.retain(|badge| {
            let of = badge.pointer("/badge_class/course_id").and_then(Value::as_str);
            let is_place = course == Some("*") || course == of;
            is_place && badge.pointer("/badge_class/slug").and_then(Value::as_str) == Some(slug)
        });
    }
    numbered(ask, &all).map_or_else(no_page, |page| reply::ok(&page))
}

fn badge(ask: &Ask<'_>, of: &Achievement, base: &str, name: &str, created: Moment) -> Value {
    json!({
        "badge_class": {
            "slug": of.slug,
            "issuing_component": if of.course.is_none() { "openedx__course" } else { "" },
            "display_name": of.name,
            "course_id": of.course,
            "description": of.description,
            "criteria": format!("{base}/criteria/{}", of.slug),
            "image_url": format!("{}/media/badge_classes/{}.svg", ask.origin(), of.slug),
        },
        "image_url": format!("{base}/ob2/assertions/{name}.png"),
        "assertion_url": format!("{base}/ob2/assertions/{name}.json"),
        "created": ask.date(created),
    })
}

/// `/api/v1.0/user/me`: Fonzie, which gives other services' tokens.
pub(crate) fn access_token(ask: &Ask<'_>, state: &mut State) -> Response {
    if is_absent(ask, "token") {
        return reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    }
    let Some(user) = &ask.user else { return reply::sign_in_needed() };
    let (access_token, _) = token::make(ask.world, state, user);
    reply::ok(&json!({
        "username": user.username,
        "full_name": user.name,
        "email": user.email,
        "access_token": access_token,
    }))
}
