//! The backends of a MOOC platform in one process, for préau's tests and its default run.
//!
//! One server answers Richie's catalogue API below `/api/v1.0/`, is the LMS that learners
//! sign in to, draws the pictures below `/media/`, takes orders below
//! `/__mock__/` and, if given a folder, serves the built app. `README.md` beside this crate says what tests can order.
#![recursion_limit = "256"] // Some answers of the LMS are one large `json!`.

mod awards;
mod catalogue;
mod clock;
mod control;
mod data;
mod embedders;
mod fault;
mod media;
mod openedx;
mod richie;
mod security;
mod server;
mod settings;
mod site;
mod world;

pub use fault::Dropped;
pub use server::{Options, Running, StartError, router, serve};
