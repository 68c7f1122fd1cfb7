//! Lists of several pages, and what all sources need.
use crate::{
    api::{
        ApiError,
        decode::decode,
        http::{lms::read_at, service::read_as},
        lms::lms_link,
    },
    json::{FromJson, Json},
    wire::Page,
};
use std::rc::Rc;

/// No learner has more pages of awards; a service that goes on for ever is not followed.
pub(super) const MOST_PAGES: u32 = 20;

/// How a service knows who asks.
pub(super) enum As<'a> {
    /// By the session of the LMS.
    Session,
    /// By a token, if there is one.
    Bearer(Option<&'a str>),
}

/// All items of a numbered list; the address ends where `page=…` goes. One that cannot be read is left out.
pub(super) async fn all_of<T: FromJson>(url: &str, asker: As<'_>) -> Result<Vec<T>, ApiError> {
    let mut all = Vec::new();
    for text in pages(url, asker).await? {
        all.extend(decode::<Page<T>>(&text)?.results);
    }
    Ok(all)
}

/// Texts of the pages. Their own addresses of the next are not followed: behind a proxy they are often wrong.
async fn pages(url: &str, asker: As<'_>) -> Result<Vec<Rc<str>>, ApiError> {
    let mut texts = Vec::new();
    for number in 1..=MOST_PAGES {
        let url = [url, "page=", &number.to_string()].concat();
        let answer = match asker {
            As::Session => read_at(url).await,
            As::Bearer(token) => read_as(url, token).await,
        };
        let text = match answer {
            // the list became shorter meanwhile
            Err(ApiError::NotFound) if number > 1 => break,
            answer => answer?,
        };
        let has_next = decode::<Page<Json>>(&text)?.next.is_some();
        texts.push(text);
        if !has_next {
            break;
        }
    }
    Ok(texts)
}

/// A short name for a long one: the same at each visit (FNV-1a, 64 bits).
pub(crate) fn short(text: &str) -> String {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let hash = text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// An id of which only letters, digits and hyphens are left, so that an address can hold it.
pub(super) fn id(kind: &str, own: &str) -> String {
    let is_plain = !own.is_empty() && own.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    [kind, "-", &if is_plain { own.to_owned() } else { short(own) }].concat()
}

/// A text, unless it is empty.
pub(super) fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A picture that may be shown.
pub(super) fn picture(address: &str) -> Option<String> {
    let is_data = ["data:image/png", "data:image/svg+xml", "data:image/jpeg", "data:image/webp"]
        .into_iter()
        .any(|start| address.starts_with(start));
    if is_data { Some(address.to_owned()) } else { lms_link(address) }
}
