//! The verifier against the fixtures, published vectors and hostile input, with a browser made of Rust crates.
#![allow(
    clippy::expect_used,
    clippy::format_collect,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test may fail, and says what it found"
)]
mod attacks;
mod conformance;
mod endorsed;
mod fetching;
mod hostile;
mod rules;
mod support;
mod vectors;
