//! Joanie below `/services/joanie`: certificates of an order and of an enrolment, their files, their public page.
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::achievements::OPEN_DATA;
use super::hosts::ISSUER;
use super::paging::{has_awards, is_absent, plain, uuid};
use super::pdf;
use crate::catalogue::document::Moment;
use crate::openedx::ask::{Ask, Means};
use crate::openedx::awards::pdf_answer;
use crate::openedx::reply::{self, escaped};

const DAY: Moment = 86_400;
/// Kind of id of a certificate of an order, of one of an enrolment.
const ORDER: u8 = 1;
const ENROLMENT: u8 = 2;

/// The answer below the service.
pub(crate) fn answer(ask: &Ask<'_>, rest: &[&str]) -> Response {
    if is_absent(ask, "joanie") {
        return reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    }
    match rest {
        ["api", "v1.0", "certificates", rest @ ..] => api(ask, rest),
        [_language, "certificates", id] => page(ask, id),
        _ => reply::not_found(),
    }
}

fn api(ask: &Ask<'_>, rest: &[&str]) -> Response {
    // it knows no cookies
    let (Some(user), Some(Means::Bearer)) = (&ask.user, ask.means) else { return reply::sign_in_needed() };
    if ask.parts.method != Method::GET {
        return reply::wrong_method(ask.parts.method.as_str());
    }
    let kinds = match (rest, ask.first("type")) {
        ([], None | Some("order")) => vec![ORDER],
        ([], Some("enrollment")) => vec![ENROLMENT],
        ([], Some(other)) => {
            let text = format!("\"{other}\" is not a valid choice.");
            return reply::with_status(StatusCode::BAD_REQUEST, &json!({"type": [text]}));
        }
        _ => vec![ORDER, ENROLMENT],
    };
    let mut all = Vec::new();
    if has_awards(ask, &user.username) {
        for kind in kinds {
            let more = if kind == ORDER { ask.world.settings.lms.awards.more } else { 0 };
            all.extend((1..=more + 1).map(|number| certificate(ask, kind, number)));
        }
    }
    let of_id = |id: &str| all.iter().find(|certificate| certificate.get("id") == Some(&json!(id)));
    match rest {
        [] => plain(ask, &all),
        [id] => of_id(id).map_or_else(reply::not_found, reply::ok),
        [id, "download"] => of_id(id).map_or_else(reply::not_found, |certificate| download(ask, id, certificate)),
        _ => reply::not_found(),
    }
}

fn certificate(ask: &Ask<'_>, kind: u8, number: u32) -> Value {
    let statistics = course("STATMED", "Statistiques pour lire un article médical");
    let run = json!({
        "id": uuid(9, number),
        "course": statistics,
        "title": "Session 1",
        "resource_link": format!("{}/courses/course-v1:Preau+STATMED+1/course/", ask.origin()),
        "languages": ["fr"],
        "start": ask.date(-300 * DAY),
        "end": ask.date(-200 * DAY),
        "enrollment_start": ask.date(-330 * DAY),
        "enrollment_end": ask.date(-250 * DAY),
        "state": {"priority": 6, "datetime": null, "call_to_action": null, "text": "archived"},
    });
    let enrollment = json!({
        "id": uuid(8, number),
        "course_run": run,
        "created_on": ask.date(-310 * DAY),
        "is_active": true,
        "state": "set",
        "was_created_by_order": false,
    });
    let (name, title, order, enrollment) = if kind == ORDER {
        ("micro-certification", "Micro-certification", order(number), Value::Null)
    } else {
        ("attestation", "Attestation de suivi avec succès", Value::Null, enrollment)
    };
    json!({
        "id": uuid(kind, number),
        "certificate_definition": {"name": name, "title": title, "description": ""},
        "issued_on": ask.date(-(i64::from(kind) * 60 + i64::from(number)) * DAY),
        "order": order,
        "enrollment": enrollment,
    })
}

fn order(number: u32) -> Value {
    let title = if number == 1 { OPEN_DATA.name.to_owned() } else { format!("Parcours {number}") };
    json!({
        "id": uuid(7, number),
        "state": "completed",
        "course": course("OPENDATA", &title),
        "enrollment": null,
        "organization": {
            "id": uuid(6, 1),
            "code": "VALMORIN",
            "title": ISSUER,
            "logo": {"filename": "logo.svg", "src": "/media/logos/universite-de-valmorin__500x500.svg",
                "height": 113, "width": 113, "srcset": "", "size": "113px"},
            "address": null,
            "contact_email": null,
        },
        "owner_name": "Camille Martin",
        "product_title": format!("{title} – certifiant"),
    })
}

fn course(code: &str, title: &str) -> Value {
    json!({"id": uuid(5, 1), "code": code, "title": title, "cover": null})
}

fn download(ask: &Ask<'_>, id: &str, certificate: &Value) -> Response {
    if ask.world.settings.lms.awards.without_files {
        return reply::detail(StatusCode::UNPROCESSABLE_ENTITY, &format!("Unable to generate certificate {id}."));
    }
    let name = ask.user.as_ref().map_or("", |user| user.name.as_str());
    let (label, title) = names(certificate);
    let mut response = pdf_answer(pdf::page(&[label, name, title]));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{id}.pdf\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// What kind it is, and of what.
fn names(certificate: &Value) -> (&str, &str) {
    let text = |pointer: &str| certificate.pointer(pointer).and_then(Value::as_str);
    let title = text("/order/product_title").or_else(|| text("/enrollment/course_run/course/title"));
    (text("/certificate_definition/title").unwrap_or_default(), title.unwrap_or_default())
}

/// The public page: anybody who has the address may see it.
fn page(ask: &Ask<'_>, id: &str) -> Response {
    let all = [ORDER, ENROLMENT].map(|kind| certificate(ask, kind, 1));
    let Some(certificate) = all.iter().find(|certificate| certificate.get("id") == Some(&json!(id))) else {
        return reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned());
    };
    let (label, title) = names(certificate);
    let (label, title) = (escaped(label), escaped(title));
    reply::html(
        StatusCode::OK,
        format!(
            "<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<title>{label}</title>\n\
             <main><h1>{label}</h1><p>Camille Martin</p><p>{title}</p><p>{}</p></main>\n</html>\n",
            escaped(ISSUER)
        ),
    )
}
