//! What a course and its certificate cost, in words.
use crate::{
    i18n::{money, t},
    wire::richie::{Course, CourseRun, Offer, OfferKind},
};

/// A price as the API gives it.
#[derive(Debug, Clone, Copy, Default)]
struct Price<'a> {
    full: Option<f64>,
    discounted: Option<f64>,
    discount: Option<&'a str>,
    currency: &'a str,
}

impl Price<'_> {
    /// `60 €`, `42 € au lieu de 60 € (-30 %)`; `None` when no amount is known.
    fn words(self) -> Option<String> {
        let (full, discounted) = (self.full.filter(is_amount), self.discounted.filter(is_amount));
        let discount = self.discount.map(str::trim).filter(|text| !text.is_empty());
        let amount = |value| money(value, self.currency);
        Some(match (full, discounted, discount) {
            (Some(full), Some(less), None) if less < full => t::course::price_discounted(&amount(full), &amount(less)),
            (Some(full), Some(less), Some(why)) if less < full => {
                t::course::price_discounted_why(&amount(full), why, &amount(less))
            }
            // a discount in words without the price that it leads to
            (Some(full), None, Some(why)) => t::course::price_discount_only(why, &amount(full)),
            (Some(price), _, _) | (None, Some(price), _) => amount(price),
            (None, None, _) => return None,
        })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as `Option::filter` calls it")]
fn is_amount(value: &f64) -> bool {
    value.is_finite() && *value > 0.0
}

/// What a course costs; `None` for a course without a run. A missing kind counts as free, as on Richie's own pages.
pub fn offer_words(course: &Course) -> Option<String> {
    course.price_currency.as_deref().map(|currency| kind_words(&course.offer, currency))
}

/// What a run costs.
pub fn run_offer_words(run: &CourseRun) -> String {
    kind_words(&run.offer, &run.price_currency)
}

/// What the certificate costs; `None` when no certificate is known.
pub fn certificate_words(course: &Course) -> Option<String> {
    certificate(&course.offer, course.price_currency.as_deref().unwrap_or("EUR"))
}

/// What a run's certificate costs; `None` when no certificate is known.
pub fn run_certificate_words(run: &CourseRun) -> Option<String> {
    certificate(&run.offer, &run.price_currency)
}

fn kind_words(offer: &Offer<f64>, currency: &str) -> String {
    let discount = offer.discount.as_deref();
    let price = Price { full: offer.price, discounted: offer.discounted_price, discount, currency }.words();
    match (offer.offer.unwrap_or(OfferKind::Free), price.as_deref()) {
        (OfferKind::Free, _) => t::course::offer_free().into(),
        (OfferKind::PartiallyFree, None) => t::course::offer_partially_free().into(),
        (OfferKind::PartiallyFree, Some(price)) => t::course::offer_partially_free_price(price),
        (OfferKind::Subscription, None) => t::course::offer_subscription().into(),
        (OfferKind::Subscription, Some(price)) => t::course::offer_subscription_price(price),
        (OfferKind::Paid, None) => t::course::offer_paid().into(),
        (OfferKind::Paid, Some(price)) => t::course::offer_paid_price(price),
        (OfferKind::Unknown, _) => t::course::offer_unknown().into(),
    }
}

fn certificate(offer: &Offer<f64>, currency: &str) -> Option<String> {
    let discount = offer.certificate_discount.as_deref();
    let price =
        Price { full: offer.certificate_price, discounted: offer.certificate_discounted_price, discount, currency };
    Some(match (offer.certificate_offer?, price.words().as_deref()) {
        (OfferKind::Free, _) => t::course::certificate_free().into(),
        (OfferKind::Subscription, None) => t::course::certificate_subscription().into(),
        (OfferKind::Subscription, Some(price)) => t::course::certificate_subscription_price(price),
        (OfferKind::Paid, None) => t::course::certificate_paid().into(),
        (OfferKind::Paid, Some(price)) => t::course::certificate_paid_price(price),
        // the API promises "partially free" for courses only
        (OfferKind::PartiallyFree | OfferKind::Unknown, _) => t::course::certificate_unknown().into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(json: &str) -> Offer<f64> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_price_is_said_only_when_it_is_to_be_paid() {
        assert_eq!(kind_words(&offer(r#"{"offer": "free", "price": 60.0}"#), "EUR"), "Gratuit");
        assert_eq!(kind_words(&offer("{}"), "EUR"), "Gratuit");
        assert_eq!(kind_words(&offer(r#"{"offer": "paid", "price": 60.0}"#), "EUR"), "Payant\u{a0}: 60 EUR");
        assert_eq!(kind_words(&offer(r#"{"offer": "paid", "price": 0.0}"#), "EUR"), "Payant");
        assert_eq!(kind_words(&offer(r#"{"offer": "subscription"}"#), "EUR"), "Sur abonnement");
        assert!(kind_words(&offer(r#"{"offer": "partially_free", "price": 9.5}"#), "EUR").contains("9.5 EUR"));
    }

    #[test]
    fn a_discount_says_what_one_pays_and_what_it_was() {
        let words = |json| kind_words(&offer(json), "EUR");
        assert_eq!(
            words(r#"{"offer": "paid", "price": 60.0, "discounted_price": 42.0, "discount": "-30 %"}"#),
            "Payant\u{a0}: 42 EUR au lieu de 60 EUR (-30 %)"
        );
        assert_eq!(
            words(r#"{"offer": "paid", "price": 60.0, "discounted_price": 42.0}"#),
            "Payant\u{a0}: 42 EUR au lieu de 60 EUR"
        );
        assert_eq!(words(r#"{"offer": "paid", "price": 60.0, "discounted_price": 90.0}"#), "Payant\u{a0}: 60 EUR");
        assert_eq!(
            words(r#"{"offer": "paid", "price": 60.0, "discount": "étudiants -50 %"}"#),
            "Payant\u{a0}: 60 EUR (étudiants -50 %)"
        );
    }

    #[test]
    fn the_kind_of_a_newer_server_is_not_guessed() {
        assert_eq!(kind_words(&offer(r#"{"offer": "barter", "price": 3.0}"#), "EUR"), t::course::offer_unknown());
        assert_eq!(
            certificate(&offer(r#"{"certificate_offer": "barter"}"#), "EUR").as_deref(),
            Some(t::course::certificate_unknown())
        );
    }

    #[test]
    fn without_a_certificate_nothing_is_said_about_one() {
        assert_eq!(certificate(&offer(r#"{"certificate_price": 60.0}"#), "EUR"), None);
        assert_eq!(
            certificate(&offer(r#"{"certificate_offer": "paid", "certificate_price": 60.0}"#), "EUR").as_deref(),
            Some("Certificat payant\u{a0}: 60 EUR")
        );
    }
}
