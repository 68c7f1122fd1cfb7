//! Verifies Open Badges, whatever their generation and wrapping: pictures, JSON, signed tokens, addresses.
//!
//! Read in this order: [`browser`] what is asked of the browser · `ledger` how · `run` one verification and its limits · `sniff`, `png`,
//! `svg` what was brought · `ob2` and `ob3` the rules of each generation · `issuer`, `keys` from whom it is · `recipient`
//! for whom · `endorsement` what others say of it · `findings`, `report` what is answered. `worker` is the glue of the Web Worker.
//!
//! Nothing here knows a browser, so everything is tested without one; nothing here trusts what it reads: sizes, depths,
//! counts and requests have limits, and what cannot be checked is said to be unchecked, never good and never forged.
pub mod browser;

mod address;
mod award;
mod codec;
mod endorsement;
mod findings;
mod issuer;
mod json;
mod keys;
mod ledger;
mod limits;
mod ob2;
mod ob3;
mod png;
mod recipient;
mod report;
mod run;
mod setting;
mod sniff;
mod source;
mod svg;
mod text;
mod time;
#[cfg(target_arch = "wasm32")]
pub mod worker;

pub use preau::wire::verification;
pub use report::to_json;
pub use setting::from_json;
pub use source::{Source, verify};
