//! The forum of a course: read, ask, answer.
//!
//! `list` shows threads, topics and learners; `thread` one thread; `write` is for whatever the learner writes. What they share
//! stands beside: what the forum allows (`about`), how people and moments are named (`words`), addresses (`places`).
mod about;
mod beside;
mod list;
mod places;
mod thread;
mod words;
mod write;

pub use beside::beside;
pub use list::list_page;
pub use thread::thread_page;
pub use write::write_page;
