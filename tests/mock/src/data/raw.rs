//! The own data set's format (`tests/mock/data/FORMAT.md`), also that of courses added to a world.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text: in one language for all, or by language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Text {
    /// Every language has this.
    Same(String),
    /// By language code.
    By(BTreeMap<String, String>),
}

/// Everything of a catalogue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Set {
    pub(crate) subjects: Vec<Subject>,
    pub(crate) levels: Vec<Named>,
    pub(crate) licences: Vec<Named>,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) people: Vec<Person>,
    pub(crate) courses: Vec<Course>,
}

/// A subject with its sub-subjects.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subject {
    pub(crate) slug: String,
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) color: Option<String>,
    #[serde(default)]
    pub(crate) children: Vec<Subject>,
}

/// A level or licence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub(crate) slug: String,
    pub(crate) title: Text,
}

/// An institution.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organization {
    pub(crate) slug: String,
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) logo: bool,
}

/// A teacher.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) slug: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) portrait: bool,
}

/// A course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Course {
    /// Id; made up if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// Reference.
    #[serde(default)]
    pub(crate) code: Option<String>,
    /// Title; a language that is absent has none.
    pub(crate) title: Text,
    /// Plain text.
    #[serde(default)]
    pub(crate) introduction: Option<Text>,
    /// Slugs of subjects; their parents come along.
    #[serde(default)]
    pub(crate) subjects: Vec<String>,
    /// Slugs of levels.
    #[serde(default)]
    pub(crate) levels: Vec<String>,
    /// Slugs of institutions; the first is shown on the card.
    #[serde(default)]
    pub(crate) organizations: Vec<String>,
    /// Slugs of teachers.
    #[serde(default)]
    pub(crate) people: Vec<String>,
    /// Slugs of licences.
    #[serde(default)]
    pub(crate) licences: Vec<String>,
    /// How long it lasts.
    #[serde(default)]
    pub(crate) duration: Option<Length>,
    /// Whole effort.
    #[serde(default)]
    pub(crate) effort_hours: Option<f64>,
    /// Draw a cover.
    #[serde(default)]
    pub(crate) cover: bool,
    /// Shown in searches.
    #[serde(default = "yes")]
    pub(crate) listed: bool,
    /// Address of the page instead of one made from the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) absolute_url: Option<String>,
    /// Address of the cover instead of a drawn one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cover_src: Option<String>,
    /// Openings.
    #[serde(default)]
    pub(crate) runs: Vec<Run>,
}

/// A duration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Length {
    /// How many.
    pub(crate) value: f64,
    /// Of what.
    pub(crate) unit: Unit,
}

/// Units of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// 4.345 weeks.
    Month,
}

/// A run. Dates are days from the world's now, decimals allowed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    /// Beginning.
    pub(crate) start: f64,
    /// End; null never ends.
    pub(crate) end: Option<f64>,
    /// When enrolment opens.
    pub(crate) enrollment_start: f64,
    /// When enrolment closes; null: the institution set none.
    pub(crate) enrollment_end: Option<f64>,
    /// Codes such as `fr`.
    pub(crate) languages: Vec<String>,
    /// How the course is offered.
    #[serde(default)]
    pub(crate) offer: Option<String>,
    /// Price.
    #[serde(default)]
    pub(crate) price: Option<f64>,
    /// Price after discount.
    #[serde(default)]
    pub(crate) discounted_price: Option<f64>,
    /// Such as `-30 %`.
    #[serde(default)]
    pub(crate) discount: Option<String>,
    /// How the certificate is offered.
    #[serde(default)]
    pub(crate) certificate_offer: Option<String>,
    /// Price of the certificate.
    #[serde(default)]
    pub(crate) certificate_price: Option<f64>,
    /// Price of the certificate after discount.
    #[serde(default)]
    pub(crate) certificate_discounted_price: Option<f64>,
    /// Such as `-10 €`.
    #[serde(default)]
    pub(crate) certificate_discount: Option<String>,
    /// ISO 4217; euro if absent.
    #[serde(default)]
    pub(crate) currency: Option<String>,
}

fn yes() -> bool {
    true
}
