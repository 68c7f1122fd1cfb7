//! The backends of a MOOC platform in one process.
