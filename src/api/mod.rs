//! The app's one door to the backends: no view builds a backend's address, no view sees HTTP.
//!
//! [`catalogue`] reads Richie, [`lms`] the LMS, [`awards`] whatever gives certificates and badges, [`session`] knows the learner. A region of a page holds what it reads in a [`Remote`].
pub mod awards;
pub mod catalogue;
mod decode;
mod error;
mod fields;
mod http;
mod jws;
pub mod lms;
mod media;
mod network;
mod offered;
pub mod probe;
mod remote;
pub mod session;
mod settings;
mod together;
mod warm;

pub use error::ApiError;
pub use http::clock::{clock_difference, lms_now};
pub use media::{Picture, picture, safe_link};
pub use offered::{OfferedRun, offered_runs};
pub use remote::{Remote, Value};
pub(crate) use settings::is_address;
pub use settings::{Settings, configure};
pub(crate) use together::all;
pub(crate) use warm::promise as started;
