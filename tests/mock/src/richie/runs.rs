//! `GET /api/v1.0/course-runs/<id>/` (`CourseRunSerializer` in `C/serializers.py`).
use axum::http::StatusCode;
use preau::wire::richie::{CourseRunDetail, Offer, State};

use super::reply::Reply;
use super::{Request, course};
use crate::catalogue::Family;
use crate::catalogue::document::{CourseDoc, Moment, NEVER, Run};
use crate::clock;

/// The answer; ids that are no number are unknown paths.
pub(crate) fn detail(request: &Request, id: &str) -> Reply {
    let Ok(number) = id.parse() else {
        return Reply::not_found_page();
    };
    let world = request.world;
    match world.catalogue.index.run(&world.catalogue.courses, number) {
        Some((course, run)) => Reply::json(StatusCode::OK, &object(request, course, run)),
        None => Reply::detail(StatusCode::NOT_FOUND, "No CourseRun matches the given query."),
    }
}

fn object(request: &Request, course: &CourseDoc, run: &Run) -> CourseRunDetail {
    let anchor = request.world.anchor;
    let date = |moment: Moment| (moment != NEVER).then(|| clock::in_paris(moment, anchor));
    let mut languages: Vec<String> = run.languages.iter().map(|lang| lang.code().to_owned()).collect();
    languages.sort();
    // Here an end of enrolment that was not set is "never", unlike in searches.
    let closes = if run.enrollment_end_unset { NEVER } else { run.enrollment_end };
    let seen = Run { enrollment_end: closes, ..run.clone() };
    let code = course.code.as_deref().unwrap_or("COURSE");
    let organization = course.pages.get(Family::Organizations.number()).and_then(|pages| pages.first().copied());
    let organization = organization.and_then(|page| request.world.catalogue.entity(Family::Organizations, page));
    let organization = organization.map_or("org", |page| &page.short);
    CourseRunDetail {
        id: run.id,
        title: Some(format!("Session {}", run.session)),
        resource_link: Some(format!(
            "https://lms.example.org/courses/course-v1:{organization}+{code}+{}_{}/course/",
            clock::with_z(0, anchor).get(..4).unwrap_or("2026"),
            run.session
        )),
        start: date(run.start),
        end: date(run.end),
        enrollment_start: date(run.enrollment_start),
        enrollment_end: date(closes),
        languages,
        state: course::state(state(&seen, request.world.now()), Some(&seen), request),
        enrollment_count: enrolled(request, course, run),
        catalog_visibility: "course_and_search".to_owned(),
        offer: offer(&run.offer),
        price_currency: run.currency.to_string(),
    }
}

/// `CourseRun.compute_state`: as in searches, but enrolment must also have begun before the end for an archive to be open.
pub(crate) fn state(run: &Run, now: Moment) -> u8 {
    match crate::catalogue::snapshot::state(run, now) {
        State::ARCHIVED_OPEN if run.enrollment_start >= now => State::ARCHIVED,
        state => state,
    }
}

/// A round number that is always the same for the same run.
fn enrolled(request: &Request, course: &CourseDoc, run: &Run) -> u64 {
    let position = request.world.catalogue.index.course(&course.id).map_or(0, u64::from);
    1000 * (position + 1) / u64::from(run.session.max(1))
}

fn offer(offer: &Offer<f64>) -> Offer<String> {
    let price = |price: Option<f64>| price.map(|price| format!("{price:.2}"));
    Offer {
        offer: offer.offer,
        price: price(offer.price),
        discounted_price: price(offer.discounted_price),
        discount: offer.discount.clone(),
        certificate_offer: offer.certificate_offer,
        certificate_price: price(offer.certificate_price),
        certificate_discounted_price: price(offer.certificate_discounted_price),
        certificate_discount: offer.certificate_discount.clone(),
    }
}
