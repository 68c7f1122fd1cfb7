//! What a badge of version 2 says.
use super::{Documents, date};
use crate::award::{alignments, criteria, evidence, issuer, picture, plain, raw, texts};
use crate::json::Value;
use crate::text::has;
use crate::time;
use preau::wire::verification::Award;

/// Fills the award.
pub(super) fn award(documents: &Documents) -> Award {
    let Documents { assertion, class, issuer: profile, .. } = documents;
    let (image, image_caption) = picture(class, "image");
    Award {
        id: plain(assertion, "id"),
        title: plain(class, "name"),
        achievement_id: class.id().unwrap_or_default().to_owned(),
        description: raw(class, "description"),
        language: plain(class, "@language"),
        issuer: issuer(profile),
        image,
        image_caption,
        awarded: day(assertion, "issuedOn"),
        valid_until: day(assertion, "expires"),
        criteria: criteria(class),
        narrative: raw(assertion, "narrative"),
        evidence: evidence(assertion),
        alignments: alignments(class),
        tags: texts(class, "tags"),
        related: texts(class, "related"),
        ..Award::default()
    }
}

/// A date in ISO 8601, also when version 1 counted seconds.
fn day(assertion: &Value, name: &str) -> String {
    let text = plain(assertion, name);
    if has(&text, b"-") {
        return text;
    }
    date(assertion, name).ok().flatten().map(|date| time::write(date / 1_000)).unwrap_or_default()
}
