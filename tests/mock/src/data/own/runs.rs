//! Runs of an own set.
use std::sync::Arc;

use preau::wire::richie::{Offer, OfferKind};

use crate::catalogue::document::{NEVER, Run};
use crate::catalogue::languages::Lang;
use crate::catalogue::number;
use crate::data::raw;

/// A run; ids are made from the course's and the order.
///
/// # Errors
/// Names the language that Django does not know.
pub(crate) fn run(raw: &raw::Run, course: usize, order: usize) -> Result<Run, String> {
    let end = raw.end.map_or(NEVER, seconds);
    let languages = raw
        .languages
        .iter()
        .map(|code| Lang::from_code(code).ok_or_else(|| format!("no language \"{code}\" in Django's list")))
        .collect::<Result<_, _>>()?;
    let kind = |kind: &Option<String>| {
        kind.as_deref().map(|kind| match kind {
            "free" => OfferKind::Free,
            "partially_free" => OfferKind::PartiallyFree,
            "subscription" => OfferKind::Subscription,
            "paid" => OfferKind::Paid,
            _ => OfferKind::Unknown,
        })
    };
    let id = u64::try_from(course * 1000 + order).map_err(|error| error.to_string())?;
    Ok(Run {
        id,
        session: number(order + 1),
        start: seconds(raw.start),
        end,
        enrollment_start: seconds(raw.enrollment_start),
        enrollment_end: raw.enrollment_end.map_or(end, seconds),
        enrollment_end_unset: raw.enrollment_end.is_none(),
        languages,
        offer: Arc::new(Offer {
            offer: kind(&raw.offer),
            price: raw.price,
            discounted_price: raw.discounted_price,
            discount: raw.discount.clone(),
            certificate_offer: kind(&raw.certificate_offer),
            certificate_price: raw.certificate_price,
            certificate_discounted_price: raw.certificate_discounted_price,
            certificate_discount: raw.certificate_discount.clone(),
        }),
        currency: raw.currency.as_deref().unwrap_or("EUR").into(),
    })
}

/// Runs in the order of Richie's index.
pub(crate) fn latest_end_first(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| std::cmp::Reverse(run.end));
    runs
}

/// Days in seconds; dates thousands of years away are "never".
#[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "saturates, far beyond any date")]
fn seconds(days: f64) -> i64 {
    if days > 1_000_000.0 { NEVER } else { (days * 86_400.0).round() as i64 }
}
