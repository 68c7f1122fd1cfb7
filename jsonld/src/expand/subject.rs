//! What a document speaks of, and that it does so in one place.
use super::path::Path;
use super::{Member, Walk};
use crate::{Error, rdf};

/// What an endorsement says of its subject, which may be the document around it.
const COMMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment";

impl<'c> Walk<'c> {
    /// Statements of a thing are one thing's wherever they stand. Who reads the document from its top must find there all
    /// that is said of its own subject; deeper, a thing of the same id may only be pointed at, or be what an endorsement
    /// comments on.
    pub(super) fn check_subject(
        &mut self,
        subject: &rdf::Term,
        own: &[Member<'_, 'c>],
        path: &Path<'_>,
    ) -> Result<(), Error> {
        let Some(top) = &self.top else {
            self.top = Some(subject.clone());
            return Ok(());
        };
        match own.iter().find(|member| *member.term.iri != *COMMENT) {
            Some(member) if top == subject => Err(path.member(member.name).wrong("more of the document's own subject")),
            _ => Ok(()),
        }
    }
}
