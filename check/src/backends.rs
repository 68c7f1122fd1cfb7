//! Richie, the LMS and what gives badges: whether they are there, and whether the browser may ask them.
use crate::{
    finding::Findings,
    settings::Settings,
    web::{Answer, Web, host, origin},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// Asks all that the configuration names.
pub fn all(web: &Web, base: &str, settings: &Settings, found: &mut Findings) {
    let own = origin(base).unwrap_or(base);
    catalogue(web, base, own, settings, found);
    if settings.config.has_lms != Some(false) {
        lms(web, base, own, settings, found);
    }
    badges(web, base, own, settings, found);
}

/// Where a configured base address is; the site's own without one.
fn at(base: &str, url: Option<&String>) -> String {
    match url {
        Some(url) if url.starts_with('/') => format!("{base}{url}"),
        Some(url) => url.clone(),
        None => base.to_owned(),
    }
}

fn catalogue(web: &Web, base: &str, own: &str, settings: &Settings, found: &mut Findings) {
    let richie = at(base, settings.config.catalogue_url.as_ref());
    let url = format!("{richie}/api/v1.0/courses/?limit=1");
    let remedy = "let /api/v1.0/ of this name lead to Richie, or set catalogue_url";
    let answer = match web.ask("GET", &url, &[("Origin", own), ("Accept", "application/json")]) {
        Ok(answer) => answer,
        Err(error) => return found.problem("Richie", error, remedy),
    };
    let total = answer.json().and_then(|json| json.get("meta")?.get("total_count")?.as_u64());
    match total {
        Some(0) => found.problem(
            "Richie",
            "its catalogue is empty",
            "fill Richie's index: richie-cli or `manage.py bootstrap_elasticsearch`",
        ),
        Some(total) if answer.status == 200 => found.good("Richie", format!("its catalogue has {total} courses")),
        _ => {
            let says = format!("{url} is answered with {} and without courses", answer.status);
            return found.problem("Richie", says, remedy);
        }
    }
    shared(&answer, &richie, own, false, "Richie", found);
    starting_points(web, &richie, settings, found);
    for language in settings.config.offered() {
        let code = language.code();
        let answer = web.ask("GET", &url, &[("Accept-Language", code)]);
        let said = answer.as_ref().map(|answer| answer.header("content-language")).unwrap_or_default();
        if !said.is_empty() && !said.starts_with(code) {
            let says = format!("asked in `{code}`, which the site offers, Richie answers in `{said}`");
            found.advice(
                "languages",
                says,
                "add the language to Richie's LANGUAGES, or take it out of languages in config.json",
            );
        }
    }
}

fn lms(web: &Web, base: &str, own: &str, settings: &Settings, found: &mut Findings) {
    let lms = at(base, settings.config.lms_url.as_ref());
    let url = format!("{lms}/csrf/api/v1/token");
    let remedy =
        "let the paths of the LMS lead to it (deploy/), or set lms_url; has_lms: false for a platform without one";
    let answer = match web.ask("GET", &url, &[("Origin", own)]) {
        Ok(answer) => answer,
        Err(error) => return found.problem("LMS", error, remedy),
    };
    if answer.status != 200 || answer.json().and_then(|json| json.get("csrfToken").cloned()).is_none() {
        return found.problem("LMS", format!("{url} is answered with {} and without a token", answer.status), remedy);
    }
    found.good("LMS", "it gives tokens for writes");
    cookies(&answer, base, &lms, found);
    if origin(&lms) != Some(own) {
        shared(&answer, &lms, own, true, "LMS", found);
        preflight(web, &lms, own, found);
    }
    refuses_strangers(web, &lms, found);
    sign_in(web, base, &lms, settings, found);
    mfe(web, &lms, own, found);
}

/// Whether the empty search will offer the subjects that it is to: asked as the app asks, which leaves out silently what has no courses.
fn starting_points(web: &Web, richie: &str, settings: &Settings, found: &mut Findings) {
    let points = &settings.config.starting_points;
    let all: BTreeSet<&str> = points.myself.iter().chain(&points.work).map(String::as_str).collect();
    if all.is_empty() {
        return;
    }
    // what is no number is no id, and could end the question
    let (ids, odd): (Vec<&str>, Vec<&str>) =
        all.into_iter().partition(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    let asked = ids.iter().map(|id| ["subjects_aggs=", id, "&"].concat()).collect::<Vec<_>>().concat();
    let url = format!("{richie}/api/v1.0/courses/?{asked}scope=filters&limit=1");
    let Some(filters) = web.get(&url).ok().and_then(|answer| answer.json()?.get("filters").cloned()) else { return };
    let Some(values) = filters.pointer("/subjects/values").and_then(Value::as_array) else {
        let says =
            "starting_points names subjects, and the catalogue has no filter `subjects`: none of them is offered";
        return found.problem("config.json", says, "take starting_points out");
    };
    let has_courses = |id: &&str| {
        let is_it = |value: &&Value| value.get("key").and_then(Value::as_str) == Some(id);
        values.iter().find(is_it).is_some_and(|value| value.get("count").and_then(Value::as_u64) != Some(0))
    };
    for id in ids.into_iter().filter(|id| !has_courses(id)).chain(odd) {
        let says =
            format!("starting_points has {id:?}, and the catalogue no such subject with courses: it is not offered");
        found.problem("config.json", says, format!("look up its id in {richie}/api/v1.0/subjects/, or take it out"));
    }
}

/// Whether a page of the site may read the answer.
fn shared(answer: &Answer, backend: &str, own: &str, with_session: bool, about: &'static str, found: &mut Findings) {
    let Some(asked) = origin(backend).filter(|asked| *asked != own) else { return };
    let allowed = answer.header("access-control-allow-origin");
    let is_open = allowed == own || (allowed == "*" && !with_session);
    let is_private = !with_session || answer.header("access-control-allow-credentials") == "true";
    if is_open && is_private {
        return found.good(about, format!("pages of {own} may read {asked}"));
    }
    let says =
        format!("browsers keep answers of {asked} from pages of {own}: Access-Control-Allow-Origin is `{allowed}`");
    let mend = if about == "LMS" {
        format!(
            "add {own} to CORS_ORIGIN_WHITELIST of the LMS, with CORS_ALLOW_CREDENTIALS = True, ENABLE_CORS_HEADERS on"
        )
    } else {
        format!("put it behind this host name, or let it answer with Access-Control-Allow-Origin: {own}")
    };
    found.problem(about, says, mend);
}

/// What a browser asks before a write.
fn preflight(web: &Web, lms: &str, own: &str, found: &mut Findings) {
    let url = format!("{lms}/api/enrollment/v1/enrollment");
    let headers = [
        ("Origin", own),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type,x-csrftoken"),
    ];
    let Ok(answer) = web.ask("OPTIONS", &url, &headers) else { return };
    let headers = answer.header("access-control-allow-headers").to_ascii_lowercase();
    if answer.header("access-control-allow-origin") != own || !headers.contains("x-csrftoken") {
        let says = format!(
            "browsers may not send changes to the LMS: the question before it ({url}) is answered with {}",
            answer.status
        );
        let mend = "CORS_ORIGIN_WHITELIST and CSRF_TRUSTED_ORIGINS of the LMS have to name this origin, CORS_ALLOW_HEADERS x-csrftoken (there by default)";
        found.problem("LMS", says, mend);
    }
}

/// Cookies of the LMS have to reach it from pages of the site.
fn cookies(answer: &Answer, base: &str, lms: &str, found: &mut Findings) {
    let (Some(site), Some(there)) = (host(base), host(lms)) else { return };
    if site != there && common(site, there).is_none() {
        let says =
            format!("{site} and {there} share no domain: browsers keep the session's cookies from pages of the site");
        return found.problem("cookies", says, "give both names below one domain, or put both behind one name");
    }
    for cookie in answer.cookies() {
        let mut parts = cookie.split(';').map(str::trim);
        let name = parts.next().and_then(|pair| pair.split('=').next()).unwrap_or_default().to_owned();
        let value = |key: &str| {
            parts.clone().find_map(|part| part.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case(key)))
        };
        if let Some((_, domain)) = value("Domain")
            && !is_within(site, domain)
        {
            let says = format!("the cookie {name} is for {domain}, which pages of {site} do not belong to");
            found.problem(
                "cookies",
                says,
                "set SESSION_COOKIE_DOMAIN, CSRF_COOKIE_DOMAIN and SHARED_COOKIE_DOMAIN to the domain that both share",
            );
        }
        let is_secure = cookie.to_ascii_lowercase().split(';').any(|part| part.trim() == "secure");
        if base.starts_with("https:") && !is_secure {
            found.advice(
                "cookies",
                format!("the cookie {name} is not Secure"),
                "set CSRF_COOKIE_SECURE and SESSION_COOKIE_SECURE of the LMS",
            );
        }
    }
}

fn is_within(host: &str, domain: &str) -> bool {
    let domain = domain.trim_start_matches('.');
    host == domain || host.strip_suffix(domain).is_some_and(|start| start.ends_with('.'))
}

/// The domain that two names share, of two words at least.
fn common<'a>(one: &'a str, other: &str) -> Option<&'a str> {
    let mut at = 0;
    loop {
        let rest = one.get(at..)?;
        if rest.contains('.') && is_within(other, rest) {
            return Some(rest);
        }
        at += rest.find('.')? + 1;
    }
}

