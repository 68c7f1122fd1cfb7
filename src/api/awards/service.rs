//! What an Open Badges 3.0 service tells. It takes no page without a server as its client: the institution relays it, and
//! says by the session for whom.
use super::{
    AwardRef, AwardSource, document, options,
    reading::{MOST_PAGES, id, short},
};
use crate::{
    api::{ApiError, decode::decode, http::service::read_linked},
    json::{Json, read_fields, to_text},
};

/// Answer of `GET /ims/ob/v3p0/credentials`.
pub(super) struct Credentials {
    credential: Vec<Json>,
    compact_jws_string: Vec<String>,
    /// The same by the name in the specification's own example.
    compact_jws_strings: Vec<String>,
}
read_fields! {
    Credentials {}
    loose { compact_jws_string = "compactJwsString", compact_jws_strings = "compactJwsStrings" }
    lists { credential }
}

pub(super) async fn credentials() -> Result<Vec<AwardRef>, ApiError> {
    let base = options().service_url.clone().ok_or(ApiError::NotFound)?;
    let mut awards = Vec::new();
    let mut offset = "0".to_owned();
    for _ in 0..MOST_PAGES {
        let url = [&base, "/ims/ob/v3p0/credentials?limit=50&offset=", &offset].concat();
        let (text, links) = read_linked(url).await?;
        awards.extend(of_page(decode(&text)?));
        match next_offset(&links) {
            Some(next) if next != offset => offset = next,
            _ => break,
        }
    }
    Ok(awards)
}

pub(super) fn of_page(page: Credentials) -> Vec<AwardRef> {
    let written = page.credential.into_iter().filter_map(|json| {
        let text = to_text(&json)?;
        Some(document::of(AwardSource::Service, &json, text))
    });
    let signed = page.compact_jws_string.into_iter().chain(page.compact_jws_strings);
    let signed = signed.map(|token| match document::payload(&token) {
        Some(json) => document::of(AwardSource::Service, &json, token),
        // the verifier will say what is wrong with it
        None => document::unread(AwardSource::Service, id("credential", &short(&token)), token),
    });
    written.chain(signed).collect()
}

/// Where the next page begins. Only the number is taken from the link: its host is the service's, which pages do not ask.
pub(super) fn next_offset(links: &str) -> Option<String> {
    let is_next = |link: &&str| {
        link.split_once('>').is_some_and(|(_, about)| about.contains("rel=\"next\"") || about.contains("rel=next"))
    };
    let (address, _) = links.split('<').find(is_next)?.split_once('>')?;
    let (_, query) = address.split_once('?')?;
    let offset = query.split('&').find_map(|pair| pair.strip_prefix("offset="))?;
    (!offset.is_empty() && offset.bytes().all(|byte| byte.is_ascii_digit())).then(|| offset.to_owned())
}
