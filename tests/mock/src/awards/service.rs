//! An Open Badges 3.0 service below `/services/badges`, as an institution relays it: the session says for whom.
use axum::http::header::LINK;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::hosts::{ISSUER, Which};
use super::ob3::Credential;
use super::paging::{has_awards, is_absent};
use crate::openedx::ask::Ask;
use crate::openedx::reply;

/// What the learner has, newest first.
const HELD: [Credential; 4] = [Credential::Micro, Credential::Known, Credential::Expired, Credential::Revoked];
/// Where the service says that it is: its links are not the relay's.
const OWN: &str = "https://badges.valmorin.example";

/// The answer below the service.
pub(crate) fn answer(ask: &Ask<'_>, rest: &[&str]) -> Response {
    let ["ims", "ob", "v3p0", rest @ ..] = rest else { return reply::not_found() };
    if is_absent(ask, "service") {
        return status(StatusCode::NOT_FOUND, "There is nothing here.", "unknownobject");
    }
    if *rest == ["discovery"] {
        return discovery();
    }
    let Some(user) = &ask.user else {
        return status(StatusCode::UNAUTHORIZED, "The access token is missing or expired.", "unauthorisedrequest");
    };
    match (&ask.parts.method, rest) {
        (&Method::GET, ["credentials"]) => credentials(ask),
        (&Method::GET, ["profile"]) => reply::ok(&json!({
            "@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "type": "Profile",
            "id": format!("{OWN}/learners/{}", user.username),
            "name": user.name,
            "email": user.email,
        })),
        (_, ["credentials" | "profile"]) => {
            status(StatusCode::METHOD_NOT_ALLOWED, "The relay only reads.", "unauthorisedrequest")
        }
        _ => status(StatusCode::NOT_FOUND, "There is nothing here.", "unknownobject"),
    }
}

fn credentials(ask: &Ask<'_>) -> Response {
    let awards = &ask.world.settings.lms.awards;
    let number = |name, default: usize| match ask.first(name).map(str::parse) {
        None => Some(default),
        Some(number) => number.ok(),
    };
    let (Some(limit), Some(offset)) = (number("limit", 10), number("offset", 0)) else {
        return status(StatusCode::BAD_REQUEST, "limit and offset are numbers.", "invaliddata");
    };
    // a service may give less than it is asked for
    let limit = awards.page_size.map_or(limit, |most| limit.min(most)).clamp(1, 100);
    let held: Vec<Credential> = if has_awards(ask, ask.username()) { HELD.to_vec() } else { Vec::new() };
    let (mut written, mut tokens) = (Vec::new(), Vec::new());
    for credential in held.iter().skip(offset).take(limit) {
        let text = match credential.text(&ask.world.issuer(Which::Open)) {
            Ok(text) => text,
            Err(error) => return reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error),
        };
        match serde_json::from_str::<Value>(&text) {
            Ok(document) => written.push(document),
            Err(_token) => tokens.push(text),
        }
    }
    let name = if awards.spec_names { "compactJwsStrings" } else { "compactJwsString" };
    let mut response = reply::ok(&json!({"credential": written, name: tokens}));
    let link = |offset: usize, rel: &str| {
        format!("<{OWN}/ims/ob/v3p0/credentials?limit={limit}&offset={offset}>; rel=\"{rel}\"")
    };
    let mut links = vec![link(0, "first"), link(held.len().saturating_sub(1) / limit * limit, "last")];
    if offset + limit < held.len() {
        links.insert(0, link(offset + limit, "next"));
    }
    if offset > 0 {
        links.push(link(offset.saturating_sub(limit), "prev"));
    }
    let headers = response.headers_mut();
    headers.insert("x-total-count", HeaderValue::from(held.len()));
    if let Ok(links) = HeaderValue::from_str(&links.join(", ")) {
        headers.insert(LINK, links);
    }
    response
}

fn discovery() -> Response {
    let scope = |name: &str| format!("https://purl.imsglobal.org/spec/ob/v3p0/scope/{name}");
    reply::ok(&json!({
        "openapi": "3.0.1",
        "info": {"title": ISSUER, "version": "3.0", "termsOfService": "https://www.valmorin.example/conditions",
            "x-imssf-privacyPolicyUrl": "https://www.valmorin.example/donnees"},
        "components": {"securitySchemes": {"OAuth2ACG": {
            "type": "oauth2",
            "description": "OAuth 2.0 Authorization Code Grant",
            "x-imssf-registrationUrl": format!("{OWN}/oauth/register"),
            "flows": {"authorizationCode": {
                "tokenUrl": format!("{OWN}/oauth/token"),
                "authorizationUrl": format!("{OWN}/oauth/authorize"),
                "refreshUrl": format!("{OWN}/oauth/token"),
                "scopes": {scope("credential.readonly"): "Read credentials", scope("profile.readonly"): "Read profile"},
            }},
        }}},
    }))
}

/// A refusal as 1EdTech's services word it.
fn status(status: StatusCode, description: &str, minor: &str) -> Response {
    let body = json!({
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": description,
        "imsx_CodeMinor": {"imsx_codeMinorField": [
            {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": minor},
        ]},
    });
    reply::with_status(status, &body)
}
