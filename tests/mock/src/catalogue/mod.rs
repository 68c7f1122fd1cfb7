//! A catalogue in memory: documents as Richie indexes them, and what makes searching them fast.
pub(crate) mod document;
pub(crate) mod filters;
pub(crate) mod index;
pub(crate) mod languages;
pub(crate) mod snapshot;
pub(crate) mod words;

use document::{CourseDoc, Entity};
use filters::FilterSpec;
use index::Index;

/// Families of pages that courses refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// Subjects and levels, told apart by their kind.
    Categories,
    /// Institutions.
    Organizations,
    /// People.
    Persons,
    /// Licences.
    Licences,
}

impl Family {
    /// All of them, in the order of [`Family::number`].
    pub(crate) const ALL: [Self; 4] = [Self::Categories, Self::Organizations, Self::Persons, Self::Licences];

    /// Name of the family's index, as error texts say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Organizations => "organizations",
            Self::Persons => "persons",
            Self::Licences => "licences",
        }
    }

    /// Position in [`Family::ALL`].
    pub(crate) fn number(self) -> usize {
        match self {
            Self::Categories => 0,
            Self::Organizations => 1,
            Self::Persons => 2,
            Self::Licences => 3,
        }
    }
}

/// A number of a page, course or run as a position in a list.
pub(crate) fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A position in a list as a number; no list here comes near the limit.
pub(crate) fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// Documents, the site's filters and the index over both. Dates are relative: see [`document::Run`].
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// In index order, which breaks ties.
    pub(crate) courses: Vec<CourseDoc>,
    /// Pages by [`Family::number`].
    pub(crate) entities: [Vec<Entity>; 4],
    /// In configuration order.
    pub(crate) filters: Vec<FilterSpec>,
    /// What the documents hold, by value.
    pub(crate) index: Index,
}

impl Catalogue {
    /// Indexes the documents.
    pub(crate) fn new(courses: Vec<CourseDoc>, entities: [Vec<Entity>; 4], filters: Vec<FilterSpec>) -> Self {
        let index = Index::new(&courses, &entities);
        Self { courses, entities, filters, index }
    }

    /// Pages of a family.
    pub(crate) fn family(&self, family: Family) -> &[Entity] {
        let [categories, organizations, persons, licences] = &self.entities;
        match family {
            Family::Categories => categories,
            Family::Organizations => organizations,
            Family::Persons => persons,
            Family::Licences => licences,
        }
    }

    /// Number of the page with that id inside its family.
    pub(crate) fn find(&self, family: Family, id: &str) -> Option<u32> {
        self.index.ids(family).get(id).copied()
    }

    /// A page by its number.
    pub(crate) fn entity(&self, family: Family, number: u32) -> Option<&Entity> {
        self.family(family).get(at(number))
    }
}
