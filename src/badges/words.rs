//! Outcomes in words: what a learner or an admissions officer reads and hears.
use crate::{
    i18n::{Instant, day, t},
    ui::{Icon, NoticeKind, TagKind},
    wire::verification::{Check, Issuer, Outcome, Question, Report, Verdict},
};
use leptos::prelude::window;

#[cfg(test)]
mod tests;

/// How an outcome is meant: the look follows, and says nothing that the words don't.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// It holds.
    Good,
    /// Something is not known.
    Open,
    /// It is genuine, and not as hoped.
    Warning,
    /// It is not to be relied on.
    Bad,
}

impl Tone {
    pub(super) fn notice(self) -> NoticeKind {
        match self {
            Self::Good => NoticeKind::Success,
            Self::Open => NoticeKind::Info,
            Self::Warning => NoticeKind::Warning,
            Self::Bad => NoticeKind::Error,
        }
    }

    pub(super) fn tag(self) -> (TagKind, Icon) {
        match self {
            Self::Good => (TagKind::Open, Icon::Check),
            Self::Open => (TagKind::Quiet, Icon::Info),
            Self::Warning => (TagKind::Soon, Icon::Clock),
            Self::Bad => (TagKind::Danger, Icon::Alert),
        }
    }
}

/// How an outcome is meant.
pub(super) fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Valid => Tone::Good,
        Outcome::ValidIssuerUnproven
        | Outcome::NotYetValid
        | Outcome::StatusUnknown
        | Outcome::RecipientUnknown
        | Outcome::Unverifiable
        | Outcome::NoBadgeData => Tone::Open,
        Outcome::Expired | Outcome::Suspended | Outcome::RecipientMismatch => Tone::Warning,
        Outcome::Revoked
        | Outcome::SignatureInvalid
        | Outcome::NotAuthentic
        | Outcome::UnsignedData
        | Outcome::Malformed => Tone::Bad,
    }
}

/// Whether what a badge says may be shown as fact.
pub(super) fn is_believed(outcome: Outcome) -> bool {
    !matches!(
        outcome,
        Outcome::Malformed
            | Outcome::SignatureInvalid
            | Outcome::NotAuthentic
            | Outcome::UnsignedData
            | Outcome::Unverifiable
            | Outcome::NoBadgeData
    )
}

/// Whether it is genuine, and may be called that of whoever it was asked for.
pub(super) fn is_held(outcome: Outcome) -> bool {
    is_believed(outcome) && !matches!(outcome, Outcome::RecipientMismatch | Outcome::Revoked)
}

/// The outcome in a few words, without its date: for lists.
pub(super) fn short(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Valid => t::badges::valid(),
        Outcome::ValidIssuerUnproven => t::badges::unproven(),
        Outcome::Expired => t::badges::expired(),
        Outcome::NotYetValid => t::badges::not_yet(),
        Outcome::Revoked => t::badges::revoked(),
        Outcome::Suspended => t::badges::suspended(),
        Outcome::StatusUnknown => t::badges::status_unknown(),
        Outcome::RecipientMismatch => t::badges::mismatch(),
        Outcome::RecipientUnknown => t::badges::recipient_unknown(),
        Outcome::SignatureInvalid => t::badges::signature_invalid(),
        Outcome::NotAuthentic => t::badges::not_authentic(),
        Outcome::UnsignedData => t::badges::unsigned(),
        Outcome::Malformed => t::badges::malformed(),
        Outcome::Unverifiable => t::badges::unverifiable(),
        Outcome::NoBadgeData => t::badges::no_data(),
    }
}

/// The outcome by which a badge is called. What stands before "nobody proves who issued it" in the order of gravity says "genuine"
/// of others: such a badge anybody can make.
pub(super) fn called(report: &Report) -> Outcome {
    match report.outcome {
        Outcome::StatusUnknown | Outcome::RecipientUnknown if is_unproven(report) => Outcome::ValidIssuerUnproven,
        other => other,
    }
}

/// Whether nobody proves who issued it, besides whatever else was found.
fn is_unproven(report: &Report) -> bool {
    report.findings.contains(&Outcome::ValidIssuerUnproven)
}

/// The headline of a badge.
pub(super) fn headline(report: &Report) -> String {
    let award = report.award.as_ref();
    let on = |date: Option<&String>| date.and_then(|text| Instant::parse(text)).map(day);
    let dated = match report.outcome {
        Outcome::Expired => on(award.map(|award| &award.valid_until)).map(|date| t::badges::expired_on(&date)),
        Outcome::NotYetValid => on(award.map(|award| &award.valid_from)).map(|date| t::badges::not_yet_from(&date)),
        _ => None,
    };
    dated.unwrap_or_else(|| short(called(report)).to_owned())
}

