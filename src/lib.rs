//! The learner's front door to a public MOOC platform.
pub mod wire;
