//! Certificates: in which state one is, asking for it, its page.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::access::{DAY, Place};
use super::ask::Ask;
use super::reply::{self, escaped};
use super::state::State;
use crate::catalogue::document::Moment;

/// State of a learner's certificate in a course.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    /// `cert_status`
    pub(crate) status: String,
    /// Path of its page.
    pub(crate) path: Option<String>,
    /// From when on it is to be had.
    pub(crate) available: Option<Moment>,
}

/// What the learner did says the state, unless a story does.
pub(crate) fn of(ask: &Ask<'_>, place: &Place<'_>) -> Certificate {
    let told = ask.change(&place.key).and_then(|change| change.certificate.clone());
    let is_passing = super::progress::is_passing(ask, place.course, &place.learner);
    let natural = || {
        if !place.course.has_certificate || !is_passing {
            "notpassing"
        } else if place.learner.certificates.contains_key(&place.key) {
            "downloadable"
        } else if place.course.self_paced || place.has_ended(ask) {
            "requesting"
        } else {
            "earned_but_not_available"
        }
    };
    let status = told.unwrap_or_else(|| natural().to_owned());
    let path = (status == "downloadable").then(|| format!("/certificates/{}", id(ask.username(), &place.key)));
    let available =
        (status == "earned_but_not_available").then(|| place.course.end.unwrap_or_else(|| ask.now() + 7 * DAY));
    Certificate { status, path, available }
}

/// `cert_data` and `certificate_data`: null when there is nothing to say.
pub(crate) fn as_json(ask: &Ask<'_>, place: &Place<'_>) -> Value {
    let certificate = of(ask, place);
    if !place.is_enrolled || certificate.status == "notpassing" {
        return Value::Null;
    }
    json!({
        "cert_status": certificate.status,
        "cert_web_view_url": certificate.path,
        "download_url": null,
        "certificate_available_date": ask.date_or_null(certificate.available),
    })
}

/// The id of a certificate's page: 32 digits made of both names.
pub(super) fn id(username: &str, key: &str) -> String {
    let bytes = username.bytes().chain(key.bytes());
    let number = bytes.fold(7_u128, |number, byte| number.wrapping_mul(1_000_003).wrapping_add(u128::from(byte)));
    format!("{number:032x}")
}

/// `POST /courses/{key}/generate_user_cert`
pub(crate) fn generate(ask: &Ask<'_>, state: &mut State, key: &str) -> Response {
    if ask.parts.method != Method::POST {
        return reply::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    if ask.user.is_none() {
        return reply::text(
            StatusCode::BAD_REQUEST,
            ask.text("You must be signed in to create a certificate.", "Connectez-vous pour demander une attestation."),
        );
    }
    let Some(place) = Place::find(ask, state, key) else {
        return reply::text(StatusCode::BAD_REQUEST, "Course is not valid");
    };
    match of(ask, &place).status.as_str() {
        "requesting" => {
            state.learner(ask.username()).certificates.insert(key.to_owned(), ask.now());
            reply::empty(StatusCode::OK)
        }
        "downloadable" | "generating" => reply::text(
            StatusCode::BAD_REQUEST,
            ask.text("Certificate has already been created.", "L’attestation existe déjà."),
        ),
        _ => reply::text(
            StatusCode::BAD_REQUEST,
            ask.text(
                "Your certificate will be available when you pass the course.",
                "Votre attestation sera disponible quand vous aurez réussi le cours.",
            ),
        ),
    }
}

/// `/certificates/{id}`: a page that anybody may see.
pub(crate) fn page(ask: &Ask<'_>, state: &State, wanted: &str) -> Response {
    let found = state.users.iter().find_map(|user| {
        let courses = ask.lms().courses().iter();
        let mut theirs = courses.filter(|course| id(&user.username, &course.key.to_string()) == wanted);
        let title = theirs.next().map(|course| course.title.clone());
        let title = title.or_else(|| super::awards::former_title(&user.username, wanted).map(str::to_owned));
        Some((user.name.clone(), title?))
    });
    let Some((name, course)) = found else {
        return reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    };
    let title = ask.text("Certificate", "Attestation");
    let (name, course, lang) = (escaped(&name), escaped(&course), ask.lang.code());
    reply::html(
        StatusCode::OK,
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <main><h1>{title}</h1><p>{name}</p><p>{course}</p></main>\n</html>\n"
        ),
    )
}
