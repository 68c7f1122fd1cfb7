//! A page of a list, as services in Django number them.
use serde::Deserialize;

/// A page; the next one has the next number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Page<T> {
    /// Items of all pages.
    #[serde(default)]
    pub count: u32,
    /// Address of the next page, as the service knows itself, which may differ from how the browser reaches it.
    #[serde(default)]
    pub next: Option<String>,
    /// This page's items.
    #[serde(default = "Vec::new")]
    pub results: Vec<T>,
}
