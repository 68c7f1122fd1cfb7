//! Open edX' credentials service below `/services/credentials`, and a wallet in the browser that takes what it gives.
use axum::http::{Method, StatusCode};
use axum::response::Response;
use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::{Value, json};

use super::keys::{base64, keys};
use super::paging::{has_awards, is_absent, plain};
use super::{bake, programs, wallet_documents};
use crate::openedx::ask::Ask;
use crate::openedx::reply::{self, escaped};
use crate::openedx::session;
use crate::openedx::state::State;

/// Pixels of a module of a QR code, modules around it.
const MODULE: i32 = 4;
const QUIET: i32 = 4;

/// The answer below the service.
pub(crate) fn answer(ask: &Ask<'_>, state: &mut State, rest: &[&str]) -> Response {
    if is_absent(ask, "credentials") {
        return missing();
    }
    match rest {
        ["csrf", "api", "v1", "token"] => session::csrf(ask, state),
        ["credentials", id] => certificate(id),
        ["records", "programs", "shared", id] => shared(ask, id),
        ["records", "api", "v1", "program_records", rest @ ..] => records(ask, rest),
        ["api", "v2", "credentials"] => match &ask.user {
            None => reply::sign_in_needed(),
            Some(user) => {
                let wanted = ask.first("username").unwrap_or(&user.username);
                let is_theirs = wanted == user.username || user.is_staff;
                let has = is_theirs
                    && has_awards(ask, wanted)
                    && ask.first("status").is_none_or(|status| status == "awarded");
                plain(ask, &if has { programs::credentials(ask, &base(ask)) } else { Vec::new() })
            }
        },
        ["verifiable_credentials", "api", "v1", rest @ ..] if !is_absent(ask, "wallets") => wallets(ask, rest),
        _ => missing(),
    }
}

fn missing() -> Response {
    reply::html(StatusCode::NOT_FOUND, "<h1>Page not found</h1>".to_owned())
}

/// Where the service is.
fn base(ask: &Ask<'_>) -> String {
    format!("{}/services/credentials", ask.origin())
}

fn records(ask: &Ask<'_>, rest: &[&str]) -> Response {
    let is_public = ask.first("is_public") == Some("true");
    if !is_public && ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let has = is_public || has_awards(ask, ask.username());
    match rest {
        [] if has && !is_public => reply::ok(&programs::records()),
        [] => reply::ok(&json!({"enrolled_programs": []})),
        [id] if has => programs::record(ask, id, is_public).map_or_else(reply::not_found, |record| reply::ok(&record)),
        _ => reply::not_found(),
    }
}

fn wallets(ask: &Ask<'_>, rest: &[&str]) -> Response {
    // public, and the wallet's own
    match (&ask.parts.method, rest) {
        (&Method::GET, ["status-list", "2021", "v1", did]) => return status_list(ask, did),
        (&Method::POST, ["credentials", "issue", id]) => return issue(ask, id),
        _ => {}
    }
    if ask.user.is_none() {
        return reply::sign_in_needed();
    }
    let has = has_awards(ask, ask.username());
    match (&ask.parts.method, rest) {
        (&Method::GET, ["credentials"]) if has => {
            reply::ok(&programs::for_wallets(ask, ask.first("types").unwrap_or_default()))
        }
        (&Method::GET, ["credentials"]) => reply::ok(&json!({"program_credentials": [], "course_credentials": []})),
        (&Method::GET, ["storages"]) => reply::ok(&json!([
            {"id": "lcwallet", "name": "Learner Credential Wallet"},
            {"id": "preau_wallet", "name": "Portefeuille de démonstration"},
        ])),
        (&Method::POST, ["credentials", "init"]) => offer(ask, has),
        _ => missing(),
    }
}

/// How a wallet gets a credential: an application by a link or a QR code, a site by a redirection.
fn offer(ask: &Ask<'_>, has: bool) -> Response {
    let text = |name: &str| ask.field(name).unwrap_or_default();
    let (uuid, storage) = (text("credential_uuid"), text("storage_id"));
    if !has || programs::title(&uuid).is_none() {
        return reply::with_status(StatusCode::NOT_FOUND, &json!({"credential_uuid": ["Not found."]}));
    }
    let request = format!("{}/verifiable_credentials/api/v1/credentials/issue/{}/", base(ask), programs::bare(&uuid));
    let query = |start: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("issuer", &base(ask)).append_pair("auth_type", "bearer");
        query.append_pair("challenge", "preau").append_pair("vc_request_url", &request);
        format!("{start}?{}", query.finish())
    };
    match storage.as_str() {
        "lcwallet" => {
            let link = query("https://lcw.app/request.html");
            let Some(code) = qr_code(&link) else {
                return reply::text(StatusCode::INTERNAL_SERVER_ERROR, "too long for a QR code");
            };
            reply::ok(&json!({
                "deeplink": link,
                "qrcode": base64(&code),
                "app_link_android": "https://play.google.com/store/apps/details?id=app.lcw",
                "app_link_ios": "https://apps.apple.com/app/learner-credential-wallet/id1590615710",
            }))
        }
        "preau_wallet" => {
            reply::ok(&json!({"deeplink": query("/services/wallet/receive"), "qrcode": "", "redirect": true}))
        }
        _ => reply::with_status(StatusCode::BAD_REQUEST, &json!({"storage_id": ["Unknown storage."]})),
    }
}

