//! Where the backends are: set once from `config.json`, read by the clients only.
use std::cell::RefCell;

/// Addresses and limits of the backends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Base address of Richie, without trailing slash; empty on the default, one origin for all.
    pub catalogue_url: String,
    /// Base address of the LMS, without trailing slash; empty on the default, one origin for all.
    pub lms_url: String,
    /// Where one signs in; empty: the LMS's own page.
    pub login_url: String,
    /// Where one signs out; empty: the LMS's own page.
    pub logout_url: String,
    /// Longest wait for the first byte, in milliseconds.
    pub timeout: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            catalogue_url: String::new(),
            lms_url: String::new(),
            login_url: String::new(),
            logout_url: String::new(),
            timeout: super::http::TIMEOUT,
        }
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

/// An address of the LMS from a path with leading slash.
pub(super) fn lms(path: &str) -> String {
    SETTINGS.with_borrow(|settings| [&settings.lms_url, path].concat())
}

/// Where one signs in.
pub(super) fn login() -> String {
    SETTINGS.with_borrow(|settings| or_on_lms(&settings.login_url, settings, "/login"))
}

/// Where one signs out.
pub(super) fn logout() -> String {
    SETTINGS.with_borrow(|settings| or_on_lms(&settings.logout_url, settings, "/logout"))
}

fn or_on_lms(address: &str, settings: &Settings, path: &str) -> String {
    if address.is_empty() { [&settings.lms_url, path].concat() } else { address.to_owned() }
}

pub(super) fn timeout() -> u32 {
    SETTINGS.with_borrow(|settings| settings.timeout)
}

/// Whether a configured address may be used: `https:`, or on this site.
pub(crate) fn is_address(url: &str) -> bool {
    let local = url.starts_with('/') && !url.starts_with("//");
    // a development machine has no certificate
    local || ["https://", "http://localhost", "http://127.0.0.1"].into_iter().any(|start| url.starts_with(start))
}
