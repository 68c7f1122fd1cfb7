//! What a text is: JSON, a token, an address, a picture.
use crate::codec;
use crate::json::{self, Value};
use crate::ob3::jws::Jws;
use crate::text::{cut, trim};

/// A badge as it was found, not yet believed.
#[derive(Debug)]
pub(crate) enum Found {
    /// An assertion of version 2: where it really is has to be asked.
    Hosted(Value),
    /// A signed assertion of version 2.
    Signed(Jws),
    /// A credential of version 3 with its proof inside; and its text.
    Credential(Value, String),
    /// A credential of version 3 as a token.
    Token(Jws),
    /// A European Digital Credential, which a page cannot verify.
    Europass(Value, String),
    /// Something that should be a badge and is not proper: a code.
    Malformed(&'static str),
}

/// What a text is.
#[derive(Debug)]
pub(crate) enum Text {
    /// Badges, perhaps none.
    Badges(Vec<Found>),
    /// An address to ask.
    Address(String),
    /// A picture or another document in XML.
    Xml,
}

/// Looks at the content, never at a name.
pub(crate) fn text(text: &str) -> Text {
    let text = trim(text);
    if text.starts_with('<') {
        return Text::Xml;
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        return Text::Address(text.to_owned());
    }
    if text.starts_with(['{', '[']) {
        return Text::Badges(match json::parse(text) {
            Ok(value @ Value::Object(_)) => object(value, text),
            Ok(value) => value.all().iter().filter_map(entry).collect(),
            Err(why) => vec![Found::Malformed(why)],
        });
    }
    Text::Badges(token(text).into_iter().collect())
}

/// A token, whole or broken; `None` when it is something else.
fn token(text: &str) -> Option<Found> {
    let (head, _) = cut(text, ".")?;
    let head = codec::base64url(head)?;
    json::parse(codec::utf8(&head)?).ok().filter(Value::is_object)?;
    let jws = match Jws::parse(text) {
        Ok(jws) => jws,
        Err(why) => return Some(Found::Malformed(why)),
    };
    if jws.payload.get("badge").is_some() {
        return Some(Found::Signed(jws));
    }
    let is_version_3 = jws.payload.get("credentialSubject").is_some() || jws.payload.get("vc").is_some();
    is_version_3.then_some(Found::Token(jws))
}

/// Badges in an object; `text` is its own text where it stands alone.
fn object(value: Value, text: &str) -> Vec<Found> {
    // a presentation, or what a badge service answers
    const LISTS: [&str; 4] = ["verifiableCredential", "credential", "compactJwsString", "compactJwsStrings"];
    match single(value, || text.to_owned()) {
        Ok(found) => vec![found],
        Err(value) => LISTS.iter().flat_map(|name| value.all_at(name)).filter_map(entry).collect(),
    }
}

/// The badge that an object is, or the object again.
fn single(value: Value, text: impl FnOnce() -> String) -> Result<Found, Value> {
    const VERSION_3: [&str; 3] = ["AchievementCredential", "OpenBadgeCredential", "EndorsementCredential"];
    if VERSION_3.iter().any(|kind| value.is_a(kind)) {
        return Ok(Found::Credential(value, text()));
    }
    if value.is_a("EuropeanDigitalCredential") {
        return Ok(Found::Europass(value, text()));
    }
    let is_withdrawn = value.get("revoked").is_some_and(Value::is_true) && value.text_at("id").is_some();
    if value.is_a("Assertion") || (value.get("badge").is_some() && value.get("recipient").is_some()) || is_withdrawn {
        return Ok(Found::Hosted(value));
    }
    Err(value)
}

/// A badge in a list; lists do not nest.
fn entry(value: &Value) -> Option<Found> {
    if let Some(text) = value.text() {
        return token(text);
    }
    let enveloped = value.text_at("id").filter(|id| id.starts_with("data:application/vc"));
    match enveloped.and_then(|id| cut(id, ",")) {
        Some((_, jwt)) => token(jwt),
        None => single(value.clone(), || json::write(value)).ok(),
    }
}
