//! The app's one door to the backends.
mod error;

pub use error::ApiError;
