//! Puts a view into the page.
use super::{AnyView, IntoView};
use crate::reactive::{Owner, on_cleanup};
use web_sys::{Element, HtmlElement};

/// A view that is in the page; goes when dropped.
#[derive(Debug)]
pub struct Mounted(Option<Owner>);

impl Mounted {
    /// Leaves it there for good.
    pub fn forget(mut self) {
        self.0 = None;
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(owner) = self.0 {
            owner.cleanup();
        }
    }
}

/// Builds the view at the end of `host`.
pub fn mount_to<T: IntoView>(host: &HtmlElement, build: impl FnOnce() -> T) -> Mounted {
    let owner = Owner::new();
    owner.with(|| build().append_to(host));
    Mounted(Some(owner))
}

/// Puts a view elsewhere in the page, at the end of `host`, as long as the current part is there.
pub fn portal(host: &Element, view: &AnyView) {
    view.put_into(host);
    let view = view.clone();
    on_cleanup(move || view.remove());
}
