//! Signing in and out, refreshing a token, and what guards against forged requests.
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::ask::{Ask, Means};
use super::reply::{self, escaped};
use super::state::State;
use super::token;
use crate::clock;
use crate::richie::language::cookie;
use crate::world::{World, locked};

/// 403 of a write that cookies vouch for but no genuine token does.
pub(crate) fn forged(ask: &Ask<'_>) -> Option<Response> {
    let is_handler = ask.path.contains("/xblock/");
    let is_form = !is_handler
        && ["/login", "/change_enrollment", "/search/", "/courses/"].iter().any(|path| ask.path.starts_with(path));
    let is_guarded = ask.is_write() && ask.path != "/login_refresh" && ask.means != Some(Means::Bearer);
    // Views of the REST framework and handlers of blocks ask only those whom a cookie signs in.
    if !is_guarded || (ask.user.is_none() && !is_form) {
        return None;
    }
    let reason = csrf_fault(ask)?;
    let message = format!("CSRF Failed: {reason}");
    Some(if ask.path.starts_with("/api/discussion/") {
        reply::developer(StatusCode::FORBIDDEN, &message)
    } else if ask.path.starts_with("/api/") || ask.path.starts_with("/services/") {
        reply::detail(StatusCode::FORBIDDEN, &message)
    } else {
        reply::html(
            StatusCode::FORBIDDEN,
            format!(
                "<!doctype html>\n<title>403 Forbidden</title>\n<h1>Forbidden</h1>\n<p>CSRF verification failed. {reason}</p>\n"
            ),
        )
    })
}

fn csrf_fault(ask: &Ask<'_>) -> Option<String> {
    if let Some(origin) = ask.header("origin")
        && !ask.trusts(origin)
    {
        return Some(format!("Origin checking failed - {origin} does not match any trusted origins."));
    }
    let Some(secret) = cookie(&ask.parts.headers, token::CSRF) else {
        return Some("CSRF cookie not set.".to_owned());
    };
    let given = ask.header("x-csrftoken").map(str::to_owned).or_else(|| ask.field("csrfmiddlewaretoken"));
    match given {
        None => Some("CSRF token missing.".to_owned()),
        Some(given) if token::is_genuine(&given, &secret) => None,
        Some(_) => Some("CSRF token from the 'X-Csrftoken' HTTP header incorrect.".to_owned()),
    }
}

/// `GET /csrf/api/v1/token`
pub(crate) fn csrf(ask: &Ask<'_>, state: &mut State) -> Response {
    let (secret, cookie) = token::csrf_secret(&ask.parts.headers, state);
    let answer = reply::ok(&json!({"csrfToken": token::masked(&secret, state)}));
    reply::with_cookies(answer, cookie.as_slice())
}

/// `POST /login_refresh`: the session renews the token.
pub(crate) fn refresh(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.parts.method != Method::POST {
        return reply::wrong_method(ask.parts.method.as_str());
    }
    let Some(user) = &ask.session_user else {
        return reply::with_status(StatusCode::UNAUTHORIZED, &json!("Unauthorized"));
    };
    let (cookies, expires) = token::token_cookies(ask.world, state, user, &ask.origin());
    if ask.world.settings.lms.oddities.older_server {
        return reply::with_cookies(reply::ok(&json!({"success": true})), &cookies);
    }
    let now = ask.world.absolute(ask.now());
    let answer = reply::ok(&json!({
        "success": true,
        "user_id": user.id,
        "response_epoch_seconds": seconds(now),
        "response_http_date": clock::http_date(now),
        "expires": clock::http_date(expires),
        "expires_epoch_seconds": expires,
    }));
    reply::with_cookies(answer, &cookies)
}

/// A second as Python's clock gives it, with its fraction.
fn seconds(now: i64) -> f64 {
    i32::try_from(now).map_or(0.0, f64::from) + 0.27
}

/// `/logout`: any method, as the LMS has it.
pub(crate) fn logout(ask: &Ask<'_>, state: &mut State) -> Response {
    if let Some(id) = cookie(&ask.parts.headers, token::SESSION) {
        state.sessions.remove(&id);
    }
    // Tokens outlive their session in the LMS as well; the browser drops its cookies.
    let target = ask.first("redirect_url").or_else(|| ask.first("next")).unwrap_or("/");
    let answer = reply::redirect(&safe(ask, target));
    reply::with_cookies(answer, &token::forgotten())
}

/// An address on this server or a site that it trusts, else the start page.
fn safe(ask: &Ask<'_>, target: &str) -> String {
    let is_local = |path: &str| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let path = target.strip_prefix(&ask.origin()).unwrap_or(target);
    if is_local(path) {
        return path.to_owned();
    }
    let site = [ask.site()].into_iter().chain(ask.world.settings.trusted_origins.iter().cloned());
    let is_there = site.into_iter().any(|site| target.strip_prefix(&site).is_some_and(is_local));
    if is_there { target.to_owned() } else { "/".to_owned() }
}

/// `/login`: a page of the LMS's own, and what its form sends.
pub(crate) fn login(ask: &Ask<'_>, state: &mut State) -> Response {
    if ask.parts.method == Method::POST { entered(ask, state) } else { page(ask, state, None) }
}

