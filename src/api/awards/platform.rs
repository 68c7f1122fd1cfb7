//! What the LMS tells: certificates of courses, badges of former releases, who the learner is; and what is configured.
use super::{
    AwardKind, AwardRef, AwardSource, AwardStatus, ConfiguredBadge, DocumentRef, Download,
    reading::{As, all_of, id, picture, said},
};
use crate::{
    api::{
        ApiError,
        decode::decode,
        http::lms::read,
        lms::{in_path, lms_link},
        settings,
    },
    json::Lenient,
    number::decimal,
    wire::{
        openedx::{Account, CourseCertificate, PlatformBadge},
        verification::Identities,
    },
};

pub(super) async fn certificates(username: &str) -> Result<Vec<AwardRef>, ApiError> {
    let text = read(["/api/certificates/v0/certificates/", &in_path(username), "/"].concat()).await?;
    Ok(decode::<Lenient<Vec<CourseCertificate>>>(&text)?.0.into_iter().map(of_certificate).collect())
}

pub(super) fn of_certificate(certificate: CourseCertificate) -> AwardRef {
    let own = if certificate.uuid.is_empty() { certificate.course_id.as_str() } else { &certificate.uuid };
    let (source, kind) = (AwardSource::Certificates, AwardKind::Certificate);
    let mut award = AwardRef::new(source, kind, id("certificate", own), certificate.course_display_name);
    award.organization = said(&certificate.course_organization);
    award.awarded = certificate.created_date;
    award.mark = decimal(certificate.grade.trim()).filter(|mark| (0.0..=1.0).contains(mark));
    award.status = if certificate.status == "downloadable" { AwardStatus::Held } else { AwardStatus::Pending };
    // either a page of the LMS or a file somewhere, under one name
    let address = certificate.download_url.unwrap_or_default();
    let is_page = address.starts_with('/') && !address.to_ascii_lowercase().ends_with(".pdf");
    match lms_link(&address) {
        Some(link) if is_page => award.page = Some(link),
        link => award.download = link.map(Download::Link),
    }
    let is_uuid = certificate.uuid.len() == 32 && certificate.uuid.chars().all(|c| c.is_ascii_hexdigit());
    if award.page.is_none() && is_uuid && award.status == AwardStatus::Held {
        award.page = Some(settings::lms(&["/certificates/", &certificate.uuid].concat()));
    }
    award.course_id = Some(certificate.course_id);
    award
}

pub(super) async fn badges(username: &str) -> Result<Vec<AwardRef>, ApiError> {
    let url = settings::lms(&["/api/badges/v1/assertions/user/", &in_path(username), "/?"].concat());
    Ok(all_of(&url, As::Session).await?.into_iter().map(of_badge).collect())
}

pub(super) fn of_badge(badge: PlatformBadge) -> AwardRef {
    let class = badge.badge_class;
    let (source, kind) = (AwardSource::PlatformBadges, AwardKind::Badge);
    let mut award = AwardRef::new(source, kind, id("badge", &badge.assertion_url), class.display_name);
    award.awarded = badge.created;
    award.course_id = class.course_id;
    // the class's picture is on the platform, the baked one wherever the issuer is
    let pictures = [class.image_url, class.image.unwrap_or_default(), badge.image_url];
    award.image = pictures.iter().find_map(|address| picture(address));
    award.document = Some(DocumentRef::Url(badge.assertion_url));
    award
}

pub(super) fn configured(badges: &[ConfiguredBadge], username: &str) -> Vec<AwardRef> {
    badges.iter().map(|badge| of_configured(badge, username)).collect()
}

fn of_configured(badge: &ConfiguredBadge, username: &str) -> AwardRef {
    let url = badge.url.replace("{username}", &in_path(username));
    let mut award =
        AwardRef::new(AwardSource::Configured, AwardKind::Badge, id("configured", &url), badge.title.clone());
    award.course_id.clone_from(&badge.course_id);
    award.document = Some(DocumentRef::Url(url));
    award
}

/// By what badges may name the learner: the addresses of the account.
///
/// # Errors
/// Any [`ApiError`].
pub async fn identities(username: &str) -> Result<Identities, ApiError> {
    let text = read(["/api/user/v1/accounts/", &in_path(username)].concat()).await?;
    let account: Account = decode(&text)?;
    let emails = [account.email, account.secondary_email].into_iter().flatten().filter(|email| !email.is_empty());
    Ok(Identities { emails: emails.collect(), ids: Vec::new() })
}