fn refuses_strangers(web: &Web, lms: &str, found: &mut Findings) {
    let url = format!("{lms}/api/learner_home/init");
    match web.get(&url) {
        Ok(answer) if matches!(answer.status, 401 | 403) => {}
        Ok(answer) if answer.status == 404 => {
            let says = "the LMS has no learner home API: the dashboard then does with enrolments alone";
            found.advice("LMS", says, "releases since Olive have it");
        }
        Ok(answer) => {
            let says = format!("{url} is answered with {} although nobody is signed in", answer.status);
            found.problem("LMS", says, "see that no cache and no other server answers in the place of the LMS");
        }
        Err(error) => found.problem("LMS", error, ""),
    }
}

fn sign_in(web: &Web, base: &str, lms: &str, settings: &Settings, found: &mut Findings) {
    let own_page = format!("{lms}/login");
    let url = settings.config.login_url.as_ref().map_or(own_page, |url| at(base, Some(url)));
    match web.get(&url) {
        Ok(answer) if answer.status < 400 && !answer.text().contains("id=\"preau\"") => {}
        Ok(answer) if answer.status < 400 => found.problem(
            "LMS",
            format!("{url} shows préau, not where one signs in"),
            "let /login and the other paths of the LMS lead to it (deploy/), or set login_url",
        ),
        Ok(answer) => found.problem(
            "LMS",
            format!("one cannot sign in: {url} is answered with {}", answer.status),
            "set login_url",
        ),
        Err(error) => found.problem("LMS", error, "set login_url"),
    }
}

