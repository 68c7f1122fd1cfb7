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

pub use mine::{beside_course, one_page as award_page, page as awards_page};

use leptos::prelude::*;

/// A badge that a page of others asks for; left as a context for [`verify_page`], whose file holds that view too.
#[derive(Clone)]
pub(crate) struct BadgeGuest {
    /// Address.
    pub address: String,
    /// Told when it could not be verified, for no fault of its own.
    pub failed: Callback<String>,
}

/// The public page that verifies badges.
pub fn verify_page() -> AnyView {
    match leptos::island::nearby() {
        Some(BadgeGuest { address, failed }) => embedded::guest(&address, failed),
        None => verify::page(),
    }
}
