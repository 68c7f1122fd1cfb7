//! What Joanie tells: certificates of what was bought, and of what was followed.
use super::{
    AwardKind, AwardRef, AwardSource, Download, options,
    reading::{As, all_of, id, picture, said},
};
use crate::{
    api::{
        ApiError,
        decode::decode,
        http::{lms::read_at, service},
        lms::{course_named, in_path, lms_link},
        settings, together,
    },
    i18n::lang,
    wire::joanie::{AccessToken, Certificate},
};
use web_sys::Blob;

/// Joanie knows no cookies: a token of the LMS says who asks. Without one Joanie is asked all the same, and says what it wants.
async fn token() -> Result<Option<String>, ApiError> {
    let url = options().joanie_token_url.clone().unwrap_or_else(|| settings::lms("/api/v1.0/user/me"));
    match read_at(url).await {
        Ok(text) => Ok(Some(decode::<AccessToken>(&text)?.access_token)),
        Err(ApiError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn base() -> Result<String, ApiError> {
    options().joanie_url.clone().ok_or(ApiError::NotFound)
}

pub(super) async fn certificates() -> Result<Vec<AwardRef>, ApiError> {
    let (base, token) = (base()?, token().await?);
    let of_kind = |kind: &'static str| {
        let (url, token) = ([&base, "/api/v1.0/certificates/?type=", kind, "&"].concat(), token.as_deref());
        async move { all_of::<Certificate>(&url, As::Bearer(token)).await }
    };
    let mut awards = Vec::new();
    for list in together::all(["order", "enrollment"].map(of_kind)).await {
        awards.extend(list?.into_iter().map(|certificate| of_certificate(&base, certificate)));
    }
    Ok(awards)
}

pub(super) fn of_certificate(base: &str, certificate: Certificate) -> AwardRef {
    let order = certificate.order.unwrap_or_default();
    let enrollment = certificate.enrollment.or(order.enrollment);
    let run = enrollment.map(|enrollment| enrollment.course_run);
    // a certificate bought for an enrolment is a product called "certificate": its course says more
    let is_of_course = order.course.is_some();
    let course = order.course.or_else(|| run.as_ref().map(|run| run.course.clone())).unwrap_or_default();
    let title = said(&order.product_title).filter(|_| is_of_course || course.title.is_empty()).unwrap_or(course.title);
    let own = id("joanie", &certificate.id);
    let mut award = AwardRef::new(AwardSource::Joanie, AwardKind::Certificate, own, title);
    award.label = certificate.certificate_definition.title;
    award.awarded = certificate.issued_on;
    let pictures = [order.organization.as_ref().and_then(|organization| organization.logo.clone()), course.cover];
    award.image = pictures.into_iter().flatten().find_map(|image| picture(&image.src));
    award.organization = order.organization.and_then(|organization| said(&organization.title));
    award.course_id = run.and_then(|run| course_named(&run.resource_link));
    let path = in_path(&certificate.id);
    award.download = Some(Download::File([base, "/api/v1.0/certificates/", &path, "/download/"].concat()));
    // which of its templates Joanie shows a certificate with, only the institution knows
    award.page = options()
        .joanie_page
        .as_deref()
        .and_then(|page| lms_link(&page.replace("{id}", &path).replace("{language}", lang().code())));
    award
}

/// Fetches a file that a browser could not by a link: [`Download::File`].
///
/// # Errors
/// Any [`ApiError`]; `Refused` with the service's reason when it could not make it.
pub async fn file(url: &str) -> Result<Blob, ApiError> {
    service::file(url.to_owned(), token().await?.as_deref()).await
}
