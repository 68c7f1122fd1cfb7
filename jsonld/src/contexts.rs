//! The pinned contexts, and where a document may name them.
use crate::json::{self, Json};
use crate::{Edition, Error};

/// The text of a context by its exact address, if it is pinned.
pub(crate) type Pinned<'p> = &'p dyn Fn(&str) -> Option<&'static str>;

macro_rules! text {
    ($file:literal) => {
        include_str!(concat!("../contexts/", $file))
    };
}

/// The contexts of badges; `contexts/README.md` says where each comes from.
///
/// None may make every member defined (`@vocab`): a signature would then seem to cover whatever is added.
pub(crate) fn pinned(url: &str, edition: Edition) -> Option<&'static str> {
    Some(match url {
        "https://www.w3.org/ns/credentials/v2" => text!("vc-v2.json"),
        "https://www.w3.org/2018/credentials/v1" => text!("vc-v1.json"),
        "https://w3id.org/security/data-integrity/v1" => text!("data-integrity-v1.json"),
        "https://w3id.org/security/data-integrity/v2" => text!("data-integrity-v2.json"),
        "https://w3id.org/security/multikey/v1" => text!("multikey-v1.json"),
        "https://w3id.org/security/suites/ed25519-2020/v1" => text!("ed25519-2020-v1.json"),
        "https://w3id.org/vc/status-list/2021/v1" => text!("status-list-2021-v1.json"),
        "https://www.w3.org/ns/credentials/status/v1" => text!("bitstring-status-list-v1.json"),
        "https://www.w3.org/ns/did/v1" => text!("did-v1.json"),
        "https://w3id.org/openbadges/v2" => text!("ob-v2p0.json"),
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json" => text!("ob-v3p0-context.json"),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json" => text!("ob-v3p0-context-3.0.1.json"),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json" => text!("ob-v3p0-context-3.0.2.json"),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" => match edition {
            Edition::First => text!("ob-v3p0-context-3.0.3.json"),
            Edition::Later => text!("ob-v3p0-context-3.0.3.validator-2026-07.json"),
        },
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json" => text!("ob-v3p0-extensions.json"),
        _ => return None,
    })
}

/// Members whose value is a credential of its own, which names its contexts itself.
const EMBEDDED: [&str; 2] = ["endorsement", "verifiableCredential"];

/// The contexts that one document names, read.
pub(crate) struct Library(Vec<(String, Json)>);

impl Library {
    /// Reads what `document` names, and refuses every other use of `@context`.
    pub(crate) fn of(document: &Json, pinned: Pinned<'_>) -> Result<Self, Error> {
        let mut urls = Vec::new();
        gather(document, true, &mut urls)?;
        urls.sort_unstable();
        urls.dedup();
        let mut read = Vec::new();
        for url in urls {
            let text = pinned(url).ok_or_else(|| Error::UnknownContext(url.to_owned()))?;
            let Json::Object(members) = json::read(text)? else { continue };
            let Some(context) = members.get("@context") else { continue };
            read.push((url.to_owned(), context.clone()));
        }
        Ok(Self(read))
    }

    /// The definitions at an address that the document names.
    pub(crate) fn get(&self, url: &str) -> Result<&Json, Error> {
        let found = self.0.iter().find_map(|(own, context)| (own == url).then_some(context));
        found.ok_or_else(|| Error::UnknownContext(url.to_owned()))
    }
}

/// Collects addresses; recursion ends with the reader's depth.
fn gather<'d>(value: &'d Json, may_name: bool, urls: &mut Vec<&'d str>) -> Result<(), Error> {
    match value {
        Json::Array(items) => items.iter().try_for_each(|item| gather(item, may_name, urls)),
        Json::Object(members) => members.iter().try_for_each(|(name, value)| {
            if name != "@context" {
                return gather(value, EMBEDDED.contains(&name), urls);
            }
            for context in value.as_list() {
                match context {
                    Json::String(url) if may_name => urls.push(url),
                    _ => return Err(Error::InlineContext),
                }
            }
            Ok(())
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
