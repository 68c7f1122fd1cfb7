//! What the verifier of badges is asked, and what it answers.
//!
//! The verifier runs in a Web Worker of its own (`verify/`); both sides speak these types, as JSON. Nothing
//! here is checked or worded: outcomes are codes, and texts are the badge's own, which must not be believed.
mod award;

pub use award::{Alignment, Award, Criteria, Evidence, Fact, Issuer, ResultLine};

use serde::{Deserialize, Serialize};

/// What is known while verifying.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setting {
    /// Milliseconds since 1970; the browser's clock when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<i64>,
    /// Who looks; empty when it is not the learner's own: then the recipient is not checked.
    pub learner: Identities,
    /// Issuers that the institution answers for, by their ids.
    pub known_issuers: Vec<KnownIssuer>,
    /// The institution's relay for issuers whose answers a page may not read: `GET {relay}?url=…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<String>,
    /// Hosts that may be asked by `http:` too: for development.
    pub insecure_hosts: Vec<String>,
}

/// By what a learner may be named in a badge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identities {
    /// All addresses of the account.
    pub emails: Vec<String>,
    /// DID, address of the profile.
    pub ids: Vec<String>,
}

/// An issuer that the institution answers for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownIssuer {
    /// Its id: `did:key:…`, `https://…`.
    pub id: String,
    /// The name to show.
    pub name: String,
}

/// The one word for a badge; the worst of what was found. In order of gravity: see [`Outcome::GRAVEST_FIRST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Not a proper badge.
    Malformed,
    /// Its content does not match its signature.
    SignatureInvalid,
    /// Its issuer does not know it.
    NotAuthentic,
    /// Some of its content is outside the signature.
    UnsignedData,
    /// It could not be checked, which says nothing against it.
    Unverifiable,
    /// Withdrawn by its issuer.
    Revoked,
    /// Genuine, but another person's.
    RecipientMismatch,
    /// Not in force for now.
    Suspended,
    /// No longer in force.
    Expired,
    /// Not in force yet.
    NotYetValid,
    /// Genuine, but whether it was withdrawn could not be read.
    StatusUnknown,
    /// Genuine, but whose it is cannot be told.
    RecipientUnknown,
    /// Intact, but nothing proves who issued it.
    ValidIssuerUnproven,
    /// Genuine and in force.
    Valid,
    /// There is no badge in it.
    NoBadgeData,
}

impl Outcome {
    /// Which of several is told: the first of these.
    pub const GRAVEST_FIRST: [Self; 15] = [
        Self::NoBadgeData,
        Self::Malformed,
        Self::SignatureInvalid,
        Self::NotAuthentic,
        Self::UnsignedData,
        Self::Unverifiable,
        Self::Revoked,
        Self::RecipientMismatch,
        Self::Suspended,
        Self::Expired,
        Self::NotYetValid,
        Self::StatusUnknown,
        Self::RecipientUnknown,
        Self::ValidIssuerUnproven,
        Self::Valid,
    ];
}

/// What was looked at: four of them are the learner's four questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Is it a proper badge?
    Form,
    /// Is it intact?
    Intact,
    /// From whom is it?
    Issuer,
    /// For whom is it?
    Recipient,
    /// Is it within its dates?
    Dates,
    /// Was it withdrawn or suspended?
    Status,
}

/// Answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Yes.
    Passed,
    /// No.
    Failed,
    /// It could not be told.
    Unknown,
    /// It was not asked, for want of the answer to another one, or of somebody to compare with.
    Skipped,
}

/// One question, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The question.
    pub question: Question,
    /// The answer.
    pub verdict: Verdict,
    /// Why, as a code that the page words (`no-answer`, `not-json`, `unknown-suite`, …); empty where
    /// the verdict says it all.
    #[serde(default)]
    pub why: String,
    /// For the technical report: an address, a field, an algorithm.
    #[serde(default)]
    pub detail: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The headline.
    pub outcome: Outcome,
    /// All that was found, gravest first, `valid` left out when there is anything else.
    pub findings: Vec<Outcome>,
    /// One for each question, in the order of [`Question`].
    pub checks: Vec<Check>,
    /// What it says; `None` when nothing could be read. To be shown as fact only as the outcome allows.
    pub award: Option<Award>,
    /// The host that is proven to be the issuer's; with a port where it has one.
    pub proven_host: Option<String>,
    /// The name under which the institution knows the issuer.
    pub known_as: Option<String>,
    /// Reason of the withdrawal, the issuer's words.
    pub reason: Option<String>,
    /// What a status list says besides (`message`), the issuer's words.
    pub messages: Vec<String>,
    /// How it is proven.
    pub proof: Proof,
    /// What others say of it, as far as it could be confirmed or not.
    pub endorsements: Vec<Endorsement>,
    /// What was asked of the network, in order.
    pub requests: Vec<Asked>,
    /// When, in milliseconds since 1970.
    pub checked_at: i64,
    /// The badge as it was signed or is hosted: JSON, or a compact JWS.
    pub document: String,
}

/// How a badge is proven.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proof {
    /// `ob2-hosted`, `ob2-jws`, `ob3-jwt`, `ob3-di`; empty when not told.
    pub kind: String,
    /// `RS256`, `eddsa-rdfc-2022`, …
    pub suite: String,
    /// Address or DID of the key.
    pub key: String,
    /// Which edition of a context that has two made the signature good.
    pub context_edition: String,
}

/// A request that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Address.
    pub url: String,
    /// Status; 0 when there was no answer that a page may read.
    pub status: u16,
}

/// What somebody else says of a badge, its achievement or its issuer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    /// Its own outcome.
    pub outcome: Outcome,
    /// Whether it may be shown: it verifies, and it speaks of this badge.
    pub shown: bool,
    /// Of what it speaks: `credential`, `achievement` or `issuer`; empty when of something else.
    pub about: String,
    /// Who says so.
    pub by: Option<Issuer>,
    /// Host that is proven to be theirs.
    pub proven_host: Option<String>,
    /// What they say, Markdown.
    pub comment: String,
}
