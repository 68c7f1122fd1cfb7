//! `/__mock__/badges/`: files to try a verifier with, one for each thing that it may say.
use axum::body::Body;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::achievements::{HELPING, READING};
use super::bake::{Generation, into_png, into_svg};
use super::hosts::Hosts;
use super::keys::base64url;
use super::ob2;
use super::ob3::Credential;
use crate::openedx::reply::{self, escaped};

/// Where they are.
pub(crate) const FOLDER: &str = "/__mock__/badges/";

/// A file: its name, what it is in English and in French.
type Sample = (&'static str, &'static str, &'static str);

const GENUINE: &[Sample] = &[
    ("genuine-hosted.png", "picture of a hosted badge (OB 2.0)", "image d’un badge hébergé (OB 2.0)"),
    ("genuine-signed.svg", "picture of a signed badge (OB 2.0)", "image d’un badge signé (OB 2.0)"),
    ("genuine-micro-credential.json", "micro-credential (OB 3.0)", "micro-certification (OB 3.0)"),
    ("genuine-micro-credential.png", "picture of the same", "image de la même"),
    ("genuine-token.jwt", "badge as a token (OB 3.0)", "badge sous forme de jeton (OB 3.0)"),
    ("genuine-known-issuer.json", "badge of an issuer that this site knows", "badge d’un émetteur que ce site connaît"),
];
const OTHERS: &[Sample] = &[
    ("expired.png", "expired (OB 2.0)", "expiré (OB 2.0)"),
    ("expired.jwt", "expired (OB 3.0)", "expiré (OB 3.0)"),
    ("revoked.json", "withdrawn by its issuer (OB 2.0)", "retiré par son émetteur (OB 2.0)"),
    ("revoked-signed.jws", "withdrawn, signed (OB 2.0)", "retiré, signé (OB 2.0)"),
    ("revoked.jwt", "withdrawn (OB 3.0)", "retiré (OB 3.0)"),
    ("forged-copy.json", "copied under another address (OB 2.0)", "copié sous une autre adresse (OB 2.0)"),
    ("forged-token.jwt", "its title was changed (OB 3.0)", "titre modifié (OB 3.0)"),
    ("forged-proof.json", "its credits were changed (OB 3.0)", "crédits modifiés (OB 3.0)"),
    (
        "unknown-issuer.json",
        "intact, but of an issuer whom nobody knows",
        "intact, mais d’un émetteur que personne ne connaît",
    ),
    ("somebody-elses.png", "somebody else’s (OB 2.0)", "celui d’une autre personne (OB 2.0)"),
    ("somebody-elses.jwt", "somebody else’s (OB 3.0)", "celui d’une autre personne (OB 3.0)"),
    ("behind-the-relay.json", "its host answers no page but the relay", "son hôte ne répond qu’au relais"),
    ("unreachable.json", "its host does not answer", "son hôte ne répond pas"),
    ("no-badge.png", "a picture without a badge", "une image sans badge"),
];

/// The list, or a file.
pub(crate) fn answer(hosts: &Hosts, parts: &Parts, name: &str) -> Response {
    if name.is_empty() {
        return list(parts);
    }
    match file(hosts, name) {
        Ok(Some(content)) => download(name, content),
        Ok(None) => reply::not_found(),
        Err(error) => reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error),
    }
}

fn list(parts: &Parts) -> Response {
    let wanted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_french = wanted.starts_with("fr");
    let of = |english: &'static str, french: &'static str| if is_french { french } else { english };
    let items = |samples: &[Sample]| -> String {
        let item = |(name, english, french): &Sample| {
            format!("<li><a href=\"{FOLDER}{name}\">{name}</a> — {}</li>\n", escaped(of(english, french)))
        };
        samples.iter().map(item).collect()
    };
    let title = of("Badges to try", "Badges à essayer");
    reply::html(
        StatusCode::OK,
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{title}</title>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n<h2>{}</h2>\n<ul>\n{}</ul>\n<h2>{}</h2>\n<ul>\n{}</ul>\n</main>\n</html>\n",
            of("en", "fr"),
            of(
                "Invented institutions, test keys: none of these proves anything. They are for the account “learner”.",
                "Institutions inventées, clés de test : rien ici ne prouve quoi que ce soit. Ils sont pour le compte « learner »."
            ),
            of("Genuine", "Authentiques"),
            items(GENUINE),
            of("Others", "Les autres"),
            items(OTHERS),
        ),
    )
}

