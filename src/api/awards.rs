//! A learner's awards: certificates, badges, micro-credentials, whoever gives them, behind one interface.
//!
//! Each source is asked on its own ([`of`]), so that one that fails takes no other with it. A source that the platform
//! does not have gives nothing; that is no failure. What is said here is what the source says: whether a badge is genuine
//! is for the verifier to find out.
mod credentials;
mod document;
mod joanie;
mod options;
mod platform;
mod reading;
mod service;
#[cfg(test)]
mod tests;

pub(crate) use options::configure;
pub use options::{ConfiguredBadge, CourseBadge, Earned, Options, badge_of_course, in_course, options, problems};

pub use credentials::{program_record, program_records, shared_record_page, wallet_offer, wallets};
pub use joanie::file;
pub use platform::identities;
pub(crate) use reading::short;

use super::ApiError;
use crate::wire::openedx::CourseKey;
use std::cell::RefCell;

/// Who tells of awards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AwardSource {
    /// Certificates of courses, by the LMS.
    Certificates,
    /// Badges that former releases of the LMS list.
    PlatformBadges,
    /// Certificates of programmes, by the credentials service.
    Programs,
    /// Credentials that the credentials service gives to wallets.
    Wallet,
    /// Joanie's certificates.
    Joanie,
    /// An Open Badges 3.0 service that the institution relays.
    Service,
    /// Badges that the institution's configuration names.
    Configured,
}

impl AwardSource {
    /// Whether it says for which course an award is. What the credentials service has for wallets is the certificate of a course once
    /// more, and it answers only fifteen times a minute.
    pub fn names_courses(self) -> bool {
        matches!(self, Self::Certificates | Self::PlatformBadges | Self::Joanie | Self::Configured)
    }
}

/// What kind of award it is, as far as its source tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwardKind {
    /// Of a course.
    Certificate,
    /// Of a programme.
    ProgramCertificate,
    /// A badge.
    Badge,
    /// A micro-credential.
    MicroCredential,
    /// A credential that a wallet can take, which alone shows what it says.
    WalletCredential,
}

/// Whether the award is the learner's, as its source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwardStatus {
    /// It is.
    Held,
    /// Not yet: it is being made.
    Pending,
    /// Not any more.
    Withdrawn,
}

/// Where a badge is that can be verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentRef {
    /// At this address, where its issuer hosts it.
    Url(String),
    /// Here: JSON, or a compact JWS.
    Text(String),
}

/// How an award can be downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Download {
    /// By following this link.
    Link(String),
    /// With [`file()`], as the service does not know the browser's session.
    File(String),
}

/// An award, as its source tells of it. Its texts are the source's own.
#[derive(Debug, Clone, PartialEq)]
pub struct AwardRef {
    /// The same at each visit, fit for an address.
    pub id: String,
    /// What kind of award it is.
    pub kind: AwardKind,
    /// Who tells of it.
    pub source: AwardSource,
    /// What it is for; empty when the source does not say.
    pub title: String,
    /// What the source calls this kind of award (« Attestation de suivi »); empty when it has no name.
    pub label: String,
    /// Who gives it: a name, or a short code.
    pub organization: Option<String>,
    /// The course that it is for.
    pub course_id: Option<CourseKey>,
    /// When it was awarded, ISO 8601; empty when not told.
    pub awarded: String,
    /// Mark from 0 to 1.
    pub mark: Option<f64>,
    /// Its picture: an `https:` address, one of this site, or a `data:` picture.
    pub image: Option<String>,
    /// The badge itself; without one only its source vouches for it.
    pub document: Option<DocumentRef>,
    /// Its page on the platform.
    pub page: Option<String>,
    /// As a file.
    pub download: Option<Download>,
    /// Whether it is the learner's.
    pub status: AwardStatus,
}

impl AwardRef {
    /// One of which nothing but these is known.
    pub(crate) fn new(source: AwardSource, kind: AwardKind, id: String, title: String) -> Self {
        Self {
            id,
            kind,
            source,
            title,
            label: String::new(),
            organization: None,
            course_id: None,
            awarded: String::new(),
            mark: None,
            image: None,
            document: None,
            page: None,
            download: None,
            status: AwardStatus::Held,
        }
    }
}

