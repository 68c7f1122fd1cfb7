//! What others say of a badge, of what it is awarded for, or of its issuer: what both generations have in common.
use crate::findings::Finding;
use crate::json::Value;
use crate::run::Run;
use crate::source::Draft;
use crate::{award, limits};
use preau::wire::verification::{Endorsement, Outcome, Question};

/// Of what an endorsement may speak, in the order in which [`all`] is given them.
const ABOUT: [&str; 3] = ["credential", "achievement", "issuer"];

/// One endorsement, judged on its own.
pub(crate) struct Said {
    pub(crate) draft: Draft,
    /// Id or profile of who says it.
    pub(crate) by: Value,
    /// What is said, with the id of what it is said of.
    pub(crate) claim: Value,
}

impl Said {
    /// One that could not even be read.
    pub(crate) fn unread(finding: Finding) -> Self {
        Self { draft: Draft::ended(finding), by: Value::Null, claim: Value::Null }
    }

    /// Only what verifies and speaks of this badge is to be shown.
    fn told(self, endorsed: &[&Value; 3]) -> Endorsement {
        let outcome = self.draft.findings.outcome();
        let id = self.claim.id();
        let about = ABOUT.iter().zip(endorsed).find(|(_, node)| id.is_some() && node.id() == id);
        Endorsement {
            outcome,
            shown: about.is_some() && matches!(outcome, Outcome::Valid | Outcome::ValidIssuerUnproven),
            about: about.map(|(about, _)| *about).unwrap_or_default().to_owned(),
            by: (self.by != Value::Null).then(|| award::issuer(&self.by)),
            proven_host: self.draft.proven.host,
            comment: award::raw(&self.claim, "endorsementComment"),
        }
    }
}

/// Judges all that the members of those names hold, each on its own, however the badge itself fares; endorsements of
/// endorsements are not looked at.
pub(crate) fn all(
    run: &Run<'_>,
    endorsed: [&Value; 3],
    names: &[&str],
    judge: fn(&Run<'_>, &Value) -> Said,
) -> Vec<Endorsement> {
    let mut found = Vec::new();
    // first what the badge itself needs: whatever is said of it takes none of its requests
    if run.is_waiting() {
        return found;
    }
    for value in names.iter().flat_map(|name| endorsed.iter().flat_map(|node| node.all_at(name))) {
        if run.is_waiting() && !run.may_ask_ahead() {
            break;
        }
        let said = if found.len() < limits::ENDORSEMENTS {
            judge(run, value)
        } else {
            Said::unread(Finding::unchecked(Question::Form, "too-many", ""))
        };
        found.push(said.told(&endorsed));
    }
    found
}
