//! Where the backends are: set once from `config.json`, read by the clients only.
use std::cell::RefCell;

/// Addresses and limits of the backends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Base address of Richie, without trailing slash; empty on the default, one origin for all.
    pub catalogue_url: String,
    /// Longest wait for the first byte, in milliseconds.
    pub timeout: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { catalogue_url: String::new(), timeout: super::http::TIMEOUT }
    }
}

thread_local! {
    static SETTINGS: RefCell<Settings> = RefCell::default();
}

/// Sets where the backends are, before the first request.
pub fn configure(settings: Settings) {
    SETTINGS.replace(settings);
}

/// An address of Richie from a path with leading slash.
pub(super) fn catalogue(path: &str) -> String {
    SETTINGS.with_borrow(|settings| [&settings.catalogue_url, path].concat())
}

pub(super) fn timeout() -> u32 {
    SETTINGS.with_borrow(|settings| settings.timeout)
}