/// Which front end the LMS names to others. Units answer to the one of a setting that nobody is told; most platforms set both alike.
fn mfe(web: &Web, lms: &str, own: &str, found: &mut Findings) {
    let Ok(answer) = web.get(&format!("{lms}/api/mfe_config/v1?mfe=learning")) else { return };
    let Some(settings) = answer.json().filter(|_| answer.status == 200) else { return };
    if let Some(learning) = other_front_end(&settings, own) {
        let says = format!(
            "the LMS names {learning} as its learning front end: if its LEARNING_MICROFRONTEND_URL, which cannot be asked \
             from outside, is that too, units do not tell préau their height"
        );
        found.advice("LMS", says, format!("see that LEARNING_MICROFRONTEND_URL is {own}"));
    }
}

/// The learning front end that the LMS names, if it is not on the site's own origin.
fn other_front_end<'a>(settings: &'a Value, own: &str) -> Option<&'a str> {
    let learning = settings.get("LEARNING_BASE_URL").and_then(Value::as_str)?;
    (!learning.is_empty() && origin(learning) != Some(own)).then_some(learning)
}

fn badges(web: &Web, base: &str, own: &str, settings: &Settings, found: &mut Findings) {
    let options = &settings.badges;
    let asked = [
        ("credentials", &options.credentials_url, "/api/v2/credentials/", true),
        ("Joanie", &options.joanie_url, "/api/v1.0/certificates/", false),
        ("badges", &options.service_url, "/ims/ob/v3p0/credentials?limit=1&offset=0", true),
    ];
    for (about, url, path, with_session) in asked {
        let Some(url) = url else { continue };
        let there = at(base, Some(url));
        match web.ask("GET", &format!("{there}{path}"), &[("Origin", own)]) {
            Ok(answer) if matches!(answer.status, 200 | 401 | 403) => {
                found.good(about, format!("{there} is there"));
                shared(&answer, &there, own, with_session, about, found);
            }
            Ok(answer) => {
                let says = format!("{there}{path} is answered with {}", answer.status);
                found.problem(about, says, "correct its address in `badges` of config.json");
            }
            Err(error) => found.problem(about, error, "correct its address in `badges` of config.json"),
        }
    }
    if let Some(url) = &options.relay {
        relay(web, &at(base, Some(url)), found);
    }
}

