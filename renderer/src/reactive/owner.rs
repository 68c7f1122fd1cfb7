//! What belongs to which part of the page, and what parts leave for those within them.
use super::nodes::{self, Id, New};
use std::{
    any::{TypeId, type_name},
    rc::Rc,
};

/// A part of the page, of which signals, effects and cleanups are part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner(Id);

impl Owner {
    /// The part that is built or run now.
    pub fn current() -> Option<Self> {
        nodes::owner().map(Self)
    }

    /// A part within the current one.
    #[allow(clippy::new_without_default, reason = "it has a place, which a default would hide")]
    pub fn new() -> Self {
        Self(nodes::create(New::default()))
    }

    /// Does something as that part.
    pub fn with<T>(&self, work: impl FnOnce() -> T) -> T {
        nodes::scoped(Some(self.0), None, work)
    }

    /// Ends the part, and all within it.
    pub fn cleanup(&self) {
        nodes::dispose(self.0);
    }
}

/// Does something when the current part goes, or is about to be built anew.
pub fn on_cleanup(work: impl FnOnce() + 'static) {
    nodes::on_cleanup(Box::new(work));
}

/// Does something without being told later when what it read has changed.
pub fn untrack<T>(work: impl FnOnce() -> T) -> T {
    nodes::untracked(work)
}

/// Leaves a value for all parts within the current one; one of each type.
pub fn provide_context<T: 'static>(value: T) {
    nodes::provide(TypeId::of::<T>(), Rc::new(value));
}

/// The value of that type which the nearest part around left.
pub fn use_context<T: Clone + 'static>() -> Option<T> {
    nodes::context(TypeId::of::<T>())?.downcast_ref().cloned()
}

/// The value of that type which the nearest part around left.
///
/// # Panics
/// Where there is none, which ends the page.
#[allow(clippy::panic, reason = "as Leptos does: the app cannot have started without it")]
pub fn expect_context<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| panic!("no part around left a {}", type_name::<T>()))
}

/// Creates what belongs to no part, and so never goes.
pub fn detached<T>(work: impl FnOnce() -> T) -> T {
    nodes::scoped(None, None, work)
}
