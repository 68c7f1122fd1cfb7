//! Courses and their runs.
use super::{Icon, Image};
use serde::{Deserialize, Serialize};

/// A course as search results hold it (`format_es_object_for_api` in `indexers/courses.py`).
///
/// Every key is always present. People and licences are not in it: they exist in facets only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Id of the published page, digits.
    pub id: String,
    /// Title in the language asked for, else in any other: nothing says that a fallback was used.
    pub title: String,
    /// Path of the course's page on the Richie site, with language prefix.
    pub absolute_url: String,
    /// Reference of the course: slug in upper case, such as `ETH-IA`.
    pub code: Option<String>,
    /// The only description in the API; plain text.
    pub introduction: Option<String>,
    /// Localised text such as `6 weeks`; empty if unknown.
    pub duration: String,
    /// Localised text of the whole effort, such as `18 hours`; empty if unknown.
    pub effort: String,
    /// Ids of all categories and their ancestors, of every kind mixed.
    pub categories: Vec<String>,
    /// Ids of the organisations.
    pub organizations: Vec<String>,
    /// Name of the first organisation.
    pub organization_highlighted: Option<String>,
    /// Logo of the first organisation.
    pub organization_highlighted_cover_image: Option<Image>,
    /// Picture of the course, 300 × 170 unless `srcset` is used.
    pub cover_image: Option<Image>,
    /// First category in the page's icon place.
    pub icon: Option<Icon>,
    /// Runs that can be found, latest end first.
    pub course_runs: Vec<CourseRun>,
    /// State of the run that suits *this request* best: it changes with `languages` and `availability`.
    pub state: State,
    /// Offer of that same run; all of the offer is null for a course without one.
    #[serde(flatten)]
    pub offer: Offer<f64>,
    /// ISO 4217; null for a course without a run.
    pub price_currency: Option<String>,
}

/// A run inside a [`Course`]: no id, no title, no link to the LMS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CourseRun {
    /// ISO 8601 in UTC (`+00:00`).
    pub start: String,
    /// Year 9999 stands for "never ends".
    pub end: String,
    /// When enrolment opens.
    pub enrollment_start: String,
    /// When enrolment closes; the run's end when the institution set none.
    pub enrollment_end: String,
    /// Languages it is given in, as Django writes them (`fr`, `pt-br`).
    pub languages: Vec<String>,
    /// Offer and prices.
    #[serde(flatten)]
    pub offer: Offer<f64>,
    /// ISO 4217; absent from Richie before it had prices.
    #[serde(default)]
    pub price_currency: String,
}

/// What a run costs. `P` is a number in search results, a decimal text such as `"100.00"` in [`CourseRunDetail`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer<P> {
    /// How the course is offered; null counts as free in Richie's own interface.
    pub offer: Option<OfferKind>,
    /// In units of the currency; may be set although the offer is free: show it only otherwise.
    pub price: Option<P>,
    /// Price after discount.
    pub discounted_price: Option<P>,
    /// Free text of at most 20 characters, such as `-30 %`.
    pub discount: Option<String>,
    /// How the certificate is offered; null when none is known.
    pub certificate_offer: Option<OfferKind>,
    /// Price of the certificate.
    pub certificate_price: Option<P>,
    /// Price of the certificate after discount.
    pub certificate_discounted_price: Option<P>,
    /// Free text of at most 20 characters.
    pub certificate_discount: Option<String>,
}

/// Ways of offering a course or its certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// Costs nothing.
    Free,
    /// Some of it costs something (courses only).
    PartiallyFree,
    /// Part of a subscription.
    Subscription,
    /// Costs its price.
    Paid,
    /// A kind that a newer server knows.
    #[serde(other)]
    Unknown,
}

/// Where a course or run stands in its life (`CourseState` in `models/course.py`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// 0 to 7, see [`State::ONGOING_OPEN`] and its neighbours; the best run has the lowest.
    pub priority: u8,
    /// Start or enrolment end, whichever the priority is about; ends with `Z`.
    pub datetime: Option<String>,
    /// Translated: for display only.
    pub call_to_action: Option<String>,
    /// Translated, lower case, made to be followed by the date: for display only.
    pub text: String,
}

impl State {
    /// Running, enrolment open.
    pub const ONGOING_OPEN: u8 = 0;
    /// Not begun, enrolment open; the date is the start.
    pub const FUTURE_OPEN: u8 = 1;
    /// Over, enrolment still open; the date is the enrolment's end.
    pub const ARCHIVED_OPEN: u8 = 2;
    /// Not begun, enrolment not yet open; the date is the start.
    pub const FUTURE_NOT_YET_OPEN: u8 = 3;
    /// Not begun, enrolment closed.
    pub const FUTURE_CLOSED: u8 = 4;
    /// Running, enrolment closed.
    pub const ONGOING_CLOSED: u8 = 5;
    /// Over.
    pub const ARCHIVED: u8 = 6;
    /// No run, or none with dates.
    pub const TO_BE_SCHEDULED: u8 = 7;
}

/// `GET /api/v1.0/course-runs/<id>/` (`CourseRunSerializer`), public although nothing in a search leads to the id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CourseRunDetail {
    /// Number of the run.
    pub id: u64,
    /// Localised.
    pub title: Option<String>,
    /// Course on the LMS.
    pub resource_link: Option<String>,
    /// ISO 8601 with the server's own offset.
    pub start: Option<String>,
    /// See `start`.
    pub end: Option<String>,
    /// See `start`.
    pub enrollment_start: Option<String>,
    /// See `start`.
    pub enrollment_end: Option<String>,
    /// Sorted.
    pub languages: Vec<String>,
    /// State of this run; for a finished run without enrolment end it differs from the search's.
    pub state: State,
    /// Learners enrolled: the only count in the API.
    pub enrollment_count: u64,
    /// `course_and_search`, `course_only`, `hidden`.
    pub catalog_visibility: String,
    /// Offer and prices; prices are texts here.
    #[serde(flatten)]
    pub offer: Offer<String>,
    /// ISO 4217.
    pub price_currency: String,
}
