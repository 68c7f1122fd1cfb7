//! The verifier's.
use super::word;
use crate::{
    json::{Fields, FromJson, Json, Reader, read_fields, write_fields},
    wire::verification::{
        Alignment, Asked, Award, Check, Criteria, Endorsement, Evidence, Fact, Identities, Issuer, KnownIssuer,
        Outcome, Proof, Question, Report, ResultLine, Setting, Verdict,
    },
};

write_fields! { Setting { now, learner, known_issuers, relay, insecure_hosts } }
write_fields! { Identities { emails, ids } }
write_fields! { KnownIssuer { id, name } }

read_fields! {
    Report { outcome, checks, award, proven_host, known_as, reason, proof, checked_at, document }
    default { findings, messages, endorsements, requests }
}
read_fields! { Check { question, verdict } default { why, detail } }
read_fields! { Proof {} default { kind, suite, key, context_edition } }
read_fields! { Asked { url, status } }
read_fields! { Endorsement { outcome, shown, about, by, proven_host, comment } }
read_fields! {
    Award {}
    default {
        id, title, achievement_id, description, kind, language, issuer, awarding, image, image_caption, awarded, valid_from,
        valid_until, criteria, narrative, evidence, alignments, results, credits_available, credits_earned, activity_from,
        activity_until, facts, tags, related,
    }
}
read_fields! { Fact { name, value } }
read_fields! { Issuer {} default { id, name, url, email, description, country_code, country, image } }
read_fields! { Criteria {} default { url, narrative } }
read_fields! { Evidence {} default { url, name, description, narrative } }
read_fields! { Alignment {} default { name, url, description, framework, code, kind } }

impl FromJson for ResultLine {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let mut fields = Fields::of(json, reader);
        let mut scale = fields.take_or_default::<Vec<String>>("scale", reader).into_iter();
        let mut text = |name| fields.take_or_default(name, reader);
        Self {
            name: text("name"),
            kind: text("kind"),
            value: text("value"),
            scale: (scale.next().unwrap_or_default(), scale.next().unwrap_or_default()),
            required: text("required"),
            level: text("level"),
            status: text("status"),
        }
    }
}

impl FromJson for Outcome {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let known = word(&OUTCOMES, json, reader);
        // the verifier comes with the app: both know the same words
        known.unwrap_or(Self::Unverifiable)
    }
}

impl crate::json::ToJson for Outcome {
    fn to_json(&self) -> Json {
        let word = OUTCOMES.iter().find(|(outcome, _)| outcome == self).map(|(_, word)| *word);
        word.unwrap_or_default().to_owned().to_json()
    }
}

const OUTCOMES: [(Outcome, &str); 15] = [
    (Outcome::Malformed, "malformed"),
    (Outcome::SignatureInvalid, "signature-invalid"),
    (Outcome::NotAuthentic, "not-authentic"),
    (Outcome::UnsignedData, "unsigned-data"),
    (Outcome::Unverifiable, "unverifiable"),
    (Outcome::Revoked, "revoked"),
    (Outcome::RecipientMismatch, "recipient-mismatch"),
    (Outcome::Suspended, "suspended"),
    (Outcome::Expired, "expired"),
    (Outcome::NotYetValid, "not-yet-valid"),
    (Outcome::StatusUnknown, "status-unknown"),
    (Outcome::RecipientUnknown, "recipient-unknown"),
    (Outcome::ValidIssuerUnproven, "valid-issuer-unproven"),
    (Outcome::Valid, "valid"),
    (Outcome::NoBadgeData, "no-badge-data"),
];

impl FromJson for Question {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let words = [
            (Self::Form, "form"),
            (Self::Intact, "intact"),
            (Self::Issuer, "issuer"),
            (Self::Recipient, "recipient"),
            (Self::Dates, "dates"),
            (Self::Status, "status"),
        ];
        word(&words, json, reader).unwrap_or(Self::Form)
    }
}

impl FromJson for Verdict {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let words = [
            (Self::Passed, "passed"),
            (Self::Failed, "failed"),
            (Self::Unknown, "unknown"),
            (Self::Skipped, "skipped"),
        ];
        word(&words, json, reader).unwrap_or(Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_text, to_text};

    #[test]
    fn what_the_verifier_writes_is_read() {
        let check = Check { question: Question::Dates, verdict: Verdict::Skipped, why: "x".into(), detail: "y".into() };
        let award = Award {
            title: "Botanique".into(),
            results: vec![ResultLine { scale: ("0".into(), "20".into()), value: "17".into(), ..ResultLine::default() }],
            ..Award::default()
        };
        for (outcome, _) in OUTCOMES {
            let report = Report {
                outcome,
                findings: vec![outcome],
                checks: vec![check.clone()],
                award: Some(award.clone()),
                proven_host: Some("badges.example.edu".into()),
                known_as: None,
                reason: None,
                messages: vec![],
                proof: Proof { kind: "ob3-di".into(), ..Proof::default() },
                endorsements: vec![],
                requests: vec![Asked { url: "https://a".into(), status: 0 }],
                checked_at: 1_795_435_200_000,
                document: "{}".into(),
            };
            let text = serde_json::to_string(&report).unwrap();
            assert_eq!(from_text::<Report>(&text).unwrap(), report);
        }
    }

    #[test]
    fn the_verifier_reads_what_is_written() {
        let setting = Setting {
            now: Some(1_795_435_200_000),
            learner: Identities { emails: vec!["a@example.org".into()], ids: vec![] },
            known_issuers: vec![KnownIssuer { id: "did:key:z".into(), name: "É".into() }],
            relay: None,
            insecure_hosts: vec!["localhost".into()],
        };
        let text = to_text(&setting).unwrap();
        assert_eq!(serde_json::from_str::<Setting>(&text).unwrap(), setting);
    }
}
