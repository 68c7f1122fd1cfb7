//! Open Badges 3.0: verifiable credentials, with a proof inside or as tokens.
mod award;
mod bits;
mod endorsements;
mod form;
mod integrity;
pub(crate) mod jws;
mod refresh;
pub(crate) mod status;
mod token;

use crate::award::raw;
use crate::codec;
use crate::findings::{Finding, Step};
use crate::json::{self, Refused, Value};
use crate::run::Run;
use crate::source::Draft;
use crate::text::trim;
use crate::{issuer, limits, recipient, time};
use jws::Jws;
use preau::wire::verification::{Outcome, Proof, Question};

/// What a credential is for, which says what it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Badge,
    Endorsement,
    StatusList,
}

/// A credential and how it is proven.
struct Credential {
    json: Value,
    /// As it came: JSON or a token.
    text: String,
    token: Option<Jws>,
}

impl Credential {
    fn embedded(json: Value, text: String) -> Self {
        Self { json, text, token: None }
    }

    fn of_token(jws: Jws) -> Self {
        Self { json: token::credential(&jws.payload), text: jws.text.clone(), token: Some(jws) }
    }

    /// Reads an answer that should be one.
    fn read(text: &str) -> Result<Self, Refused> {
        let text = trim(text);
        if text.starts_with('{') {
            return json::parse(text).map(|json| Self::embedded(json, text.to_owned()));
        }
        Jws::parse(text).map(Self::of_token)
    }

    fn issuer(&self) -> &str {
        self.json.first_at("issuer").and_then(Value::id).unwrap_or_default()
    }

    fn kind(&self) -> Kind {
        let is_badge = self.json.is_a("AchievementCredential") || self.json.is_a("OpenBadgeCredential");
        if !is_badge && self.json.is_a("EndorsementCredential") { Kind::Endorsement } else { Kind::Badge }
    }

    /// Whether it is a proper credential of that kind, intact, and signed by a key of its issuer.
    fn prove(&self, run: &Run<'_>, kind: Kind) -> Step<Proof> {
        form::check(&self.json, kind, self.token.is_none())?;
        match &self.token {
            Some(jws) => token::prove(run, jws, self, kind),
            None => integrity::prove(run, &self.json),
        }
    }

    /// Whether now is within its dates, which the form check has found readable.
    fn dates(&self, now: i64) -> Step<()> {
        let date = |names: [&str; 2]| {
            let text = names.into_iter().find_map(|name| self.json.text_at(name))?;
            Some((time::parse(text)?, text.to_owned()))
        };
        let found = |outcome, text| Err(Finding::new(outcome, Question::Dates, "", text));
        match (date(form::FROM), date(form::UNTIL)) {
            (_, Some((until, text))) if until < now - limits::CLOCK => found(Outcome::Expired, &text),
            (Some((from, text)), _) if from > now + limits::CLOCK => found(Outcome::NotYetValid, &text),
            _ => Ok(()),
        }
    }
}

/// Verifies a credential with its proof inside.
pub(crate) fn credential(run: &Run<'_>, json: Value, text: String) -> Draft {
    let mut draft = Draft::default();
    let proof = json.first_at("proof");
    let told = |name| proof.map(|proof| raw(proof, name)).unwrap_or_default();
    let suite = Some(told("cryptosuite")).filter(|suite| !suite.is_empty()).unwrap_or_else(|| told("type"));
    draft.proof = Proof { kind: "ob3-di".to_owned(), suite, key: told("verificationMethod"), ..Proof::default() };
    verify(run, Credential::embedded(json, text), draft)
}

/// Verifies a credential that is a token.
pub(crate) fn token(run: &Run<'_>, jws: Jws) -> Draft {
    let mut draft = Draft::default();
    let told = |name| raw(&jws.header, name);
    draft.proof = Proof { kind: "ob3-jwt".to_owned(), suite: told("alg"), key: told("kid"), ..Proof::default() };
    verify(run, Credential::of_token(jws), draft)
}

/// A European Digital Credential: recognised, shown, not verified.
pub(crate) fn europass(json: &Value, text: String) -> Draft {
    let finding = Finding::unchecked(Question::Intact, "europass", "");
    Draft { award: Some(award::europass(json)), document: text, ..Draft::ended(finding) }
}

fn verify(run: &Run<'_>, mut credential: Credential, mut draft: Draft) -> Draft {
    let kind = credential.kind();
    match credential.prove(run, kind) {
        Ok(proof) => {
            draft.proof = proof;
            if let Some((newer, proof)) = refresh::newer(run, &credential, kind) {
                (credential, draft.proof) = (newer, proof);
            }
            // asking for the status of what may be replaced would tell more than is needed
            if run.is_waiting() {
                return draft;
            }
            conclude(run, &credential, &mut draft);
            if kind == Kind::Badge {
                let subject = credential.json.first_at("credentialSubject");
                let recipients = subject.map(recipient::of_subject).unwrap_or_default();
                recipient::check(run, &recipients, &mut draft.findings);
                draft.endorsements = endorsements::all(run, &credential.json);
            }
        }
        Err(finding) => draft.findings.add(finding),
    }
    draft.award = Some(award::award(&credential.json));
    draft.document = credential.text;
    draft
}

/// What is left once the proof is good: from whom, dates, status.
fn conclude(run: &Run<'_>, credential: &Credential, draft: &mut Draft) {
    draft.findings.pass(Question::Form, "");
    draft.findings.pass(Question::Intact, "signed");
    draft.proven = issuer::prove(run, credential.issuer(), &mut draft.findings);
    draft.findings.settle(Question::Dates, credential.dates(run.now));
    status::check(run, credential, draft);
}

/// 64 bytes of a signature in base58btc.
fn proof_value(text: &str) -> Option<Vec<u8>> {
    codec::base58(text.strip_prefix('z')?).filter(|bytes| bytes.len() == 64)
}
