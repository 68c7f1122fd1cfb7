//! Institutions, subjects, levels, people, licences, and what is suggested while one types.
use super::Image;
use serde::{Deserialize, Serialize};

/// `GET /api/v1.0/organizations/` and `…/organizations/<id>/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Id of the published page.
    pub id: String,
    /// Picture.
    pub logo: Option<Image>,
    /// Name.
    pub title: String,
}

/// `GET /api/v1.0/<kind>/` and `…/<kind>/<id>/`; the detail ignores the kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Small picture.
    pub icon: Option<Image>,
    /// Id of the published page.
    pub id: String,
    /// A root category, parent of a kind's categories.
    pub is_meta: bool,
    /// Picture.
    pub logo: Option<Image>,
    /// Direct child pages: more than 0 means that sub-categories exist.
    pub nb_children: u32,
    /// Tree path, 4 characters a level: a child's starts with its parent's.
    pub path: String,
    /// Name.
    pub title: String,
}

/// `GET /api/v1.0/persons/` and `…/persons/<id>/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Id of the published page.
    pub id: String,
    /// Picture.
    pub portrait: Option<Image>,
    /// Full name.
    pub title: String,
}

/// `GET /api/v1.0/licences/` and `…/licences/<id>/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
}

/// Item of `GET /api/v1.0/<resource>/autocomplete/?query=…`, at most 5, without envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Page of a course on the Richie site; courses only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absolute_url: Option<String>,
    /// Id of the published page.
    pub id: String,
    /// Name of the resource; for categories their kind.
    pub kind: String,
    /// Title in the language asked for; never a fallback.
    pub title: String,
}