fn file(hosts: &Hosts, name: &str) -> Result<Option<Vec<u8>>, String> {
    let base = &hosts.open;
    let hosted =
        |name: &str| ob2::hosted(name).map(|assertion| (assertion, assertion.document(base, name).to_string()));
    let baked =
        |name: &str| hosted(name).map(|(assertion, text)| into_png(&assertion.of.png(), Generation::Two, &text));
    let credential = |credential: Credential| credential.text(base).map(|text| Some(text.into_bytes()));
    let signed = |place: usize| match ob2::SIGNED.get(place) {
        Some(assertion) => assertion.token(base).map(Some),
        None => Ok(None),
    };
    Ok(match name {
        "genuine-hosted.png" => baked("valid"),
        "genuine-signed.svg" => signed(0)?.map(|token| into_svg(&READING.svg(), Generation::Two, &token).into_bytes()),
        "genuine-micro-credential.json" => return credential(Credential::Micro),
        "genuine-micro-credential.png" => {
            let text = Credential::Micro.text(base)?;
            Some(into_png(&super::achievements::OPEN_DATA.png(), Generation::Three, &text))
        }
        "genuine-token.jwt" => return credential(Credential::Plain),
        "genuine-known-issuer.json" => return credential(Credential::Known),
        "expired.png" => baked("expired"),
        "expired.jwt" => return credential(Credential::Expired),
        "revoked.json" => hosted("revoked").map(|(_, text)| text.into_bytes()),
        "revoked-signed.jws" => signed(1)?.map(String::into_bytes),
        "revoked.jwt" => return credential(Credential::Revoked),
        "forged-copy.json" => Some(elsewhere(base, "forged").into_bytes()),
        "forged-token.jwt" => {
            Some(changed(&Credential::Plain.text(base)?, "Lire un article", "Écrire un article").into_bytes())
        }
        "forged-proof.json" => {
            Some(Credential::Micro.text(base)?.replace("\"creditsEarned\":5", "\"creditsEarned\":30").into_bytes())
        }
        "unknown-issuer.json" => return credential(Credential::Stranger),
        "somebody-elses.png" => baked("other"),
        "somebody-elses.jwt" => return credential(Credential::Other),
        "behind-the-relay.json" => {
            ob2::hosted("valid").map(|assertion| assertion.document(&hosts.closed, "valid").to_string().into_bytes())
        }
        "unreachable.json" => Some(elsewhere(base, "silent").into_bytes()),
        "no-badge.png" => Some(HELPING.png()),
        _ => None,
    })
}

/// The text of a genuine badge that says to be at another address.
fn elsewhere(base: &str, name: &'static str) -> String {
    let genuine = ob2::hosted("valid");
    let document = genuine.map(|genuine| genuine.document(base, "valid").to_string()).unwrap_or_default();
    let [from, to] = ["valid", name].map(|name| ob2::url(base, name));
    document.replace(&from, &to)
}

/// A token whose payload was changed after it was signed.
fn changed(token: &str, from: &str, to: &str) -> String {
    use base64::Engine;
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    if let Some(payload) = parts.get_mut(1)
        && let Ok(bytes) = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload.as_str())
    {
        *payload = base64url(String::from_utf8_lossy(&bytes).replace(from, to).as_bytes());
    }
    parts.join(".")
}

fn download(name: &str, content: Vec<u8>) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/ld+json",
        _ => "text/plain",
    };
    let mut response = Response::new(Body::from(content));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}
