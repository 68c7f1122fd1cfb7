//! Signals and what depends on them: Leptos' names and rules over one graph without types.
mod callback;
mod derived;
mod effect;
mod into;
mod memo;
pub(crate) mod nodes;
mod owner;
mod signal;
mod stored;
#[cfg(test)]
mod tests;

pub use callback::Callback;
pub use derived::{MaybeProp, Signal};
pub(crate) use effect::render_effect;
pub use effect::{Effect, flush};
pub use into::IntoReactiveValue;
pub use memo::Memo;
pub use owner::{Owner, detached, expect_context, on_cleanup, provide_context, untrack, use_context};
pub use signal::{ArcRwSignal, RwSignal};
pub use stored::StoredValue;

/// Names in the macros' output.
pub mod graph {
    pub use super::untrack as untrack_with_diagnostics;
}

/// What handles have in common: an id and a type that is not stored.
macro_rules! handle {
    ($name:ident<$($type:ident),*>) => {
        impl<$($type),*> Clone for $name<$($type),*> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$($type),*> Copy for $name<$($type),*> {}

        impl<$($type),*> PartialEq for $name<$($type),*> {
            fn eq(&self, other: &Self) -> bool {
                self.id == other.id
            }
        }

        impl<$($type),*> Eq for $name<$($type),*> {}

        impl<$($type),*> std::fmt::Debug for $name<$($type),*> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, concat!(stringify!($name), "({:?})"), self.id)
            }
        }
    };
}
use handle;

/// Ends the page: a view used a signal of a part that has gone, which its author has to mend.
#[cold]
#[allow(clippy::panic, reason = "as Leptos does; a wrong value in its place would be worse")]
fn gone() -> ! {
    panic!("a signal was used after the part of the page it belongs to had gone")
}
