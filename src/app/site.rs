//! Where our own site is, for views that stand in a page of others. On our own pages it is simply here.
use std::cell::RefCell;

/// The site as a page of others sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Site {
    /// Its address without trailing slash; empty on its own pages.
    pub(crate) address: String,
    /// Address of the script of the worker that verifies badges; `None` on its own pages, which name it themselves.
    pub(crate) worker: Option<String>,
}

thread_local! {
    static SITE: RefCell<Site> = RefCell::default();
}

/// Says where the site is. Called once, before the first view in a page of others.
pub(crate) fn set(site: Site) {
    SITE.replace(site);
}

/// An address that may be the site's own, as the page that we stand in needs it.
pub(crate) fn absolute(address: &str) -> String {
    let is_own = address.starts_with('/') && !address.starts_with("//");
    SITE.with_borrow(|site| if is_own { [&site.address, address].concat() } else { address.to_owned() })
}

/// Address of the verifier's script, where the page does not name it.
pub(crate) fn worker() -> Option<String> {
    SITE.with_borrow(|site| site.worker.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sites_own_addresses_are_completed() {
        assert_eq!(absolute("/relay"), "/relay", "on its own pages");
        set(Site { address: "https://mooc.example".into(), worker: None });
        assert_eq!(absolute("/relay"), "https://mooc.example/relay");
        for other in ["https://other.example/relay", "//other.example", ""] {
            assert_eq!(absolute(other), other);
        }
        set(Site::default());
    }
}
