//! In which language an answer is: Django's rules.
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;

use crate::catalogue::languages::Lang;

/// Django's cookie.
pub(crate) const COOKIE_NAME: &str = "django_language";

/// Languages that a request asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Languages {
    /// Cookie, then `Accept-Language`, then the site's default.
    pub(crate) requested: Lang,
    /// What the cookie says, if it names a language of the site.
    pub(crate) cookie: Option<Lang>,
}

impl Languages {
    /// Reads cookie and header; `site` holds the default first.
    pub(crate) fn of(parts: &Parts, site: &[Lang]) -> Self {
        let cookie = cookie(&parts.headers, COOKIE_NAME).and_then(|value| supported(&value, site));
        let header = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let requested = cookie
            .or_else(|| accepted(header.unwrap_or(""), site))
            .or_else(|| site.first().copied())
            .unwrap_or(Lang::EN);
        Self { requested, cookie }
    }
}

/// Value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then(|| value.to_owned()))
}

/// First language of the header that the site has; `*` ends the list.
fn accepted(header: &str, site: &[Lang]) -> Option<Lang> {
    let mut ranges: Vec<(&str, f32)> = header
        .split(',')
        .filter_map(|range| {
            let (code, quality) = range.split_once(';').unwrap_or((range, "q=1"));
            let quality = quality.trim().strip_prefix("q=")?.parse().ok()?;
            Some((code.trim(), quality)).filter(|(code, quality)| !code.is_empty() && *quality > 0.0)
        })
        .collect();
    ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    ranges.iter().take_while(|(code, _)| *code != "*").find_map(|(code, _)| supported(code, site))
}

/// The site's language for a code: itself, or without its last parts (`fr-FR` is `fr`).
fn supported(code: &str, site: &[Lang]) -> Option<Lang> {
    let code = code.to_ascii_lowercase();
    let mut part = code.as_str();
    loop {
        if let Some(lang) = Lang::from_code(part).filter(|lang| site.contains(lang)) {
            return Some(lang);
        }
        match part.rsplit_once('-') {
            Some((shorter, _)) => part = shorter,
            // A site that has only `pt-br` serves it to who asks for `pt`.
            None => {
                return site.iter().copied().find(|lang| lang.code().split('-').next() == Some(part));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: [Lang; 2] = [Lang::EN, Lang::FR];

    #[test]
    fn the_header_is_read_by_quality() {
        for (header, expected) in [
            ("fr-FR,fr;q=0.9,en;q=0.8", Some(Lang::FR)),
            ("de,fr;q=0.5", Some(Lang::FR)),
            ("fr;q=0.2,en;q=0.7", Some(Lang::EN)),
            ("de", None),
            ("*", None),
            ("*,fr", None),
            ("fr;q=0", None),
            ("nonsense;;;,", None),
            ("", None),
        ] {
            assert_eq!(accepted(header, &SITE), expected, "{header}");
        }
    }

    #[test]
    fn regions_fall_back_to_their_language_and_languages_to_a_region() {
        let brazil = Lang::from_code("pt-br").unwrap();
        assert_eq!(supported("FR-ca", &SITE), Some(Lang::FR));
        assert_eq!(supported("pt", &[Lang::EN, brazil]), Some(brazil));
        assert_eq!(supported("pt-PT", &[Lang::EN, brazil]), Some(brazil));
    }
}