/// The sentence below it.
pub(super) fn sentence(report: &Report) -> String {
    let unproven = || t::badges::unproven_text(&issuer_name(report));
    match report.outcome {
        Outcome::Valid => t::badges::valid_text(&issuer(report)),
        Outcome::ValidIssuerUnproven => unproven(),
        Outcome::Expired | Outcome::NotYetValid | Outcome::RecipientMismatch if is_unproven(report) => unproven(),
        Outcome::StatusUnknown if is_unproven(report) => [&unproven(), " ", t::badges::status_unknown_text()].concat(),
        Outcome::RecipientUnknown if is_unproven(report) => {
            [&unproven(), " ", t::badges::recipient_unknown_text()].concat()
        }
        Outcome::Expired => t::badges::expired_text().to_owned(),
        Outcome::NotYetValid => t::badges::not_yet_text().to_owned(),
        Outcome::Revoked => match report.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
            Some(reason) => t::badges::revoked_reason(reason),
            None => t::badges::revoked_text().to_owned(),
        },
        Outcome::Suspended => t::badges::suspended_text().to_owned(),
        Outcome::StatusUnknown => t::badges::status_unknown_text().to_owned(),
        Outcome::RecipientMismatch => t::badges::mismatch_text().to_owned(),
        Outcome::RecipientUnknown => t::badges::recipient_unknown_text().to_owned(),
        Outcome::SignatureInvalid => t::badges::signature_invalid_text().to_owned(),
        Outcome::NotAuthentic => match report.award.as_ref().and_then(|award| host(&award.issuer.id)) {
            Some(host) => t::badges::not_authentic_text(&host),
            None => t::badges::not_authentic_nobody().to_owned(),
        },
        Outcome::UnsignedData => t::badges::unsigned_text().to_owned(),
        Outcome::Malformed => t::badges::malformed_text().to_owned(),
        Outcome::Unverifiable => [why(&report.checks), " ", t::badges::unverifiable_text()].concat().trim().to_owned(),
        Outcome::NoBadgeData => t::badges::no_data_text().to_owned(),
    }
}

/// Why something could not be checked; empty where that is not told.
fn why(checks: &[Check]) -> &'static str {
    let unknown = checks.iter().find(|check| check.verdict == Verdict::Unknown && !check.why.is_empty());
    match unknown.map(|check| check.why.as_str()).unwrap_or_default() {
        "no-answer" if !window().navigator().on_line() => t::badges::why_offline(),
        "no-answer" | "too-slow" | "redirected" => t::badges::why_no_answer(),
        "not-https" => t::badges::why_not_https(),
        "bad-address" => t::badges::why_address(),
        "no-badge-there" => t::badges::why_no_badge_there(),
        "not-json" | "too-big" => t::badges::why_not_json(),
        "bad-status" => t::badges::why_status(),
        "no-proof" => t::badges::why_no_proof(),
        "browser-cannot" => t::badges::why_browser(),
        "too-much-work" | "too-many-requests" | "too-many-badges" => t::badges::why_work(),
        "" => "",
        _ => t::badges::why_format(),
    }
}

/// The issuer by the name that may be shown, with the host that is proven: the two are not the same thing.
pub(super) fn issuer(report: &Report) -> String {
    let name = issuer_name(report);
    match report.proven_host.as_deref() {
        Some(host) if report.known_as.is_none() && name != host => {
            let issuer = report.award.as_ref().map(|award| &award.issuer);
            let is_own = issuer.is_none_or(|issuer| host_of_urls(issuer).is_none_or(|other| other == host));
            if is_own { t::badges::issuer_host(host, &name) } else { t::badges::certified_by(host, &name) }
        }
        Some(_) => name,
        None if report.known_as.is_some() => name,
        // a name alone could look like a proven host
        None => t::badges::issuer_unconfirmed(&name),
    }
}

/// The issuer of what is believed; another name for that of the rest.
pub(super) fn issuer_or(report: &Report, other: &str) -> String {
    if is_believed(report.outcome) { issuer(report) } else { other.to_owned() }
}

