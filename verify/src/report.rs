//! Writes reports; the mirror of Serde's derivation in `wire`, for far less code. A test compares the two, and taking the
//! types apart without `..` makes a new member a mistake here.
use crate::json::Writer;
use crate::text::decimal;
use preau::wire::verification::{
    Alignment, Asked, Award, Check, Criteria, Endorsement, Evidence, Fact, Issuer, Outcome, Proof, Question, Report,
    ResultLine, Verdict,
};

/// All reports as a JSON array.
#[must_use]
pub fn to_json(reports: &[Report]) -> String {
    let mut writer = Writer::default();
    reports.put(&mut writer);
    writer.finish()
}

trait Put {
    fn put(&self, writer: &mut Writer);
}

impl Put for str {
    fn put(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Put for String {
    fn put(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Put for bool {
    fn put(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Put for u16 {
    fn put(&self, writer: &mut Writer) {
        i64::from(*self).put(writer);
    }
}

impl Put for i64 {
    fn put(&self, writer: &mut Writer) {
        writer.raw(&decimal(*self, 0));
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.put(writer),
            None => writer.raw("null"),
        }
    }
}

impl<T: Put> Put for [T] {
    fn put(&self, writer: &mut Writer) {
        writer.several(["[", "]"], self, |writer, value| value.put(writer));
    }
}

impl<T: Put> Put for Vec<T> {
    fn put(&self, writer: &mut Writer) {
        self.as_slice().put(writer);
    }
}

impl Put for (String, String) {
    fn put(&self, writer: &mut Writer) {
        writer.several(["[", "]"], [&self.0, &self.1], |writer, text| writer.text(text));
    }
}

macro_rules! put_members {
    ($($kind:ident { $($name:ident),+ $(,)? })+) => {$(
        impl Put for $kind {
            fn put(&self, writer: &mut Writer) {
                let Self { $($name),+ } = self;
                let members: &[(&str, &dyn Put)] = &[$((stringify!($name), $name)),+];
                writer.several(["{", "}"], members, |writer, (name, value)| {
                    writer.text(name);
                    writer.raw(":");
                    value.put(writer);
                });
            }
        }
    )+};
}

put_members! {
    Report {
        outcome, findings, checks, award, proven_host, known_as, reason, messages, proof, endorsements, requests,
        checked_at, document,
    }
    Check { question, verdict, why, detail }
    Proof { kind, suite, key, context_edition }
    Asked { url, status }
    Endorsement { outcome, shown, about, by, proven_host, comment }
    Award {
        id, title, achievement_id, description, kind, language, issuer, awarding, image, image_caption, awarded,
        valid_from, valid_until, criteria, narrative, evidence, alignments, results, credits_available, credits_earned,
        activity_from, activity_until, facts, tags, related,
    }
    Fact { name, value }
    Issuer { id, name, url, email, description, country_code, country, image }
    Criteria { url, narrative }
    Evidence { url, name, description, narrative }
    Alignment { name, url, description, framework, code, kind }
    ResultLine { name, kind, value, scale, required, level, status }
}

macro_rules! put_names {
    ($($kind:ident { $($variant:ident = $name:literal),+ $(,)? })+) => {$(
        impl Put for $kind {
            fn put(&self, writer: &mut Writer) {
                writer.text(match self { $(Self::$variant => $name),+ });
            }
        }
    )+};
}

put_names! {
    Outcome {
        Malformed = "malformed", SignatureInvalid = "signature-invalid", NotAuthentic = "not-authentic",
        UnsignedData = "unsigned-data", Unverifiable = "unverifiable", Revoked = "revoked",
        RecipientMismatch = "recipient-mismatch", Suspended = "suspended", Expired = "expired",
        NotYetValid = "not-yet-valid", StatusUnknown = "status-unknown", RecipientUnknown = "recipient-unknown",
        ValidIssuerUnproven = "valid-issuer-unproven", Valid = "valid", NoBadgeData = "no-badge-data",
    }
    Question {
        Form = "form", Intact = "intact", Issuer = "issuer", Recipient = "recipient", Dates = "dates", Status = "status",
    }
    Verdict { Passed = "passed", Failed = "failed", Unknown = "unknown", Skipped = "skipped" }
}
