//! What backends say, field by field. Serde and nothing else: the app and the mock server share it.
mod by_name;
pub mod joanie;
pub mod openedx;
mod page;
pub mod richie;
pub mod verification;

pub use by_name::ByName;
pub use page::Page;
