//! Richie's.
use super::word;
use crate::{
    json::{FromJson, Json, Reader, ToJson, json_fields, read_fields},
    wire::richie::{
        Category, Course, CourseRun, CourseSearch, Detail, Filter, FilterDefinition, FilterValue, Icon, Image, Licence,
        List, Meta, Offer, OfferKind, Organization, Person, State, Suggestion,
    },
};

read_fields! { Meta { count, offset, total_count } }
read_fields! { List<T> where T { meta } lists { objects } }
read_fields! { CourseSearch { meta } lists { objects, filters } }
json_fields! {
    Course {
        id, title, absolute_url, code, introduction, duration, effort, categories, organizations, organization_highlighted,
        organization_highlighted_cover_image, cover_image, icon, state, price_currency,
    } lists { course_runs } flat { offer }
}
json_fields! {
    CourseRun { start, end, enrollment_start, enrollment_end, languages } default { price_currency } flat { offer }
}
json_fields! {
    Offer<P> where P {
        offer, price, discounted_price, discount, certificate_offer, certificate_price, certificate_discounted_price,
        certificate_discount,
    }
}
json_fields! { State { priority, datetime, call_to_action, text } }
json_fields! { Image { src, srcset, sizes } }
json_fields! { Icon { src, srcset, sizes, color, title } }
read_fields! {
    FilterDefinition { name, human_name, position, base_path, is_autocompletable, is_searchable, is_drilldown }
}
read_fields! { Filter { has_more_values } lists { values } flat { definition } }
read_fields! { FilterValue { count, human_name, key } }
read_fields! { Organization { id, logo, title } }
read_fields! { Category { icon, id, is_meta, logo, nb_children, path, title } }
read_fields! { Person { id, portrait, title } }
read_fields! { Licence { id, title } }
read_fields! { Suggestion { absolute_url, id, kind, title } }
read_fields! { Detail { detail } }

/// Names of the kinds of offer, as Richie writes them.
const OFFERS: [(OfferKind, &str); 4] = [
    (OfferKind::Free, "free"),
    (OfferKind::PartiallyFree, "partially_free"),
    (OfferKind::Subscription, "subscription"),
    (OfferKind::Paid, "paid"),
];

impl FromJson for OfferKind {
    fn read(json: Json, reader: &mut Reader) -> Self {
        word(&OFFERS, json, reader).unwrap_or(Self::Unknown)
    }
}

impl ToJson for OfferKind {
    fn to_json(&self) -> Json {
        let name = OFFERS.iter().find(|(kind, _)| kind == self).map_or("unknown", |(_, name)| name);
        Json::Text(name.to_owned())
    }
}