fn entered(ask: &Ask<'_>, state: &mut State) -> Response {
    let field = |name| ask.field(name).unwrap_or_default();
    let (name, password) = (field("username"), field("password"));
    let known = state
        .users
        .iter()
        .find(|user| (user.username == name.trim() || user.email == name.trim()) && user.password == password)
        .cloned();
    let Some(user) = known else {
        return page(ask, state, Some(&name));
    };
    let target = safe(ask, &ask.field("next").unwrap_or_else(|| "/".to_owned()));
    let cookies = token::sign_in(ask.world, state, &user, &ask.origin());
    reply::with_cookies(reply::redirect(&target), &cookies)
}

fn page(ask: &Ask<'_>, state: &mut State, rejected: Option<&str>) -> Response {
    let next = ask.field("next").or_else(|| ask.first("next").map(str::to_owned)).unwrap_or_else(|| "/".to_owned());
    if let (Some(user), None) = (&ask.session_user, rejected) {
        let (cookies, _) = token::token_cookies(ask.world, state, user, &ask.origin());
        return reply::with_cookies(reply::redirect(&safe(ask, &next)), &cookies);
    }
    let (secret, cookie) = token::csrf_secret(&ask.parts.headers, state);
    let token = token::masked(&secret, state);
    let title = ask.text("Sign in", "Se connecter");
    let error = rejected.map_or(String::new(), |_| {
        let text = ask.text("Email or password is incorrect.", "L’adresse ou le mot de passe est incorrect.");
        format!("<p role=\"alert\" id=\"error\">{text}</p>\n")
    });
    let described = if rejected.is_some() { " aria-describedby=\"error\" aria-invalid=\"true\"" } else { "" };
    let page = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <main>\n<h1>{title}</h1>\n{error}<form method=\"post\" action=\"/login\">\n\
         <input type=\"hidden\" name=\"csrfmiddlewaretoken\" value=\"{token}\">\n\
         <input type=\"hidden\" name=\"next\" value=\"{next}\">\n\
         <p><label for=\"username\">{name}</label><br>\n\
         <input id=\"username\" name=\"username\" autocomplete=\"username\" required value=\"{value}\"{described}></p>\n\
         <p><label for=\"password\">{password}</label><br>\n\
         <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required></p>\n\
         <p><button>{title}</button></p>\n</form>\n<p>{hint}</p>\n</main>\n</html>\n",
        lang = ask.lang.code(),
        next = escaped(&next),
        name = ask.text("Username or email", "Nom d’utilisateur ou adresse électronique"),
        password = ask.text("Password", "Mot de passe"),
        value = escaped(rejected.unwrap_or("")),
        hint = ask.text(
            "This is the sign-in page of the demonstration’s LMS: “learner” is both name and password.",
            "C’est la page de connexion du LMS de démonstration : « learner » est à la fois le nom et le mot de passe.",
        ),
    );
    let status = if rejected.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    reply::with_cookies(reply::html(status, page), cookie.as_slice())
}

/// Whether a path below `/__mock__/` belongs to a world: the door that stories sign in by, and what ends sessions.
pub(crate) fn is_door(path: &str) -> bool {
    matches!(path, "/__mock__/sign-in" | "/__mock__/expire")
}

/// `/__mock__/sign-in?user=learner&next=/` sets the cookies of a sign-in and goes on to `next`, else says 204.
/// `/__mock__/expire` ends every session of who asks, with `?user=learner` those of that user; `what=tokens` only takes the tokens back.
pub(crate) fn door(world: &World, parts: &Parts) -> Response {
    let state = &mut *locked(world.lms.state());
    let path = parts.uri.path();
    let ask = Ask::new(world, parts, path, &[], state);
    let is_end = path == "/__mock__/expire";
    let name = match (ask.first("user"), &ask.user) {
        (Some(name), _) => name.to_owned(),
        (None, Some(user)) if is_end => user.username.clone(),
        (None, None) if is_end => {
            let error = "nobody is signed in here: say whose session is to end, ?user=learner";
            return reply::with_status(StatusCode::BAD_REQUEST, &json!({ "error": error }));
        }
        _ => "learner".to_owned(),
    };
    let Some(user) = state.user(&name).cloned() else {
        return reply::with_status(StatusCode::BAD_REQUEST, &json!({"error": format!("no account \"{name}\"")}));
    };
    if is_end {
        state.take_back(&name);
        if ask.first("what") != Some("tokens") {
            state.sessions.retain(|_, session| session.username != name);
        }
        return reply::empty(StatusCode::NO_CONTENT);
    }
    let answer = match ask.first("next") {
        Some(next) => reply::redirect(&safe(&ask, next)),
        None => reply::empty(StatusCode::NO_CONTENT),
    };
    let mut cookies = token::sign_in(world, state, &user, &ask.origin());
    // from the page of a sign-in one has it: no two answers that make one up then come at the same time
    cookies.extend(token::csrf_secret(&ask.parts.headers, state).1);
    reply::with_cookies(answer, &cookies)
}

/// The page with the cookies of whom the world signs in at its start, once.
pub(crate) fn handed_out(world: &World, parts: &Parts, response: Response) -> Response {
    let Some(name) = &world.settings.lms.signed_in else {
        return response;
    };
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("text/html"));
    let state = &mut *locked(world.lms.state());
    if !is_page || state.has_handed_out {
        return response;
    }
    state.has_handed_out = true;
    let Some(user) = state.user(name).cloned() else {
        return response;
    };
    let mut cookies = token::sign_in(world, state, &user, &super::ask::origin(&parts.headers));
    cookies.extend(token::csrf_secret(&parts.headers, state).1);
    reply::with_cookies(response, &cookies)
}
