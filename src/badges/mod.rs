//! Badges, certificates and micro-credentials: the learner's own, and the public page that verifies any.
//!
//! What a badge says is shown at once; whether it is genuine is found out beside, by the verifier, in its own worker.
mod award;
mod embedded;
mod kept;
mod mine;
mod original;
mod report_file;
mod verifier;
mod verify;
mod words;

pub use embedded::guest;
pub use mine::page as awards_page;
pub use verify::page as verify_page;
