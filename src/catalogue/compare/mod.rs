//! Up to four courses side by side. What is compared is in the address, so that it can be shared; the choice made on cards
//! is kept on the device.
mod button;
mod choice;
mod page;
mod rows;

pub(crate) use button::{bar, button};
pub(super) use page::page;

/// Courses compared at most: more columns cannot be read.
const MOST: usize = 4;
/// Name of the address parameter, once for each course.
const COURSES: &str = "courses";
