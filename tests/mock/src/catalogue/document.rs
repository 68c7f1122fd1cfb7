//! Documents as Richie's indexers make them, with dates relative to the moment a catalogue is anchored at.
use std::sync::Arc;

use preau::wire::richie::{Image, Offer};

use super::languages::Lang;

/// A value in several languages.
#[derive(Debug, Clone)]
pub(crate) struct Localised<T>(Box<[(Lang, T)]>);

/// A text in several languages.
pub(crate) type Text = Localised<Arc<str>>;

impl<T> Default for Localised<T> {
    fn default() -> Self {
        Self(Box::new([]))
    }
}

impl<T> FromIterator<(Lang, T)> for Localised<T> {
    fn from_iter<I: IntoIterator<Item = (Lang, T)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> Localised<T> {
    /// The value in exactly that language.
    pub(crate) fn get(&self, lang: Lang) -> Option<&T> {
        self.0.iter().find_map(|(known, value)| (*known == lang).then_some(value))
    }

    /// Richie's rule: the language asked for, then each of the site's in order, then nothing.
    pub(crate) fn best(&self, lang: Lang, site: &[Lang]) -> Option<&T> {
        self.get(lang).or_else(|| site.iter().find_map(|other| self.get(*other)))
    }

    /// Every language with its value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        self.0.iter().map(|(lang, value)| (*lang, value))
    }

    /// Whether no language has a value.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where a course's page on the Richie site is.
#[derive(Debug, Clone)]
pub(crate) enum PageUrl {
    /// As the data say.
    Given(Text),
    /// `/en/courses/<slug>/`, `/fr/cours/<slug>/`.
    Slug(Arc<str>),
}

/// A picture of a course.
#[derive(Debug, Clone)]
pub(crate) enum Cover {
    /// No picture.
    None,
    /// As the data say.
    Given(Localised<Image>),
    /// Drawn by the mock: `<colour>/<name>`.
    Drawn(Arc<str>),
}

/// A course.
#[derive(Debug, Clone)]
pub(crate) struct CourseDoc {
    pub(crate) id: Arc<str>,
    pub(crate) code: Option<Arc<str>>,
    pub(crate) title: Text,
    pub(crate) url: PageUrl,
    pub(crate) introduction: Text,
    /// Searched, never shown.
    pub(crate) description: Text,
    pub(crate) duration: Text,
    pub(crate) effort: Text,
    /// Numbers of pages, by family; categories with their ancestors.
    pub(crate) pages: [Box<[u32]>; 4],
    /// Number of the organisation shown on the card.
    pub(crate) highlighted: Option<u32>,
    pub(crate) cover: Cover,
    /// Number of the category in the icon place.
    pub(crate) icon: Option<u32>,
    /// Latest end first, as Richie indexes them.
    pub(crate) runs: Vec<Run>,
    pub(crate) is_listed: bool,
    /// Minutes a week.
    pub(crate) pace: Option<u32>,
}

/// Seconds after the anchor. [`NEVER`] stands for year 9999.
pub(crate) type Moment = i64;

/// "Never ends".
pub(crate) const NEVER: Moment = i64::MAX;

/// A run of a course that has a start and an enrolment start.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Number in `course-runs/<id>/`.
    pub(crate) id: u64,
    /// `Session 1`, … in the order they were made.
    pub(crate) session: u32,
    pub(crate) start: Moment,
    pub(crate) end: Moment,
    pub(crate) enrollment_start: Moment,
    /// As indexed: the run's end when the institution set none.
    pub(crate) enrollment_end: Moment,
    /// The institution set no end of enrolment: `course-runs/` takes that for "never".
    pub(crate) enrollment_end_unset: bool,
    pub(crate) languages: Box<[Lang]>,
    pub(crate) offer: Arc<Offer<f64>>,
    pub(crate) currency: Arc<str>,
}

impl Run {
    /// The run's languages as a set.
    pub(crate) fn language_set(&self) -> u128 {
        self.languages.iter().fold(0, |set, lang| set | lang.bit())
    }
}

/// A page that courses refer to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entity {
    pub(crate) id: Arc<str>,
    pub(crate) title: Text,
    /// Logo; portrait of a person.
    pub(crate) logo: Localised<Image>,
    pub(crate) icon: Localised<Image>,
    /// Colour of a category.
    pub(crate) color: Option<Arc<str>>,
    /// Kind of a category: `subjects`, `levels`, `meta`.
    pub(crate) kind: Arc<str>,
    /// Tree path.
    pub(crate) path: Arc<str>,
    /// Short name in keys of the LMS.
    pub(crate) short: Arc<str>,
    /// Ids of the direct children, of whatever family.
    pub(crate) children: Vec<Arc<str>>,
    /// Text of a licence, searched only.
    pub(crate) content: Text,
}