/// Sources that this platform may have, in the order to show them.
pub fn sources() -> Vec<AwardSource> {
    configured(&options())
}

fn configured(options: &Options) -> Vec<AwardSource> {
    let has_service = options.credentials_url.is_some();
    let all = [
        (AwardSource::Certificates, true),
        (AwardSource::Joanie, options.joanie_url.is_some()),
        (AwardSource::Programs, has_service),
        (AwardSource::Service, options.service_url.is_some()),
        (AwardSource::PlatformBadges, options.platform_badges),
        (AwardSource::Configured, !options.configured.is_empty()),
        (AwardSource::Wallet, has_service),
    ];
    all.into_iter().filter_map(|(source, is_there)| is_there.then_some(source)).collect()
}

/// The source of an award by the award's id: a page about one award asks no other.
pub fn source_of(id: &str) -> Option<AwardSource> {
    let (kind, _) = id.split_once('-')?;
    Some(match kind {
        "certificate" => AwardSource::Certificates,
        "badge" => AwardSource::PlatformBadges,
        "program" => AwardSource::Programs,
        "wallet" => AwardSource::Wallet,
        "joanie" => AwardSource::Joanie,
        "credential" => AwardSource::Service,
        "configured" => AwardSource::Configured,
        _ => return None,
    })
}

/// What the source told last, for this learner, while this page has been open: to show until it is asked again. The
/// credentials service answers only fifteen times a minute.
pub fn last(source: AwardSource, username: &str) -> Option<Vec<AwardRef>> {
    let is_it = |told: &&Told| told.source == source && told.username == username;
    LAST.with_borrow(|all| all.iter().find(is_it).map(|told| told.awards.clone()))
}

/// What a source told of a learner.
struct Told {
    source: AwardSource,
    username: String,
    awards: Vec<AwardRef>,
}

thread_local! {
    static LAST: RefCell<Vec<Told>> = const { RefCell::new(Vec::new()) };
}

fn keep(source: AwardSource, username: &str, awards: &[AwardRef]) {
    LAST.with_borrow_mut(|all| {
        // nobody else's stays once somebody is told of their own
        all.retain(|told| told.source != source && told.username == username);
        all.push(Told { source, username: username.to_owned(), awards: awards.to_vec() });
    });
}

/// What a source tells of a learner's awards; nothing when the platform turns out not to have it.
///
/// # Errors
/// Any [`ApiError`] but `NotFound`.
pub async fn of(source: AwardSource, username: &str) -> Result<Vec<AwardRef>, ApiError> {
    let told = match source {
        AwardSource::Programs => credentials::programs(username).await,
        AwardSource::Wallet => credentials::for_wallets().await,
        AwardSource::Service => service::credentials().await,
        AwardSource::Certificates | AwardSource::PlatformBadges | AwardSource::Joanie | AwardSource::Configured => {
            return of_courses(source, username).await;
        }
    };
    kept(source, username, told)
}

/// The same of sources that say for which course an award is ([`AwardSource::names_courses`]); nothing of others. What credentials of wallets and services take to
/// read is not needed for it.
///
/// # Errors
/// Those of [`of`].
pub async fn of_courses(source: AwardSource, username: &str) -> Result<Vec<AwardRef>, ApiError> {
    let told = match source {
        AwardSource::Certificates => platform::certificates(username).await,
        AwardSource::PlatformBadges => platform::badges(username).await,
        AwardSource::Joanie => joanie::certificates().await,
        AwardSource::Configured => Ok(platform::configured(&options().configured, username)),
        AwardSource::Programs | AwardSource::Wallet | AwardSource::Service => return Ok(Vec::new()),
    };
    kept(source, username, told)
}

fn kept(source: AwardSource, username: &str, told: Result<Vec<AwardRef>, ApiError>) -> Result<Vec<AwardRef>, ApiError> {
    let awards = match told {
        Err(ApiError::NotFound) => Vec::new(),
        told => told?,
    };
    keep(source, username, &awards);
    Ok(awards)
}