/// Without an address it has nothing to ask; one on its own machine it must not ask.
fn relay(web: &Web, relay: &str, found: &mut Findings) {
    match web.get(relay) {
        Ok(answer) if matches!(answer.status, 400 | 403 | 422) => {}
        Ok(answer) => {
            let says = format!("{relay} is answered with {} where 400 was expected", answer.status);
            return found.problem("relay", says, "correct badges.relay; without url= a relay answers 400");
        }
        Err(error) => return found.problem("relay", error, "correct badges.relay"),
    }
    for scheme in ["http", "https"] {
        // broken off is refused too
        if web.get(&format!("{relay}?url={scheme}%3A%2F%2F127.0.0.1%2F")).is_ok_and(|answer| answer.status < 400) {
            let says = format!("the relay asks addresses of its own machine by {scheme} for whoever wants it");
            let mend = "it may ask only hosts of a list, by https: docs/configuration.md says what it must do";
            return found.problem("relay", says, mend);
        }
    }
    found.good("relay", "it is there, and gives away nothing of its own machine");
}

#[cfg(test)]
mod tests {
    use super::{common, is_within, other_front_end};
    use serde_json::json;

    #[test]
    fn the_front_end_of_the_lms_is_another_one_on_another_origin() {
        let own = "https://mooc.example";
        let named = |learning: &str| json!({ "LEARNING_BASE_URL": learning });
        let other = named("https://apps.mooc.example/learning");
        assert_eq!(other_front_end(&other, own), Some("https://apps.mooc.example/learning"));
        for same in [named("https://mooc.example"), named("https://mooc.example/learning"), named(""), json!({})] {
            assert_eq!(other_front_end(&same, own), None, "{same}");
        }
    }

    #[test]
    fn names_share_a_domain_of_two_words() {
        assert_eq!(common("mooc.univ.example", "lms.univ.example"), Some("univ.example"));
        assert_eq!(common("univ.example", "lms.univ.example"), Some("univ.example"));
        assert_eq!(common("mooc.example", "lms.example"), None);
        assert!(is_within("mooc.univ.example", ".univ.example") && !is_within("otheruniv.example", "univ.example"));
    }
}
