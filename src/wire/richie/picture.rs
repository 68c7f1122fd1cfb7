//! Pictures.
use serde::{Deserialize, Serialize};

/// A picture in several sizes. Paths may be relative to the Richie site. No alternative text is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Smallest size that serves.
    pub src: String,
    /// For the attribute of that name.
    pub srcset: Option<String>,
    /// For the attribute of that name; `100vw` for logos and portraits, which is far too large: override it.
    pub sizes: String,
}

/// Category shown on a course: its picture, if one could be made, and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Icon {
    /// Picture; its three keys are absent when none could be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
    /// See [`Image::srcset`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub srcset: Option<String>,
    /// See [`Image::sizes`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sizes: Option<String>,
    /// CSS colour.
    pub color: Option<String>,
    /// Name of the category.
    pub title: String,
}
