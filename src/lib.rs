//! The learner's front door to a public MOOC platform.
//!
//! Read in this order: [`wire`] what backends say · `api` the one door to them · `i18n` words · `ui` shared components ·
//! `catalogue` a slice · `app` the shell that holds it all.
pub mod wire;

#[cfg(feature = "app")]
pub mod api;
#[cfg(feature = "app")]
pub mod i18n;
