//! The learner's front door to a public MOOC platform.
//!
//! Read in this order: [`wire`] what backends say · `api` the one door to them · `i18n` words · `ui` shared components ·
//! `catalogue`, `dashboard`, `course`, `forum`, `badges`, `notifications` the slices · `app` the shell that holds it all · `embed` views in pages of others.
pub mod wire;

#[cfg(feature = "app")]
pub mod api;
#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod badges;
#[cfg(feature = "app")]
mod calendar;
#[cfg(feature = "app")]
pub mod catalogue;
#[cfg(feature = "app")]
pub mod course;
#[cfg(feature = "app")]
pub mod dashboard;
#[cfg(feature = "app")]
pub mod embed;
#[cfg(feature = "app")]
pub mod forum;
#[cfg(feature = "app")]
pub mod i18n;
#[cfg(feature = "app")]
mod json;
mod letter;
#[cfg(feature = "app")]
mod log;
#[cfg(feature = "app")]
pub mod notifications;
#[cfg(feature = "app")]
mod number;
#[cfg(feature = "app")]
mod order;
#[cfg(feature = "app")]
mod percent;
#[cfg(feature = "styleguide")]
pub mod styleguide;
#[cfg(feature = "app")]
pub mod ui;
