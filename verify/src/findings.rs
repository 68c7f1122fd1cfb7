//! What was found out, question by question.
use preau::wire::verification::{Check, Outcome, Question, Verdict};
use std::ops::Deref;

/// Something that was found, for or against. In a box: most steps can end with one, and then hand over a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding(Box<Facts>);

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) outcome: Outcome,
    pub(crate) question: Question,
    pub(crate) why: &'static str,
    pub(crate) detail: String,
}

/// A step of verification: what it gives, or why it ends there.
pub(crate) type Step<T> = Result<T, Finding>;

impl Finding {
    /// A finding about a question.
    #[inline(never)]
    pub(crate) fn new(outcome: Outcome, question: Question, why: &'static str, detail: &str) -> Self {
        Self(Box::new(Facts { outcome, question, why, detail: detail.to_owned() }))
    }

    /// It is no proper badge.
    #[inline(never)]
    pub(crate) fn malformed(why: &'static str, detail: &str) -> Self {
        Self::new(Outcome::Malformed, Question::Form, why, detail)
    }

    /// Its signature does not hold.
    #[inline(never)]
    pub(crate) fn forged(why: &'static str, detail: &str) -> Self {
        Self::new(Outcome::SignatureInvalid, Question::Intact, why, detail)
    }

    /// Its issuer does not know it.
    #[inline(never)]
    pub(crate) fn foreign(why: &'static str, detail: &str) -> Self {
        Self::new(Outcome::NotAuthentic, Question::Issuer, why, detail)
    }

    /// A question could not be answered.
    #[inline(never)]
    pub(crate) fn unchecked(question: Question, why: &'static str, detail: &str) -> Self {
        Self::new(Outcome::Unverifiable, question, why, detail)
    }

    /// Whether it was withdrawn could not be read.
    #[inline(never)]
    pub(crate) fn status(why: &'static str, detail: &str) -> Self {
        Self::new(Outcome::StatusUnknown, Question::Status, why, detail)
    }

    fn verdict(&self) -> Verdict {
        match self.outcome {
            Outcome::Unverifiable
            | Outcome::StatusUnknown
            | Outcome::RecipientUnknown
            | Outcome::ValidIssuerUnproven
            | Outcome::NoBadgeData => Verdict::Unknown,
            Outcome::Valid => Verdict::Passed,
            _ => Verdict::Failed,
        }
    }
}

impl Deref for Finding {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

/// All findings about one badge.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    /// Adds a finding.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.all.push(finding);
    }

    /// A question has a good answer.
    pub(crate) fn pass(&mut self, question: Question, why: &'static str) {
        self.add(Finding::new(Outcome::Valid, question, why, ""));
    }

    /// Adds the finding that ended a step; whether it went well.
    pub(crate) fn settle(&mut self, question: Question, step: Step<()>) {
        match step {
            Ok(()) => self.pass(question, ""),
            Err(finding) => self.add(finding),
        }
    }

    /// The headline: the gravest.
    pub(crate) fn outcome(&self) -> Outcome {
        self.outcomes().first().copied().unwrap_or(Outcome::Unverifiable)
    }

    /// What was found, gravest first, each once; `Valid` only alone, and only where it was shown to be intact and from whom
    /// it is: that nothing speaks against a badge proves nothing.
    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        let is_found = |outcome: &Outcome| self.all.iter().any(|finding| finding.outcome == *outcome);
        let mut found: Vec<Outcome> = Outcome::GRAVEST_FIRST.into_iter().filter(is_found).collect();
        if found.len() > 1 {
            found.retain(|outcome| *outcome != Outcome::Valid);
        }
        let has =
            |question| self.all.iter().any(|finding| finding.question == question && finding.outcome == Outcome::Valid);
        let is_proven = match found.as_slice() {
            [Outcome::Valid] => has(Question::Intact) && has(Question::Issuer),
            [Outcome::ValidIssuerUnproven] => has(Question::Intact),
            found => !found.is_empty(),
        };
        if is_proven { found } else { vec![Outcome::Unverifiable] }
    }

    /// One check for each question, told by its gravest finding; what was never asked is skipped.
    pub(crate) fn checks(&self) -> Vec<Check> {
        const QUESTIONS: [Question; 6] = [
            Question::Form,
            Question::Intact,
            Question::Issuer,
            Question::Recipient,
            Question::Dates,
            Question::Status,
        ];
        QUESTIONS.into_iter().map(|question| self.check(question)).collect()
    }

    fn check(&self, question: Question) -> Check {
        let about = || self.all.iter().filter(|finding| finding.question == question);
        let gravest = Outcome::GRAVEST_FIRST.iter().find_map(|outcome| about().find(|other| other.outcome == *outcome));
        gravest.map_or(
            Check { question, verdict: Verdict::Skipped, why: String::new(), detail: String::new() },
            |finding| Check {
                question,
                verdict: finding.verdict(),
                why: finding.why.to_owned(),
                detail: finding.detail.clone(),
            },
        )
    }
}

/// Of two findings about alternatives (several proofs, several keys), the one that speaks less against the badge.
pub(crate) fn lesser(one: Option<Finding>, other: Finding) -> Finding {
    let rank = |finding: &Finding| Outcome::GRAVEST_FIRST.iter().position(|outcome| *outcome == finding.outcome);
    match one {
        Some(one) if rank(&one) >= rank(&other) => one,
        _ => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_is_told_and_the_rest_kept() {
        use Verdict::{Failed, Passed, Skipped};
        let mut findings = Findings::default();
        findings.pass(Question::Form, "");
        findings.add(Finding::new(Outcome::Expired, Question::Dates, "", ""));
        findings.add(Finding::new(Outcome::Revoked, Question::Status, "", ""));
        assert_eq!(findings.outcome(), Outcome::Revoked);
        assert_eq!(findings.outcomes(), [Outcome::Revoked, Outcome::Expired]);
        let verdicts: Vec<Verdict> = findings.checks().into_iter().map(|check| check.verdict).collect();
        assert_eq!(verdicts, [Passed, Skipped, Skipped, Skipped, Failed, Failed]);
    }

    #[test]
    fn nothing_is_valid_by_default() {
        let mut findings = Findings::default();
        assert_eq!(findings.outcome(), Outcome::Unverifiable);
        for question in [Question::Form, Question::Dates, Question::Status, Question::Recipient, Question::Issuer] {
            findings.pass(question, "");
            assert_eq!(findings.outcomes(), [Outcome::Unverifiable]);
        }
        findings.pass(Question::Intact, "");
        assert_eq!(findings.outcomes(), [Outcome::Valid]);
    }

    #[test]
    fn an_issuer_unproven_is_said_of_what_is_intact() {
        let mut findings = Findings::default();
        findings.add(Finding::new(Outcome::ValidIssuerUnproven, Question::Issuer, "", ""));
        assert_eq!(findings.outcome(), Outcome::Unverifiable);
        findings.pass(Question::Intact, "");
        assert_eq!(findings.outcome(), Outcome::ValidIssuerUnproven);
    }

    #[test]
    fn a_proof_that_could_not_be_checked_speaks_less_against_than_a_forged_one() {
        let forged = Finding::forged("", "");
        let unchecked = Finding::unchecked(Question::Intact, "", "");
        assert_eq!(lesser(Some(forged.clone()), unchecked.clone()), unchecked);
        assert_eq!(lesser(Some(unchecked.clone()), forged), unchecked);
    }
}
