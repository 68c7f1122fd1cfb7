//! Endorsements of version 2: assertions by others, proven in the same ways as badges.
use super::hosted::{self, named};
use super::{Documents, signed};
use crate::address::Address;
use crate::endorsement::{self, Said};
use crate::findings::Finding;
use crate::json::Value;
use crate::ob3::jws::Jws;
use crate::run::Run;
use crate::source::Draft;
use preau::wire::verification::Endorsement;

/// Those of an assertion, its badge class and its issuer, once these are known to be the real ones.
pub(super) fn all(run: &Run<'_>, documents: &Documents) -> Vec<Endorsement> {
    let Documents { assertion, class, issuer, .. } = documents;
    endorsement::all(run, [assertion, class, issuer], &["endorsement"], judge)
}

/// An address, an object that serves only to know the address, or a token.
fn judge(run: &Run<'_>, value: &Value) -> Said {
    let mut draft = Draft::default();
    let documents = match value.text() {
        Some(text) if Address::parse(text).is_none() => match Jws::parse(text) {
            Ok(jws) => {
                let mut documents = Documents::of(jws.payload.clone(), true);
                signed::prove(run, &jws, &mut documents, &mut draft);
                documents
            }
            Err(why) => return Said::unread(Finding::malformed(why, "")),
        },
        text => {
            let mut documents = Documents::of(text.map_or_else(|| value.clone(), named), true);
            hosted::prove(run, &mut documents, None, &mut draft);
            documents
        }
    };
    let claim = documents.assertion.first_at("claim").cloned().unwrap_or(Value::Null);
    Said { draft, by: documents.issuer, claim }
}
