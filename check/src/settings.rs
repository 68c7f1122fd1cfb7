//! `config.json`, and whether the policy of the page lets through what it names.
use crate::{
    finding::Findings,
    policy::Policy,
    web::{Answer, Web, origin},
};
use preau::{
    api::awards::Options,
    app::{config::Config, theme},
};

/// What the site is told.
#[derive(Debug, Default)]
pub struct Settings {
    /// What concerns all pages.
    pub config: Config,
    /// What concerns badges.
    pub badges: Options,
}

/// The configuration, if it can be used.
pub fn read(web: &Web, base: &str, found: &mut Findings) -> Option<Settings> {
    let url = format!("{base}/config.json");
    let answer = match web.get(&url) {
        Ok(answer) if answer.status == 200 => answer,
        Ok(answer) => {
            found.problem(
                "config.json",
                format!("{url} is answered with {}", answer.status),
                "put a config.json beside index.html: one of two characters, {}, will do",
            );
            return None;
        }
        Err(error) => {
            found.problem("config.json", error, "");
            return None;
        }
    };
    if !answer.header("content-type").starts_with("application/json") {
        found.advice(
            "config.json",
            format!("it is sent as `{}`", answer.header("content-type")),
            "send it as application/json",
        );
    }
    if !answer.is_asked_each_time() {
        found.problem(
            "config.json",
            "it is not asked for each time: changes reach learners late",
            "send Cache-Control: no-cache with it",
        );
    }
    let config = match Config::parse(&answer.text()) {
        Ok(config) => config,
        Err(mistakes) => {
            for mistake in mistakes {
                found.problem(
                    "config.json",
                    mistake,
                    "docs/configuration.md explains each key, config.schema.json lets editors check them",
                );
            }
            return None;
        }
    };
    let (badges, mistakes) = config.badges();
    if mistakes.is_empty() {
        found.good("config.json", "every key and value can be used");
    }
    for mistake in mistakes {
        found.problem("config.json", mistake, "docs/configuration.md explains each key");
    }
    if config.institution.name.is_none() {
        found.advice(
            "config.json",
            "nobody is named who runs the site",
            "set institution.name: the accessibility statement needs it",
        );
    }
    if config.accessibility.state.as_deref().is_some_and(|state| !["full", "partial", "none"].contains(&state)) {
        found.advice(
            "config.json",
            "accessibility.state is none of full, partial, none: the statement says \"not compliant\"",
            "say which of the three the audit found",
        );
    }
    let rates = [config.accessibility.rate, config.accessibility.mean_rate];
    if rates.into_iter().flatten().any(|rate| !(0.0..=100.0).contains(&rate)) {
        found.advice("config.json", "a rate of the accessibility statement is no share in percent", "0 to 100");
    }
    if config.legal.is_empty() {
        found.advice("config.json", "there are no legal links", "set legal: legal notice, privacy");
    }
    Some(Settings { config, badges })
}

/// Whether the page's policy lets through what the configuration names.
pub fn policy(base: &str, page: &Answer, embedded: Option<&Answer>, settings: &Settings, found: &mut Findings) {
    let header = page.header("content-security-policy");
    let (policy, own) = (Policy::new(header), origin(base).unwrap_or(base));
    if header.is_empty() {
        return;
    }
    let (config, badges) = (&settings.config, &settings.badges);
    let named = [
        ("catalogue_url", &config.catalogue_url, &["connect-src"][..]),
        ("lms_url", &config.lms_url, &["connect-src", "frame-src", "media-src"]),
        ("theme.stylesheet", &config.theme.stylesheet, &["style-src"]),
        ("badges.credentials_url", &badges.credentials_url, &["connect-src"]),
        ("badges.joanie_url", &badges.joanie_url, &["connect-src"]),
        ("badges.service_url", &badges.service_url, &["connect-src"]),
        ("badges.relay", &badges.relay, &["connect-src"]),
    ];
    let before = found.0.len();
    for (key, url, directives) in named {
        let asked = url.as_deref().and_then(origin).unwrap_or(own);
        for directive in directives {
            if !policy.allows(directive, asked, own) {
                let says = format!("the policy forbids what {key} names: {asked} is not in {directive}");
                found.problem(
                    "headers",
                    says,
                    format!("add {asked} to {directive} ($preau_backends, PREAU_BACKENDS in deploy/)"),
                );
            }
        }
    }
    let header = embedded.map(|answer| answer.header("content-security-policy")).unwrap_or_default();
    for host in &config.embed.hosts {
        if !Policy::new(header).allows("frame-ancestors", host, own) {
            let says = format!("config.json lets {host} show /embed/…, and the policy does not");
            found.problem(
                "headers",
                says,
                format!("add {host} to frame-ancestors of /embed/… ($preau_hosts, PREAU_HOSTS in deploy/)"),
            );
        }
    }
    if found.0.len() == before {
        found.good("headers", "the policy lets through what config.json names");
    }
}

/// Whether the theme can be read.
pub fn contrast(web: &Web, base: &str, settings: &Settings, found: &mut Findings) {
    let theme = &settings.config.theme;
    let mut sheet = String::new();
    if let Some(address) = &theme.stylesheet {
        let url = if address.starts_with('/') { format!("{base}{address}") } else { address.clone() };
        match web.get(&url) {
            Ok(answer) if answer.status == 200 && answer.header("content-type").starts_with("text/css") => {
                sheet = answer.text();
            }
            Ok(answer) => {
                let says = format!(
                    "theme.stylesheet is answered with {} as `{}`",
                    answer.status,
                    answer.header("content-type")
                );
                found.problem("theme", says, "put the stylesheet at its address, sent as text/css");
            }
            Err(error) => found.problem("theme", error, ""),
        }
    }
    let warnings = theme::warnings(theme, &sheet);
    if warnings.is_empty() {
        found.good("theme", "its colours can be read");
    }
    for warning in warnings {
        let mend = if warning.contains("is used instead") {
            "put the colour that is used instead into the theme"
        } else {
            "write the name of a colour of style/README.md, without --preau-color-, or leave it out"
        };
        found.advice("theme", warning, mend);
    }
}