/// The issuer's name: the one that the institution knows it by, else its own, else its host.
pub(super) fn issuer_name(report: &Report) -> String {
    if let Some(known) = &report.known_as {
        return known.clone();
    }
    report.award.as_ref().map_or_else(|| t::badges::unnamed().to_owned(), |award| name(&award.issuer))
}

/// An issuer's own name; even that it may lack.
pub(super) fn name(issuer: &Issuer) -> String {
    let name = issuer.name.trim();
    if !name.is_empty() {
        return name.to_owned();
    }
    host(&issuer.id).or_else(|| host(&issuer.url)).unwrap_or_else(|| t::badges::unnamed().to_owned())
}

/// The host of the site that an issuer names as its own.
fn host_of_urls(issuer: &Issuer) -> Option<String> {
    host(&issuer.url)
}

/// The host of an address, as the browser reads it: look-alike letters show as what they are (`xn--…`).
pub(super) fn host(address: &str) -> Option<String> {
    if !address.starts_with("http") {
        return None;
    }
    let url = web_sys::Url::new(address).ok()?;
    Some(url.host()).filter(|host| !host.is_empty())
}

/// What a badge says it is called, believed or not: for names of files.
pub(super) fn claimed_title(report: &Report) -> String {
    claimed_title_or(report, t::badges::untitled())
}

/// What a badge is called; another name for what is not to be believed, or has none.
pub(super) fn title_or(report: &Report, other: &str) -> String {
    if is_believed(report.outcome) { claimed_title_or(report, other) } else { other.to_owned() }
}

fn claimed_title_or(report: &Report, other: &str) -> String {
    let title = report.award.as_ref().map(|award| award.title.trim()).filter(|title| !title.is_empty());
    title.unwrap_or(other).to_owned()
}

/// A name without the signs that turn the direction of what follows: it could so pass for another. What a badge says came without them.
pub(super) fn plain(text: &str) -> String {
    let turns =
        |c: &char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(c)).collect()
}

/// A question and its answer as one line; the verdict comes first.
pub(super) fn check(check: &Check, issuer: &str) -> Option<(Verdict, &'static str, String)> {
    let word = match check.verdict {
        Verdict::Passed => t::badges::v_passed(),
        Verdict::Failed => t::badges::v_failed(),
        Verdict::Unknown | Verdict::Skipped => t::badges::v_unknown(),
    };
    let plain = |text: &'static str| Some((check.verdict, word, text.to_owned()));
    match (check.question, check.verdict) {
        (Question::Form, Verdict::Passed) => plain(t::badges::form_passed()),
        (Question::Form, Verdict::Failed) => plain(t::badges::form_failed()),
        (Question::Form, _) => None,
        (Question::Intact, Verdict::Passed) => plain(t::badges::intact_passed()),
        (Question::Intact, Verdict::Failed) => plain(t::badges::intact_failed()),
        (Question::Intact, _) => plain(t::badges::intact_unknown()),
        (Question::Issuer, Verdict::Passed) => Some((check.verdict, word, t::badges::issuer_passed(issuer))),
        (Question::Issuer, Verdict::Failed) => plain(t::badges::issuer_failed()),
        (Question::Issuer, _) => plain(t::badges::issuer_unknown()),
        (Question::Recipient, Verdict::Passed) => plain(t::badges::recipient_passed()),
        (Question::Recipient, Verdict::Failed) => plain(t::badges::recipient_failed()),
        (Question::Recipient, _) => plain(t::badges::recipient_skipped()),
        (Question::Dates, Verdict::Passed) => plain(t::badges::dates_passed()),
        (Question::Dates, Verdict::Failed) => plain(t::badges::dates_failed()),
        (Question::Dates, _) => plain(t::badges::dates_unknown()),
        (Question::Status, Verdict::Passed) => plain(t::badges::status_passed()),
        (Question::Status, Verdict::Failed) => plain(t::badges::status_failed()),
        (Question::Status, _) => plain(t::badges::status_unk()),
    }
}

/// Kind of an award, for people; `None` for plain badges.
pub(super) fn kind(kind: &str) -> Option<&'static str> {
    match kind {
        "MicroCredential" => Some(t::badges::kind_micro()),
        "Certificate" | "CertificateOfCompletion" | "Certification" => Some(t::badges::kind_certificate()),
        "LearningProgram" => Some(t::badges::kind_programme()),
        "AssociateDegree" | "BachelorDegree" | "Degree" | "Diploma" | "DoctoralDegree" | "MasterDegree" => {
            Some(t::badges::kind_degree())
        }
        _ => None,
    }
}
