//! Who or what a page is about, read from four endpoints into one shape.
use crate::{
    api::{ApiError, catalogue},
    i18n::t,
    wire::richie::Image,
};

/// What has courses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An institution.
    Organization,
    /// A subject.
    Subject,
    /// A level.
    Level,
    /// A person.
    Person,
}

/// What a page's head shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    /// Name.
    pub title: String,
    /// Logo, portrait or icon.
    pub picture: Option<Image>,
    /// Place in the tree of categories; categories only.
    pub path: Option<String>,
    /// Whether it has parts; categories only.
    pub has_children: bool,
}

impl Kind {
    /// What it is called.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Organization => t::course::entity_organization(),
            Self::Subject => t::course::entity_subject(),
            Self::Level => t::course::entity_level(),
            Self::Person => t::course::entity_person(),
        }
    }

    /// Name of its filter on a site that renamed none.
    pub(super) fn usual_filter(self) -> &'static str {
        match self {
            Self::Organization => "organizations",
            Self::Subject => "subjects",
            Self::Level => "levels",
            Self::Person => "persons",
        }
    }

    /// Reads it.
    pub(super) async fn read(self, id: String) -> Result<Entity, ApiError> {
        let plain = |title, picture| Entity { title, picture, path: None, has_children: false };
        Ok(match self {
            Self::Organization => {
                let read = catalogue::organization(id).await?;
                plain(read.title, read.logo)
            }
            Self::Person => {
                let read = catalogue::person(id).await?;
                plain(read.title, read.portrait)
            }
            Self::Subject | Self::Level => {
                let read = catalogue::category(id).await?;
                let has_children = read.nb_children > 0;
                Entity { title: read.title, picture: read.logo.or(read.icon), path: Some(read.path), has_children }
            }
        })
    }
}
