//! What happened on the platform, for the learner: the list, the short one in the header, and what to be told of.
//!
//! Nobody is named: the server tells who wrote also where that person chose to be hidden.
mod list;
mod page;
mod preferences;
mod sentence;
mod tray;

pub use page::page;
pub(crate) use tray::tray;
