//! The commands of préau's README.
fn main() {}
