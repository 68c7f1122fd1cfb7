//! Tokens and cookies: the pair that holds a JWT, the session's, the one against forged requests.
use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::state::{Session, State, User};
use crate::richie::language::cookie;
use crate::world::World;

/// Cookie of the session.
pub(crate) const SESSION: &str = "sessionid";
/// Cookie against forged requests.
pub(crate) const CSRF: &str = "csrftoken";
/// Cookie with the first two parts of a token.
pub(crate) const PAYLOAD: &str = "edx-jwt-cookie-header-payload";
/// Cookie with the third.
pub(crate) const SIGNATURE: &str = "edx-jwt-cookie-signature";
/// Cookie that says no more than that somebody is signed in.
pub(crate) const LOGGED_IN: &str = "edxloggedin";
/// Cookie with what a header shows.
pub(crate) const USER_INFO: &str = "edx-user-info";

/// A token for that user, and the second at which it expires.
pub(crate) fn make(world: &World, state: &mut State, user: &User) -> (String, i64) {
    let issued = world.absolute(world.now());
    let expires = issued.saturating_add(world.settings.lms.token_lifetime_s);
    let header = json!({"alg": "RS512", "typ": "JWT", "kid": "mock"});
    let claims = json!({
        "aud": "openedx",
        "exp": expires,
        "grant_type": "password",
        "iat": issued,
        "iss": "http://localhost/oauth2",
        "preferred_username": user.username,
        "scopes": ["user_id", "email", "profile"],
        "version": "1.2.0",
        "sub": signature(&user.username),
        "filters": ["user:me"],
        "is_restricted": false,
        "email_verified": user.is_active,
        "email": user.email,
        "name": user.name,
        "family_name": "",
        "given_name": "",
        "administrator": user.is_staff,
        "superuser": false,
        "user_id": user.id,
        "roles": user.roles,
        "jti": state.next(),
    });
    let payload = format!("{}.{}", encoded(&header), encoded(&claims));
    let signature = signature(&payload);
    (format!("{payload}.{signature}"), expires)
}

/// Whose token it is, if it is ours and still holds.
pub(crate) fn holder<'a>(token: &str, now: i64, state: &'a State) -> Option<&'a User> {
    let (payload, signed) = token.rsplit_once('.')?;
    if signature(payload) != signed {
        return None;
    }
    let (_, claims) = payload.split_once('.')?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    if claims.get("exp")?.as_i64()? <= now {
        return None;
    }
    let name = claims.get("preferred_username")?.as_str()?;
    let is_taken_back = state.is_taken_back(name, claims.get("jti")?.as_u64()?);
    if is_taken_back { None } else { state.user(name) }
}

/// The token that the pair of cookies holds.
pub(crate) fn from_cookies(headers: &HeaderMap) -> Option<String> {
    Some(format!("{}.{}", cookie(headers, PAYLOAD)?, cookie(headers, SIGNATURE)?))
}

/// Opens a session; gives every cookie that a sign-in sets.
pub(crate) fn sign_in(world: &World, state: &mut State, user: &User, origin: &str) -> Vec<String> {
    let id = signature(&format!("session {} {}", user.username, state.next()));
    let expires = world.now().saturating_add(world.settings.lms.session_lifetime_s);
    state.sessions.insert(id.clone(), Session { username: user.username.clone(), expires });
    let mut cookies = vec![format!("{SESSION}={id}; Path=/; HttpOnly; SameSite=Lax")];
    cookies.extend(token_cookies(world, state, user, origin).0);
    cookies
}

/// The cookies that a sign-in and a refresh set beside the session's, and the second at which the token expires.
pub(crate) fn token_cookies(world: &World, state: &mut State, user: &User, origin: &str) -> (Vec<String>, i64) {
    let (token, expires) = make(world, state, user);
    let (payload, signed) = token.rsplit_once('.').unwrap_or((token.as_str(), ""));
    let info = json!({
        "version": 1,
        "username": user.username,
        "email": user.email,
        "header_urls": {
            "logout": format!("{origin}/logout"),
            "account_settings": format!("{origin}/account/settings"),
            "learner_profile": format!("{origin}/u/{}", user.username),
        },
        "user_image_urls": {"full": format!("{origin}/static/images/profiles/default_500.png")},
    });
    let cookies = vec![
        format!("{PAYLOAD}={payload}; Path=/; SameSite=Lax"),
        format!("{SIGNATURE}={signed}; Path=/; HttpOnly; SameSite=Lax"),
        format!("{LOGGED_IN}=true; Path=/; SameSite=Lax"),
        format!("{USER_INFO}={}; Path=/; SameSite=Lax", quoted(&info.to_string())),
    ];
    (cookies, expires)
}

/// What signing out sends.
pub(crate) fn forgotten() -> Vec<String> {
    [SESSION, PAYLOAD, SIGNATURE, LOGGED_IN, USER_INFO]
        .iter()
        .map(|name| format!("{name}=; Path=/; Max-Age=0; SameSite=Lax"))
        .collect()
}

/// The secret of the cookie against forged requests; made up if the request has none.
pub(crate) fn csrf_secret(headers: &HeaderMap, state: &mut State) -> (String, Option<String>) {
    if let Some(known) = cookie(headers, CSRF).filter(|known| known.len() == 32) {
        return (known, None);
    }
    let number = state.next();
    let secret = format!("{}{}", signature(&format!("csrf {number}")), signature(&format!("{number} csrf")));
    let cookie = format!("{CSRF}={secret}; Path=/; SameSite=Lax; Max-Age=31449600");
    (secret, Some(cookie))
}

/// The secret as pages and the token's address give it: never twice the same.
pub(crate) fn masked(secret: &str, state: &mut State) -> String {
    let mask = state.next();
    format!("{}{}{secret}", signature(&format!("mask {mask}")), signature(&format!("{mask} mask")))
}

/// Whether a token that came back belongs to the cookie.
pub(crate) fn is_genuine(token: &str, secret: &str) -> bool {
    token == secret || (token.len() == 64 && token.ends_with(secret))
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// Sixteen digits that only this server makes. Nothing here is secret: a mock protects nobody.
fn signature(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    "préau's mock".hash(&mut hasher);
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A cookie's value in double quotes, with octal escapes, as Python's cookies write it.
fn quoted(text: &str) -> String {
    let escaped = |character: char| match character {
        '"' | '\\' => format!("\\{character}"),
        ',' | ';' => format!("\\{:03o}", u32::from(character)),
        plain if plain.is_ascii() => plain.to_string(),
        other => other.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect::<Vec<_>>().concat(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}
