//! The forum of a course: read, ask, answer.
mod list;
mod thread;
mod write;

pub use list::list_page;
pub use thread::thread_page;
pub use write::write_page;