/// What a wallet asks for, which says by what DID it holds it.
fn issue(ask: &Ask<'_>, id: &str) -> Response {
    let body = ask.json();
    let Some(holder) = body.get("holder").and_then(Value::as_str).filter(|holder| holder.starts_with("did:")) else {
        return reply::with_status(StatusCode::BAD_REQUEST, &json!({"holder": ["This field is required."]}));
    };
    match issued(ask, holder, id) {
        Some(Ok(document)) => reply::with_status(StatusCode::CREATED, &document),
        Some(Err(error)) => reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error),
        None => reply::not_found(),
    }
}

fn issued(ask: &Ask<'_>, holder: &str, id: &str) -> Option<Result<Value, String>> {
    let (title, place) = programs::title(id)?;
    Some(
        list_url(ask).and_then(|list| {
            wallet_documents::credential(holder, "Camille Martin", title, &hyphened(id), &list, place)
        }),
    )
}

/// A UUID with its hyphens.
fn hyphened(id: &str) -> String {
    [programs::CERTIFICATE, programs::OF_COURSE]
        .into_iter()
        .find(|known| programs::bare(known) == programs::bare(id))
        .unwrap_or(id)
        .to_owned()
}

fn list_url(ask: &Ask<'_>) -> Result<String, String> {
    Ok(format!("{}/verifiable_credentials/api/v1/status-list/2021/v1/{}/", base(ask), keys()?.platform.did()))
}

fn status_list(ask: &Ask<'_>, did: &str) -> Response {
    let list = list_url(ask)
        .and_then(|url| if url.contains(did) { wallet_documents::status_list(&url, &[5]).map(Some) } else { Ok(None) });
    match list {
        Ok(Some(list)) => reply::ok(&list),
        Ok(None) => reply::not_found(),
        Err(error) => reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error),
    }
}

fn qr_code(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = (code.size() + 2 * QUIET) * MODULE;
    let mut rows = Vec::new();
    for y in 0..side {
        rows.push(0);
        for x in 0..side {
            let is_dark = code.get_module(x / MODULE - QUIET, y / MODULE - QUIET);
            rows.extend(if is_dark { [0, 0, 0, 255] } else { [255, 255, 255, 255] });
        }
    }
    Some(bake::png(u32::try_from(side).ok()?, &rows))
}

/// The public page of a certificate.
fn certificate(id: &str) -> Response {
    match programs::title(id) {
        Some((title, _)) => page("Certificat de parcours", &["Camille Martin", title]),
        None => missing(),
    }
}

fn shared(ask: &Ask<'_>, id: &str) -> Response {
    match programs::record(ask, id, true) {
        Some(_) => page("Relevé de parcours", &["Camille Martin", programs::TITLE]),
        None => missing(),
    }
}

/// `/services/wallet/receive`: a wallet that is a site. It fetches what it was sent for, and shows it.
pub(crate) fn receive(ask: &Ask<'_>) -> Response {
    let request = ask.first("vc_request_url").unwrap_or_default();
    let id = request.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let held = keys().and_then(|keys| issued(ask, &keys.stranger.did(), id).unwrap_or(Ok(Value::Null)));
    match held {
        Ok(Value::Null) => page("Portefeuille de démonstration", &["Rien à recevoir."]),
        Ok(document) => {
            let text = serde_json::to_string_pretty(&document).unwrap_or_default();
            page("Portefeuille de démonstration", &["Reçu :", &text])
        }
        Err(error) => reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error),
    }
}

fn page(title: &str, lines: &[&str]) -> Response {
    let title = escaped(title);
    let lines: String = lines.iter().map(|line| ["<pre>", &escaped(line), "</pre>\n"].concat()).collect();
    reply::html(
        StatusCode::OK,
        format!(
            "<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <main><h1>{title}</h1>\n{lines}</main>\n</html>\n"
        ),
    )
}
