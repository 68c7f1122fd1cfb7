//! What outcomes are called.
use super::*;
use crate::{
    i18n::{Lang, with_lang},
    wire::verification::Proof,
};

fn report(findings: &[Outcome]) -> Report {
    Report {
        outcome: findings.first().copied().unwrap_or(Outcome::Valid),
        findings: findings.to_vec(),
        checks: Vec::new(),
        award: None,
        proven_host: None,
        known_as: None,
        reason: None,
        messages: Vec::new(),
        proof: Proof::default(),
        endorsements: Vec::new(),
        requests: Vec::new(),
        checked_at: 0,
        document: String::new(),
    }
}

#[test]
fn names_turn_nothing_around() {
    assert_eq!(plain("evil\u{202e}gnp.exe"), "evilgnp.exe");
}

#[test]
fn what_nobody_proves_is_never_called_genuine() {
    use Outcome::{Expired, NotYetValid, RecipientMismatch, RecipientUnknown, StatusUnknown, ValidIssuerUnproven};
    with_lang(Lang::En, || {
        for outcome in [Expired, NotYetValid, RecipientMismatch, RecipientUnknown, StatusUnknown] {
            let says = |findings: &[Outcome]| {
                let report = report(findings);
                [headline(&report), sentence(&report), short(called(&report)).to_owned()].join(" ").to_lowercase()
            };
            let unproven = says(&[outcome, ValidIssuerUnproven]);
            assert!(!unproven.contains("genuine") && unproven.contains("nothing proves"), "{unproven}");
            assert!(says(&[outcome]).contains("genuine") || outcome == StatusUnknown, "{outcome:?}");
        }
        assert_eq!(headline(&report(&[StatusUnknown])), "Genuine, status unknown");
    });
}
